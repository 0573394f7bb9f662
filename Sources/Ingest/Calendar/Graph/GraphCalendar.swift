import Dataset

/// Events of Microsoft Graph: answers of `/events`, `/calendarView`, `/instances` and their deltas, any number of pages.
struct GraphCalendar {
  private var events: [GraphEvent] = []
  /// Ids of events that a delta says were removed.
  private var removed: Set<String> = []
  /// By context: the first file, how many pages there are, and how many say that there are more.
  private var pages: [(context: String, file: String, count: Int, continued: Int)] = []
  private(set) var problems: [DataProblem] = []

  /// Reads a file; all of it or nothing.
  ///
  /// - Throws: `IngestError.malformed` with line and column if it is not JSON.
  mutating func read(
    _ file: borrowing SourceFile, _ zones: inout CalendarZones
  ) throws(IngestError) {
    var reader = JSONReader(file.bytes, name: file.name)
    var found: [GraphEvent] = []
    var gone: [String] = []
    var records = 0
    var others = 0
    let name = file.name
    var known = zones
    var wrong: [DataProblem] = []
    let page = try reader.records(needsContext: false) { record, _, line throws(IngestError) in
      records += 1
      if record["@removed"] != nil {
        gone.append(record["id"]?.string ?? "")
      } else if !GraphEvent.isEvent(record) {
        others += 1
      } else {
        var event = GraphEventReader(file: name, line: line)
        if let read = event.read(record, &known) { found.append(read) }
        wrong += event.problems
      }
    }
    zones = known
    events += found
    problems += wrong
    removed.formUnion(gone)
    if others > 0 || records == 0 {
      problems.append(
        DataProblem(
          .note, file: name,
          found: records == 0 ? "JSON without events" : "\(others) of \(records) records that are no events",
          expected: "events of Microsoft Graph; the rest is passed over"))
    }
    guard records > others else { return }
    count(page, name)
  }

  private mutating func count(_ page: JSONPage, _ name: String) {
    let place = pages.firstIndex { $0.context == page.context } ?? pages.count
    if place == pages.count { pages.append((page.context, name, 0, 0)) }
    pages[place].count += 1
    if !page.nextLink.isEmpty { pages[place].continued += 1 }
  }

  /// The events as those of a calendar. A master whose occurrences are there, too, is no meeting, but says what its
  /// occurrences leave out; any other is followed by its recurrence.
  mutating func finish() -> [CalendarEvent] {
    for page in pages where page.continued == page.count {
      problems.append(
        DataProblem(
          .note, file: page.file, found: "an @odata.nextLink and no page without one",
          expected: "all pages; events of the next ones are missing"))
    }
    let kept = events.filter { !removed.contains($0.event.record) }
    var masters: [String: CalendarEvent] = [:]
    var expanded: Set<String> = []
    for event in kept {
      let uid = EventIdentity(uid: event.event.uid).uid
      if event.kind == .occurrence { expanded.insert(uid) }
      guard event.kind == .master else { continue }
      if let other = masters[uid], !event.event.replaces(other) { continue }
      masters[uid] = event.event
    }
    return kept.compactMap { event in
      let uid = EventIdentity(uid: event.event.uid).uid
      if event.kind == .master { return expanded.contains(uid) ? nil : event.event }
      guard event.isBare, let master = masters[uid] else { return event.event }
      return event.completed(by: master)
    }
  }
}

/// An event of Microsoft Graph, and which of a series it is.
struct GraphEvent {
  enum Kind { case single, occurrence, exception, master }

  var kind: Kind
  var event: CalendarEvent
  /// Whether it says no more than when it is, as occurrences of a delta do.
  var isBare = false

  /// Whether a record is an event, not a message or a calendar.
  static func isEvent(_ record: JSONValue) -> Bool {
    if record["internetMessageId"] != nil || record["toRecipients"] != nil { return false }
    if record["@odata.type"]?.string == "#microsoft.graph.event" { return true }
    return record["start"]?["dateTime"] != nil || record["iCalUId"] != nil
      || (record["attendees"] != nil && record["organizer"] != nil)
  }

  /// The occurrence with what its master says of all.
  func completed(by master: CalendarEvent) -> CalendarEvent {
    var event = event
    event.subject = master.subject
    event.people = master.people
    event.isPrivate = master.isPrivate
    event.isCanceled = event.isCanceled || master.isCanceled
    event.takesNoTime = event.takesNoTime || master.takesNoTime
    if event.takesNoTime { event.duration = 0 }
    return event
  }
}
