#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder of exported files, or one such file.
struct ExportFolder {
  /// Without what follows the last slash where it is a file.
  private let folder: String
  /// What stands before the name of a file in messages.
  private let shownFolder: String
  /// Names of the files, with folders below before a slash, sorted.
  let names: [String]

  /// - Parameter depth: how deep folders below are looked into.
  /// - Throws: `IngestError.unreadable` if there is nothing at the path.
  init(path: String, shown: String, depth: Int) throws(IngestError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .unreadable(path: shown, reason: String(cString: strerror(errno)))
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      folder = path
      shownFolder = shown.hasSuffix("/") ? shown : shown + "/"
      var names: [String] = []
      guard Self.add("", in: path, depth: depth, to: &names) else {
        throw .unreadable(path: shown, reason: String(cString: strerror(errno)))
      }
      self.names = names.sorted()
    } else {
      let slash = path.lastIndex(of: "/")
      shownFolder = shown.lastIndex(of: "/").map { String(shown[...$0]) } ?? ""
      folder = slash.map { String(path[..<$0]) } ?? "."
      names = [slash.map { String(path[path.index(after: $0)...]) } ?? path]
    }
  }

  func path(of name: String) -> String { folder + "/" + name }

  /// A file as messages say it.
  func shown(_ name: String) -> String { shownFolder + name }

  /// Whether the tables that a data set must have are there.
  var isDataSet: Bool {
    ["users.", "activities."].allSatisfy { table in names.contains { $0.hasPrefix(table) } }
  }

  /// The files whose name a pattern of an entry matches, gzipped or not, in order of name.
  func files(_ pattern: MappedName) -> [String] {
    let pattern = ValuePattern(pattern.text)
    return names.filter { name in
      var plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
      return plain.withUTF8 { pattern.matches($0) }
    }
  }

  private static func add(_ prefix: String, in root: String, depth: Int, to names: inout [String]) -> Bool {
    guard let stream = opendir(root + "/" + prefix) else { return false }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      if !isFolder(entry, root + "/" + prefix + name) {
        names.append(prefix + name)
      } else if depth > 0 {
        _ = add(prefix + name + "/", in: root, depth: depth - 1, to: &names)
      }
    }
    return true
  }

  /// Whether an entry is a folder; asked of the file itself only where the folder does not say it.
  private static func isFolder(_ entry: UnsafeMutablePointer<dirent>, _ path: String) -> Bool {
    let type = Int32(entry.pointee.d_type)
    if type == Int32(DT_REG) || type == Int32(DT_DIR) { return type == Int32(DT_DIR) }
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
