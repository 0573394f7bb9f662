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

  /// The tags of all languages that there are words for, in order.
  public var languages: [String] {
    let own = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0 + "/words") } ?? []
    let embedded = Templates.paths.filter { $0.hasPrefix("words/") }.map { String($0.dropFirst("words/".count)) }
    return Set((embedded + own).filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(".yml".count)) }).sorted()
  }

  /// The tag of the catalogue for a BCP 47 tag: itself in any case, else without its last parts, so that `de-AT` is
  /// served by `de`; and `zh-TW`, `zh-HK` and `zh-MO`, where the script goes without saying, by `zh-Hant`. nil if there
  /// is none.
  public func language(for tag: String) -> String? {
    let known = languages
    var parts = tag.lowercased().replacing("_", with: "-").split(separator: "-", omittingEmptySubsequences: false)
    if parts.first == "zh", parts.count == 2, ["tw", "hk", "mo"].contains(parts[1]) { parts.insert("hant", at: 1) }
    while !parts.isEmpty {
      let wanted = parts.joined(separator: "-")
      if let found = known.first(where: { $0.lowercased() == wanted }) { return found }
      parts.removeLast()
    }
    return nil
  }

  /// The words of a language.
  ///
  /// - Parameter language: a tag; `language(for:)` says which of the catalogues serves it.
  /// - Throws: `CatalogueError` if there is no catalogue or something is wrong with it; `TemplateError` if it cannot be
  ///   read.
  public func words(language: String) throws -> Words {
    guard let tag = self.language(for: language), let yaml = try text("words/\(tag).yml") else {
      throw CatalogueError.unknownLanguage(language, known: languages)
    }
    let file = "words/\(tag).yml"
    let words = try Words(yaml: yaml, file: file)
    // A copy whose head was forgotten would tell browsers and screen readers the wrong language.
    guard (words.language.lowercased() + "-").hasPrefix(tag.lowercased() + "-") else {
      throw CatalogueError.wrongValue(file: file, key: "language", expected: tag)
    }
    return words
  }

  /// The style sheets that all pages share, and those of some kinds of page after them, joined.
  func styleSheet(of kinds: [PageFrame.Kind]) throws(TemplateError) -> String {
    var sheets = ""
    for name in ["report", "charts"] + kinds.map(\.rawValue) {
      let path = "css/\(name).css"
      guard let sheet = try text(path) else { throw .missing(file: path) }
      sheets += sheet + "\n"
    }
    return sheets
  }

  /// The script of the team page.
  func script() throws(TemplateError) -> String { try text("js/team.js") ?? "" }
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
