#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is left to do when a report is complete in the staging folder. Once it stands in the output folder, the new
/// report is decided on: whoever finds it carries it out, as often as it takes.
struct Journal: Equatable {
  /// Files to move from the staging folder into place, in this order.
  var moves: [String] = []
  /// Files to remove; folders that this empties go too.
  var removals: [String] = []

  var isEmpty: Bool { moves.isEmpty && removals.isEmpty }

  private static let heading = "rapport journal 1"

  /// One step a line, and a last line by which an incomplete or altered journal is known.
  func encoded() -> [UInt8] {
    var text = Self.heading + "\n"
    for path in moves { text += "move \(path)\n" }
    for path in removals { text += "remove \(path)\n" }
    text += "end \(ContentHash.hex(Array(text.utf8)))\n"
    return Array(text.utf8)
  }

  /// Reads a journal; every path in it is one that a report can have. Throws what is wrong as `FileDamage`.
  init(decoding bytes: [UInt8]) throws(FileDamage) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count >= 3, lines.last?.isEmpty == true, Array(lines[0]) == Array(Self.heading.utf8) else {
      throw FileDamage(reason: "it is not the journal of a report")
    }
    let end = lines[lines.count - 2]
    guard Array(end) == Array("end \(ContentHash.hex(Array(bytes[..<end.startIndex])))".utf8) else {
      throw FileDamage(reason: "it is incomplete or was altered")
    }
    for line in lines[1..<(lines.count - 2)] {
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 2, ReportPath.isValid(words[1]) else {
        throw FileDamage(reason: "\"\(String(decoding: line, as: UTF8.self))\" is no step within the report")
      }
      switch words[0] {
      case "move": moves.append(words[1])
      case "remove": removals.append(words[1])
      default: throw FileDamage(reason: "\"\(words[0])\" is not a step; expected move or remove")
      }
    }
  }

  init(moves: [String] = [], removals: [String] = []) {
    self.moves = moves
    self.removals = removals
  }
}

extension Journal {
  /// Carries the journal out. A step that has been done before is passed over, so that this can be broken off anywhere
  /// and begun again; `staging` is nil when nothing is left of it.
  ///
  /// - Parameter again: whether steps may have been done before. If not, a file that is not there has been taken away.
  func apply(from staging: ReportFolder?, to out: ReportFolder, again: Bool) throws {
    let operations = out.operations
    let moved = again ? [] : try staging.map { try moveNewFolders(from: $0, to: out) } ?? []
    for path in moves where !moved.contains(ReportPath.topFolder(of: path)) {
      guard let source = try staging?.place(of: path), let status = try operations.status(source) else {
        if again { continue }
        throw PublishError.failed(.move, path: out.path + "/" + path, code: ENOENT)
      }
      guard status.kind == .file, let target = try out.place(of: path, makingFolders: true) else {
        throw PublishError.inTheWay(path: source.path, kind: status.kind)
      }
      try operations.move(source, to: target)
    }
    for path in removals {
      // What has become something else is not the report's any more.
      guard let place = try Self.place(ifPlain: path, in: out), let kind = try operations.status(place)?.kind,
        kind == .file || kind == .link
      else { continue }
      try operations.remove(place)
    }
    for folder in ReportPath.folders(of: removals) where try Self.place(ifPlain: folder, in: out) != nil {
      try out.removeIfEmpty(folder)
    }
  }

  /// Moves whole folders where the report has none of the name yet: one step for thousands of files. Gives those moved.
  ///
  /// The folders of the last two files are not among them, so that these come last.
  private func moveNewFolders(from staging: ReportFolder, to out: ReportFolder) throws -> Set<String> {
    let last = moves.suffix(2).map(ReportPath.topFolder) + [""]
    var moved: Set<String> = []
    for folder in Set(moves.map(ReportPath.topFolder)).subtracting(last).sorted() {
      guard try out.folder(folder) == nil else { continue }
      do {
        try out.operations.move(staging.place(named: folder), to: out.place(named: folder))
        moved.insert(folder)
      } catch PublishError.failed(.move, _, _) {
        // Some file systems do not rename a folder that is open. Then its files are moved.
      }
    }
    return moved
  }

  /// Whether all that `apply` needs is allowed. It is asked before, because a journal is not taken back.
  func check(_ out: ReportFolder) throws {
    for folder in ReportPath.folders(of: moves + removals) + [""] {
      guard let place = try Self.place(ifPlain: folder + "/.", in: out) else { continue }
      let shown = folder.isEmpty ? out.path : out.path + "/" + folder
      guard try out.operations.isWritable(place.folder, path: shown) else {
        throw PublishError.failed(.write, path: shown, code: EACCES)
      }
      let device = try out.operations.status(place)?.device
      guard try device == out.operations.status(out.place(named: "."))?.device else {
        throw PublishError.inTheWay(path: shown, kind: .mount)
      }
    }
  }

  /// The place of a path of which every folder is a folder; nil otherwise.
  private static func place(ifPlain path: String, in out: ReportFolder) throws -> FileOperations.Place? {
    do { return try out.place(of: path) } catch PublishError.inTheWay { return nil }
  }
}
