import Dataset

/// The CSV files of another system's export, read by a mapping (sources spec, `table:`).
public struct TableSource: SourceAdapter {
  /// A folder, or one of its files.
  public let path: String
  /// The path as messages say it.
  public let shown: String

  public init(path: String, shown: String) {
    self.path = path
    self.shown = shown
  }

  /// The mapping by which a path is read: that of the config if it fits, without one the first ready one that does.
  static func mapping(for path: String, _ settings: SourceSettings) -> TableMapping? {
    let mappings = settings.tables.map { [$0] } ?? settings.readyTables()
    let depth = mappings.map(\.depth).max() ?? 0
    guard let folder = try? ExportFolder(path: path, shown: path, depth: depth) else { return nil }
    if let fitting = mappings.first(where: { $0.fits(folder) }) { return fitting }
    // A mapping with a mistake is told of it, rather than that the folder is of no known kind.
    return settings.tables.flatMap { !folder.isDataSet && !$0.mainFiles(in: folder).isEmpty ? $0 : nil }
  }

  /// Reads the tables by the mapping of the settings, without one by the ready one that fits.
  ///
  /// - Throws: `IngestError.mapping` if the mapping names files or columns that are not there.
  public func read(into tables: inout StagedTables, _ settings: SourceSettings) throws(IngestError) {
    guard let mapping = settings.tables ?? Self.mapping(for: path, settings) else {
      throw .mappingMissing(path: shown)
    }
    let folder = try ExportFolder(path: path, shown: shown, depth: mapping.depth)
    var context = RowContext(settings)
    var ids = [TextPool](repeating: TextPool(), count: Table.allCases.count)
    let distinct = Set(mapping.entries.filter(\.isDistinct).map(\.table))
    var hasRead = false
    for entry in Table.allCases.flatMap({ table in mapping.entries.filter { $0.table == table } }) {
      for name in try files(of: entry, in: folder) {
        hasRead = true
        var file = try ExportFile(
          path: folder.path(of: name), name: folder.shown(name), delimiter: entry.delimiter, encoding: entry.encoding)
        var reader: EntryReader
        do {
          reader = try EntryReader(entry, file, sharesIDs: distinct.contains(entry.table), into: &tables)
        } catch {
          // A file that says nothing of this table, in a mapping that allows for it.
          if entry.isLenient && (entry.table.isLinkTable || entry.table == .users) { continue }
          throw error
        }
        context.prepare(reader.lookups, in: tables)
        try reader.read(&file.scanner, &context, ids: &ids[entry.table.rawValue], into: &tables)
      }
    }
    if !hasRead { throw .notAnExport(path: shown, files: mapping.fileNames) }
  }

  /// The files that an entry reads, each once.
  private func files(of entry: TableEntry, in folder: ExportFolder) throws(IngestError) -> [String] {
    var files: [String] = []
    for pattern in entry.files {
      let found = folder.files(pattern)
      if found.isEmpty && !entry.isLenient { throw missing(pattern, in: folder) }
      files += found.filter { !files.contains($0) }
    }
    return files
  }

  private func missing(_ file: MappedName, in folder: ExportFolder) -> IngestError {
    let known = folder.names.prefix(30).joined(separator: ", ")
    return .mapping(
      file: file.place.file, line: file.place.line, column: file.place.column,
      found: "“\(file.text)”, which is not in \(shown)",
      expected: known.isEmpty ? "a file of it; it holds none" : "one of its files: \(known)", name: file.text,
      known: folder.names)
  }
}

extension TableMapping {
  /// The files that it reads, each once.
  var fileNames: [String] {
    var names: [String] = []
    for file in entries.flatMap(\.files) where !names.contains(file.text) { names.append(file.text) }
    return names
  }

  /// How deep below the source's folder its files are.
  var depth: Int { fileNames.map { $0.count { $0 == "/" } }.max() ?? 0 }

  /// What it reads first of all: opportunities, else whatever table comes first.
  private var mainEntries: [TableEntry] {
    let deals = entries.filter { $0.table == .opportunities }
    return deals.isEmpty ? Array(entries.prefix(1)) : deals
  }

  func mainFiles(in folder: ExportFolder) -> [String] {
    mainEntries.flatMap { $0.files.flatMap(folder.files) }
  }

  /// Whether a folder, or a file alone, holds what the mapping reads first of all, with the columns of the fields that
  /// the table requires.
  func fits(_ folder: ExportFolder) -> Bool {
    mainEntries.contains { entry in
      entry.files.flatMap(folder.files).contains { name in
        guard
          let file = try? ExportFile(
            path: folder.path(of: name), name: folder.shown(name), delimiter: entry.delimiter, encoding: entry.encoding)
        else { return false }
        var tables = StagedTables()
        return (try? EntryReader(entry, file, sharesIDs: false, into: &tables)) != nil
      }
    }
  }
}
