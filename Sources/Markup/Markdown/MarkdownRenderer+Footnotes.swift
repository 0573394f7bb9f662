/// The footnotes of a document. The parser numbers those that are referred to by first reference and puts them, in
/// that order, at the document's end.
struct Footnotes {
  /// How often the text refers to each footnote; the first has number 1.
  private(set) var references: [Int] = []
  /// How many of them are written so far.
  private(set) var written: [Int] = []
  /// The footnote that is being written, from 1; 0 in the text.
  var current = 0

  init() {}

  init(of tree: borrowing MarkdownTree) {
    var count = 0
    var numbers: [Int] = []
    var imageDepth = 0
    tree.walk { node, begins in
      switch node.kind {
      case .image: imageDepth += begins ? 1 : -1
      case .footnote where begins: count += 1
      case .footnoteReference where begins && imageDepth == 0:
        if let number = Int(node.literal), number > 0 { numbers.append(number) }
      default: break
      }
    }
    references = Array(repeating: 0, count: count)
    written = references
    for number in numbers where number <= count { references[number - 1] += 1 }
  }

  /// Counts one more reference that is written; its ordinal among those to the same footnote, `nil` if there is no
  /// such footnote.
  mutating func refer(to number: Int) -> Int? {
    guard number > 0, number <= written.count else { return nil }
    written[number - 1] += 1
    return written[number - 1]
  }
}

extension MarkdownRenderer {
  mutating func writeFootnoteReference(_ literal: String) {
    guard let number = Int(literal), let ordinal = footnotes.refer(to: number) else {
      writer.raw("<sup>")
      writer.text(literal)
      writer.raw("</sup>")
      return
    }
    writer.raw("<sup id=\"")
    writeReferenceID(number, ordinal)
    writer.raw("\">")
    // The number in a link's text is part of that link.
    let isWritten = !isInLink
    if isWritten {
      writer.raw("<a href=\"#")
      writeFootnoteID(number)
      writer.raw("\" aria-label=\"")
      writer.text(options.words.footnote(number))
      writer.raw("\">")
    }
    writer.number(number)
    writer.raw(isWritten ? "</a></sup>" : "</sup>")
  }

  mutating func beginFootnote() {
    startLine()
    if footnotes.current == 0 {
      writer.raw("<div class=\"footnotes\" role=\"group\" aria-label=\"")
      writer.text(options.words.footnotes)
      writer.raw("\">\n<ol>\n")
    }
    footnotes.current += 1
    writer.raw("<li id=\"")
    writeFootnoteID(footnotes.current)
    writer.raw("\">\n")
  }

  mutating func endFootnote(_ node: MarkdownNode) {
    if node.lastChild?.kind != .paragraph {
      startLine()
      writer.raw("<p>")
      writeBackReferences()
      writer.raw("</p>\n")
    }
    writer.raw("</li>\n")
  }

  mutating func endFootnotes() {
    if footnotes.current > 0 { writer.raw("</ol>\n</div>\n") }
  }

  /// A link back to each place that refers to the footnote being written.
  mutating func writeBackReferences() {
    let number = footnotes.current
    guard footnotes.references.indices.contains(number - 1) else { return }
    for ordinal in 0..<footnotes.references[number - 1] {
      writer.raw(" <a href=\"#")
      writeReferenceID(number, ordinal + 1)
      writer.raw("\" aria-label=\"")
      writer.text(options.words.backToText(number))
      writer.raw("\">↩</a>")
    }
  }

  private mutating func writeFootnoteID(_ number: Int) {
    writer.text(options.idPrefix)
    writer.raw("-fn-")
    writer.number(number)
  }

  private mutating func writeReferenceID(_ number: Int, _ ordinal: Int) {
    writer.text(options.idPrefix)
    writer.raw("-ref-")
    writer.number(number)
    if ordinal > 1 {
      writer.raw("-")
      writer.number(ordinal)
    }
  }
}
