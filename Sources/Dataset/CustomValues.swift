/// The custom fields of a record. Only those with a value take memory, so that a table with many columns of which each
/// row fills few is no larger than its file.
public struct CustomValues: Sendable, Equatable {
  /// Positions of fields, ascending.
  private var fields: [Int32] = []
  private var values: [Text] = []

  /// No field has a value.
  public init() {}

  /// - Parameter values: those of all fields, in order, `Text.none` where there is none.
  public init(_ values: [Text]) {
    for (field, value) in values.enumerated() { append(value, of: field) }
  }

  /// The value of a field by its position in the names of its table, such as `Dataset.accountFields`; `Text.none` where
  /// it has none. O(log of the number of values).
  public subscript(field: Int) -> Text {
    let place = fields.prefixCount { Int($0) < field }
    return place < fields.count && Int(fields[place]) == field ? values[place] : .none
  }

  /// Adds the value of a field behind all that have one; nothing if it is empty.
  mutating func append(_ value: Text, of field: Int) {
    guard !value.isEmpty, let position = Int32(exactly: field) else { return }
    fields.append(position)
    values.append(value)
  }
}
