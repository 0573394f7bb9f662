import Dataset
import JSON

/// Reads flat JSON objects, one a line, unescaping strings in place.
struct JSONScanner {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let name: String
  /// The byte that is read next.
  private(set) var index = 0
  private var lineStart = 0
  private var lineEnd = 0
  private var nextStart = 0
  /// The line being read, from 1; 0 before the first.
  private(set) var line = 0

  /// No value of a table needs any nesting; deeper than this is refused.
  private static let deepestNesting = 256

  init(_ bytes: UnsafeMutableBufferPointer<UInt8>, name: String) {
    self.bytes = bytes
    self.name = name
  }

  /// Goes to the next line that is not blank; `false` at the end.
  mutating func nextLine() -> Bool {
    while nextStart < bytes.count {
      lineStart = nextStart
      lineEnd = lineStart
      while lineEnd < bytes.count, bytes[lineEnd] != 0x0A { lineEnd += 1 }
      nextStart = lineEnd + 1
      line += 1
      index = lineStart
      skipSpace()
      if index < lineEnd { return true }
    }
    return false
  }

  /// Where the line begins.
  var start: UnsafePointer<UInt8>? { bytes.baseAddress.map { UnsafePointer($0) + lineStart } }

  /// Line and column of a byte of the line, counted only when something is wrong with it.
  func place(of index: Int) -> TextPlace {
    let text = UnsafeBufferPointer(rebasing: bytes[lineStart..<lineEnd])
    return TextPlace(of: index - lineStart, in: text, line: line, countsLines: false)
  }

  /// Reads the object that the line is; `member` reads key, colon and value.
  mutating func object(
    _ member: (inout JSONScanner) throws(IngestError) -> Void
  ) throws(IngestError) {
    try accept(UInt8(ascii: "{"), "a JSON object, { … }, on each line")
    skipSpace()
    if index < lineEnd, bytes[index] == UInt8(ascii: "}") {
      index += 1
    } else {
      while true {
        skipSpace()
        try member(&self)
        skipSpace()
        if index < lineEnd, bytes[index] == UInt8(ascii: ",") {
          index += 1
          continue
        }
        try accept(UInt8(ascii: "}"), "a comma or }")
        break
      }
    }
    skipSpace()
    if index < lineEnd { throw malformed("the end of the line after the object") }
  }

  mutating func colon() throws(IngestError) {
    skipSpace()
    try accept(UInt8(ascii: ":"), "a colon after the key")
    skipSpace()
  }

  /// The text of a string, number or boolean; empty for `null`; `nil` for an array or object.
  mutating func value() throws(IngestError) -> UnsafeBufferPointer<UInt8>? {
    guard index < lineEnd else { throw malformed("a value") }
    switch bytes[index] {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try skipNested()
      return nil
    case UInt8(ascii: "t"): return try word("true")
    case UInt8(ascii: "f"): return try word("false")
    case UInt8(ascii: "n"):
      return UnsafeBufferPointer(rebasing: try word("null")[..<0])
    default: return try number()
    }
  }

  /// The text between quotes, unescaped.
  mutating func string() throws(IngestError) -> UnsafeBufferPointer<UInt8> {
    try accept(UInt8(ascii: "\""), "a key or text in double quotes")
    let start = index
    while index < lineEnd, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
      if bytes[index] < 0x20 { throw malformed("no control character in a text; write it as \\u00..") }
      index += 1
    }
    var write = index
    while index < lineEnd, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] < 0x20 { throw malformed("no control character in a text; write it as \\u00..") }
      if bytes[index] == UInt8(ascii: "\\") {
        do throws(JSONEscape.Wrong) {
          JSONEscape.write(try JSONEscape.read(UnsafeBufferPointer(bytes), &index, end: lineEnd), to: bytes, at: &write)
        } catch { throw malformed(error.expected) }
      } else {
        bytes[write] = bytes[index]
        write += 1
        index += 1
      }
    }
    guard index < lineEnd else { throw malformed("a closing quote (\") before the end of the line") }
    let text = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(bytes)[start..<write])
    while write < index {
      bytes[write] = UInt8(ascii: "\"")
      write += 1
    }
    index += 1
    return text
  }

  private mutating func number() throws(IngestError) -> UnsafeBufferPointer<UInt8> {
    let start = index
    while index < lineEnd {
      switch bytes[index] {
      case 48...57, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        index += 1
        continue
      default: break
      }
      break
    }
    let text = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(bytes)[start..<index])
    guard let first = text.first, first != UInt8(ascii: "+"), let last = text.last, last &- 48 < 10 else {
      index = start
      throw malformed("a text, number, true, false or null")
    }
    return text
  }

  private mutating func word(_ word: StaticString) throws(IngestError) -> UnsafeBufferPointer<UInt8> {
    let end = index + word.utf8CodeUnitCount
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard end <= lineEnd, UnsafeBufferPointer(rebasing: bytes[index..<end]).elementsEqual(expected) else {
      throw malformed("a text, number, true, false or null")
    }
    defer { index = end }
    return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(bytes)[index..<end])
  }

  /// Skips an array or object, which no column can hold.
  private mutating func skipNested() throws(IngestError) {
    var depth = 0
    repeat {
      guard index < lineEnd else { throw malformed("the end of the array or object") }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        _ = try string()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth > Self.deepestNesting { throw malformed("no more than \(Self.deepestNesting) levels of nesting") }
      index += 1
    } while depth > 0
  }

  private mutating func skipSpace() {
    while index < lineEnd, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0D { index += 1 }
  }

  private mutating func accept(_ byte: UInt8, _ expected: String) throws(IngestError) {
    guard index < lineEnd, bytes[index] == byte else { throw malformed(expected) }
    index += 1
  }

  private func malformed(_ expected: String) -> IngestError {
    let found: String
    if index >= lineEnd {
      found = "the end of the line"
    } else {
      let rest = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(bytes)[index..<min(lineEnd, index + 20)])
      found = "“" + String(decoding: rest, as: UTF8.self) + "”"
    }
    let place = place(of: index)
    return .malformed(file: name, line: place.line, column: place.column, found: found, expected: expected)
  }
}
