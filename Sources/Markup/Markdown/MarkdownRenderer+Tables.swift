/// The table that is being written. Tables do not hold tables.
struct TableInProgress {
  var alignments: [UInt8] = []
  var column = 0
  var isHeader = false
  var hasBody = false
  /// Whether the current cell is written: one beyond the last column is not.
  var cell: Cell?

  enum Cell { case header, data }
}

extension MarkdownRenderer {
  mutating func beginTablePart(_ node: MarkdownNode) {
    switch node.kind {
    case .table:
      startLine()
      table = TableInProgress(alignments: node.alignments)
      writer.raw("<table>\n")
    case .tableHeader:
      table.isHeader = true
      table.column = 0
      writer.raw("<thead>\n<tr>\n")
    case .tableRow:
      table.isHeader = false
      table.column = 0
      if !table.hasBody { writer.raw("<tbody>\n") }
      table.hasBody = true
      writer.raw("<tr>\n")
    default: beginCell(node)
    }
  }

  mutating func endTablePart(_ node: MarkdownNode) {
    switch node.kind {
    case .table: writer.raw(table.hasBody ? "</tbody>\n</table>\n" : "</table>\n")
    case .tableHeader: writer.raw("</tr>\n</thead>\n")
    case .tableRow: writer.raw("</tr>\n")
    default:
      switch table.cell {
      case .header: writer.raw("</th>\n")
      case .data: writer.raw("</td>\n")
      case nil: break
      }
      table.cell = nil
    }
  }

  private mutating func beginCell(_ node: MarkdownNode) {
    // A header without text would head its column with nothing.
    let isHeader = table.isHeader && node.firstChild != nil
    table.cell = isHeader ? .header : .data
    writer.raw(isHeader ? "<th scope=\"col\"" : "<td")
    switch table.column < table.alignments.count ? table.alignments[table.column] : 0 {
    case UInt8(ascii: "l"): writer.raw(" class=\"al-l\">")
    case UInt8(ascii: "c"): writer.raw(" class=\"al-c\">")
    case UInt8(ascii: "r"): writer.raw(" class=\"al-r\">")
    default: writer.raw(">")
    }
    table.column += 1
  }
}
