import Dataset

/// Makes events of the components of one VCALENDAR.
struct EventReader {
  private let file: String
  private let method: CalendarEvent.Method
  /// The zones that the calendar itself defines.
  private let ownZones: [String: CalendarZones.ID]
  private var unknownZones: Set<String> = []
  private(set) var problems: [DataProblem] = []

  init(
    _ calendar: CalendarText, method: CalendarEvent.Method, file: String, zones: inout CalendarZones,
    _ budget: inout RecurrenceBudget
  ) {
    self.file = file
    self.method = method
    var reader = ZoneReader(file: file)
    ownZones = reader.read(calendar.zones, &zones, &budget)
    problems = reader.problems
  }

  /// The event of a component; `nil`, and a problem, if it has no start.
  mutating func event(_ component: CalendarText.Component, _ zones: inout CalendarZones) -> CalendarEvent? {
    reportDuplicates(component)
    var event = CalendarEvent(file: file, line: component.line, uid: component.first("UID")?.text ?? "")
    event.method = method
    event.sequence = component.first("SEQUENCE").flatMap { Int($0.value.trimmingSpace()) } ?? 0
    event.stamp = stamp(component, zones)
    let status = component.first("STATUS")?.value.trimmingSpace().uppercased()
    event.isCanceled = method == .cancel || status == "CANCELLED" || status == "CANCELED"
    event.subject = component.first("SUMMARY")?.text ?? ""
    event.isPrivate = component.all("CLASS").contains { isPrivate($0) }
    event.people = Attendees.read(component)
    guard let start = component.first("DTSTART") else {
      if event.isCanceled && !event.uid.isEmpty {
        setRecurrence(component, &event, &zones)
        return event
      }
      report(.leftOutRow, component.line, field: "DTSTART", found: "", expected: "when the event begins")
      return nil
    }
    guard let time = time(start, &zones) else {
      reportTime(start, .leftOutRow)
      return nil
    }
    event.start = time
    setDuration(component, &event, start: time, &zones)
    setRecurrence(component, &event, &zones)
    return event
  }

  private func isPrivate(_ line: ContentLine) -> Bool {
    ["PRIVATE", "CONFIDENTIAL"].contains(line.value.trimmingSpace().uppercased())
  }

  private func stamp(_ component: CalendarText.Component, _ zones: CalendarZones) -> Int {
    (component.all("DTSTAMP") + component.all("LAST-MODIFIED")).reduce(0) { latest, line in
      max(latest, CalendarTimeText(line.value.trimmingSpace())?.local.seconds ?? 0)
    }
  }

  private mutating func reportDuplicates(_ component: CalendarText.Component) {
    for name in ["UID", "DTSTART", "DTEND", "RECURRENCE-ID"] {
      let lines = component.all(name)
      guard lines.count > 1, lines.contains(where: { $0.value != lines[0].value }) else { continue }
      report(
        .note, lines[1].line, field: name, found: "a second \(name) in one event", expected: "one; the first holds")
    }
  }

  // MARK: Times

  private mutating func time(_ line: ContentLine, _ zones: inout CalendarZones) -> ZonedTime? {
    time(line.value, of: line, &zones)
  }

  /// A value, or one of several, of a property.
  private mutating func time(
    _ value: some StringProtocol, of line: ContentLine, _ zones: inout CalendarZones
  ) -> ZonedTime? {
    guard let text = CalendarTimeText(String(value).trimmingSpace()) else { return nil }
    if text.isUTC { return ZonedTime(local: text.local, zone: CalendarZones.utc) }
    if text.isDate { return ZonedTime(local: text.local, isDate: true, zone: CalendarZones.floating) }
    return ZonedTime(local: text.local, zone: zone(line, &zones))
  }

  private mutating func zone(_ line: ContentLine, _ zones: inout CalendarZones) -> CalendarZones.ID {
    guard let name = line.parameter("TZID"), !name.isEmpty else { return CalendarZones.floating }
    if let zone = ownZones[name.lowercased()] ?? zones.named(name) { return zone }
    if unknownZones.insert(name).inserted {
      report(
        .note, line.line, field: line.name, found: "the time zone “\(name)”, which is neither defined here nor known",
        expected: "an IANA or Windows name; its times are read in the report's time zone")
    }
    return CalendarZones.floating
  }

  private mutating func setDuration(
    _ component: CalendarText.Component, _ event: inout CalendarEvent, start: ZonedTime, _ zones: inout CalendarZones
  ) {
    let isTransparent = component.first("TRANSP")?.value.trimmingSpace().uppercased() == "TRANSPARENT"
    let isAllDay = component.first("X-MICROSOFT-CDO-ALLDAYEVENT")?.value.trimmingSpace().uppercased() == "TRUE"
    event.takesNoTime = start.isDate || isTransparent || isAllDay
    if let line = component.first("DTEND") {
      guard let end = time(line, &zones) else { return reportTime(line, .note) }
      event.duration = zones.instant(end) - zones.instant(start)
    } else if let line = component.first("DURATION") {
      guard let seconds = CalendarDuration.seconds(line.value.trimmingSpace()) else {
        return report(
          .note, line.line, field: line.name, found: "DURATION “\(line.value.prefix(60))”",
          expected: "a duration such as PT1H30M; the event is read without")
      }
      event.duration = seconds
    }
    if let problem = event.limitDuration() {
      report(.note, component.line, found: problem.found, expected: problem.expected)
    }
  }

  // MARK: Series

  private mutating func setRecurrence(
    _ component: CalendarText.Component, _ event: inout CalendarEvent, _ zones: inout CalendarZones
  ) {
    if let line = component.first("RECURRENCE-ID") {
      event.recurrenceID = time(line, &zones)
      event.isThisAndFuture = line.has("RANGE", "THISANDFUTURE")
      if event.recurrenceID == nil { reportTime(line, .note) }
    }
    event.rules = rules(component, "RRULE")
    event.exceptionRules = rules(component, "EXRULE")
    for line in component.all("RDATE") {
      for value in line.value.split(separator: ",") { appendDate(value, of: line, &event, &zones) }
    }
    for line in component.all("EXDATE") {
      for value in line.value.split(separator: ",") {
        if let time = time(value, of: line, &zones) {
          event.exceptionDates.append(time)
        } else {
          reportTime(line, value, .note)
        }
      }
    }
  }

  private mutating func rules(_ component: CalendarText.Component, _ name: String) -> [RecurrenceRule] {
    var rules: [RecurrenceRule] = []
    for line in component.all(name) {
      do throws(CalendarValueError) {
        let rule = try RecurrenceRule(line.value)
        if rule.movesMissingDays {
          report(
            .note, line.line, field: name, found: "SKIP other than OMIT in a recurrence rule",
            expected: "OMIT; days that a month has not are left out")
        }
        rules.append(rule)
      } catch {
        report(
          .note, line.line, field: name, found: error.found,
          expected: error.expected + "; the rule is not followed")
      }
    }
    return rules
  }

  /// A date of `RDATE`, which may be a period: `start/end` or `start/duration`.
  private mutating func appendDate(
    _ value: Substring, of line: ContentLine, _ event: inout CalendarEvent, _ zones: inout CalendarZones
  ) {
    let parts = value.split(separator: "/", maxSplits: 1)
    guard let first = parts.first, let start = time(first, of: line, &zones) else {
      return reportTime(line, value, .note)
    }
    var date = CalendarEvent.RecurrenceDate(start: start)
    if parts.count == 2 {
      if let seconds = CalendarDuration.seconds(String(parts[1]).trimmingSpace()) {
        date.duration = max(0, seconds)
      } else if let end = time(parts[1], of: line, &zones) {
        date.duration = max(0, zones.instant(end) - zones.instant(start))
      } else {
        reportTime(line, value, .note)
      }
    }
    event.dates.append(date)
  }

  // MARK: Problems

  private mutating func reportTime(_ line: ContentLine, _ kind: DataProblem.Kind) {
    reportTime(line, line.value, kind)
  }

  private mutating func reportTime(_ line: ContentLine, _ value: some StringProtocol, _ kind: DataProblem.Kind) {
    let isNote = kind == .note
    report(
      kind, line.line, field: line.name,
      found: isNote ? "\(line.name) “\(value.prefix(60))”" : String(value.prefix(60)),
      expected: "a date or time such as 20260331T120000Z" + (isNote ? "; the event is read without" : ""))
  }

  private mutating func report(
    _ kind: DataProblem.Kind, _ line: Int, field: String = "", found: String, expected: String
  ) {
    problems.append(DataProblem(kind, file: file, line: line, field: field, found: found, expected: expected))
  }
}

extension CalendarEvent {
  private static let day = 86_400

  /// Leaves out a duration that cannot be one, and says why.
  mutating func limitDuration() -> CalendarValueError? {
    if duration < 0 {
      duration = 0
      return CalendarValueError(found: "an end before the start", expected: "a later one; the event has no duration")
    }
    if takesNoTime { duration = 0 }
    guard duration > Self.day else { return nil }
    duration = 0
    return CalendarValueError(
      found: "an event of more than 24 hours", expected: "at most 24 hours; it is read as one without duration")
  }
}
