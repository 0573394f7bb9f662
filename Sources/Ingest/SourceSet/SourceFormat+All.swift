import Dataset

extension SourceFormat {
  /// Every kind of source, in the order in which they are looked for.
  static let all: [SourceFormat] = [native, calendar]

  private static let native = SourceFormat(
    kind: .native, looks: "a folder with tables such as users.csv and activities.csv",
    recognizes: { probe, _ in
      Table.allCases.contains { table in
        NativeSource.endings.contains { probe.names.contains(table.name + $0) }
      }
    },
    adapter: { location, _ in NativeSource(location) })

  private static let calendar = SourceFormat(
    kind: .calendar, looks: "an iCalendar file (.ics), a folder of them, or events of Microsoft Graph as JSON",
    recognizes: { probe, _ in probe.looksLikeCalendar },
    adapter: { location, _ in CalendarSource(location) })
}
