import CCmarkGFM
import Synchronization

/// The only door to cmark-gfm's parser.
///
/// The library's extensions alter a table of special characters that all parsers share while one of them runs, so
/// that parses side by side silently give wrong results. One lock lets a single parse happen at a time; a tree that
/// is finished is its owner's alone and is read without the lock.
enum MarkdownParser {
  private static let library = Mutex<Void>(())

  /// Registering twice at once is not safe either; a static is made once.
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  private static let extensions = ["table", "strikethrough", "autolink", "tasklist"]
  private static let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_SMART | CMARK_OPT_VALIDATE_UTF8

  /// The tree of a document; `nil` if the library or one of its extensions is not there.
  static func parse(_ source: String) -> MarkdownTree? {
    _ = registered
    guard let root = library.withLock({ _ in root(of: source) }) else { return nil }
    return MarkdownTree(root: root)
  }

  private static func root(of source: String) -> OpaquePointer? {
    guard let parser = cmark_parser_new(options) else { return nil }
    defer { cmark_parser_free(parser) }
    for name in extensions {
      guard let found = cmark_find_syntax_extension(name) else { return nil }
      cmark_parser_attach_syntax_extension(parser, found)
    }
    var source = source
    source.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let root = cmark_parser_finish(parser) else { return nil }
    // Brackets, quotes and entities cut a text into several nodes; a placeholder has to be in one.
    cmark_consolidate_text_nodes(root)
    return root
  }
}

/// A parsed document, which frees its nodes when it goes.
struct MarkdownTree: ~Copyable {
  private let root: OpaquePointer

  fileprivate init(root: OpaquePointer) { self.root = root }

  deinit { cmark_node_free(root) }

  /// Calls `visit` when a node begins and when it ends, in document order. Nodes that cannot have children only
  /// begin. Does not recurse, however deep the document.
  borrowing func walk(_ visit: (MarkdownNode, _ begins: Bool) -> Void) {
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      visit(MarkdownNode(pointer: node), event == CMARK_EVENT_ENTER)
    }
  }
}
