/// Why a row is left out.
struct BadRow: Error {
  /// Position of the cell, and its column's name.
  var cell: Int
  var field: String
  var expected: String
}

/// The values of a row's cells. Each is `nil` where the cell is empty, and throws where it does not parse.
extension RawRow {
  @inline(__always)
  func text(_ column: some Column) -> UnsafeBufferPointer<UInt8> { TextParsing.trimmed(cells[column.rawValue]) }

  @inline(__always)
  func value<Value>(
    _ column: some Column, _ expected: @autoclosure () -> String, _ parse: (UnsafeBufferPointer<UInt8>) -> Value?
  ) throws(BadRow) -> Value? {
    let utf8 = text(column)
    if utf8.isEmpty { return nil }
    guard let value = parse(utf8) else { throw bad(column, expected()) }
    return value
  }

  func bad(_ column: some Column, _ expected: String) -> BadRow {
    BadRow(cell: column.rawValue, field: column.name, expected: expected)
  }

  func required(_ column: some Column) throws(BadRow) -> UnsafeBufferPointer<UInt8> {
    let utf8 = text(column)
    if utf8.isEmpty { throw bad(column, "a value, because this column is required") }
    return utf8
  }

  func instant(_ column: some Column, _ zone: TimeZoneRules) throws(BadRow) -> Instant? {
    try value(column, "a date and time such as 2026-03-31T14:05:00+02:00") { DateParser.instant($0, zone: zone) }
  }

  func date(_ column: some Column, _ zone: TimeZoneRules) throws(BadRow) -> CivilDate? {
    try value(column, "a date such as 2026-03-31") { DateParser.dateOrInstant($0, zone: zone) }
  }

  func number(_ column: some Column) throws(BadRow) -> Double? {
    try value(column, "a number such as 1234.50, without grouping") { TextParsing.number($0) }
  }

  /// 0 where the cell is empty.
  func count(_ column: some Column) throws(BadRow) -> Int32 {
    try value(column, "a whole number from 0 to 2147483647") { utf8 in
      TextParsing.number(utf8).flatMap { Int32(exactly: $0) }.flatMap { $0 >= 0 ? $0 : nil }
    } ?? 0
  }

  func boolean(_ column: some Column) throws(BadRow) -> Bool {
    try value(column, "true, false, 1, 0, yes or no") { TextParsing.boolean($0) } ?? false
  }

  func code<Value>(_ column: some Column, _ codes: CodeTable<Value>) throws(BadRow) -> Value? {
    try value(column, codes.expected) { codes[$0] }
  }
}
