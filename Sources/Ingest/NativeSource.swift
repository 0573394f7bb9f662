import Dataset

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder with one file per table: `NAME.csv` or `NAME.jsonl`, gzipped or not (dataset spec).
public struct NativeSource {
  public let path: String

  public init(path: String) { self.path = path }

  private static let endings = [".csv", ".csv.gz", ".jsonl", ".jsonl.gz"]

  /// Reads all tables.
  ///
  /// - Parameter progress: called with the name of each file before it is read.
  /// - Throws: `IngestError` for whatever the dataset spec calls fatal.
  public func read(
    zone: TimeZoneRules, internalDomains: [String], progress: (String) -> Void = { _ in }
  ) throws(IngestError) -> (dataset: Dataset, problems: [DataProblem]) {
    let files = try findFiles()
    var builder = DatasetBuilder(zone: zone, internalDomains: internalDomains)
    for (table, name) in files {
      progress(name)
      let file = try SourceFile.open(path: path + "/" + name, name: name)
      if name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") {
        try CSVTable.read(file, table, into: &builder)
      } else {
        try JSONLinesTable.read(file, table, into: &builder)
      }
    }
    return builder.finish()
  }

  /// The file of each table that has one.
  private func findFiles() throws(IngestError) -> [(Table, String)] {
    let entries = try folderEntries()
    var files: [(Table, String)] = []
    for table in Table.allCases {
      let names = Self.endings.map { table.name + $0 }.filter(entries.contains)
      if names.count > 1 {
        throw .malformed(
          file: path, line: 0, column: 0, found: "two files for one table, \(names.joined(separator: " and "))",
          expected: "one; remove the other")
      }
      if let name = names.first { files.append((table, name)) }
    }
    let missing = Table.allCases.filter { table in table.isRequired && !files.contains { $0.0 == table } }
    if files.isEmpty { throw .notADataset(path: path) }
    if let table = missing.first {
      throw .malformed(
        file: path, line: 0, column: 0, found: "no \(table.name).csv or \(table.name).jsonl",
        expected: "the table \(table.name), which every data set must have")
    }
    return files
  }

  private func folderEntries() throws(IngestError) -> Set<String> {
    guard let folder = opendir(path) else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { closedir(folder) }
    var entries: Set<String> = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      entries.insert(name)
    }
    return entries
  }
}
