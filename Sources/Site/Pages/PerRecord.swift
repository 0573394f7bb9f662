import Dataset

/// One value for every record of a data set, in dense tables by type and row.
public struct PerRecord<Value: Sendable>: Sendable {
  private var tables: [[Value]]

  public init(_ dataset: Dataset, repeating value: Value) {
    tables = RecordType.allCases.map { Array(repeating: value, count: dataset.count(of: $0)) }
  }

  public subscript(record: RecordID) -> Value {
    get { tables[Int(record.type.rawValue)][record.row] }
    set { tables[Int(record.type.rawValue)][record.row] = newValue }
  }

  /// The values of one type, by row.
  public subscript(type: RecordType) -> [Value] {
    get { tables[Int(type.rawValue)] }
    set { tables[Int(type.rawValue)] = newValue }
  }
}
