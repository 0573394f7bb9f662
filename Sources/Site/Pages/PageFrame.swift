import Markup
import Mustache

/// What stands around every page. The Mustache template is rendered once per run, with a mark in each place that
/// differs from page to page; a page is then written by appending bytes.
public struct PageFrame: Sendable {
  /// Whether the style sheet stands in every page, or in a file beside them.
  public enum Assets: Sendable { case inline, external }

  /// What differs from page to page.
  enum Slot: String, CaseIterable, Sendable {
    case title, header, main, footer, root

    /// No template holds control characters, and Mustache leaves them alone.
    var mark: String { "\u{1}\(rawValue)\u{2}" }
  }

  /// Where the external style sheet stands below OUT.
  public static let styleSheetPath = "assets/report.css"
  static let file = "frames/page.mustache"

  /// The style sheet as a file of its own; nil if it stands in the pages.
  public let externalStyleSheet: [UInt8]?
  /// Bytes and slots in turn; begins and ends with bytes.
  private let stretches: [[UInt8]]
  private let slots: [Slot]

  /// - Throws: `TemplateError` if a template cannot be read or names what does not exist.
  public init(templates: TemplateSource, words: Words, assets: Assets = .inline) throws(TemplateError) {
    guard let source = try templates.text(Self.file) else { throw .missing(file: Self.file) }
    let styleSheet = try StyleSheet(templates.styleSheet())
    var values = [
      "language": words.language, "direction": words.direction,
      "policy": Self.policy(styleSheet, assets: assets), "stylesheet": Self.element(styleSheet, assets: assets),
    ]
    for slot in Slot.allCases { values[slot.rawValue] = slot.mark }
    try Self.check(source, known: values.keys.sorted())
    let rendered: String
    do {
      rendered = try MustacheTemplate(string: source).render(values)
    } catch {
      throw .damaged(file: Self.file, reason: "\(error)")
    }
    (stretches, slots) = Self.split(rendered)
    externalStyleSheet = assets == .external ? Array(styleSheet.text.utf8) : nil
  }

  /// Writes a page.
  ///
  /// - Parameters:
  ///   - path: where the page will stand below OUT.
  ///   - body: writes what belongs into a slot.
  func write(path: String, to html: inout HTMLWriter, _ body: (Slot, inout HTMLWriter) -> Void) {
    for (index, stretch) in stretches.enumerated() {
      html.raw(stretch)
      guard index < slots.count else { break }
      if slots[index] == .root {
        html.text(PagePath.root(of: path))
      } else {
        body(slots[index], &html)
      }
    }
  }

  private static func policy(_ styleSheet: StyleSheet, assets: Assets) -> String {
    let style = assets == .inline ? styleSheet.policySource : "'self'"
    return "default-src 'none'; style-src \(style); img-src data:; base-uri 'none'; form-action 'none'"
  }

  private static func element(_ styleSheet: StyleSheet, assets: Assets) -> String {
    switch assets {
    case .inline: "<style>\(styleSheet.text)</style>"
    case .external: "<link rel=\"stylesheet\" href=\"\(Slot.root.mark)\(styleSheetPath)\">"
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

  private static func split(_ rendered: String) -> (stretches: [[UInt8]], slots: [Slot]) {
    var stretches: [[UInt8]] = []
    var slots: [Slot] = []
    var rest = Substring(rendered)
    while let start = rest.firstIndex(of: "\u{1}"), let end = rest[start...].firstIndex(of: "\u{2}") {
      stretches.append(Array(rest[..<start].utf8))
      if let slot = Slot(rawValue: String(rest[rest.index(after: start)..<end])) {
        slots.append(slot)
      }
      rest = rest[rest.index(after: end)...]
    }
    stretches.append(Array(rest.utf8))
    return (stretches, slots)
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
