import Dataset

/// The ids of a table's rows by the value of one column, for values that name a row otherwise than by its id.
struct LookupIndex {
  enum Result: Equatable {
    case id(String)
    case none
    /// Several rows have the value.
    case several
  }

  private var values = TextPool()
  /// The row of each value, by its handle; −1 for none, −2 for several.
  private var rows: [Int32] = []
  private var ids: [String] = []

  /// - Complexity: O(rows of the table).
  init(_ lookup: Lookup, in tables: borrowing StagedTables) {
    for row in 0..<tables.count(of: lookup.table) {
      let id = tables.string(tables.value(column: 0, ofRow: row, of: lookup.table))
      let value = tables.string(tables.value(column: lookup.column, ofRow: row, of: lookup.table))
      let isAddress = FieldKind(lookup.column, of: lookup.table) == .addresses
      for part in isAddress ? value.split(separator: ";").map(String.init) : [value] { add(part, id) }
    }
  }

  private mutating func add(_ value: String, _ id: String) {
    var value = value
    let handle = value.withUTF8 { values.internLowercased(TextParsing.trimmed($0)) }
    if handle.isEmpty || id.isEmpty { return }
    let index = Int(handle.index)
    if index >= rows.count { rows.append(contentsOf: repeatElement(-1, count: index + 1 - rows.count)) }
    if rows[index] >= 0, ids[Int(rows[index])] == id { return }
    rows[index] = rows[index] == -1 ? Int32(ids.count) : -2
    ids.append(id)
  }

  /// The row that has a value; upper and lower case are the same.
  mutating func find(_ value: UnsafeBufferPointer<UInt8>) -> Result {
    let index = Int(values.internLowercased(value).index)
    guard index < rows.count, rows[index] != -1 else { return .none }
    return rows[index] == -2 ? .several : .id(ids[Int(rows[index])])
  }
}
