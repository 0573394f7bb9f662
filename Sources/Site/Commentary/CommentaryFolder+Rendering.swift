import Markup

extension CommentaryFolder {
  /// A commentary as a page shows it, and what in its text could not be shown as written.
  /// - Parameters:
  ///   - headingOffset: The level of the page's heading above it.
  ///   - idPrefix: What the ids of its footnotes start with; different for each commentary on a page.
  ///   - root: The way from the page to OUT, where images are to be files beside the pages; `nil` to put them in.
  ///   - substitute: The formatted KPI at a path, `nil` if there is none.
  public func rendered(
    _ source: CommentarySource, words: MarkdownWords, headingOffset: Int = 2, idPrefix: String = "note",
    root: String? = nil, substitute: @escaping (_ path: String) -> String?
  ) -> (commentary: Commentary, problems: [CommentaryProblem]) {
    var images = ImageFiles()
    let options = MarkdownOptions(
      headingOffset: headingOffset, idPrefix: idPrefix, words: words, substitute: substitute
    ) { address in
      let source = image(address)
      guard let root, case .inline(let format, let bytes) = source else { return source }
      return .file(address: root + images.add(format, bytes), size: bytes.count)
    }
    let (html, problems) = Markdown.html(source.body, options: options)
    let placed = problems.map {
      CommentaryProblem(
        file: source.path, line: source.bodyLine + $0.line - 1,
        found: "text that is not shown as written: \($0.message)",
        expected: "Markdown without HTML, with paths of KPIs that the record has, images in the folder and web links")
    }
    return (Commentary(author: source.author, date: source.date, html: html, images: images.files), placed)
  }
}
