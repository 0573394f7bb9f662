import Dataset

/// Calendars: iCalendar files, alone, in a folder or in folders of it (sources spec, `calendar:`).
///
/// Every occurrence of an event is a meeting that is planned, `open`, or was cancelled. Events without organizer and
/// attendees are private appointments: meetings in which nobody known takes part, and so of no record. Memory is linear
/// in the properties that are read and in the number of meetings.
public struct CalendarSource: SourceAdapter {
  private let path: String
  private let shown: String

  public init(path: String, shown: String) {
    self.path = path
    self.shown = shown
  }

  public func read(into tables: inout StagedTables, _ settings: SourceSettings) throws(IngestError) {
    var zones = CalendarZones(report: settings.zone)
    var budget = RecurrenceBudget()
    var events: [CalendarEvent] = []
    for file in try CalendarFiles.find(path: path, shown: shown) {
      let text = try SourceFile.open(path: file.path, name: file.shown, checksUTF8: false)
      let calendar = ICalendarFile(UnsafeBufferPointer(text.bytes), name: file.shown, &zones, &budget)
      events += calendar.events
      for problem in calendar.problems { tables.report(problem) }
    }
    let window = CalendarWindow(asOf: settings.asOf, zone: settings.zone)
    var expander = SeriesExpander(zones: zones, window: window, budget: budget)
    var writer = MeetingWriter()
    for (uid, versions) in Self.series(of: events, zones) {
      let series = CalendarSeries(uid: uid, versions, zones)
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
