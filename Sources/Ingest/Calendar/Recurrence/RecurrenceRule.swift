import Dataset

/// How an event recurs: a value of `RRULE` (RFC 5545, 3.3.10).
struct RecurrenceRule: Hashable, Sendable {
  enum Frequency: String, CaseIterable, Comparable {
    case secondly, minutely, hourly, daily, weekly, monthly, yearly

    static func < (first: Self, second: Self) -> Bool {
      (allCases.firstIndex(of: first) ?? 0) < (allCases.firstIndex(of: second) ?? 0)
    }
  }

  /// A weekday, and which of its month or year.
  struct Weekday: Hashable, Sendable {
    /// From 1, or from −1 at the end; 0: each.
    var ordinal: Int
    /// 1 for Monday to 7 for Sunday.
    var weekday: Int
  }

  /// The last moment at which there may be an occurrence.
  enum End: Hashable, Sendable {
    case date(CivilDate)
    /// In the zone of the event's start.
    case local(CivilTime)
    case instant(Instant)
  }

  var frequency: Frequency
  var interval = 1
  var count: Int?
  var end: End?
  /// 1 for Monday to 7 for Sunday.
  var weekStart = 1
  var bySecond: [Int] = []
  var byMinute: [Int] = []
  var byHour: [Int] = []
  var byDay: [Weekday] = []
  var byMonthDay: [Int] = []
  var byYearDay: [Int] = []
  var byWeekNumber: [Int] = []
  var byMonth: [Int] = []
  var bySetPosition: [Int] = []
  /// Whether days that a month has not should be moved (RFC 7529, `SKIP`), which is not done: they are left out.
  var movesMissingDays = false

  init(_ frequency: Frequency) { self.frequency = frequency }
}

/// Why a value of a calendar cannot be used.
struct CalendarValueError: Error, Equatable {
  var found: String
  var expected: String
}

extension RecurrenceRule {
  /// Reads a rule such as `FREQ=MONTHLY;BYDAY=-1FR;COUNT=6`, names in any case.
  init(_ text: String) throws(CalendarValueError) {
    var rule: RecurrenceRule?
    var parts: [(name: String, value: String)] = []
    for part in text.uppercased().split(separator: ";") {
      let sides = part.split(separator: "=", maxSplits: 1).map { String($0).trimmingSpace() }
      if part.utf8.allSatisfy({ $0 == 0x20 }) { continue }
      guard sides.count == 2 else {
        throw CalendarValueError(found: "“\(part)” in a recurrence rule", expected: "NAME=VALUE")
      }
      if sides[0] == "FREQ" {
        guard let frequency = Frequency(rawValue: sides[1].lowercased()) else { throw Self.unknownFrequency(sides[1]) }
        rule = RecurrenceRule(frequency)
      } else {
        parts.append((sides[0], sides[1]))
      }
    }
    guard var rule else { throw Self.unknownFrequency("") }
    for (name, value) in parts { try rule.set(name, value) }
    self = rule
  }

  private static func unknownFrequency(_ found: String) -> CalendarValueError {
    let names = Frequency.allCases.map { $0.rawValue.uppercased() }.joined(separator: ", ")
    return CalendarValueError(found: "FREQ=\(found) in a recurrence rule", expected: "one of \(names)")
  }

  private mutating func set(_ name: String, _ value: String) throws(CalendarValueError) {
    switch name {
    case "INTERVAL": interval = try Self.number(name, value, 1...1_000_000)
    case "COUNT": count = try Self.number(name, value, 1...Int(Int32.max))
    case "UNTIL": end = try Self.end(value)
    case "WKST": weekStart = try Self.weekday(name, value[...]).weekday
    case "BYSECOND": bySecond = try Self.numbers(name, value, 0...60).map { min($0, 59) }
    case "BYMINUTE": byMinute = try Self.numbers(name, value, 0...59)
    case "BYHOUR": byHour = try Self.numbers(name, value, 0...23)
    case "BYMONTHDAY": byMonthDay = try Self.numbers(name, value, 1...31, signed: true)
    case "BYYEARDAY": byYearDay = try Self.numbers(name, value, 1...366, signed: true)
    case "BYWEEKNO": byWeekNumber = try Self.numbers(name, value, 1...53, signed: true)
    case "BYMONTH": byMonth = try Self.numbers(name, value, 1...12)
    case "BYSETPOS": bySetPosition = try Self.numbers(name, value, 1...366, signed: true)
    case "BYDAY":
      for part in value.split(separator: ",") { byDay.append(try Self.weekday(name, part)) }
    case "SKIP": movesMissingDays = value != "OMIT"
    case "RSCALE" where value != "GREGORIAN":
      throw CalendarValueError(found: "RSCALE=\(value) in a recurrence rule", expected: "the Gregorian calendar")
    default: break
    }
  }

  private static func number(
    _ name: String, _ value: some StringProtocol, _ range: ClosedRange<Int>, signed: Bool = false
  ) throws(CalendarValueError) -> Int {
    let text = String(value).trimmingSpace()
    guard let number = Int(text), range.contains(number) || signed && range.contains(0 &- number) else {
      let sign = signed ? ", or their negatives" : ""
      throw CalendarValueError(
        found: "\(name)=\(text) in a recurrence rule", expected: "\(range.lowerBound) to \(range.upperBound)\(sign)")
    }
    return number
  }

  /// Numbers between commas, each once, ascending.
  private static func numbers(
    _ name: String, _ value: String, _ range: ClosedRange<Int>, signed: Bool = false
  ) throws(CalendarValueError) -> [Int] {
    var numbers: Set<Int> = []
    for part in value.split(separator: ",") { numbers.insert(try number(name, part, range, signed: signed)) }
    return numbers.sorted()
  }

  private static func weekday(_ name: String, _ value: Substring) throws(CalendarValueError) -> Weekday {
    let text = String(value).trimmingSpace()
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    guard let index = names.firstIndex(of: String(text.suffix(2))) else {
      throw CalendarValueError(
        found: "\(name)=\(text) in a recurrence rule", expected: "a weekday such as MO or -1FR")
    }
    let ordinal = text.dropLast(2)
    if ordinal.isEmpty { return Weekday(ordinal: 0, weekday: index + 1) }
    return Weekday(ordinal: try number(name, ordinal, 1...53, signed: true), weekday: index + 1)
  }

  private static func end(_ value: String) throws(CalendarValueError) -> End {
    guard let time = CalendarTimeText(value) else {
      throw CalendarValueError(
        found: "UNTIL=\(value) in a recurrence rule", expected: "a date or time such as 20260331T120000Z")
    }
    if time.isDate { return .date(time.local.date) }
    return time.isUTC ? .instant(Instant(seconds: time.local.seconds)) : .local(time.local)
  }
}
