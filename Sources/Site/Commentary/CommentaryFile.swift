import Markup

/// One file of commentary, taken apart.
enum CommentaryFile {
  static let bytesLimit = 1_000_000

  /// The commentary in `bytes`, and what in its front matter was left out; no commentary if the file is not UTF-8 or
  /// its front matter does not end.
  static func parse(_ bytes: [UInt8], file: String) -> (commentary: CommentarySource?, problems: [CommentaryProblem]) {
    if let problem = encodingProblem(bytes, file: file) { return (nil, [problem]) }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard let opening = line(of: text, from: text.startIndex), isFence(text[opening.text]) else {
      return (CommentarySource(body: String(decoding: text, as: UTF8.self), path: file), [])
    }
    var number = 2
    var start = opening.next
    while let candidate = line(of: text, from: start) {
      guard isFence(text[candidate.text]) else {
        number += 1
        start = candidate.next
        continue
      }
      let yaml = String(decoding: text[opening.next..<candidate.text.lowerBound], as: UTF8.self)
      let matter = FrontMatter(yaml: yaml, file: file)
      let body = String(decoding: text[candidate.next...], as: UTF8.self)
      let commentary = CommentarySource(
        author: matter.author, date: matter.date, mute: matter.mute, until: matter.until, body: body,
        bodyLine: number + 1, path: file)
      return (commentary, matter.problems)
    }
    let problem = CommentaryProblem(
      file: file, line: 1, found: "a line --- that begins front matter which does not end",
      expected: "a second line --- after it; for a horizontal line at the top, write *** instead")
    return (nil, [problem])
  }

  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: Array("---".utf8)) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// A line without its end, and where the next one begins; `nil` behind the last one.
  private static func line(of text: ArraySlice<UInt8>, from start: Int) -> (text: Range<Int>, next: Int)? {
    guard start < text.endIndex else { return nil }
    let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.endIndex
    guard end < text.endIndex else { return (start..<end, end) }
    let isPair = text[end] == 0x0D && end + 1 < text.endIndex && text[end + 1] == 0x0A
    return (start..<end, end + (isPair ? 2 : 1))
  }

  private static func encodingProblem(_ bytes: [UInt8], file: String) -> CommentaryProblem? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      let before = bytes[..<min(error.byteOffsets.lowerBound, bytes.count)]
      return CommentaryProblem(
        file: file, line: before.count { $0 == 0x0A } + 1, found: "bytes that are not UTF-8; the file is left out",
        expected: "a text in UTF-8; save it again with that encoding")
    }
  }
}
