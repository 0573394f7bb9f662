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
  var answers = MeetingAnswers()
}

/// Who answered apart from an event, by address in lower case. Looked up, never copied: a series has as many meetings as
/// it likes.
struct MeetingAnswers {
  struct Answer {
    var reply: CalendarEvent
    var hasDeclined: Bool
  }

  /// Of all meetings of a series.
  var general: [String: Answer] = [:]
  /// Of this one.
  var own: [String: Answer] = [:]
  /// The version of the event: answers to an older one say nothing of it.
  var sequence = 0

  /// Whether somebody declined; `nil` if there is no answer.
  subscript(address: String) -> Bool? {
    let answers = [own[address], general[address]].compactMap { $0 }
    return answers.first { $0.reply.sequence >= sequence }?.hasDeclined
  }
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
