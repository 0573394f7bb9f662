#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of a folder that may hold mail, its subfolders among them.
struct MailFolder {
  /// In order of name, so that a run is like the one before.
  private(set) var files: [File] = []
  /// Folders that could not be read, and why.
  private(set) var unreadable: [(name: String, reason: String)] = []

  struct File: Equatable {
    var path: String
    /// As messages say it.
    var name: String
  }

  /// Deeper folders are passed over, in case a link leads back.
  private static let deepest = 64

  init(_ location: SourceLocation) { walk(location.path, location, "", depth: 0) }

  private mutating func walk(_ path: String, _ location: SourceLocation, _ prefix: String, depth: Int) {
    guard let names = SourceProbe.entries(of: path) else {
      unreadable.append((location.shown(prefix), String(cString: strerror(errno))))
      return
    }
    let isMaildir = names.contains("cur") || names.contains("new")
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let place = path + "/" + name
      var status = stat()
      guard lstat(place, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFLNK {
        // A link to a file is one; a link to a folder could lead in a circle.
        guard stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        if !Self.isBookkeeping(name) && status.st_size > 0 {
          files.append(File(path: place, name: location.shown(prefix + name)))
        }
      case S_IFDIR:
        // What is in tmp has not been delivered yet.
        let isUnfinished = isMaildir && name == "tmp"
        if isUnfinished || depth == Self.deepest || (name.hasPrefix(".") && !Self.isMaildir(place)) { continue }
        walk(place, location, prefix + name + "/", depth: depth + 1)
      default: continue
      }
    }
  }

  private static func isMaildir(_ path: String) -> Bool {
    SourceProbe.entries(of: path).map { $0.contains("cur") || $0.contains("new") } ?? false
  }

  /// What mail programs and systems keep beside mail: indexes, lists, settings.
  private static func isBookkeeping(_ name: String) -> Bool {
    let lower = name.lowercased()
    let endings = [".msf", ".dat", ".sqlite", ".sqlite-wal", ".sqlite-shm", ".db", ".ini", ".cmeta", ".lock", ".log"]
    return lower.hasPrefix(".") || lower.hasPrefix("dovecot") || lower.hasPrefix("courierimap")
      || lower == "maildirfolder" || lower == "subscriptions" || endings.contains { lower.hasSuffix($0) }
  }

  /// Whether the name of a file of a Maildir says that it is a draft: flag `D` behind `:2,`, or `;2,` or `!2,` where
  /// colons cannot stand in names.
  static func isDraft(_ name: String) -> Bool {
    guard let comma = name.lastIndex(of: ","), name[..<comma].hasSuffix("2") else { return false }
    let separator = name[..<comma].dropLast().last
    return [":", ";", "!"].contains(separator) && name[comma...].contains("D")
  }
}
