import Dataset

/// One VCALENDAR of a file, as its lines say it.
struct CalendarText {
  /// In upper case; empty where there is none.
  var method = ""
  var version = ""
  var line: Int
  var events: [Component] = []
  var zones: [ZoneText] = []

  /// The properties of a component, those of components within it left out.
  struct Component {
    var line: Int
    var lines: [ContentLine] = []

    /// The first property of a name.
    func first(_ name: String) -> ContentLine? { lines.first { $0.name == name } }
    func all(_ name: String) -> [ContentLine] { lines.filter { $0.name == name } }
  }

  struct ZoneText {
    var zone: Component
    var standard: [Component] = []
    var daylight: [Component] = []
  }
}

/// Reads the calendars of a file, one after the other, whatever is missing or too much in it.
struct CalendarTextReader {
  private var lines: ContentLineReader
  private let file: String
  /// A BEGIN that was read before the calendar that it begins.
  private var pending: ContentLine?
  private var calendar: CalendarText?
  private var stack: [String] = []
  private var event: CalendarText.Component?
  private var zone: CalendarText.ZoneText?
  private var observance: (text: CalendarText.Component, isDaylight: Bool)?
  private(set) var problems: [DataProblem] = []

  private static let wanted: Set<String> = [
    "BEGIN", "END", "METHOD", "VERSION", "TZID", "X-LIC-LOCATION", "TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "DTEND",
    "DURATION", "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY", "STATUS", "TRANSP", "CLASS", "RRULE", "RDATE",
    "EXRULE", "EXDATE", "RECURRENCE-ID", "ORGANIZER", "ATTENDEE", "X-MICROSOFT-CDO-ALLDAYEVENT",
  ]

  /// Components deeper than this are no calendar's.
  private static let deepestNesting = 64

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
    lines = ContentLineReader(bytes)
    self.file = file
  }

  /// The next calendar; `nil` at the end of the file.
  mutating func next() -> CalendarText? {
    while let line = pending ?? lines.next(wanted: Self.wanted) {
      pending = nil
      let kind = line.value.trimmingSpace().uppercased()
      switch line.name {
      case "BEGIN":
        if kind == "VCALENDAR", calendar != nil {
          // The one before has no end.
          pending = line
          return finish()
        }
        begin(kind, line)
      case "END":
        end(kind, line)
        if kind == "VCALENDAR", calendar != nil { return finish() }
      default: take(line)
      }
    }
    if let event {
      problems.append(
        DataProblem(
          .leftOutRow, file: file, line: event.line, field: "VEVENT", found: "",
          expected: "END:VEVENT before the end of the file; the event is cut off"))
    }
    event = nil
    return calendar == nil ? nil : finish()
  }

  /// Reports, at the end, lines that were no property.
  mutating func reportStrays() {
    guard lines.strays > 0 else { return }
    let others = lines.strays > 1 ? ", and \(lines.strays - 1) more such lines" : ""
    problems.append(
      DataProblem(
        .note, file: file, line: lines.firstStray, found: "a line without name and colon\(others)",
        expected: "NAME:value; it is passed over"))
  }

  private mutating func begin(_ kind: String, _ line: ContentLine) {
    if calendar == nil { calendar = CalendarText(line: line.line) }
    if kind == "VCALENDAR" { return }
    if kind == "VEVENT" { closeEvent(before: "BEGIN:VEVENT in line \(line.line)") }
    if stack.count < Self.deepestNesting { stack.append(kind) }
    switch kind {
    case "VEVENT": event = CalendarText.Component(line: line.line)
    case "VTIMEZONE":
      closeZone()
      zone = CalendarText.ZoneText(zone: CalendarText.Component(line: line.line))
    case "STANDARD", "DAYLIGHT":
      closeObservance()
      observance = (CalendarText.Component(line: line.line), kind == "DAYLIGHT")
    default: break
    }
  }

  private mutating func end(_ kind: String, _ line: ContentLine) {
    switch kind {
    case "VEVENT":
      if let event { calendar?.events.append(event) }
      event = nil
    case "VCALENDAR": closeEvent(before: "END:VCALENDAR")
    case "STANDARD", "DAYLIGHT": closeObservance()
    case "VTIMEZONE": closeZone()
    default: break
    }
    // Components that were not closed end with the one around them.
    if let place = stack.lastIndex(of: kind) { stack.removeSubrange(place...) }
  }

  private mutating func take(_ line: ContentLine) {
    switch stack.last {
    case "VEVENT": event?.lines.append(line)
    case "VTIMEZONE": zone?.zone.lines.append(line)
    case "STANDARD", "DAYLIGHT": observance?.text.lines.append(line)
    case nil:
      let value = line.value.trimmingSpace().uppercased()
      if line.name == "METHOD" { calendar?.method = value }
      if line.name == "VERSION" { calendar?.version = value }
    default: break
    }
  }

  /// Keeps an event that lacks its end, since the next thing shows that it is whole.
  private mutating func closeEvent(before next: String) {
    guard let event else { return }
    calendar?.events.append(event)
    self.event = nil
    if let place = stack.lastIndex(of: "VEVENT") { stack.removeSubrange(place...) }
    problems.append(
      DataProblem(
        .note, file: file, line: event.line, found: "an event without end before \(next)",
        expected: "END:VEVENT; it is read as it stands"))
  }

  private mutating func closeObservance() {
    guard let observance else { return }
    if observance.isDaylight { zone?.daylight.append(observance.text) } else { zone?.standard.append(observance.text) }
    self.observance = nil
  }

  private mutating func closeZone() {
    closeObservance()
    guard let zone else { return }
    calendar?.zones.append(zone)
    self.zone = nil
  }

  private mutating func finish() -> CalendarText? {
    closeEvent(before: "the next calendar")
    closeZone()
    defer { (calendar, stack) = (nil, []) }
    return calendar
  }
}
