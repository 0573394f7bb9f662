import TestSupport

/// Damages a document in ways that its format makes likely to matter, the same way for the same seed.
struct FuzzInput {
  private var random: SeededRandom
  /// What is put between, in place of or around parts of the document.
  private let tokens: [[UInt8]]
  /// What the document is taken apart at.
  private let separators: Set<UInt8>

  init(seed: UInt64, tokens: [String], separators: String) {
    random = SeededRandom(seed: seed)
    self.tokens = (Self.anywhere + tokens).map { Array($0.utf8) } + Self.bytes
    self.separators = Set(separators.utf8)
  }

  /// Values that any format can hold and any reader can stumble over.
  private static let anywhere = [
    "", " ", "\n", "\r", "\r\n", "\t", "\0", "\u{FEFF}", "\u{202E}", "\u{2028}", "\u{1B}[31m", "\u{FFFF}", "é",
    "e\u{301}",
    "👩‍👩‍👧", "-0", "0", "-1", "1e999", "-1e999", "NaN", "inf", "0x10", "1e-400", "9223372036854775807",
    "-9223372036854775808", "18446744073709551616", "1.7976931348623157e308", "0001-01-01", "9999-12-31",
    "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59", "2016-12-31T23:59:60Z", "2024-02-29", "2023-02-29",
    "2026-03-29T02:30:00", "10000-01-01", "2026-03-20T10:00:00-23:59", "true", "null", "open", "won", "lost", "o1",
    "u1",
    "x1", "<script>", "{{health.score}}", "=1+1", "../../etc/passwd", "a@b", "@",
  ]

  /// What is not UTF-8.
  private static let bytes: [[UInt8]] = [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x80],
  ]

  /// The document with one to six things done to it.
  mutating func damaged(_ document: [UInt8]) -> [UInt8] {
    var document = document
    for _ in 0..<Int.random(in: 1...6, using: &random) { damage(&document) }
    return document
  }

  private mutating func damage(_ document: inout [UInt8]) {
    let first = part(of: document)
    let token = tokens.randomElement(using: &random) ?? []
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3: document.replaceSubrange(first, with: token)
    case 4: document.insert(contentsOf: token, at: first.lowerBound)
    case 5: document.removeSubrange(first)
    case 6:
      let second = part(of: document)
      document.replaceSubrange(second, with: Array(document[first]))
    case 7: document.insert(contentsOf: Array(document[first]), at: first.lowerBound)
    case 8: document.removeSubrange(position(in: document)...)
    case 9:
      let place = position(in: document)
      if place < document.count { document[place] = UInt8.random(in: 0...255, using: &random) }
    case 10:
      let count = [2, 16, 300, 5000].randomElement(using: &random) ?? 2
      document.insert(contentsOf: [[UInt8]](repeating: token, count: count).joined(), at: first.lowerBound)
    default:
      let line = Array(document[first]) + [separators.randomElement(using: &random) ?? 0x0A]
      document.insert(contentsOf: line, at: first.lowerBound)
    }
  }

  /// What stands between two separators.
  private mutating func part(of document: [UInt8]) -> Range<Int> {
    let place = position(in: document)
    let start = document[..<place].lastIndex { separators.contains($0) }.map { $0 + 1 } ?? 0
    let end = document[place...].firstIndex { separators.contains($0) } ?? document.count
    return start..<max(start, end)
  }

  private mutating func position(in document: [UInt8]) -> Int { Int.random(in: 0...document.count, using: &random) }
}
