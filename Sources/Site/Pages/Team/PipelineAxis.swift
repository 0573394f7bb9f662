import Dataset

/// The days to come that the pipeline chart shows, and their labels.
struct PipelineAxis {
  /// The last day of the axis, counted from D; at least 28.
  let lastDay: Int
  /// Days from D with their dates, ascending.
  let ticks: [(day: Int, label: String)]

  /// - Parameter days: close dates, counted from D; none is negative.
  init(_ days: [Int], asOf: CivilDate, formats: Formats) {
    let lastDay = Self.lastDay(days)
    self.lastDay = lastDay
    let dates = [asOf] + Self.dates(after: asOf, days: lastDay)
    ticks = dates.map { date in
      let (_, month, day) = date.components
      let isNewYear = month == 1 && day == 1
      return (date - asOf, isNewYear || lastDay > 1_100 ? formats.date(date) : formats.dayMonth(date))
    }
  }

  /// The axis ends with the latest date; but dates later than three times what nine of ten deals have, such as a
  /// placeholder of 2099, would press all others against the left edge, and stand apart.
  static func lastDay(_ days: [Int]) -> Int {
    let sorted = days.sorted()
    guard let latest = sorted.last else { return 28 }
    let usual = sorted[max((9 * sorted.count + 9) / 10 - 1, 0)]
    return max(28, min(latest, 3 * max(usual, 28)))
  }

  /// Mondays, or firsts of a month in steps of months, at most nine.
  private static func dates(after start: CivilDate, days: Int) -> [CivilDate] {
    let mondays = (1...7).map { start + $0 }.filter { $0.weekday == 1 }
    if days <= 56, let monday = mondays.first { return (0...8).map { monday + 7 * $0 } }
    for step in [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000] {
      let dates = firsts(every: step, after: start, until: start + days)
      if dates.count <= 9 { return dates }
    }
    return []
  }

  /// The firsts of every `step`th month, January among them; at most ten.
  private static func firsts(every step: Int, after start: CivilDate, until end: CivilDate) -> [CivilDate] {
    let (year, month, _) = start.components
    var dates: [CivilDate] = []
    var next = ((year * 12 + month - 1) / step + 1) * step
    while dates.count < 10, let date = CivilDate(year: next / 12, month: next % 12 + 1, day: 1), date <= end {
      dates.append(date)
      next += step
    }
    return dates
  }
}
