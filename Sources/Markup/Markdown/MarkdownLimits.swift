/// What keeps a document from taking the parser more than linear time or memory.
///
/// The parser looks for partners of quotes, brackets and emphasis through a whole paragraph, copies a link's target
/// for every use, fills up short table rows, and visits every open block for every line. People's texts stay far
/// below these bounds; a text that is made to hurt does not get to the parser.
enum MarkdownLimits {
  static let bytes = 16_000_000
  /// Blocks in blocks, and half the columns that a line is indented.
  static let depth = 100
  static let tableColumns = 500
  static let tableCells = 200_000
  /// The sum over all paragraphs of the square of the number of characters that may open or close something.
  static let pairs = 100_000_000
  /// The longest link definition times the number of brackets: bytes that definitions could become.
  static let definitions = 4_000_000
  /// The sum, over all lines that could be the second line of a table, of the square of the cells that the paragraph
  /// has up to there.
  static let rereads = 500_000_000

  /// Why the document cannot be given to the parser; `nil` if it can. Linear.
  static func problem(in source: String) -> MarkdownProblem? {
    var source = source
    return source.withUTF8 { bytes in
      guard bytes.count <= Self.bytes else { return refused(1, "it is longer than 16 MB") }
      var survey = MarkdownSurvey()
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if let reason = survey.read(line) { return refused(survey.line, reason) }
        start = end + 1
        if start < bytes.count, bytes[end] == 0x0D, bytes[start] == 0x0A { start += 1 }
      }
      return nil
    }
  }

  private static func refused(_ line: Int, _ reason: String) -> MarkdownProblem {
    MarkdownProblem(line: line, message: "the text is shown as it is, without Markdown: \(reason)")
  }
}
