import Charts
import Markup

/// Tables, one datum per line.
extension HTMLWriter {
  /// Opens a table with its caption and column heads.
  ///
  /// - Parameter columns: heads; those marked as numbers are set flush right, with their cells.
  mutating func openTable(_ style: StaticString, caption: String, columns: [(head: String, isNumber: Bool)]) {
    raw("<table class=\"")
    raw(style)
    raw("\">\n<caption class=\"sr\">")
    text(caption)
    raw("</caption>\n<thead><tr>\n")
    for column in columns {
      raw(column.isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
      text(column.head)
      raw("</th>\n")
    }
    raw("</tr></thead>\n<tbody>\n")
  }

  /// Opens a table of figures: every column but the first, which names the rows, is of numbers. The table says so once,
  /// so that their cells are plain ones.
  ///
  /// - Parameter columns: heads, that of the rows first.
  mutating func openFigures(_ style: StaticString, caption: String, _ words: Words, columns: [Term]) {
    raw("<table class=\"figures ")
    raw(style)
    raw("\">\n<caption class=\"sr\">")
    text(caption)
    raw("</caption>\n<thead><tr>\n")
    for column in columns {
      raw("<th scope=\"col\">")
      words.write(column, to: &self)
      raw("</th>\n")
    }
    raw("</tr></thead>\n<tbody>\n")
  }

  /// A wide table, which scrolls sideways where there is no room for it; by keyboard, too.
  mutating func scrolling(_ name: String, _ body: (inout HTMLWriter) -> Void) {
    raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
    text(name)
    raw("\">\n")
    body(&self)
    raw("</div>\n")
  }

  mutating func closeTable() { raw("</tbody>\n</table>\n") }

  /// A row with its head cell.
  mutating func row(_ head: Argument, _ cells: (inout HTMLWriter) -> Void) {
    row(head: { Words.write(head, to: &$0) }, cells: cells)
  }

  /// - Parameter anchor: the id of the row, where something leads to it.
  mutating func row(
    anchor: ChartID? = nil, head: (inout HTMLWriter) -> Void, cells: (inout HTMLWriter) -> Void
  ) {
    if let anchor {
      raw("<tr id=\"")
      text(anchor.text)
      raw("\"><th scope=\"row\">")
    } else {
      raw("<tr><th scope=\"row\">")
    }
    head(&self)
    raw("</th>\n")
    cells(&self)
    raw("</tr>\n")
  }

  mutating func cell(_ body: (inout HTMLWriter) -> Void) {
    raw("<td>")
    body(&self)
    raw("</td>\n")
  }

  mutating func cell(_ content: Argument) { cell { Words.write(content, to: &$0) } }

  mutating func cell(_ term: Term, _ words: Words) { cell { words.write(term, to: &$0) } }

  /// A whole number.
  mutating func cell(_ count: Int, _ formats: Formats) {
    // Most counts of a table by day are one digit.
    if Self.digitCells.indices.contains(count) {
      raw(Self.digitCells[count])
    } else {
      cell { formats.write(count, to: &$0) }
    }
  }

  private static let digitCells: [StaticString] = [
    "<td>0</td>\n", "<td>1</td>\n", "<td>2</td>\n", "<td>3</td>\n", "<td>4</td>\n", "<td>5</td>\n", "<td>6</td>\n",
    "<td>7</td>\n", "<td>8</td>\n", "<td>9</td>\n",
  ]

  mutating func cell(_ content: String) { cell { $0.text(content) } }

  mutating func numberCell(_ content: String) {
    raw("<td class=\"n\">")
    text(content)
    raw("</td>\n")
  }

  /// An entry of a description list.
  mutating func fact(_ term: String, isLacking: Bool = false, _ body: (inout HTMLWriter) -> Void) {
    raw("<div><dt>")
    text(term)
    raw(isLacking ? "</dt>\n<dd class=\"none\">" : "</dt>\n<dd>")
    body(&self)
    raw("</dd></div>\n")
  }

  /// A paragraph that says what is missing and what would fill it.
  mutating func empty(_ sentence: String) {
    raw("<p class=\"empty\">")
    text(sentence)
    raw("</p>\n")
  }
}
