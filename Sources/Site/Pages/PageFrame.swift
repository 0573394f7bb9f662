import Markup
import Mustache

/// What stands around every page. The Mustache template is rendered once per run, with a mark in each place that
/// differs from page to page; a page is then written by appending bytes.
public struct PageFrame: Sendable {
  /// Whether the style sheet stands in every page, or in a file beside them.
  public enum Assets: Sendable { case inline, external }

  /// What a page fills in.
  enum Slot: String, CaseIterable, Sendable {
    case title, running, header, main, footer
  }

  /// What differs from page to page.
  private enum Part: Equatable {
    case slot(Slot)
    /// The way back to OUT.
    case root
    /// The script and the word of the policy that allows it, on a page that has one.
    case script, scriptPolicy

    /// No template holds control characters, and Mustache leaves them alone.
    var mark: String { "\u{1}\(name)\u{2}" }

    private var name: String {
      switch self {
      case .slot(let slot): slot.rawValue
      case .root: "root"
      case .script: "script"
      case .scriptPolicy: "scriptPolicy"
      }
    }

    static let all = Slot.allCases.map { Part.slot($0) } + [.root, .script, .scriptPolicy]

    init?(mark name: Substring) {
      guard let part = Self.all.first(where: { $0.name == name }) else { return nil }
      self = part
    }
  }

  /// Where the external style sheet stands below OUT.
  public static let styleSheetPath = "assets/report.css"
  /// Where the external script of the team page stands below OUT.
  public static let scriptPath = "assets/report.js"
  static let file = "frames/page.mustache"

  /// The style sheet as a file of its own; nil if it stands in the pages.
  public let externalStyleSheet: [UInt8]?
  /// Whether what pages show and run stands in files beside them.
  var hasExternalAssets: Bool { externalStyleSheet != nil }
  /// The script as a file of its own; nil if it stands in the team page.
  public let externalScript: [UInt8]?
  private let script: [UInt8]
  private let scriptPolicy: [UInt8]
  /// Bytes and parts in turn; begins and ends with bytes.
  private let stretches: [[UInt8]]
  private let parts: [Part]

  /// - Throws: `TemplateError` if a template cannot be read or names what does not exist.
  public init(templates: TemplateSource, words: Words, assets: Assets = .inline) throws(TemplateError) {
    guard let source = try templates.text(Self.file) else { throw .missing(file: Self.file) }
    let styleSheet = try StyleSheet(templates.styleSheet())
    let script = try Script(templates.script())
    var values = [
      "language": words.language, "direction": words.direction,
      "policy": Self.policy(styleSheet, assets: assets), "stylesheet": Self.element(styleSheet, assets: assets),
    ]
    for slot in Slot.allCases { values[slot.rawValue] = Part.slot(slot).mark }
    values["script"] = Part.script.mark
    try Self.check(source, known: values.keys.sorted())
    let rendered: String
    do {
      rendered = try MustacheTemplate(string: source).render(values)
    } catch {
      throw .damaged(file: Self.file, reason: "\(error)")
    }
    (stretches, parts) = Self.split(rendered)
    externalStyleSheet = assets == .external ? Array(styleSheet.text.utf8) : nil
    externalScript = assets == .external ? Array(script.text.utf8) : nil
    self.script = assets == .inline ? Array("<script>\(script.text)</script>\n".utf8) : []
    scriptPolicy = Array("; script-src \(assets == .inline ? script.policySource : "'self'")".utf8)
  }

  /// Writes a page.
  ///
  /// - Parameters:
  ///   - path: where the page will stand below OUT.
  ///   - hasScript: whether it holds the script and its policy allows just that; other pages allow none.
  ///   - body: writes what belongs into a slot.
  func write(
    path: String, hasScript: Bool = false, to html: inout HTMLWriter, _ body: (Slot, inout HTMLWriter) -> Void
  ) {
    for (index, stretch) in stretches.enumerated() {
      html.raw(stretch)
      guard index < parts.count else { break }
      switch parts[index] {
      case .slot(let slot): body(slot, &html)
      case .root: html.text(PagePath.root(of: path))
      case .scriptPolicy: if hasScript { html.raw(scriptPolicy) }
      case .script: if hasScript { writeScript(path, to: &html) }
      }
    }
  }

  private func writeScript(_ path: String, to html: inout HTMLWriter) {
    guard externalScript != nil else { return html.raw(script) }
    html.raw("<script src=\"")
    html.text(PagePath.relative(Self.scriptPath, from: path))
    html.raw("\" defer></script>\n")
  }

  private static func policy(_ styleSheet: StyleSheet, assets: Assets) -> String {
    let style = assets == .inline ? styleSheet.policySource : "'self'"
    let images = assets == .inline ? "data:" : "'self'"
    return "default-src 'none'; style-src \(style)\(Part.scriptPolicy.mark); img-src \(images); base-uri 'none'; "
      + "form-action 'none'"
  }

  private static func element(_ styleSheet: StyleSheet, assets: Assets) -> String {
    switch assets {
    case .inline: "<style>\(styleSheet.text)</style>"
    case .external: "<link rel=\"stylesheet\" href=\"\(Part.root.mark)\(styleSheetPath)\">"
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

  private static func split(_ rendered: String) -> (stretches: [[UInt8]], parts: [Part]) {
    var stretches: [[UInt8]] = []
    var parts: [Part] = []
    var rest = Substring(rendered)
    while let start = rest.firstIndex(of: "\u{1}"), let end = rest[start...].firstIndex(of: "\u{2}") {
      stretches.append(Array(rest[..<start].utf8))
      if let part = Part(mark: rest[rest.index(after: start)..<end]) { parts.append(part) }
      rest = rest[rest.index(after: end)...]
    }
    stretches.append(Array(rest.utf8))
    return (stretches, parts)
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
