import Dataset

/// Which days of a period a rule names, with what the rule leaves to the start of the event (RFC 5545, 3.3.10).
struct RecurrenceDays {
  private var rule: RecurrenceRule
  /// Whether ordinals of weekdays are counted in the year, not in the month.
  private let countsInYear: Bool

  init(_ rule: RecurrenceRule, start: CivilDate) {
    var rule = rule
    let (_, month, day) = start.components
    let namesDays = !(rule.byDay.isEmpty && rule.byMonthDay.isEmpty && rule.byYearDay.isEmpty)
    let weekday = RecurrenceRule.Weekday(ordinal: 0, weekday: start.weekday)
    switch rule.frequency {
    case .yearly where !namesDays && rule.byWeekNumber.isEmpty:
      if rule.byMonth.isEmpty { rule.byMonth = [month] }
      rule.byMonthDay = [day]
    case .monthly where !namesDays && rule.byWeekNumber.isEmpty: rule.byMonthDay = [day]
    case .yearly where !namesDays, .monthly where !namesDays, .weekly where !namesDays: rule.byDay = [weekday]
    default: break
    }
    if rule.frequency < .monthly || !rule.byWeekNumber.isEmpty {
      // There is no first or last weekday within a week.
      rule.byDay = rule.byDay.map { RecurrenceRule.Weekday(ordinal: 0, weekday: $0.weekday) }
    }
    countsInYear = rule.frequency == .yearly && rule.byMonth.isEmpty
    self.rule = rule
  }

  /// The days of a year, ascending.
  func days(ofYear year: Int) -> [Int] {
    var days: [Int] = []
    for month in rule.byMonth.isEmpty ? Array(1...12) : rule.byMonth { append(year, month, to: &days) }
    return days
  }

  /// The days of a month, ascending.
  func days(ofYear year: Int, month: Int) -> [Int] {
    var days: [Int] = []
    if rule.byMonth.isEmpty || rule.byMonth.contains(month) { append(year, month, to: &days) }
    return days
  }

  /// The days among some that follow each other, ascending.
  func days(in range: Range<Int>) -> [Int] { range.filter(isNamed) }

  /// Whether the rule names a day.
  func isNamed(_ day: Int) -> Bool {
    let (year, month, _) = CivilDate(days: day).components
    if !rule.byMonth.isEmpty && !rule.byMonth.contains(month) { return false }
    guard let place = Month(year, month) else { return false }
    return isNamed(day, of: place)
  }

  private func append(_ year: Int, _ month: Int, to days: inout [Int]) {
    guard let place = Month(year, month) else { return }
    for day in place.first..<place.first + place.length where isNamed(day, of: place) { days.append(day) }
  }

  private struct Month {
    /// Its first day, in days since 1970.
    let first: Int
    let length: Int
    let yearFirst: Int
    let yearLength: Int

    init?(_ year: Int, _ month: Int) {
      guard let first = CivilDate(year: year, month: month, day: 1),
        let yearFirst = CivilDate(year: year, month: 1, day: 1)
      else { return nil }
      self.first = first.days
      self.yearFirst = yearFirst.days
      length = CivilDate.daysIn(month: month, of: year)
      yearLength = 337 + CivilDate.daysIn(month: 2, of: year)
    }
  }

  private func isNamed(_ day: Int, of month: Month) -> Bool {
    let dayOfMonth = day - month.first
    let dayOfYear = day - month.yearFirst
    if !rule.byMonthDay.isEmpty, !isCounted(dayOfMonth, of: month.length, in: rule.byMonthDay) { return false }
    if !rule.byYearDay.isEmpty, !isCounted(dayOfYear, of: month.yearLength, in: rule.byYearDay) { return false }
    if !rule.byWeekNumber.isEmpty, !isInNumberedWeek(CivilDate(days: day)) { return false }
    if rule.byDay.isEmpty { return true }
    let weekday = CivilDate(days: day).weekday
    let (index, length) = countsInYear ? (dayOfYear, month.yearLength) : (dayOfMonth, month.length)
    return rule.byDay.contains { named in
      guard named.weekday == weekday else { return false }
      if named.ordinal == 0 { return true }
      return named.ordinal > 0
        ? named.ordinal == index / 7 + 1 : named.ordinal == -((length - 1 - index) / 7 + 1)
    }
  }

  /// Whether the `index`th day, from 0, is among numbers from 1 or, from the end, −1.
  private func isCounted(_ index: Int, of length: Int, in numbers: [Int]) -> Bool {
    numbers.contains { $0 > 0 ? $0 == index + 1 : length + $0 == index }
  }

  /// Weeks belong to the year in which most of their days are.
  private func isInNumberedWeek(_ date: CivilDate) -> Bool {
    let middle = date - (date.weekday - rule.weekStart + 7) % 7 + 3
    let year = middle.components.year
    guard let first = CivilDate(year: year, month: 1, day: 1), let last = CivilDate(year: year, month: 12, day: 28)
    else { return false }
    let lastMiddle = last - (last.weekday - rule.weekStart + 7) % 7 + 3
    return isCounted((middle - first) / 7, of: (lastMiddle - first) / 7 + 1, in: rule.byWeekNumber)
  }
}
