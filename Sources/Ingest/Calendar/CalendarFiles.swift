#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of a calendar source.
enum CalendarFiles {
  struct File {
    var path: String
    /// As messages say it.
    var shown: String
  }

  private static let endings = [".ics", ".ical", ".icalendar", ".json"]
  /// Folders of a calendar are not nested deeper.
  private static let deepestFolder = 16

  /// The file that the path is, or those of the folder and its folders that may be calendars, sorted.
  static func find(path: String, shown: String) throws(IngestError) -> [File] {
    guard isFolder(path) else { return [File(path: path, shown: shown)] }
    var files: [File] = []
    try append(File(path: path, shown: shown), depth: 0, to: &files)
    if files.isEmpty {
      throw .unreadable(path: shown, reason: "no file of the folder ends in \(endings.joined(separator: ", "))")
    }
    return files
  }

  private static func append(_ folder: File, depth: Int, to files: inout [File]) throws(IngestError) {
    guard depth <= deepestFolder, let names = entries(of: folder.path) else {
      throw .unreadable(path: folder.shown, reason: String(cString: strerror(errno)))
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      let separator = folder.shown.hasSuffix("/") ? "" : "/"
      let entry = File(path: folder.path + "/" + name, shown: folder.shown + separator + name)
      if isFolder(entry.path) {
        try append(entry, depth: depth + 1, to: &files)
      } else if endings.contains(where: name.lowercased().hasSuffix) {
        files.append(entry)
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func entries(of folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var entries: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      entries.append(name)
    }
    return entries
  }
}
