extension MarkdownRenderer {
  mutating func beginBlock(_ node: MarkdownNode) {
    switch node.kind {
    case .paragraph: beginParagraph(node)
    case .heading where node.firstChild != nil:
      startLine()
      openHeading(node.headingLevel)
      writer.raw("<h")
      writer.number(headingLevel)
      writer.raw(">")
    case .quote:
      startLine()
      writer.raw("<blockquote>\n")
    case .list: beginList(node)
    case .item, .taskItem: beginItem(node)
    case .codeBlock: writeCodeBlock(node)
    case .htmlBlock: reportHTML(node.literal)
    case .rule:
      startLine()
      writer.raw("<hr>\n")
    case .table, .tableHeader, .tableRow, .tableCell: beginTablePart(node)
    case .footnote: beginFootnote()
    default: break
    }
  }

  mutating func endBlock(_ node: MarkdownNode) {
    switch node.kind {
    case .paragraph: endParagraph(node)
    case .heading where node.firstChild != nil:
      writer.raw("</h")
      writer.number(headingLevel)
      writer.raw(">\n")
    case .quote:
      startLine()
      writer.raw("</blockquote>\n")
    case .list:
      writer.raw(node.isOrdered ? "</ol>\n" : "</ul>\n")
    case .item, .taskItem: writer.raw("</li>\n")
    case .table, .tableHeader, .tableRow, .tableCell: endTablePart(node)
    case .footnote: endFootnote(node)
    default: break
    }
  }

  /// Goes to a new line unless there already.
  mutating func startLine() {
    if let last = writer.last, last != UInt8(ascii: "\n") { writer.raw("\n") }
  }

  private mutating func beginParagraph(_ node: MarkdownNode) {
    if !node.isInTightList {
      startLine()
      writer.raw("<p>")
    }
    if let isTicked = pendingMark { writeMark(isTicked: isTicked) }
    pendingMark = nil
  }

  private mutating func endParagraph(_ node: MarkdownNode) {
    guard !node.isInTightList else { return }
    if node.next == nil, node.parent?.kind == .footnote { writeBackReferences() }
    writer.raw("</p>\n")
  }

  /// The level of the innermost open heading on the page. Levels that the author left out are not left out there, so
  /// that the page's outline has no holes.
  private var headingLevel: Int { min(options.headingOffset + openHeadings.count, 6) }

  private mutating func openHeading(_ level: Int) {
    while let last = openHeadings.last, last >= level { openHeadings.removeLast() }
    openHeadings.append(level)
  }

  private mutating func beginList(_ node: MarkdownNode) {
    startLine()
    guard node.isOrdered else {
      writer.raw("<ul>\n")
      return
    }
    writer.raw("<ol")
    if node.start != 1 {
      writer.raw(" start=\"")
      writer.number(node.start)
      writer.raw("\"")
    }
    writer.raw(">\n")
  }

  private mutating func beginItem(_ node: MarkdownNode) {
    startLine()
    guard node.kind == .taskItem else {
      writer.raw("<li>")
      return
    }
    writer.raw("<li class=\"task\">")
    if node.firstChild?.kind == .paragraph {
      pendingMark = node.isTicked
    } else {
      writeMark(isTicked: node.isTicked)
    }
  }

  /// A mark rather than a check box: nobody can tick a report, and it needs no label of its own.
  private mutating func writeMark(isTicked: Bool) {
    writer.raw("<span class=\"task-mark\" role=\"img\" aria-label=\"")
    writer.text(isTicked ? options.words.done : options.words.open)
    writer.raw(isTicked ? "\">☑</span> " : "\">☐</span> ")
  }

  private mutating func writeCodeBlock(_ node: MarkdownNode) {
    startLine()
    let language = node.info.utf8.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0x0C }
    writer.raw("<pre><code")
    if !language.isEmpty {
      writer.raw(" class=\"language-")
      writer.text(String(Substring(language)))
      writer.raw("\"")
    }
    writer.raw(">")
    writer.text(node.literal)
    writer.raw("</code></pre>\n")
  }
}

extension MarkdownNode {
  /// Whether this is a paragraph that is no `p` of its own, because its list is written without blank lines.
  var isInTightList: Bool {
    guard let list = parent?.parent, list.kind == .list else { return false }
    return list.isTight
  }
}
