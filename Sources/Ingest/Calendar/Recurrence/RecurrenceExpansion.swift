import Dataset

/// The times at which an event recurs, on the wall clock of its zone, by one rule.
///
/// The start is the first of them, whether or not the rule names it, and counts as one (RFC 5545, 3.8.5.3).
struct RecurrenceExpansion {
  private let rule: RecurrenceRule
  private let start: CivilTime
  private let days: RecurrenceDays
  private let hours, minutes, seconds: [Int]

  /// Rules that name nothing, and small steps from long ago, end here. A daily event with a count gets there after
  /// 500 years.
  private static let mostPeriods = 200_000
  /// So do those that name more times than this before the first that is asked for: a year can have one for each second.
  private static let mostPassed = 1_000_000

  enum Outcome { case complete, stopped, tooManyPeriods }

  /// - Parameter hasTime: whether the start has a time of day; all-day events recur by days.
  init(_ rule: RecurrenceRule, start: CivilTime, hasTime: Bool = true) {
    var rule = rule
    if !hasTime {
      (rule.byHour, rule.byMinute, rule.bySecond) = ([], [], [])
      rule.frequency = max(rule.frequency, .daily)
    }
    self.rule = rule
    self.start = start
    days = RecurrenceDays(rule, start: start.date)
    let second = start.secondOfDay
    func times(_ named: [Int], below frequency: RecurrenceRule.Frequency, else own: Int) -> [Int] {
      named.isEmpty && rule.frequency > frequency ? [own] : named
    }
    hours = times(rule.byHour, below: .hourly, else: second / 3600)
    minutes = times(rule.byMinute, below: .minutely, else: second / 60 % 60)
    seconds = times(rule.bySecond, below: .secondly, else: second % 60)
  }

  /// Calls `body` with each time from `lower` to `upper`, ascending, until it returns false.
  ///
  /// Complexity: O(periods between `lower` and `upper`); with a count, from the start on.
  ///
  /// - Parameter budget: how many periods may be looked at; made smaller by those that were.
  func forEach(
    from lower: CivilTime, to upper: CivilTime, _ budget: inout Int, _ body: (CivilTime) -> Bool
  ) -> Outcome {
    var remaining = rule.count ?? .max
    var passed = 0
    func take(_ time: CivilTime) -> Bool {
      remaining -= 1
      if time < lower {
        passed += 1
      } else if !body(time) {
        return false
      }
      return remaining > 0 && passed <= Self.mostPassed
    }
    func pass(_ time: CivilTime) -> Bool {
      passed += 1
      return passed <= Self.mostPassed
    }
    defer { budget = max(0, budget - passed) }
    if start > upper { return .complete }
    if !take(start) { return .stopped }
    var periods = Periods(rule, start: start, from: rule.count == nil ? lower : start)
    var remainingPeriods = min(budget, Self.mostPeriods)
    while let period = periods.next(days), period.first.seconds <= upper.seconds {
      if remainingPeriods == 0 { return .tooManyPeriods }
      remainingPeriods -= 1
      budget = max(0, budget - 1)
      guard forEach(in: period, { $0 <= start ? pass($0) : $0 <= upper && take($0) }) else {
        return passed > Self.mostPassed ? .tooManyPeriods : .stopped
      }
    }
    return .complete
  }

  /// Calls `body` with the times of a period; false if it returned false.
  private func forEach(in period: Period, _ body: (CivilTime) -> Bool) -> Bool {
    let clock = clock(of: period)
    let perDay = clock.hours.count * clock.minutes.count * clock.seconds.count
    let total = period.days.count * perDay
    if total == 0 { return true }
    func time(_ index: Int) -> CivilTime {
      let (day, rest) = (index / perDay, index % perDay)
      let (hour, minuteAndSecond) = rest.quotientAndRemainder(dividingBy: clock.minutes.count * clock.seconds.count)
      let (minute, second) = minuteAndSecond.quotientAndRemainder(dividingBy: clock.seconds.count)
      return CivilTime(
        CivilDate(days: period.days[day]),
        secondOfDay: clock.hours[hour] * 3600 + clock.minutes[minute] * 60 + clock.seconds[second])
    }
    if rule.bySetPosition.isEmpty {
      for index in 0..<total where !body(time(index)) { return false }
      return true
    }
    let chosen = Set(rule.bySetPosition.map { $0 > 0 ? $0 - 1 : total + $0 }).filter { (0..<total).contains($0) }
    for index in chosen.sorted() where !body(time(index)) { return false }
    return true
  }

  /// The hours, minutes and seconds named of a period; in one shorter than a day the rule limits its own.
  private func clock(of period: Period) -> (hours: [Int], minutes: [Int], seconds: [Int]) {
    guard rule.frequency < .daily else { return (hours, minutes, seconds) }
    func own(_ value: Int, _ named: [Int]) -> [Int] { named.isEmpty || named.contains(value) ? [value] : [] }
    let second = period.first.secondOfDay
    return (
      own(second / 3600, rule.byHour),
      rule.frequency < .hourly ? own(second / 60 % 60, rule.byMinute) : minutes,
      rule.frequency < .minutely ? own(second % 60, rule.bySecond) : seconds
    )
  }
}

/// One year, month, week, day, hour, minute or second of a rule's, and its days that the rule names.
struct Period {
  var first: CivilTime
  var days: [Int]
}

/// The periods of a rule, ascending.
private struct Periods {
  private let rule: RecurrenceRule
  /// The period of the start: its year, its month counted from year 0, its first day, or its first second.
  private let base: Int
  private var index = 0

  private static let lastDay = CivilDate(year: 9999, month: 12, day: 31)?.days ?? 0

  init(_ rule: RecurrenceRule, start: CivilTime, from lower: CivilTime) {
    self.rule = rule
    base = Self.number(of: start, rule)
    let steps = Self.number(of: max(start, lower), rule) - base
    index = max(0, steps / (rule.interval * Self.unit(rule)))
  }

  private static func unit(_ rule: RecurrenceRule) -> Int {
    switch rule.frequency {
    case .yearly, .monthly, .daily, .secondly: 1
    case .weekly: 7
    case .hourly: 3600
    case .minutely: 60
    }
  }

  private static func number(of time: CivilTime, _ rule: RecurrenceRule) -> Int {
    let (year, month, _) = time.date.components
    return switch rule.frequency {
    case .yearly: year
    case .monthly: year * 12 + month - 1
    case .weekly: (time.date - (time.date.weekday - rule.weekStart + 7) % 7).days
    case .daily: time.date.days
    case .hourly: time.seconds - time.secondOfDay % 3600
    case .minutely: time.seconds - time.secondOfDay % 60
    case .secondly: time.seconds
    }
  }

  /// The next period, `nil` after year 9999. Days that a rule of hours or less does not name are passed over at once.
  mutating func next(_ days: RecurrenceDays) -> Period? {
    let step = rule.interval * Self.unit(rule)
    let number = base + index * step
    index += 1
    switch rule.frequency {
    case .yearly:
      guard let first = CivilDate(year: number, month: 1, day: 1) else { return nil }
      return Period(first: CivilTime(first), days: days.days(ofYear: number))
    case .monthly:
      guard let first = CivilDate(year: number / 12, month: number % 12 + 1, day: 1) else { return nil }
      return Period(first: CivilTime(first), days: days.days(ofYear: number / 12, month: number % 12 + 1))
    case .weekly, .daily:
      guard number <= Self.lastDay else { return nil }
      let length = rule.frequency == .weekly ? 7 : 1
      return Period(first: CivilTime(CivilDate(days: number)), days: days.days(in: number..<number + length))
    case .hourly, .minutely, .secondly:
      let time = CivilTime(seconds: number)
      guard time.date.days <= Self.lastDay else { return nil }
      if days.isNamed(time.date.days) { return Period(first: time, days: [time.date.days]) }
      let tomorrow = CivilTime(time.date + 1).seconds
      index = max(index, (tomorrow - base + step - 1) / step)
      return Period(first: time, days: [])
    }
  }
}
