import Dataset

/// Dates and times as a data set writes them, in bytes.
enum ISOText {
  /// `2026-03-31T14:05:00Z`, for years from 1 to 9999.
  static func instant(_ instant: Instant) -> [UInt8] {
    let (date, second) = TimeZoneRules.utc.local(instant)
    var text = text(of: date, secondOfDay: second)
    text.append(UInt8(ascii: "Z"))
    return text
  }

  /// A day of a year from 1 to 9999, and the time if there is one.
  static func text(of date: CivilDate, secondOfDay second: Int? = nil) -> [UInt8] {
    let (year, month, day) = date.components
    var text: [UInt8] = []
    text.reserveCapacity(20)
    append(year / 100, to: &text)
    append(year, to: &text)
    append(month, after: "-", to: &text)
    append(day, after: "-", to: &text)
    if let second {
      append(second / 3600, after: "T", to: &text)
      append(second / 60 % 60, after: ":", to: &text)
      append(second % 60, after: ":", to: &text)
    }
    return text
  }

  /// The last two digits.
  private static func append(_ value: Int, after sign: Unicode.Scalar? = nil, to text: inout [UInt8]) {
    if let sign { text.append(UInt8(ascii: sign)) }
    text.append(UInt8(48 + value / 10 % 10))
    text.append(UInt8(48 + value % 10))
  }
}
