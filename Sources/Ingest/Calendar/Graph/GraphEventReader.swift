import Dataset

/// Makes an event of a record of Microsoft Graph.
struct GraphEventReader {
  let file: String
  let line: Int
  private var id = ""
  private(set) var problems: [DataProblem] = []

  init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// The event; `nil`, and a problem, if it has no start.
  mutating func read(_ record: JSONValue, _ zones: inout CalendarZones) -> GraphEvent? {
    id = record["id"]?.string ?? ""
    guard let start = record["start"], start["dateTime"] != nil else {
      report(.leftOutRow, "start", "", "start.dateTime and start.timeZone")
      return nil
    }
    let isAllDay = record["isAllDay"]?.isTrue ?? false
    guard let begin = time(start, "start", isAllDay: isAllDay, &zones) else { return nil }
    let master = record["seriesMasterId"]?.string ?? ""
    let uid = [record["iCalUId"]?.string, record["uid"]?.string, master, id].compactMap { $0 }.first { !$0.isEmpty }
    var event = CalendarEvent(file: file, line: line, record: id, uid: uid ?? "")
    event.stamp = instant(record["lastModifiedDateTime"])?.seconds ?? 0
    event.start = begin
    event.isCanceled = record["isCancelled"]?.isTrue ?? false
    event.takesNoTime = isAllDay || record["showAs"]?.string == "free"
    event.isPrivate = ["private", "confidential", "personal"].contains(record["sensitivity"]?.string)
    event.subject = record["subject"]?.string.trimmingSpace() ?? ""
    event.people = Self.people(record)
    if let end = record["end"], end["dateTime"] != nil, let time = time(end, "end", isAllDay: isAllDay, &zones) {
      event.duration = zones.instant(time) - zones.instant(begin)
    }
    if let problem = event.limitDuration() { report(.note, "end", problem.found, problem.expected) }
    let kind = kind(record, hasMaster: !master.isEmpty)
    switch kind {
    case .master: setRecurrence(record, of: &event, &zones)
    case .occurrence, .exception: event.recurrenceID = original(record, of: event, begin, &zones)
    case .single: break
    }
    let isBare = record["subject"] == nil && record["organizer"] == nil && record["attendees"] == nil
    return GraphEvent(kind: kind, event: event, isBare: isBare)
  }

  private func kind(_ record: JSONValue, hasMaster: Bool) -> GraphEvent.Kind {
    switch record["type"]?.string {
    case "seriesMaster": .master
    case "occurrence": .occurrence
    case "exception": .exception
    case "singleInstance": .single
    default: record["recurrence"]?.kind == .object ? .master : hasMaster ? .occurrence : .single
    }
  }

  // MARK: People

  private static func people(_ record: JSONValue) -> [CalendarEvent.Attendee] {
    var people: [CalendarEvent.Attendee] = []
    if let organizer = record["organizer"], let person = person(organizer, .organizer) { people.append(person) }
    record["attendees"]?.forEachElement { attendee in
      let type = attendee["type"]?.string
      if type == "resource" { return }
      guard var person = person(attendee, type == "optional" ? .optional : .required) else { return }
      person.hasDeclined = attendee["status"]?["response"]?.string == "declined"
      people.append(person)
    }
    return people
  }

  private static func person(
    _ value: JSONValue, _ role: CalendarEvent.Attendee.Role
  ) -> CalendarEvent.Attendee? {
    guard let mail = value["emailAddress"] else { return nil }
    var person = CalendarEvent.Attendee(role: role, address: mail["address"]?.string.trimmingSpace() ?? "")
    // Of senders within Exchange, its own kind of address may stand here.
    if !person.address.utf8.contains(UInt8(ascii: "@")) { person.address = "" }
    person.setName(mail["name"]?.string ?? "")
    return person.address.isEmpty && person.name.isEmpty ? nil : person
  }

  // MARK: Times

  /// A `dateTimeTimeZone`: what the clock of a zone, by default UTC, shows.
  private mutating func time(
    _ value: JSONValue, _ field: String, isAllDay: Bool, _ zones: inout CalendarZones
  ) -> ZonedTime? {
    let given = value["dateTime"]?.string ?? ""
    guard let text = Self.timeText(given) else {
      let isStart = field == "start"
      report(
        isStart ? .leftOutRow : .note, field, isStart ? String(given.prefix(60)) : "the \(field) “\(given.prefix(60))”",
        "a time such as 2026-03-31T12:00:00" + (isStart ? "" : "; the event is read without"))
      return nil
    }
    if isAllDay {
      return ZonedTime(local: CivilTime(text.local.date), isDate: true, zone: CalendarZones.floating)
    }
    let name = value["timeZone"]?.string ?? ""
    if text.isUTC || name.isEmpty { return ZonedTime(local: text.local, zone: CalendarZones.utc) }
    if let zone = zones.named(name) { return ZonedTime(local: text.local, zone: zone) }
    report(
      .note, field, "the time zone “\(name)”, which is not known",
      "an IANA or Windows name; its time is read in the report's time zone")
    return ZonedTime(local: text.local, zone: CalendarZones.floating)
  }

  /// A time of JSON without its fraction.
  private static func timeText(_ text: String) -> CalendarTimeText? {
    let text = text.trimmingSpace()
    let whole = text.prefix { $0 != "." }
    return CalendarTimeText(whole.count < text.count && text.uppercased().hasSuffix("Z") ? whole + "Z" : whole)
  }

  private func instant(_ value: JSONValue?) -> Instant? {
    value.flatMap { Self.timeText($0.string) }.map { Instant(seconds: $0.local.seconds) }
  }

  /// When an occurrence was to be, on the clock of the zone in which its series was made.
  private func original(
    _ record: JSONValue, of event: CalendarEvent, _ start: ZonedTime, _ zones: inout CalendarZones
  ) -> ZonedTime {
    if record["originalStart"] == nil, let date = EventIdentity(uid: event.uid).recurrenceInstance {
      return ZonedTime(local: CivilTime(date), isDate: true, zone: CalendarZones.floating)
    }
    let instant = instant(record["originalStart"]) ?? zones.instant(start)
    if start.isDate && record["originalStart"] == nil { return start }
    let zone = zones.named(record["originalStartTimeZone"]?.string ?? "") ?? start.zone
    let local = zones.local(instant, in: start.isDate ? CalendarZones.utc : zone)
    if start.isDate { return ZonedTime(local: CivilTime(local.date), isDate: true, zone: CalendarZones.floating) }
    return ZonedTime(local: local, zone: zone)
  }

  // MARK: Series

  private mutating func setRecurrence(
    _ record: JSONValue, of event: inout CalendarEvent, _ zones: inout CalendarZones
  ) {
    guard let recurrence = record["recurrence"], let start = event.start else { return }
    do throws(CalendarValueError) {
      event.rules = [try RecurrenceRule(graph: recurrence)]
    } catch {
      report(.note, "recurrence", error.found, error.expected + "; the series is read as one meeting")
    }
    let names = [recurrence["range"]?["recurrenceTimeZone"]?.string, record["originalStartTimeZone"]?.string]
    if !start.isDate, let zone = names.compactMap({ $0 }).compactMap({ zones.named($0) }).first {
      event.start = ZonedTime(local: zones.local(zones.instant(start), in: zone), zone: zone)
    }
    // `OID.…ID of the master….2026-03-09`
    record["cancelledOccurrences"]?.forEachElement { occurrence in
      guard let date = CivilDate(String(occurrence.string.suffix(10))) else { return }
      event.exceptionDates.append(
        ZonedTime(local: CivilTime(date), isDate: true, zone: CalendarZones.floating))
    }
  }

  private mutating func report(_ kind: DataProblem.Kind, _ field: String, _ found: String, _ expected: String) {
    let record = id.isEmpty ? file : "\(file), record \(id)"
    problems.append(DataProblem(kind, file: record, line: line, field: field, found: found, expected: expected))
  }
}
