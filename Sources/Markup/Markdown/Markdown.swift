/// GitHub Flavored Markdown as HTML that is safe to put into a page.
///
/// Tables, strikethrough, task lists, autolinks, footnotes and smart punctuation are on. Raw HTML is left out, links
/// lead to `http`, `https`, `mailto` or relative addresses only, and images are either inlined by the caller or become
/// links. There are no `style`, `on…` or event attributes, and no address that the browser would load by itself.
public enum Markdown {
  /// The HTML of a document and what in it could not be shown as written, in the order of its lines.
  ///
  /// Never fails: a document that would take the parser more than linear time is shown as plain text, with a problem.
  /// Safe to call from many tasks at once.
  public static func html(
    _ source: String, options: MarkdownOptions = MarkdownOptions()
  ) -> (html: [UInt8], problems: [MarkdownProblem]) {
    if let problem = MarkdownLimits.problem(in: source) { return (plain(source), [problem]) }
    guard let tree = MarkdownParser.parse(source) else {
      return (plain(source), [MarkdownProblem(line: 1, message: "it cannot be read and is shown as plain text")])
    }
    var renderer = MarkdownRenderer(options: options)
    renderer.render(tree)
    return (renderer.writer.bytes, renderer.problems)
  }

  private static func plain(_ source: String) -> [UInt8] {
    var writer = HTMLWriter()
    writer.raw("<pre>\n")
    writer.text(source)
    writer.raw("</pre>\n")
    return writer.bytes
  }
}
