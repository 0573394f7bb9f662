/// ISO 8601 dates and instants from UTF-8, every range checked (dataset spec, "Instants").
public enum DateParser {
  /// `YYYY-MM-DD`.
  static func date(_ utf8: UnsafeBufferPointer<UInt8>) -> CivilDate? {
    utf8.count == 10 ? leadingDate(utf8) : nil
  }

  /// A date with time (`YYYY-MM-DDThh:mm:ss`, a fraction, `Z` or an offset; a space may stand for the `T`), or a bare
  /// date, which is its midnight. Without an offset it is local time of `zone`. A fraction is cut off.
  public static func instant(_ utf8: UnsafeBufferPointer<UInt8>, zone: TimeZoneRules) -> Instant? {
    guard let date = leadingDate(utf8) else { return nil }
    if utf8.count == 10 { return zone.instant(date) }
    guard utf8.count >= 19, utf8[10] == UInt8(ascii: "T") || utf8[10] == UInt8(ascii: "t") || utf8[10] == 0x20,
      utf8[13] == UInt8(ascii: ":"), utf8[16] == UInt8(ascii: ":"),
      let hour = digits(utf8, 11, 2), hour < 24, let minute = digits(utf8, 14, 2), minute < 60,
      let second = digits(utf8, 17, 2), second < 60
    else { return nil }
    var position = 19
    if position < utf8.count, utf8[position] == UInt8(ascii: ".") || utf8[position] == UInt8(ascii: ",") {
      let start = position + 1
      position = start
      while position < utf8.count, utf8[position] &- 48 < 10 { position += 1 }
      if position == start { return nil }
    }
    let secondOfDay = hour * 3600 + minute * 60 + second
    if position == utf8.count { return zone.instant(date, secondOfDay: secondOfDay) }
    guard let offset = offset(utf8, from: position) else { return nil }
    return Instant(seconds: date.days * 86_400 + secondOfDay - offset)
  }

  /// A date, or the local date of an instant.
  static func dateOrInstant(_ utf8: UnsafeBufferPointer<UInt8>, zone: TimeZoneRules) -> CivilDate? {
    utf8.count == 10 ? leadingDate(utf8) : instant(utf8, zone: zone).map(zone.localDate(of:))
  }

  private static func leadingDate(_ utf8: UnsafeBufferPointer<UInt8>) -> CivilDate? {
    guard utf8.count >= 10, utf8[4] == UInt8(ascii: "-"), utf8[7] == UInt8(ascii: "-"),
      let year = digits(utf8, 0, 4), let month = digits(utf8, 5, 2), let day = digits(utf8, 8, 2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// `Z`, `±hh:mm`, `±hhmm` or `±hh` up to the end, in seconds.
  private static func offset(_ utf8: UnsafeBufferPointer<UInt8>, from position: Int) -> Int? {
    let rest = utf8.count - position
    switch utf8[position] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): return rest == 1 ? 0 : nil
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard rest == 3 || rest == 5 || rest == 6, let hour = digits(utf8, position + 1, 2), hour < 24 else {
        return nil
      }
      var minute: Int? = 0
      if rest == 5 { minute = digits(utf8, position + 3, 2) }
      if rest == 6 { minute = utf8[position + 3] == UInt8(ascii: ":") ? digits(utf8, position + 4, 2) : nil }
      guard let minute, minute < 60 else { return nil }
      let offset = hour * 3600 + minute * 60
      return utf8[position] == UInt8(ascii: "-") ? -offset : offset
    default: return nil
    }
  }

  @inline(__always)
  private static func digits(_ utf8: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for index in start..<start + count {
      let digit = utf8[index] &- 48
      if digit > 9 { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}
