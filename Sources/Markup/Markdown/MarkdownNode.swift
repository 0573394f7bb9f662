import CCmarkGFM

/// A node of a parsed document; good only while its `MarkdownTree` is.
struct MarkdownNode {
  fileprivate let pointer: OpaquePointer

  init(pointer: OpaquePointer) { self.pointer = pointer }

  enum Kind {
    case document, quote, list, item, taskItem, codeBlock, htmlBlock, paragraph, heading, rule, footnote
    case table, tableHeader, tableRow, tableCell
    case text, softBreak, lineBreak, code, html, emphasis, strong, strikethrough, link, image, footnoteReference
    case unknown
  }

  var kind: Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_ITEM: name == "tasklist" ? .taskItem : .item
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_HTML_INLINE: .html
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_THEMATIC_BREAK: .rule
    case CMARK_NODE_FOOTNOTE_REFERENCE: .footnoteReference
    case CMARK_NODE_FOOTNOTE_DEFINITION: .footnote
    case CMARK_NODE_DOCUMENT: .document
    default: extensionKind
    }
  }

  /// The kinds that extensions add have no constants, only names.
  private var extensionKind: Kind {
    switch name {
    case "table": .table
    case "table_header": .tableHeader
    case "table_row": .tableRow
    case "table_cell": .tableCell
    case "strikethrough": .strikethrough
    default: .unknown
    }
  }

  private var name: String { cmark_node_get_type_string(pointer).map { String(cString: $0) } ?? "" }

  /// The line that the node begins on, from 1; 0 if it is not known.
  var line: Int { Int(cmark_node_get_start_line(pointer)) }

  var literal: String { text(cmark_node_get_literal(pointer)) }
  var address: String { text(cmark_node_get_url(pointer)) }
  var title: String { text(cmark_node_get_title(pointer)) }
  /// What stands behind the opening fence of a code block.
  var info: String { text(cmark_node_get_fence_info(pointer)) }

  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
  var start: Int { Int(cmark_node_get_list_start(pointer)) }
  var isTicked: Bool { cmark_gfm_extensions_get_tasklist_item_checked(pointer) }

  var parent: MarkdownNode? { cmark_node_parent(pointer).map(MarkdownNode.init) }
  var firstChild: MarkdownNode? { cmark_node_first_child(pointer).map(MarkdownNode.init) }
  var lastChild: MarkdownNode? { cmark_node_last_child(pointer).map(MarkdownNode.init) }
  var next: MarkdownNode? { cmark_node_next(pointer).map(MarkdownNode.init) }

  /// How each column of a table is aligned: `l`, `c`, `r` or 0.
  var alignments: [UInt8] {
    let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
    guard count > 0, let first = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
    return Array(UnsafeBufferPointer(start: first, count: count))
  }

  private func text(_ cString: UnsafePointer<CChar>?) -> String { cString.map { String(cString: $0) } ?? "" }
}
