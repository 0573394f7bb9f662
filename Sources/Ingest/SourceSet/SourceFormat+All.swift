import Dataset

extension SourceFormat {
  /// Every kind of source, in the order in which they are looked for.
  static let all: [SourceFormat] = [table, native, dataverse, mail, calendar]

  private static let native = SourceFormat(
    kind: .native, looks: "a folder with tables such as users.csv and activities.csv",
    recognizes: { probe, _ in
      Table.allCases.contains { table in
        NativeSource.endings.contains { probe.names.contains(table.name + $0) }
      }
    },
    adapter: { location, _ in NativeSource(location) })

  private static let dataverse = SourceFormat(
    kind: .dataverse,
    looks: "an export of Microsoft Dataverse: JSON pages of the Web API, model.json, or data.xml or a zip of it",
    recognizes: { probe, _ in probe.looksLikeDataverse },
    adapter: { location, _ in DataverseSource(location) })

  /// First, because an export may have files of the same names as the tables of a data set. What has their columns, too,
  /// need not be compared with every export that there is.
  private static let table = SourceFormat(
    kind: .table, looks: "a CSV export of Salesforce, HubSpot or Pipedrive, or of any system that “tables” describes",
    recognizes: { probe, settings in
      (settings.tables != nil || !hasColumnsOfDataSet(probe)) && TableSource.mapping(for: probe.path, settings) != nil
    },
    adapter: { location, _ in TableSource(path: location.path, shown: location.shown) })

  private static let calendar = SourceFormat(
    kind: .calendar, looks: "an iCalendar file (.ics), a folder of them, or events of Microsoft Graph as JSON",
    recognizes: { probe, _ in probe.looksLikeCalendar },
    adapter: { location, _ in CalendarSource(location) })

  private static let mail = SourceFormat(
    kind: .mail, looks: "an mbox file, a Maildir, a folder of .eml files, or messages of Microsoft Graph as JSON",
    recognizes: { probe, _ in probe.looksLikeMail },
    adapter: { location, _ in MailSource(location) })

  /// Whether the tables that a data set must have are there as CSV, with the columns that they must have.
  private static func hasColumnsOfDataSet(_ probe: SourceProbe) -> Bool {
    Table.allCases.filter(\.isRequired).allSatisfy { table in
      let header = probe.head(of: table.name + ".csv").prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      let columns = header.split(separator: UInt8(ascii: ","))
      return table.requiredColumns.allSatisfy { required in
        columns.contains { $0.elementsEqual(table.columns[required].utf8) }
      }
    }
  }
}
