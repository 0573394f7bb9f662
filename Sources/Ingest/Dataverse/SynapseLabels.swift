import Dataset

/// The labels of options in a data lake: the tables `OptionsetMetadata`, `GlobalOptionsetMetadata`, `StateMetadata` and
/// `StatusMetadata` as CSV, or as JSON in `…EntityMetadata.json`.
struct SynapseLabels {
  /// The tables of the model, and their columns in lower case.
  let entities: [(name: String, attributes: [String])]

  private static let standardColumns: [String: [String]] = [
    "optionsetmetadata": [
      "entityname", "optionsetname", "option", "isuserlocalizedlabel", "localizedlabellanguagecode", "localizedlabel",
    ],
    "globaloptionsetmetadata": [
      "optionsetname", "option", "isuserlocalizedlabel", "localizedlabellanguagecode", "localizedlabel",
      "globaloptionsetname", "entityname",
    ],
  ]

  func read(_ files: borrowing ExportFiles, into labels: inout DataverseLabels) throws(IngestError) {
    for name in files.names {
      let parts = name.lowercased().split(separator: "/").map(String.init)
      guard let last = parts.last else { continue }
      if last.hasSuffix("entitymetadata.json") { try readJSON(try files.open(name), into: &labels) }
      guard last.hasSuffix(".csv") else { continue }
      // The table is the file's name, or that of the folder it is in.
      let candidates = [String(last.dropLast(4)), parts.count > 1 ? parts[parts.count - 2] : ""]
      if let table = candidates.first(where: { Self.standardColumns[$0] != nil }) {
        try readCSV(try files.open(name), table, into: &labels)
      }
    }
  }

  private func readCSV(
    _ file: consuming SourceFile, _ table: String, into labels: inout DataverseLabels
  ) throws(IngestError) {
    var columns = entities.first { $0.name.lowercased() == table }?.attributes ?? Self.standardColumns[table] ?? []
    var scanner = CSVScanner(file.bytes, name: file.name)
    while try scanner.nextRow() {
      let cells = scanner.cells.map { String(decoding: TextParsing.trimmed($0), as: UTF8.self) }
      let lower = cells.map { $0.lowercased() }
      if lower.contains("optionsetname") {
        columns = lower
        continue
      }
      func cell(_ name: String) -> String {
        columns.firstIndex(of: name).flatMap { $0 < cells.count ? cells[$0] : nil } ?? ""
      }
      add(cell, into: &labels)
    }
  }

  private func readJSON(_ file: consuming SourceFile, into labels: inout DataverseLabels) throws(IngestError) {
    var reader = JSONReader(file.bytes, name: file.name)
    try reader.document { root throws(IngestError) in
      for list in [root["OptionSetMetadata"], root["GlobalOptionSetMetadata"]] {
        list?.forEachElement { row in
          func cell(_ name: String) -> String {
            switch name {
            case "entityname": row["EntityName"]?.string ?? ""
            case "optionsetname": row["OptionSetName"]?.string ?? ""
            case "option": row["Option"]?.string ?? ""
            case "isuserlocalizedlabel": row["IsUserLocalizedLabel"]?.string ?? ""
            case "localizedlabellanguagecode": row["LocalizedLabelLanguageCode"]?.string ?? ""
            default: row["LocalizedLabel"]?.string ?? ""
            }
          }
          add(cell, into: &labels)
        }
      }
    }
  }

  private func add(_ cell: (String) -> String, into labels: inout DataverseLabels) {
    let isUsersOwn = cell("isuserlocalizedlabel").lowercased()
    labels.add(
      table: cell("entityname"), column: cell("optionsetname"), option: cell("option"), text: cell("localizedlabel"),
      isUsersOwn: isUsersOwn == "true" || isUsersOwn == "1", language: cell("localizedlabellanguagecode"))
  }
}
