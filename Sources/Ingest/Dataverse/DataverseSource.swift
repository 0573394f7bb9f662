import Dataset

/// An export of Microsoft Dataverse in any of three shapes: pages of the Web API, a data lake of Synapse Link, or a
/// package of the Configuration Migration tool (sources spec, "dataverse").
public struct DataverseSource: SourceAdapter {
  private let location: SourceLocation

  /// - Parameter location: a folder, a zip archive, or the file that says what the export holds.
  public init(_ location: SourceLocation) { self.location = location }

  /// Reads all tables that a data set has a use for.
  ///
  /// - Throws: `IngestError` if it is none of the three shapes, or a file of it cannot be read.
  public func read(into tables: inout StagedTables, _ settings: SourceSettings) throws(IngestError) {
    var mapper = DataverseMapper(StagedTables(), settings)
    swap(&mapper.tables, &tables)
    defer { swap(&mapper.tables, &tables) }
    try read(into: &mapper)
    mapper.finish()
  }

  private func read(into mapper: inout DataverseMapper) throws(IngestError) {
    let files = try ExportFiles.open(root)
    if files.first(named: "model.json") != nil {
      try SynapseLinkExport(files).read(into: &mapper)
    } else if let data = files.first(named: "data.xml") ?? files.names.first(where: { $0.hasSuffix(".xml") }) {
      try ConfigurationMigrationExport(files, data: data).read(into: &mapper)
    } else if files.names.contains(where: WebAPIExport.isJSON) {
      try WebAPIExport(files).read(into: &mapper)
    } else {
      throw .unrecognized(
        path: location.shown,
        expected: [
          "JSON files of the Web API", "model.json of Synapse Link", "data.xml of the Configuration Migration tool",
        ])
    }
  }

  /// The folder of a file that only says what others hold; else the source itself.
  private var root: SourceLocation {
    for name in ["model.json", "data.xml", "data_schema.xml"] where ExportFiles.lastPart(of: location.path) == name {
      func folder(_ path: String) -> String {
        path == name ? "." : String(path.dropLast(name.count + 1))
      }
      return SourceLocation(
        kind: location.kind, path: folder(location.path), shown: folder(location.shown))
    }
    return location
  }
}
