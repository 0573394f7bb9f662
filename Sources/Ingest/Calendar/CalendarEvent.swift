import Dataset

/// A time of a calendar: what the wall clock of a zone shows.
struct ZonedTime: Hashable, Sendable {
  var local: CivilTime
  /// Whether it is a day, whose time is its midnight.
  var isDate = false
  /// Of `CalendarZones`.
  var zone: CalendarZones.ID
}

/// A VEVENT or a Graph event: a meeting, the master of a series, or an occurrence of a series that differs from it.
struct CalendarEvent: Sendable {
  /// What a calendar message does with the event (RFC 5546).
  enum Method: Sendable { case publish, add, cancel, reply }

  // Where it stands, for messages.
  var file: String
  var line: Int
  var record = ""

  var uid: String
  var method = Method.publish
  var sequence = 0
  /// When this version was made, in seconds since 1970; 0 if it does not say.
  var stamp = 0
  var isCanceled = false

  /// `nil` only of a message that cancels.
  var start: ZonedTime?
  /// Seconds, exact; 0: none.
  var duration = 0
  /// Whether it takes nobody's time: all-day events, and those shown as free.
  var takesNoTime = false
  var isPrivate = false
  var subject = ""
  var people: [Attendee] = []

  // Series (RFC 5545, 3.8.5).
  var rules: [RecurrenceRule] = []
  var exceptionRules: [RecurrenceRule] = []
  var dates: [RecurrenceDate] = []
  var exceptionDates: [ZonedTime] = []
  /// Which occurrence of the series this is, by when it was to be.
  var recurrenceID: ZonedTime?
  /// Whether it is that occurrence and all later ones.
  var isThisAndFuture = false

  var recurs: Bool { !rules.isEmpty || !dates.isEmpty }

  struct RecurrenceDate: Hashable, Sendable {
    var start: ZonedTime
    /// Seconds; `nil`: that of the event.
    var duration: Int?
  }

  struct Attendee: Hashable, Sendable {
    /// The role of the dataset spec.
    enum Role: String, Sendable { case organizer, required, optional }

    var role: Role
    /// Empty if there is none.
    var address = ""
    var name = ""
    var hasDeclined = false
  }
}

extension CalendarEvent {
  /// Whether this version of an event is to be taken, not another: the greater `SEQUENCE`, then the later stamp; of two
  /// that say the same, one that cancels, then the first by name of file, so that the order of files does not matter.
  func replaces(_ other: CalendarEvent) -> Bool {
    if sequence != other.sequence { return sequence > other.sequence }
    if stamp != other.stamp { return stamp > other.stamp }
    if isCanceled != other.isCanceled { return isCanceled }
    return (file, line, record) < (other.file, other.line, other.record)
  }
}
