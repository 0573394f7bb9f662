#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The calendar files of a folder and the folders in it.
struct CalendarFolder {
  struct File {
    var path: String
    /// As messages say it.
    var name: String
  }

  private(set) var files: [File] = []
  private(set) var unreadable: [(name: String, reason: String)] = []

  static let endings = [".ics", ".ical", ".icalendar", ".ics.gz", ".json"]
  /// Folders of a calendar are not nested deeper.
  private static let deepestFolder = 16

  /// `nil` if the source is no folder.
  init?(_ location: SourceLocation) {
    guard Self.isFolder(location.path, followsLinks: true) else { return nil }
    append(File(path: location.path, name: location.shown), depth: 0)
  }

  /// Adds the files of a folder, sorted. Folders behind links are not followed, since they may lead back.
  private mutating func append(_ folder: File, depth: Int) {
    guard let names = SourceProbe.entries(of: folder.path) else {
      unreadable.append((folder.name, String(cString: strerror(errno))))
      return
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      let separator = folder.name.hasSuffix("/") ? "" : "/"
      let entry = File(path: folder.path + "/" + name, name: folder.name + separator + name)
      if Self.isFolder(entry.path, followsLinks: false) {
        if depth < Self.deepestFolder { append(entry, depth: depth + 1) }
      } else if Self.endings.contains(where: name.lowercased().hasSuffix) {
        files.append(entry)
      }
    }
  }

  private static func isFolder(_ path: String, followsLinks: Bool) -> Bool {
    var status = stat()
    let result = followsLinks ? stat(path, &status) : lstat(path, &status)
    return result == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
