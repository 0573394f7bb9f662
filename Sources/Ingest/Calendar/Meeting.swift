import Dataset

/// One occurrence of an event.
struct Meeting {
  /// The version of the event that says what it is.
  var event: CalendarEvent
  var start: Instant
  /// Seconds; 0: none.
  var duration: Int
  var isCanceled: Bool
  /// What tells it from the other occurrences of its series, such as `20260309T080000Z`: when it was to be; empty if it
  /// does not recur.
  var instance: String
  var identity: EventIdentity
  /// Addresses, in lower case, of those who answered apart from the event, and whether they declined.
  var answers: [String: Bool] = [:]
}

/// The time in which series are expanded: two years before the day of the report to one year after (sources spec).
struct CalendarWindow {
  var start: Instant
  /// The instant at which it is over.
  var end: Instant

  init(asOf: CivilDate, zone: TimeZoneRules) {
    start = zone.instant(Self.moved(asOf, years: -2))
    end = zone.end(of: Self.moved(asOf, years: 1))
  }

  func contains(_ instant: Instant) -> Bool { instant >= start && instant < end }

  /// The same day of another year; 28 February where it has no 29th.
  private static func moved(_ date: CivilDate, years: Int) -> CivilDate {
    let (year, month, day) = date.components
    return CivilDate(year: year + years, month: month, day: day)
      ?? CivilDate(year: year + years, month: month, day: 28) ?? date
  }
}
