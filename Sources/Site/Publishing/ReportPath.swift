/// The names that files of a report have, relative to its folder: `opportunities/acme-1a2b3c4d.html`.
enum ReportPath {
  static let stagingFolder = ".rapport-staging"
  static let journal = ".rapport-journal"
  /// In the staging folder; no file of a report begins with a dot.
  static let journalDraft = ".journal"

  /// Whether `path` stays below the folder, is visible and is plain ASCII, so that equal means equal bytes. Names from a
  /// manifest or a journal on disk are as little trusted as those from data.
  static func isValid(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      (1...255).contains(part.count) && part.first != UInt8(ascii: ".")
        && part.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
  }

  /// `data` and `manifest.json` of `data/manifest.json`; the folder is empty for a file at the top.
  static func split(_ path: String) -> (folder: String, name: String) {
    let utf8 = path.utf8
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[utf8.index(after: slash)...]))
  }

  /// `opportunities` of `opportunities/images/a.png`; empty for a file at the top.
  static func topFolder(of path: String) -> String {
    path.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  /// All folders in which the files are, and those above, deepest first, without the top.
  static func folders(of paths: [String]) -> [String] {
    var folders: Set<String> = []
    for path in paths {
      var folder = split(path).folder
      while !folder.isEmpty, folders.insert(folder).inserted { folder = split(folder).folder }
    }
    return folders.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }
}
