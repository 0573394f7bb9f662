/// When in a history things happen: more on busy days, towards the end of a good deal, never in a quiet spell.
struct Pace {
  private let firstDay: Int
  /// Sum of the days' weights up to each day.
  private let sums: [Int]
  private static let hours = [8, 9, 9, 9, 10, 10, 10, 11, 11, 11, 13, 14, 14, 14, 15, 15, 16, 16, 17]

  init(calendar: WorkCalendar, firstDay: Int, lastDay: Int, conduct: Conduct, _ random: inout RandomStream) {
    self.firstDay = firstDay
    let count = max(1, lastDay - firstDay + 1)
    var weights = (0..<count).map { day in
      calendar.weight(firstDay + day) * (1000 + (conduct.closingPace - 1000) * day / count)
    }
    for spell in 0..<conduct.quietSpells where count > 40 {
      // Each in its own part of the history, and none in the last fifth.
      let part = count * 4 / 5 / conduct.quietSpells
      let length = min(part * 3 / 4, random.within(12...24))
      let start = spell * part + random.below(part - length)
      for day in start..<(start + length) { weights[day] = 0 }
    }
    var sum = 0
    sums = weights.map { weight in
      sum += weight
      return sum
    }
  }

  /// A time in office hours, later the greater `share` is of `whole`.
  func minute(share: Int, of whole: Int, _ random: inout RandomStream) -> Int {
    let total = sums.last ?? 0
    // Somewhere in the share's own slice of the history.
    let target = total * share / max(1, whole) + random.below(max(1, total / max(1, whole)))
    let day = sums.dropLast().prefixCount { $0 <= target }
    return (firstDay + day) * 1440 + random.element(Self.hours) * 60 + random.below(60)
  }
}
