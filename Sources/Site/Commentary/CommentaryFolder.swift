import Dataset
import Markup

/// A folder of commentary: `TYPE-ID.md` for records and `index.md` for the team page (report spec, "Commentary").
///
/// The folder is listed once, when this is made; files are read when they are asked for.
public struct CommentaryFolder: Sendable {
  let folder: ContainedFolder
  /// Names of the files that are commentary, by the look of them, in order.
  private let names: [String]
  private let known: Set<String>

  private static let suffix = ".md"
  private static let teamName = "index"

  /// - Throws: `CommentaryProblem` if there is no such folder or it cannot be listed.
  public init(path: String) throws(CommentaryProblem) {
    guard let folder = ContainedFolder(path) else {
      throw CommentaryProblem(
        file: path, found: "no folder of this name", expected: "the folder that holds the commentary")
    }
    do {
      let all = try folder.names()
      self.folder = folder
      names = all.filter { $0.lowercased().hasSuffix(Self.suffix) }
      known = Set(names)
    } catch {
      throw CommentaryProblem(
        file: path, found: "a folder that cannot be listed: \(error.reason)", expected: "a folder that may be read")
    }
  }

  /// The name of the file for a subject: everything in the id but `A-Z a-z 0-9 . _ -` is percent-encoded.
  public static func fileName(for subject: CommentarySubject) -> String {
    switch subject {
    case .team: teamName + suffix
    case .record(let type, let id): type.code + "-" + PercentEncoding.fileName(id) + suffix
    }
  }

  /// The commentary for a record or the team, `nil` if there is none or its file cannot be used, and what was wrong.
  public func commentary(
    for subject: CommentarySubject
  ) -> (commentary: CommentarySource?, problems: [CommentaryProblem]) {
    let name = Self.fileName(for: subject)
    guard known.contains(name) else { return (nil, []) }
    do {
      return CommentaryFile.parse(try folder.read(name, limit: CommentaryFile.bytesLimit), file: name)
    } catch {
      let problem = CommentaryProblem(
        file: name, found: "a file that is left out: \(error.reason)",
        expected: "a text file of at most \(CommentaryFile.bytesLimit) bytes within the folder")
      return (nil, [problem])
    }
  }

  /// A problem for each Markdown file that is for no record, in order of their names.
  /// - Parameter isRecord: whether the data has a record of this type and id.
  public func strays(isRecord: (RecordType, String) -> Bool) -> [CommentaryProblem] {
    names.compactMap { name in
      Self.advice(on: name, isRecord: isRecord).map {
        CommentaryProblem(file: Escape.plain(name), found: "a commentary that is for no record", expected: $0)
      }
    }
  }

  /// What to do about a file; `nil` if it is right.
  private static func advice(on name: String, isRecord: (RecordType, String) -> Bool) -> String? {
    let stem = String(name.dropLast(suffix.count))
    let isTeam = stem.lowercased() == teamName
    if isTeam { return name == teamName + suffix ? nil : "the name index.md for the team page" }
    guard let dash = stem.firstIndex(of: "-"), let type = RecordType(code: stem[..<dash].lowercased()) else {
      let types = RecordType.allCases.map { $0.code + "-ID.md" }.joined(separator: ", ")
      return "a name like \(types) or index.md"
    }
    let written = String(stem[stem.index(after: dash)...])
    guard let bytes = PercentEncoding.decoded(written), let id = String(validating: bytes, as: UTF8.self) else {
      return "an id in which every character but letters, digits and . _ - is written as % and two hexadecimal digits"
    }
    guard isRecord(type, id) else {
      return "the id of \(type == .account || type == .opportunity ? "an" : "a") \(type.code) of the data"
        + " after “\(type.code)-”; \(CommentaryProblem.quoted(id)) is none"
    }
    let right = fileName(for: .record(type, id: id))
    return name == right ? nil : "the name \(Escape.plain(right))"
  }
}

extension ContainedFolder.Failure {
  /// The end of a sentence.
  var reason: String {
    switch self {
    case .missing: "there is no such file"
    case .outside: "it leads out of the folder"
    case .notAFile: "it is not a regular file"
    case .tooLarge: "it is too large"
    case .changed: "it changed while it was read"
    case .unreadable(let reason): reason
    }
  }
}
