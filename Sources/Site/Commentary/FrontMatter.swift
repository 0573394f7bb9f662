import Analytics
import Dataset
import Markup
import Yams

/// The YAML between two lines `---` that a commentary may begin with.
struct FrontMatter {
  var author: String?
  var date: CivilDate?
  var mute: [AttentionCode] = []
  var until: CivilDate?
  private(set) var problems: [CommentaryProblem] = []
  private let file: String

  private static let keys = ["author", "date", "mute", "until"]
  /// Nothing that belongs here is longer; what is longer may be made to take long.
  private static let bytesLimit = 8192

  /// Reads the YAML that begins on line 2 of `file`. What is wrong is left out and becomes a problem.
  init(yaml: String, file: String) {
    self.file = file
    if yaml.utf8.count > Self.bytesLimit {
      report(1, nil, "front matter of \(yaml.utf8.count) bytes", "at most \(Self.bytesLimit)")
    } else if let line = Self.lineWithReference(yaml) {
      report(line + 1, nil, "a YAML anchor or alias (& or * before a name)", "plain values; write the value out")
    } else {
      read(yaml)
    }
  }

  private mutating func read(_ yaml: String) {
    do {
      // Only scalars and lists of scalars are looked at, so that no tag makes anything else of them.
      if let root = try compose(yaml: yaml, .basic, .default, .utf8) { read(root) }
    } catch let error as YamlError {
      report(error)
    } catch {
      report(1, nil, "front matter that is not YAML", "lines like “author: Name”")
    }
  }

  private mutating func read(_ root: Node) {
    guard case .mapping(let mapping) = root else {
      if case .scalar(let scalar) = root, scalar.string.isEmpty { return }
      return report(root, "front matter that is no list of keys", "lines like “author: Name”")
    }
    for (key, value) in mapping {
      switch key.scalar?.string {
      case "author": author = text(value, of: "author")
      case "date": date = day(value, of: "date")
      case "until": until = day(value, of: "until")
      case "mute": mute = codes(value)
      case let unknown: reportUnknown(key, unknown ?? "")
      }
    }
  }

  private mutating func reportUnknown(_ key: Node, _ name: String) {
    let nearest = NearestName.find(name, among: Self.keys).map { "did you mean “\($0)”? " } ?? ""
    report(
      key, "the unknown key \(CommentaryProblem.quoted(name))",
      nearest + "the keys are " + Self.keys.joined(separator: ", "))
  }

  /// A scalar that is not empty.
  private mutating func text(_ node: Node, of key: String) -> String? {
    guard case .scalar(let scalar) = node else {
      report(node, "a list or a mapping for “\(key)”", "one value")
      return nil
    }
    return scalar.string.isEmpty ? nil : scalar.string
  }

  private mutating func day(_ node: Node, of key: String) -> CivilDate? {
    guard let written = text(node, of: key) else { return nil }
    if let date = CivilDate(written) { return date }
    report(node, "\(CommentaryProblem.quoted(written)) for “\(key)”", "a date like 2026-03-31")
    return nil
  }

  private mutating func codes(_ node: Node) -> [AttentionCode] {
    var found: Set<AttentionCode> = []
    let items: [Node] = if case .sequence(let sequence) = node { Array(sequence) } else { [node] }
    for item in items {
      guard let written = text(item, of: "mute") else { continue }
      if let code = AttentionCode(code: written) {
        found.insert(code)
      } else {
        let all = AttentionCode.allCases.map(\.code)
        let nearest = NearestName.find(written, among: all).map { "did you mean “\($0)”? " } ?? ""
        report(
          item, "\(CommentaryProblem.quoted(written)) for “mute”",
          nearest + "the flags are " + all.joined(separator: ", "))
      }
    }
    return AttentionCode.allCases.filter(found.contains)
  }

  /// The first line, from 1, on which an anchor or an alias could stand. They are not needed here, and a few lines
  /// with them can stand for gigabytes.
  private static func lineWithReference(_ yaml: String) -> Int? {
    var line = 1
    var before = UInt8(ascii: "\n")
    var mark = false
    for byte in yaml.utf8 {
      if mark, byte != 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return line }
      let mayBegin = [0x20, 0x09, 0x0A, 0x0D].contains(before) || "[{,:?-!".utf8.contains(before)
      mark = mayBegin && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"))
      if byte == 0x0A { line += 1 }
      before = byte
    }
    return nil
  }
}

extension FrontMatter {
  private mutating func report(_ node: Node, _ found: String, _ expected: String) {
    report((node.mark?.line ?? 0) + 1, node.mark?.column, found, expected)
  }

  private mutating func report(_ line: Int, _ column: Int?, _ found: String, _ expected: String) {
    problems.append(CommentaryProblem(file: file, line: line, column: column, found: found, expected: expected))
  }

  private mutating func report(_ error: YamlError) {
    let expected = "front matter like “author: Name” between two lines ---"
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      report(mark.line + 1, mark.column, "front matter that is not YAML: \(Escape.plain(problem))", expected)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.sorted().map { CommentaryProblem.quoted($0) }.joined(separator: ", ")
      report(context.mark.line + 1, context.mark.column, "the key \(names) more than once", "each key once")
    case .reader(let problem, _, _, _):
      report(1, nil, "front matter that is not YAML: \(Escape.plain(problem))", expected)
    default: report(1, nil, "front matter that is not YAML", expected)
    }
  }
}
