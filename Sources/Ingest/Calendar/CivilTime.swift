import Dataset

/// A date and time of a wall clock, in whole seconds since 1970-01-01T00:00:00 on that clock.
struct CivilTime: Hashable, Comparable, Sendable {
  var seconds: Int

  static let day = 86_400

  init(seconds: Int) { self.seconds = seconds }

  init(_ date: CivilDate, secondOfDay: Int = 0) { seconds = date.days * Self.day + secondOfDay }

  var date: CivilDate {
    let days = seconds / Self.day
    return CivilDate(days: seconds % Self.day < 0 ? days - 1 : days)
  }

  /// 0 to 86,399.
  var secondOfDay: Int { seconds - date.days * Self.day }

  static func < (first: Self, second: Self) -> Bool { first.seconds < second.seconds }
  static func + (time: Self, seconds: Int) -> Self { CivilTime(seconds: time.seconds + seconds) }
}

/// A value of iCalendar's types DATE and DATE-TIME: `20260331`, `20260331T120000`, `20260331T120000Z`.
struct CalendarTimeText: Hashable, Sendable {
  var local: CivilTime
  var isDate: Bool
  var isUTC: Bool

  /// Reads a value, also with `-` and `:` between its parts; `nil` if it is none.
  init?(_ text: some StringProtocol) {
    var digits: [Int] = []
    var isUTC = false
    var hasTime = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where !isUTC: digits.append(Int(byte) - 48)
      case UInt8(ascii: "T"), UInt8(ascii: "t"):
        guard digits.count == 8, !hasTime else { return nil }
        hasTime = true
      case UInt8(ascii: "Z"), UInt8(ascii: "z"):
        guard !isUTC, digits.count >= 12 else { return nil }
        isUTC = true
      case UInt8(ascii: "-") where !hasTime && !isUTC, UInt8(ascii: ":") where hasTime && !isUTC: continue
      default: return nil
      }
      if digits.count > 14 { return nil }
    }
    guard digits.count == 8 || (hasTime && (digits.count == 12 || digits.count == 14)) else { return nil }
    func number(_ start: Int, _ count: Int) -> Int {
      digits.dropFirst(start).prefix(count).reduce(0) { $0 * 10 + $1 }
    }
    let (hour, minute) = (number(8, 2), number(10, 2))
    // A leap second is the one before it.
    let second = min(number(12, 2), 60) == 60 ? 59 : number(12, 2)
    guard let date = CivilDate(year: number(0, 4), month: number(4, 2), day: number(6, 2)),
      hour < 24, minute < 60, number(12, 2) <= 60
    else { return nil }
    // A `T` with nothing behind it is no time.
    guard hasTime == (digits.count > 8) else { return nil }
    local = CivilTime(date, secondOfDay: hour * 3600 + minute * 60 + second)
    isDate = digits.count == 8
    self.isUTC = isUTC
  }
}

/// A value of iCalendar's type DURATION.
enum CalendarDuration {
  /// Seconds of a duration such as `PT1H30M`, `P2D`, `-P1W`, days of 24 hours; `nil` if it is none or beyond ten years.
  static func seconds(_ text: some StringProtocol) -> Int? {
    var rest = Substring(text).uppercased()[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    guard rest.first == "P" else { return nil }
    rest.removeFirst()
    let units: [Character: Int] = ["W": 7 * 86_400, "D": 86_400, "H": 3600, "M": 60, "S": 1]
    var total = 0
    var isTime = false
    var parts = 0
    while let character = rest.first {
      if character == "T" {
        rest.removeFirst()
        isTime = true
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest[digits.endIndex...]
      guard digits.count <= 9, let number = Int(digits), let unit = rest.first, let size = units[unit],
        isTime == "HMS".contains(unit)
      else { return nil }
      rest.removeFirst()
      total += number * size
      // Checked at each part, since a text may have any number of them.
      guard total <= 3660 * 86_400 else { return nil }
      parts += 1
    }
    guard parts > 0 else { return nil }
    return isNegative ? -total : total
  }
}
