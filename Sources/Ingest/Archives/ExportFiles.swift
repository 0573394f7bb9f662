#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of an export, wherever they are: in a folder and the folders within it, in a zip archive, or one alone.
struct ExportFiles: ~Copyable {
  private let location: SourceLocation
  private let archive: ZipArchive?
  private let isFolder: Bool
  /// Their paths within the folder or archive, sorted; of one alone its name.
  let names: [String]

  /// Folders within folders are looked through to this depth.
  private static let deepestFolder = 5

  /// - Throws: `IngestError` if there is nothing, or an archive that cannot be read.
  static func open(_ location: SourceLocation) throws(IngestError) -> ExportFiles {
    let probe = try SourceProbe(location)
    if probe.isFolder {
      let names = files(in: location.path, prefix: "", depth: 0).sorted()
      return ExportFiles(location, archive: nil, isFolder: true, names)
    }
    if probe.head.starts(with: "PK\u{3}\u{4}") {
      let archive = try ZipArchive.open(path: location.path, name: location.shown)
      let names = archive.entries.map(\.name).sorted()
      return ExportFiles(location, archive: archive, isFolder: false, names)
    }
    return ExportFiles(location, archive: nil, isFolder: false, [lastPart(of: location.path)])
  }

  private init(
    _ location: SourceLocation, archive: consuming ZipArchive?, isFolder: Bool, _ names: [String]
  ) {
    self.location = location
    self.archive = archive
    self.isFolder = isFolder
    self.names = names
  }

  /// The name of the file at a path.
  static func lastPart(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The first file of that name, in whichever folder.
  func first(named name: String) -> String? { names.first { Self.lastPart(of: $0).lowercased() == name } }

  /// A file as messages say it.
  func shown(_ name: String) -> String { isFolder || archive != nil ? location.shown(name) : location.shown }

  /// Opens a file.
  ///
  /// - Parameter isUTF8: whether anything else is refused.
  func open(_ name: String, isUTF8: Bool = true) throws(IngestError) -> SourceFile {
    switch archive {
    case .some(let archive):
      guard let entry = archive.entries.first(where: { $0.name == name }) else {
        throw .unreadable(path: shown(name), reason: "it is not in the archive")
      }
      return try SourceFile.make(try archive.unpack(entry), name: shown(name), isUTF8: isUTF8)
    case .none:
      let path = isFolder ? location.path + "/" + name : location.path
      return try SourceFile.open(path: path, name: shown(name), isUTF8: isUTF8)
    }
  }

  /// How a file begins and ends, one after the other; see `SourceProbe.edges`.
  func edges(of name: String, size: Int) throws(IngestError) -> [UInt8] {
    if archive == nil, !name.hasSuffix(".gz") {
      let path = isFolder ? location.path + "/" + name : location.path
      if let edges = SourceProbe.edges(of: path, size: size) { return edges }
    }
    let file = try open(name, isUTF8: false)
    return Array(file.bytes.prefix(size)) + Array(file.bytes.dropFirst(size).suffix(size))
  }

  private static func files(in folder: String, prefix: String, depth: Int) -> [String] {
    guard depth <= deepestFolder, let entries = SourceProbe.entries(of: folder) else { return [] }
    var files: [String] = []
    for entry in entries where !entry.hasPrefix(".") {
      var status = stat()
      guard stat(folder + "/" + entry, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        files += Self.files(in: folder + "/" + entry, prefix: prefix + entry + "/", depth: depth + 1)
      } else if status.st_mode & S_IFMT == S_IFREG {
        files.append(prefix + entry)
      }
    }
    return files
  }
}
