import Dataset

/// A time zone that a calendar defines: a VTIMEZONE (RFC 5545, 3.6.5).
struct CalendarZoneDefinition: Hashable, Sendable {
  var name: String
  var observances: [Observance] = []

  /// A STANDARD or DAYLIGHT: an offset, and when it begins to hold.
  struct Observance: Hashable, Sendable {
    var isDaylight: Bool
    var start: CivilTime
    /// Seconds east of UTC, before and from then on.
    var offsetFrom, offsetTo: Int
    var rules: [RecurrenceRule] = []
    var dates: [CivilTime] = []
  }

  /// Changes are looked for in these years; the last of them holds for ever after.
  private static let years = (first: 1969, last: 2099)
  private static let mostChanges = 2_000

  /// The rules of the zone; `nil` if nothing is defined.
  func zone(_ budget: inout RecurrenceBudget) -> TimeZoneRules? {
    var onsets: [(at: Int, isDaylight: Bool, from: Int, to: Int)] = []
    for observance in observances {
      for time in times(of: observance, &budget) {
        onsets.append(
          (time.seconds - observance.offsetFrom, observance.isDaylight, observance.offsetFrom, observance.offsetTo))
      }
    }
    // Where both begin at once, standard time holds.
    onsets.sort { ($0.at, $0.isDaylight ? 0 : 1, $0.to) < ($1.at, $1.isDaylight ? 0 : 1, $1.to) }
    guard let first = onsets.first else { return nil }
    var changes: [(at: Instant, offset: Int)] = []
    for onset in onsets {
      if changes.last?.at.seconds == onset.at { changes.removeLast() }
      changes.append((Instant(seconds: onset.at), onset.to))
    }
    return TimeZoneRules(name: name, firstOffset: first.from, changes: changes)
  }

  private func times(of observance: Observance, _ budget: inout RecurrenceBudget) -> Set<CivilTime> {
    var times = Set(observance.dates.prefix(Self.mostChanges))
    times.insert(observance.start)
    guard let lower = CivilDate(year: Self.years.first, month: 1, day: 1),
      let upper = CivilDate(year: Self.years.last, month: 12, day: 31)
    else { return times }
    for rule in observance.rules {
      _ = RecurrenceExpansion(rule, start: observance.start)
        .forEach(from: CivilTime(lower), to: CivilTime(upper), &budget.periods) { time in
          let isOver =
            switch rule.end {
            case .date(let date): time.date > date
            case .local(let end): time > end
            case .instant(let end): time.seconds - observance.offsetFrom > end.seconds
            case nil: false
            }
          if isOver || times.count > Self.mostChanges { return false }
          times.insert(time)
          return true
        }
    }
    return times
  }
}
