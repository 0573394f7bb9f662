import Bytes

/// A day of the proleptic Gregorian calendar, as the number of days since 1970-01-01.
public struct CivilDate: Hashable, Comparable, Sendable {
  public var days: Int

  public init(days: Int) { self.days = days }

  /// The date of a year, month and day; `nil` if there is no such day or the year is outside 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.daysIn(month: month, of: year)
    else { return nil }
    // Counted from 1 March, so that the leap day is the last of its year.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    days = era * 146_097 + dayOfEra - 719_468
  }

  public var components: (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// 1 for Monday to 7 for Sunday.
  public var weekday: Int { ((days + 3) % 7 + 7) % 7 + 1 }

  public static func < (first: Self, second: Self) -> Bool { first.days < second.days }
  public static func + (date: Self, days: Int) -> Self { CivilDate(days: date.days + days) }
  public static func - (date: Self, days: Int) -> Self { CivilDate(days: date.days - days) }
  public static func - (first: Self, second: Self) -> Int { first.days - second.days }

  /// The number of days of a month from 1 to 12.
  public static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension CivilDate: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String { ByteBuffer.text { append(to: &$0) } }

  /// Appends `YYYY-MM-DD`.
  public func append(to bytes: inout ByteBuffer) {
    let (year, month, day) = components
    if (0...9999).contains(year) {
      bytes.append(twoDigits: year / 100)
      bytes.append(twoDigits: year % 100)
    } else {
      bytes.append(String(year))
    }
    bytes.append(UInt8(ascii: "-"))
    bytes.append(twoDigits: month)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(twoDigits: day)
  }

  /// Appends `YYYY-MM-DDThh:mm:ss`.
  public func append(to bytes: inout ByteBuffer, secondOfDay second: Int) {
    append(to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    bytes.append(twoDigits: second / 3600)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(twoDigits: second / 60 % 60)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(twoDigits: second % 60)
  }

  /// The date of a text `YYYY-MM-DD`; `nil` for anything else.
  public init?(_ text: String) {
    var text = text
    guard let date = text.withUTF8({ DateParser.date($0) }) else { return nil }
    self = date
  }
}

/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable {
  public var seconds: Int

  public init(seconds: Int) { self.seconds = seconds }

  public static func < (first: Self, second: Self) -> Bool { first.seconds < second.seconds }
  public static func - (first: Self, second: Self) -> Int { first.seconds - second.seconds }
  public static func + (instant: Self, seconds: Int) -> Self { Instant(seconds: instant.seconds + seconds) }
}

extension Instant {
  /// The instant of an ISO 8601 text, UTC where it has no offset; `nil` for anything else.
  public init?(_ text: String) {
    var text = text
    guard let instant = text.withUTF8({ DateParser.instant($0, zone: .utc) }) else { return nil }
    self = instant
  }

  /// `YYYY-MM-DDThh:mm:ssZ`.
  public var utcDescription: String { ByteBuffer.text { appendUTC(to: &$0) } }

  /// Appends `YYYY-MM-DDThh:mm:ssZ`.
  public func appendUTC(to bytes: inout ByteBuffer) {
    let (date, second) = TimeZoneRules.utc.local(self)
    date.append(to: &bytes, secondOfDay: second)
    bytes.append(UInt8(ascii: "Z"))
  }
}

extension ByteBuffer {
  /// Appends a number of 0 to 99 in two digits.
  @inline(__always)
  fileprivate mutating func append(twoDigits number: Int) {
    append(UInt8(truncatingIfNeeded: 0x30 + number / 10 % 10))
    append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
  }
}
