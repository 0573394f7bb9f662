import Dataset

/// Reads the events of one iCalendar file (RFC 5545), which may hold several calendars.
struct ICalendarFile {
  private let name: String
  /// Whether anything of a calendar is in it.
  private(set) var isCalendar = false
  private(set) var events: [CalendarEvent] = []
  private(set) var problems: [DataProblem] = []

  /// - Parameter name: as messages say it.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, name: String, _ zones: inout CalendarZones, _ budget: inout RecurrenceBudget
  ) {
    self.name = name
    var reader = CalendarTextReader(bytes, file: name)
    var components = 0
    while let calendar = reader.next() {
      isCalendar = true
      components += calendar.events.count
      read(calendar, &zones, &budget)
    }
    reader.reportStrays()
    problems += reader.problems
    if components == 0 && !problems.contains(where: { $0.kind == .leftOutRow }) {
      problems.append(
        DataProblem(
          .note, file: name, found: "a calendar without events",
          expected: "events (BEGIN:VEVENT); the file is passed over"))
    }
  }

  private mutating func read(
    _ calendar: CalendarText, _ zones: inout CalendarZones, _ budget: inout RecurrenceBudget
  ) {
    if calendar.version.hasPrefix("1.") {
      leaveOut(
        calendar.line, "VERSION", calendar.version, "2.0; export the calendar as iCalendar, not as vCalendar")
      return
    }
    guard let method = CalendarEvent.Method(calendar.method) else {
      leaveOut(
        calendar.line, "METHOD", calendar.method, "PUBLISH, REQUEST, ADD, CANCEL or REPLY; others change no meeting")
      return
    }
    var reader = EventReader(calendar, method: method, file: name, zones: &zones, &budget)
    for component in calendar.events {
      if let event = reader.event(component, &zones) { events.append(event) }
    }
    problems += reader.problems
  }

  private mutating func leaveOut(_ line: Int, _ field: String, _ found: String, _ expected: String) {
    problems.append(DataProblem(.leftOutRow, file: name, line: line, field: field, found: found, expected: expected))
  }
}

extension CalendarEvent.Method {
  /// The method of a calendar, in upper case; `nil` if it changes no event.
  fileprivate init?(_ text: String) {
    switch text {
    case "ADD": self = .add
    case "CANCEL": self = .cancel
    case "REPLY": self = .reply
    case "COUNTER", "DECLINECOUNTER", "REFRESH": return nil
    default: self = .publish
    }
  }
}
