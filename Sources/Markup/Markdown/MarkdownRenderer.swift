/// Writes a parsed document as HTML, element by element: nothing of the author's gets out but through
/// `HTMLWriter.text`, and no element or attribute that is not named in this folder.
struct MarkdownRenderer: ~Copyable {
  let options: MarkdownOptions
  var writer = HTMLWriter()
  private(set) var problems: [MarkdownProblem] = []

  /// The levels, as written, of the headings that the current place is under.
  var openHeadings: [Int] = []
  /// Links begun and not ended: whether each was written. A link in a link is not.
  var openLinks: [Bool] = []
  var image: ImageInProgress?
  var imageBytes = 0
  var table = TableInProgress()
  var footnotes = Footnotes()
  /// A task list's mark that waits for the paragraph it belongs in.
  var pendingMark: Bool?
  private var line = 1
  private static let problemLimit = 50

  init(options: MarkdownOptions) { self.options = options }

  mutating func render(_ tree: borrowing MarkdownTree) {
    footnotes = Footnotes(of: tree)
    tree.walk { node, begins in
      if node.line > 0 { line = node.line }
      if image != nil {
        collectImage(node, begins: begins)
      } else if begins {
        begin(node)
      } else {
        end(node)
      }
    }
    endFootnotes()
  }

  /// Notes something that is not shown as written; of very many only the first.
  mutating func report(_ message: String) {
    guard problems.count < Self.problemLimit else { return }
    let isLast = problems.count == Self.problemLimit - 1
    problems.append(
      MarkdownProblem(line: line, message: isLast ? "there are more problems like those above" : message))
  }

  private mutating func begin(_ node: MarkdownNode) {
    switch node.kind {
    case .document, .unknown: break
    case .text: writeText(node.literal)
    case .softBreak: writer.raw("\n")
    case .lineBreak: writer.raw("<br>\n")
    case .code:
      writer.raw("<code>")
      writer.text(node.literal)
      writer.raw("</code>")
    case .html: reportHTML(node.literal)
    case .emphasis: writer.raw("<em>")
    case .strong: writer.raw("<strong>")
    case .strikethrough: writer.raw("<del>")
    case .link: beginLink(node)
    case .image: image = ImageInProgress(address: node.address, title: node.title)
    case .footnoteReference: writeFootnoteReference(node.literal)
    default: beginBlock(node)
    }
  }

  private mutating func end(_ node: MarkdownNode) {
    switch node.kind {
    case .emphasis: writer.raw("</em>")
    case .strong: writer.raw("</strong>")
    case .strikethrough: writer.raw("</del>")
    case .link: endLink()
    default: endBlock(node)
    }
  }

  /// The text with its placeholders filled in. Values are text like the rest: Markdown and HTML in them is inert.
  func filled(_ literal: String, unknown: (_ path: String) -> Void) -> String {
    guard literal.utf8.contains(UInt8(ascii: "{")) else { return literal }
    var result = ""
    for piece in Placeholder.pieces(of: literal) {
      switch piece {
      case .text(let text): result += text
      case .placeholder(let path, let written):
        if let value = options.substitute(path) {
          result += value
        } else {
          result += written
          unknown(path)
        }
      }
    }
    return result
  }

  mutating func filled(_ literal: String) -> String {
    var unknown: [String] = []
    let result = filled(literal) { unknown.append($0) }
    for path in unknown { report("there is no value for {{\(Escape.plain(path))}}, which stays as it is") }
    return result
  }

  private mutating func writeText(_ literal: String) { writer.text(filled(literal)) }

  mutating func reportHTML(_ literal: String) {
    // A comment is a note to whoever edits the file: leaving it out is what its author wants.
    guard !literal.hasPrefix("<!--") else { return }
    report("HTML is left out: \(Self.excerpt(literal))")
  }

  /// The first characters of what an author wrote, for a message.
  static func excerpt(_ text: String) -> String {
    let plain = Escape.plain(String(text.unicodeScalars.prefix(60)))
    return "“\(plain)\(text.unicodeScalars.count > 60 ? "…" : "")”"
  }
}
