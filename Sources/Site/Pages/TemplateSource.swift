import FoundationEssentials
import Templates

/// The files that pages are made from: those of a folder of the user's, else those in the binary.
public struct TemplateSource: Sendable {
  private let folder: String?

  /// - Parameter folder: holds files that replace the embedded ones, at the same paths below it.
  public init(folder: String? = nil) { self.folder = folder }

  /// The text of a file such as `frames/page.mustache`; nil if neither place has it.
  public func text(_ path: String) throws(TemplateError) -> String? {
    if let folder {
      let file = folder + "/" + path
      if FileManager.default.fileExists(atPath: file) {
        do {
          return try String(contentsOfFile: file, encoding: .utf8)
        } catch {
          throw .unreadable(file: file)
        }
      }
    }
    return Templates.embedded(path)
  }

  /// The words of a language.
  public func words(language: String) throws -> Words {
    let file = "words/\(language).yml"
    let known = Templates.paths.filter { $0.hasPrefix("words/") && $0.hasSuffix(".yml") }
      .map { String($0.dropFirst("words/".count).dropLast(".yml".count)) }
    guard isTag(language), let yaml = try text(file) else {
      throw CatalogueError.unknownLanguage(language, known: known)
    }
    return try Words(yaml: yaml, file: file)
  }

  /// All style sheets, the pages' own first, joined.
  func styleSheet() throws(TemplateError) -> String {
    var sheets = ""
    for path in ["css/report.css"] + Templates.paths.filter({ $0.hasPrefix("css/") && $0 != "css/report.css" }) {
      sheets += (try text(path) ?? "") + "\n"
    }
    return sheets
  }

  /// The script of the team page.
  func script() throws(TemplateError) -> String { try text("js/team.js") ?? "" }

  private func isTag(_ language: String) -> Bool {
    !language.isEmpty
      && language.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}

/// What is wrong with a template.
public enum TemplateError: Error, Equatable, CustomStringConvertible {
  case unreadable(file: String)
  case missing(file: String)
  case damaged(file: String, reason: String)
  case unknownName(file: String, name: String, known: [String])
  case missingName(file: String, name: String)
  case unsafeStyle
  case unsafeScript

  public var description: String {
    switch self {
    case .unreadable(let file): "the template \(file) cannot be read as UTF-8 text"
    case .missing(let file): "there is no template \(file)"
    case .damaged(let file, let reason): "the template \(file) is damaged: \(reason)"
    case .unknownName(let file, let name, let known):
      "the template \(file) uses {{\(name)}}, which does not exist: use \(known.joined(separator: ", "))"
    case .missingName(let file, let name): "the template \(file) does not use {{{\(name)}}}: without it pages are empty"
    case .unsafeStyle: "a style sheet holds “</style”, which would end it in the middle of a page: remove it"
    case .unsafeScript:
      "the script js/team.js holds “</script” or “<!--”, which would end it in the middle of a page: remove it"
    }
  }
}
