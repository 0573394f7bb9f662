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
  fileprivate let location: SourceLocation

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
    let files = try TableFiles(ofWhole: self)
    var builder = DatasetBuilder(zone: zone, internalDomains: internalDomains)
    do throws(IngestError) {
      for (table, name) in files.names {
        progress(name)
        try read(table, name, shown: name, into: &builder)
      }
    } catch { throw files.cause(of: error) { $0 } }
    if let change = files.change({ $0 }) { throw change }
    return (consume builder).finish()
  }

  /// The same by several workers: one adds rows while another reads the next, all look up participants, and one sorts the
  /// times of activities meanwhile.
  ///
  /// - Parameter jobs: at least 2.
  public func read(
    zone: TimeZoneRules, internalDomains: [String], jobs: Int, progress: (String) -> Void = { _ in }
  ) async throws(IngestError) -> (dataset: Dataset, problems: [DataProblem]) {
    let files = try TableFiles(ofWhole: self)
    var builder = DatasetBuilder(zone: zone, internalDomains: internalDomains)
    do throws(IngestError) {
      for (table, name) in files.names {
        progress(name)
        if Self.isCSV(name) {
          let times = table == .participants ? builder.activityTimes : nil
          async let sorted = times?.sorted()
          try await CSVTable.read(path: path + "/" + name, name: name, table, into: &builder, jobs: jobs)
          if let sorted = await sorted { builder.take(sorted) }
        } else {
          try read(table, name, shown: name, into: &builder)
        }
      }
    } catch { throw files.cause(of: error) { $0 } }
    if let change = files.change({ $0 }) { throw change }
    return await (consume builder).finishInParallel()
  }

  /// Reads the tables that are there, beside other sources that may have the rest.
  public func read(into tables: inout StagedTables, _ settings: SourceSettings) throws(IngestError) {
    let files = try TableFiles(of: self)
    do throws(IngestError) {
      for (table, name) in files.names { try read(table, name, shown: location.shown(name), into: &tables) }
    } catch { throw files.cause(of: error, location.shown) }
    if let change = files.change(location.shown) { throw change }
  }

  private func read(
    _ table: Table, _ name: String, shown: String, into sink: inout some RowSink
  ) throws(IngestError) {
    let path = path + "/" + name
    if Self.isCSV(name) {
      try CSVTable.read(path: path, name: shown, table, into: &sink)
    } else {
      try JSONLinesTable.read(try SourceFile.open(path: path, name: shown), table, into: &sink)
    }
  }

  private static func isCSV(_ name: String) -> Bool { name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") }
}

/// The files of a folder of tables, as they were before the first was read.
private struct TableFiles {
  /// The file of each table that has one.
  let names: [(Table, String)]
  private let folder: SourceLocation
  private let stamps: [FileStamp?]

  /// - Throws: `IngestError` if the folder cannot be read, or has no table or two files for one.
  init(of source: NativeSource) throws(IngestError) {
    let folder = source.location
    guard let entries = SourceProbe.entries(of: folder.path) else {
      throw .unreadable(path: folder.shown, reason: String(cString: strerror(errno)))
    }
    var names: [(Table, String)] = []
    for table in Table.allCases {
      let found = NativeSource.endings.map { table.name + $0 }.filter(entries.contains)
      if found.count > 1 {
        throw .malformed(
          file: folder.shown, line: 0, column: 0, found: "two files for one table, \(found.joined(separator: " and "))",
          expected: "one; remove the other")
      }
      if let name = found.first { names.append((table, name)) }
    }
    if names.isEmpty { throw .notADataset(path: folder.shown) }
    self.names = names
    self.folder = folder
    stamps = names.map { FileStamp(at: folder.path + "/" + $0.1) }
  }

  /// - Throws: `IngestError` as above, or if a table that every data set has is missing.
  init(ofWhole source: NativeSource) throws(IngestError) {
    try self.init(of: source)
    let missing = Table.allCases.first { table in table.isRequired && !names.contains { $0.0 == table } }
    guard let table = missing else { return }
    throw .malformed(
      file: folder.shown, line: 0, column: 0, found: "no \(table.name).csv or \(table.name).jsonl",
      expected: "the table \(table.name), which every data set must have")
  }

  /// What is to be said if one of the files is not what it was: all tables have to be of one export.
  ///
  /// - Parameter shown: a file as messages say it.
  func change(_ shown: (String) -> String) -> IngestError? {
    for ((_, name), stamp) in zip(names, stamps) where FileStamp(at: folder.path + "/" + name) != stamp {
      return .changed(path: shown(name))
    }
    return nil
  }

  /// What is to be said of what is wrong in one of the files: tables that are written to are seldom whole.
  func cause(of error: IngestError, _ shown: (String) -> String) -> IngestError {
    if case .malformed = error { return change(shown) ?? error }
    return error
  }
}
