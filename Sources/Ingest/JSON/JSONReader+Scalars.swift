import JSON

extension JSONReader {
  /// Reads a text in quotes.
  mutating func readString() throws(IngestError) {
    let start = index + 1
    index = start
    var isEscaped = false
    while true {
      index = JSONPlainText.end(in: UnsafeBufferPointer(bytes), from: index)
      guard index < bytes.count else { throw malformed("a closing quote (\") before the end of the file") }
      if bytes[index] == UInt8(ascii: "\"") { break }
      guard bytes[index] == UInt8(ascii: "\\") else {
        throw malformed("no control character in a text; write it as \\u00..")
      }
      do throws(JSONEscape.Wrong) {
        _ = try JSONEscape.read(UnsafeBufferPointer(bytes), &index, end: bytes.count)
      } catch { throw malformed(error.expected) }
      isEscaped = true
    }
    guard let count = Int32(exactly: index - start) else { throw malformed("a text of less than 2 GB") }
    nodes.append(JSONValue.Node(kind: .string, isEscaped: isEscaped, count: count, start: start))
    index += 1
  }

  mutating func readWord(_ word: StaticString, _ kind: JSONValue.Kind) throws(IngestError) {
    let end = index + word.utf8CodeUnitCount
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard end <= bytes.count, UnsafeMutableBufferPointer(rebasing: bytes[index..<end]).elementsEqual(expected) else {
      throw malformed("a text, number, true, false, null, array or object")
    }
    let count = kind == .null ? 0 : Int32(word.utf8CodeUnitCount)
    nodes.append(JSONValue.Node(kind: kind, count: count, start: index))
    index = end
  }

  /// `-? digits [. digits] [e ± digits]`, without leading zeros.
  mutating func readNumber() throws(IngestError) {
    let start = index
    var end = index
    func digits() -> Int {
      let first = end
      while end < bytes.count, bytes[end] &- 48 < 10 { end += 1 }
      return end - first
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
    let whole = end
    let count = digits()
    guard count == 1 || (count > 1 && bytes[whole] != UInt8(ascii: "0")) else {
      throw malformed("a text, number, true, false, null, array or object")
    }
    var isSound = true
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      end += 1
      isSound = digits() > 0
    }
    if isSound, end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      end += 1
      if end < bytes.count, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+") { end += 1 }
      isSound = digits() > 0
    }
    guard isSound, let length = Int32(exactly: end - start) else { throw malformed("a number such as 12.5 or 1e3") }
    nodes.append(JSONValue.Node(kind: .number, count: length, start: start))
    index = end
  }
}
