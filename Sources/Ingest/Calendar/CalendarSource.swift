import Dataset

/// Calendars: iCalendar files and events of Microsoft Graph as JSON, alone, in a folder or in folders of it (sources
/// spec, `calendar:`).
///
/// Every occurrence of an event is a meeting that is planned, `open`, or was cancelled. Events without organizer and
/// attendees are private appointments: meetings in which nobody known takes part, and so of no record. Memory is linear
/// in the properties that are read and in the number of meetings.
public struct CalendarSource: SourceAdapter {
  private let location: SourceLocation

  init(_ location: SourceLocation) { self.location = location }

  public func read(into tables: inout StagedTables, _ settings: SourceSettings) throws(IngestError) {
    var reader = CalendarFileReader(zone: settings.zone)
    if let folder = CalendarFolder(location) {
      for (name, reason) in folder.unreadable {
        tables.report(
          DataProblem(.leftOutRow, file: name, field: "folder", found: reason, expected: "a folder that can be read"))
      }
      for file in folder.files { try reader.readFile(of: file, into: &tables) }
      if folder.files.isEmpty {
        throw .malformed(
          file: location.shown, line: 0, column: 0, found: "no calendar",
          expected: "files that end in \(CalendarFolder.endings.joined(separator: ", "))")
      }
    } else {
      try reader.read(path: location.path, name: location.shown, into: &tables)
    }
    let events = reader.finish(into: &tables)
    let window = CalendarWindow(asOf: settings.asOf, zone: settings.zone)
    var expander = SeriesExpander(zones: reader.zones, window: window, budget: reader.budget)
    var writer = MeetingWriter()
    for (uid, versions) in Self.series(of: events, reader.zones) {
      let series = CalendarSeries(uid: uid, versions, reader.zones)
      expander.forEach(of: series) { writer.write($0, into: &tables) }
    }
    for problem in expander.problems + writer.problems { tables.report(problem) }
  }

  /// The events by what is equal in all versions and occurrences of one, in the order in which they appear.
  private static func series(of events: [CalendarEvent], _ zones: CalendarZones) -> [(uid: String, [CalendarEvent])] {
    var places: [String: Int] = [:]
    var series: [(uid: String, [CalendarEvent])] = []
    for event in events {
      var uid = EventIdentity(uid: event.uid).uid
      if uid.isEmpty {
        // Against the standard; what happens at the same time under the same name is the same.
        uid = (event.start.map { zones.instant($0).compactUTC } ?? "") + " " + event.subject
      }
      if let place = places[uid] {
        series[place].1.append(event)
      } else {
        places[uid] = series.count
        series.append((uid, [event]))
      }
    }
    return series
  }
}

/// Reads the files of one source.
private struct CalendarFileReader {
  private(set) var zones: CalendarZones
  private(set) var budget = RecurrenceBudget()
  private var events: [CalendarEvent] = []
  private var graph = GraphCalendar()

  init(zone: TimeZoneRules) { zones = CalendarZones(report: zone) }

  /// Reads a file of a folder; what is wrong with it is reported, because there are others.
  ///
  /// - Throws: `IngestError.changed`.
  mutating func readFile(of file: CalendarFolder.File, into tables: inout StagedTables) throws(IngestError) {
    do throws(IngestError) {
      try read(path: file.path, name: file.name, into: &tables)
    } catch {
      switch error {
      case .changed: throw error
      case .malformed(_, let line, let column, let found, let expected):
        tables.report(
          DataProblem(
            .leftOutRow, file: file.name, line: line, column: column, field: "file",
            found: found.hasPrefix("“") && found.hasSuffix("”") ? String(found.dropFirst().dropLast()) : found,
            expected: expected + "; the file is left out"))
      case .unreadable(_, let reason):
        tables.report(
          DataProblem(
            .leftOutRow, file: file.name, field: "file", found: reason, expected: "a file that can be read"))
      default:
        tables.report(
          DataProblem(
            .leftOutRow, file: file.name, field: "file", found: "\(error)", expected: "a file that can be read"))
      }
    }
  }

  /// - Throws: `IngestError` if the file cannot be read, or is neither a calendar nor JSON.
  mutating func read(path: String, name: String, into tables: inout StagedTables) throws(IngestError) {
    let file = try SourceFile.open(path: path, name: name, isUTF8: false)
    let bytes = UnsafeBufferPointer(file.bytes)
    if bytes.first == 0xFF || bytes.first == 0xFE {
      throw .malformed(
        file: name, line: 1, column: 1, found: "text in UTF-16", expected: "UTF-8; save or export the file as UTF-8")
    }
    let first = bytes.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      try file.checkUTF8()
      try graph.read(file, &zones)
      return
    }
    let calendar = ICalendarFile(bytes, name: name, &zones, &budget)
    guard calendar.isCalendar else {
      throw .malformed(
        file: name, line: 0, column: 0, found: "no calendar", expected: "BEGIN:VCALENDAR, or events as JSON")
    }
    events += calendar.events
    for problem in calendar.problems { tables.report(problem) }
  }

  /// All events, after the last file.
  mutating func finish(into tables: inout StagedTables) -> [CalendarEvent] {
    events += graph.finish()
    for problem in graph.problems { tables.report(problem) }
    return events
  }
}
