import Dataset

extension RecurrenceRule {
  /// Reads a `patternedRecurrence` of Microsoft Graph.
  init(graph recurrence: JSONValue) throws(CalendarValueError) {
    let type = recurrence["pattern"]?["type"]?.string ?? ""
    guard let pattern = recurrence["pattern"], let frequency = Self.frequencies[type] else {
      throw CalendarValueError(
        found: "the pattern “\(type)”", expected: "one of \(Self.frequencies.keys.sorted().joined(separator: ", "))")
    }
    self.init(frequency)
    interval = try Self.number(pattern["interval"], "interval", 1...1_000_000) ?? 1
    weekStart = pattern["firstDayOfWeek"].flatMap { Self.weekday($0.string) } ?? 7
    if frequency == .yearly { byMonth = [try Self.number(pattern["month"], "month", 1...12) ?? 1] }
    if type.hasPrefix("absolute") {
      let day = try Self.number(pattern["dayOfMonth"], "dayOfMonth", 1...31) ?? 1
      // Where a month has no such day, Exchange takes its last.
      byMonthDay = day > 28 ? Array(28...day) : [day]
      if day > 28 { bySetPosition = [-1] }
    } else if frequency != .daily {
      byDay = (pattern["daysOfWeek"]?.elements ?? []).compactMap { Self.weekday($0.string) }
        .map { Weekday(ordinal: 0, weekday: $0) }
      if byDay.isEmpty { throw CalendarValueError(found: "a pattern without daysOfWeek", expected: "days of the week") }
    }
    if type.hasPrefix("relative") {
      let index = pattern["index"]?.string ?? "first"
      guard let position = ["first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1][index] else {
        throw CalendarValueError(found: "the index “\(index)”", expected: "first, second, third, fourth or last")
      }
      bySetPosition = [position]
    }
    guard let range = recurrence["range"] else { return }
    switch range["type"]?.string {
    case "endDate": end = CivilDate(range["endDate"]?.string ?? "").map(End.date)
    case "numbered": count = try Self.number(range["numberOfOccurrences"], "numberOfOccurrences", 1...Int(Int32.max))
    default: break
    }
  }

  private static let frequencies: [String: Frequency] = [
    "daily": .daily, "weekly": .weekly, "absoluteMonthly": .monthly, "relativeMonthly": .monthly,
    "absoluteYearly": .yearly, "relativeYearly": .yearly,
  ]

  private static func weekday(_ name: String) -> Int? {
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
      .firstIndex(of: name.lowercased()).map { $0 + 1 }
  }

  private static func number(
    _ value: JSONValue?, _ name: String, _ range: ClosedRange<Int>
  ) throws(CalendarValueError) -> Int? {
    guard let value, value.kind != .null else { return nil }
    guard let number = Int(value.string), range.contains(number) else {
      throw CalendarValueError(
        found: "\(name) \(value.string)", expected: "\(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
