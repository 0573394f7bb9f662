import Markup
import Mustache

/// What stands around every page. The Mustache template is rendered once per run for each kind of page, with a mark in
/// each place that differs from page to page; a page is then written by appending bytes.
public struct PageFrame: Sendable {
  /// Whether style sheet and script stand in the pages, or in files beside them.
  public enum Assets: Sendable { case inline, external }

  /// Kinds of page. Each has a style sheet of its own beside those that all share.
  enum Kind: String, CaseIterable, Sendable { case record, team }

  /// What a page fills in.
  enum Slot: String, CaseIterable, Sendable {
    case title, running, header, main, footer
  }

  /// What differs from page to page.
  private enum Part: Equatable {
    case slot(Slot)
    /// The way back to OUT.
    case root

    /// No template holds control characters, and Mustache leaves them alone.
    var mark: String { "\u{1}\(name)\u{2}" }

    private var name: String {
      switch self {
      case .slot(let slot): slot.rawValue
      case .root: "root"
      }
    }

    /// - Parameter name: what stands in the mark.
    init?(name: String) {
      guard let part = (Slot.allCases.map { Part.slot($0) } + [.root]).first(where: { $0.name == name }) else {
        return nil
      }
      self = part
    }
  }

  /// The frame of one kind of page: bytes and parts in turn; begins and ends with bytes.
  private struct Frame {
    let stretches: [[UInt8]]
    let parts: [Part]
  }

  /// Where the external style sheet stands below OUT.
  public static let styleSheetPath = "assets/report.css"
  /// Where the external script of the team page stands below OUT.
  public static let scriptPath = "assets/report.js"
  static let file = "frames/page.mustache"

  /// The style sheets of all kinds of page as one file; nil if they stand in the pages.
  public let externalStyleSheet: [UInt8]?
  /// Whether what pages show and run stands in files beside them.
  var hasExternalAssets: Bool { externalStyleSheet != nil }
  /// The script as a file of its own; nil if it stands in the team page.
  public let externalScript: [UInt8]?
  private let record: Frame
  private let team: Frame

  /// - Throws: `TemplateError` if a template cannot be read or names what does not exist.
  public init(templates: TemplateSource, words: Words, assets: Assets = .inline) throws(TemplateError) {
    guard let source = try templates.text(Self.file) else { throw .missing(file: Self.file) }
    let script = try Script(templates.script())
    func frame(_ kind: Kind) throws(TemplateError) -> Frame {
      let styleSheet = try StyleSheet(templates.styleSheet(of: [kind]))
      let script = kind == .team ? script : nil
      var values = [
        "language": words.language, "direction": words.direction,
        "policy": Self.policy(styleSheet, script, assets: assets),
        "stylesheet": Self.element(styleSheet, assets: assets),
        "script": script.map { Self.element($0, assets: assets) } ?? "",
      ]
      for slot in Slot.allCases { values[slot.rawValue] = Part.slot(slot).mark }
      try Self.check(source, known: values.keys.sorted())
      do {
        return Self.split(try MustacheTemplate(string: source).render(values))
      } catch {
        throw .damaged(file: Self.file, reason: "\(error)")
      }
    }
    record = try frame(.record)
    team = try frame(.team)
    let isExternal = assets == .external
    externalStyleSheet = isExternal ? Array(try StyleSheet(templates.styleSheet(of: Kind.allCases)).text.utf8) : nil
    externalScript = isExternal ? Array(script.text.utf8) : nil
  }

  /// Writes a page.
  ///
  /// - Parameters:
  ///   - path: where the page will stand below OUT.
  ///   - body: writes what belongs into a slot.
  func write(_ kind: Kind, path: String, to html: inout HTMLWriter, _ body: (Slot, inout HTMLWriter) -> Void) {
    let frame = kind == .team ? team : record
    for (index, stretch) in frame.stretches.enumerated() {
      html.raw(stretch)
      guard index < frame.parts.count else { break }
      switch frame.parts[index] {
      case .slot(let slot): body(slot, &html)
      case .root: html.text(PagePath.root(of: path))
      }
    }
  }

  /// What a page may load and run: its own style sheet and, if it has one, its own script.
  private static func policy(_ styleSheet: StyleSheet, _ script: Script?, assets: Assets) -> String {
    let style = assets == .inline ? styleSheet.policySource : "'self'"
    let scripts = script.map { "; script-src " + (assets == .inline ? $0.policySource : "'self'") } ?? ""
    let images = assets == .inline ? "data:" : "'self'"
    return "default-src 'none'; style-src \(style)\(scripts); img-src \(images); base-uri 'none'; form-action 'none'"
  }

  private static func element(_ styleSheet: StyleSheet, assets: Assets) -> String {
    switch assets {
    case .inline: "<style>\(styleSheet.text)</style>"
    case .external: "<link rel=\"stylesheet\" href=\"\(Part.root.mark)\(styleSheetPath)\">"
    }
  }

  private static func element(_ script: Script, assets: Assets) -> String {
    switch assets {
    case .inline: "<script>\(script.text)</script>\n"
    case .external: "<script src=\"\(Part.root.mark)\(scriptPath)\" defer></script>\n"
    }
  }

  /// Mustache renders a name that it does not know as nothing; here that is an error.
  private static func check(_ source: String, known: [String]) throws(TemplateError) {
    var rest = Substring(source)
    var used: Set<String> = []
    while let open = rest.firstRange(of: "{{") {
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(of: "}}") else { break }
      let tag = rest[..<close.lowerBound]
      rest = rest[close.upperBound...]
      if tag.hasPrefix("!") { continue }
      let name = tag.trimming { "{}& ".contains($0) }
      guard known.contains(name) else { throw .unknownName(file: file, name: name, known: known) }
      used.insert(name)
    }
    for name in ["policy", "stylesheet", "header", "main", "footer"] where !used.contains(name) {
      throw .missingName(file: file, name: name)
    }
  }

  private static func split(_ rendered: String) -> Frame {
    var stretches: [[UInt8]] = []
    var parts: [Part] = []
    var rest = Array(rendered.utf8)[...]
    while let start = rest.firstIndex(of: 1), let end = rest[start...].firstIndex(of: 2) {
      stretches.append(Array(rest[..<start]))
      if let part = Part(name: String(decoding: rest[start..<end].dropFirst(), as: UTF8.self)) { parts.append(part) }
      rest = rest[end...].dropFirst()
    }
    stretches.append(Array(rest))
    return Frame(stretches: stretches, parts: parts)
  }
}

extension Substring {
  fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> String {
    var rest = self
    while let first = rest.first, isLeftOut(first) { rest.removeFirst() }
    while let last = rest.last, isLeftOut(last) { rest.removeLast() }
    return String(rest)
  }
}
