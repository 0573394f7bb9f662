/// Finding `{{path}}` in a text.
enum Placeholder: Equatable {
  case text(String)
  /// A path without the spaces around it, and the whole as written.
  case placeholder(path: String, written: String)

  /// The text cut at its placeholders; put together again, the pieces are the text. Linear.
  static func pieces(of text: String) -> [Placeholder] {
    var pieces: [Placeholder] = []
    let bytes = Array(text.utf8)
    var start = 0
    var index = 0
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while index + 1 < bytes.count {
      guard bytes[index] == open, bytes[index + 1] == open, let end = end(bytes, after: index + 2) else {
        index += 1
        continue
      }
      if start < index { pieces.append(.text(string(start..<index))) }
      let path = bytes[index + 2..<end].filter { $0 != space }
      pieces.append(
        .placeholder(path: String(decoding: path, as: UTF8.self), written: string(index..<end + 2)))
      index = end + 2
      start = index
    }
    if start < bytes.count { pieces.append(.text(string(start..<bytes.count))) }
    return pieces
  }

  private static let open = UInt8(ascii: "{")
  private static let close = UInt8(ascii: "}")
  private static let space = UInt8(ascii: " ")
  private static let longestPath = 200

  /// Where `}}` stands behind a path that begins at `start`; `nil` if what stands there is no path.
  private static func end(_ bytes: [UInt8], after start: Int) -> Int? {
    var index = start
    func skipSpaces() { while index < bytes.count, bytes[index] == space { index += 1 } }
    skipSpaces()
    let first = index
    while index < bytes.count, index - start < longestPath, isPath(bytes[index]) { index += 1 }
    guard index > first else { return nil }
    skipSpaces()
    return index + 1 < bytes.count && bytes[index] == close && bytes[index + 1] == close ? index : nil
  }

  private static func isPath(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"): true
    default: false
    }
  }
}
