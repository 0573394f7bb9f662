import Dataset

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder with one file per table: `NAME.csv` or `NAME.jsonl`, gzipped or not (dataset spec).
public struct NativeSource: SourceAdapter {
  public let path: String
  /// The folder as the user wrote it.
  private let location: SourceLocation

  public init(path: String) { self.init(SourceLocation(path: path, shown: path)) }

  init(_ location: SourceLocation) {
    path = location.path
    self.location = location
  }

  static let endings = [".csv", ".csv.gz", ".jsonl", ".jsonl.gz"]

  /// Reads all tables.
  ///
  /// - Parameter progress: called with the name of each file before it is read.
  /// - Throws: `IngestError` for whatever the dataset spec calls fatal.
  public func read(
    zone: TimeZoneRules, internalDomains: [String], progress: (String) -> Void = { _ in }
  ) throws(IngestError) -> (dataset: Dataset, problems: [DataProblem]) {
    let files = try findFiles()
    let missing = Table.allCases.filter { table in table.isRequired && !files.contains { $0.0 == table } }
    if let table = missing.first {
      throw .malformed(
        file: location.shown, line: 0, column: 0, found: "no \(table.name).csv or \(table.name).jsonl",
        expected: "the table \(table.name), which every data set must have")
    }
    let stamps = stamps(of: files)
    var builder = DatasetBuilder(zone: zone, internalDomains: internalDomains)
    for (table, name) in files {
      progress(name)
      try read(table, path + "/" + name, name: name, into: &builder)
    }
    try check(files, against: stamps) { $0 }
    return builder.finish()
  }

  /// Reads the tables that are there, beside other sources that may have the rest.
  public func read(into tables: inout StagedTables, _ settings: SourceSettings) throws(IngestError) {
    let files = try findFiles()
    let stamps = stamps(of: files)
    for (table, name) in files {
      try read(table, path + "/" + name, name: location.shown(name), into: &tables)
    }
    try check(files, against: stamps, location.shown)
  }

  private func stamps(of files: [(Table, String)]) -> [FileStamp?] { files.map { FileStamp(at: path + "/" + $0.1) } }

  /// Makes sure that all tables are of one export: that none was written to before the last was read.
  ///
  /// - Parameter shown: a file as messages say it.
  private func check(
    _ files: [(Table, String)], against stamps: [FileStamp?], _ shown: (String) -> String
  ) throws(IngestError) {
    for ((_, name), stamp) in zip(files, stamps) where FileStamp(at: path + "/" + name) != stamp {
      throw .changed(path: shown(name))
    }
  }

  private func read(
    _ table: Table, _ path: String, name: String, into sink: inout some RowSink
  ) throws(IngestError) {
    let file = try SourceFile.open(path: path, name: name)
    if path.hasSuffix(".csv") || path.hasSuffix(".csv.gz") {
      try CSVTable.read(file, table, into: &sink)
    } else {
      try JSONLinesTable.read(file, table, into: &sink)
    }
  }

  /// The file of each table that has one.
  private func findFiles() throws(IngestError) -> [(Table, String)] {
    let entries = try folderEntries()
    var files: [(Table, String)] = []
    for table in Table.allCases {
      let names = Self.endings.map { table.name + $0 }.filter(entries.contains)
      if names.count > 1 {
        throw .malformed(
          file: location.shown, line: 0, column: 0,
          found: "two files for one table, \(names.joined(separator: " and "))",
          expected: "one; remove the other")
      }
      if let name = names.first { files.append((table, name)) }
    }
    if files.isEmpty { throw .notADataset(path: location.shown) }
    return files
  }

  private func folderEntries() throws(IngestError) -> Set<String> {
    guard let entries = SourceProbe.entries(of: path) else {
      throw .unreadable(path: location.shown, reason: String(cString: strerror(errno)))
    }
    return Set(entries)
  }
}
