import Markup

extension Words {
  /// The words of task lists and footnotes in commentary.
  var markdown: MarkdownWords {
    MarkdownWords(
      done: plain(.taskDone), open: plain(.taskOpen), footnotes: plain(.footnotes),
      footnote: { number in self.plain(.footnoteNumber, [.number: .text(String(number))]) },
      backToText: { number in self.plain(.backToText, [.number: .text(String(number))]) })
  }

  /// The word for a code of the data format, such as `won` or `good`.
  func name(ofCode code: String) -> String { Term(key: code).map { plain($0) } ?? code }
}
