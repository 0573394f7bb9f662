import Dataset

/// Reads a JSON text of any nesting (RFC 8259), value by value. Texts are unescaped in place, when somebody asks.
///
/// `documents` gives the whole text as one value; `records` one after another of what a web API answered, so that memory
/// does not grow with the text. One pass, time linear in the text. Half surrogates become U+FFFD; whatever else is not
/// JSON is an error with line and column.
struct JSONReader {
  let bytes: UnsafeMutableBufferPointer<UInt8>
  /// As messages say it.
  let name: String
  var index = 0
  /// The line that is being read, from 1.
  private(set) var line = 1
  private var lineStart = 0
  /// The value that was read last; see `JSONValue.Node`.
  var nodes: [JSONValue.Node] = []
  /// Where the arrays and objects that are open stand in `nodes`.
  private var open: [Int] = []

  /// Deeper nesting is refused.
  static let deepestNesting = 256

  /// - Parameter bytes: UTF-8; altered by looking at texts with escapes.
  init(_ bytes: UnsafeMutableBufferPointer<UInt8>, name: String) {
    self.bytes = bytes
    self.name = name
  }

  /// Hands the one value that the text is to `body`.
  mutating func document<Result>(
    _ body: (JSONValue) throws(IngestError) -> Result
  ) throws(IngestError) -> Result {
    try readValue()
    try expectEnd()
    return try withValue(body)
  }

  /// Hands the value that was read last to `body`.
  mutating func withValue<Result>(_ body: (JSONValue) throws(IngestError) -> Result) throws(IngestError) -> Result {
    let bytes = bytes
    let result: Swift.Result<Result, IngestError> = nodes.withUnsafeMutableBufferPointer { nodes in
      do throws(IngestError) { return .success(try body(JSONValue(bytes, nodes))) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// Reads one value into `nodes`.
  mutating func readValue() throws(IngestError) {
    nodes.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    repeat {
      skipSpace()
      try readToken()
      while let container = open.last, try !continues(container) { close(container) }
    } while !open.isEmpty
  }

  /// Reads a value that holds no other, or opens an array or object.
  private mutating func readToken() throws(IngestError) {
    guard index < bytes.count else { throw malformed("a value") }
    switch bytes[index] {
    case UInt8(ascii: "\""): try readString()
    case UInt8(ascii: "{"): try begin(.object)
    case UInt8(ascii: "["): try begin(.array)
    case UInt8(ascii: "t"): try readWord("true", .boolean)
    case UInt8(ascii: "f"): try readWord("false", .boolean)
    case UInt8(ascii: "n"): try readWord("null", .null)
    default: try readNumber()
    }
  }

  private mutating func begin(_ kind: JSONValue.Kind) throws(IngestError) {
    guard open.count < Self.deepestNesting else {
      throw malformed("no more than \(Self.deepestNesting) levels of nesting")
    }
    open.append(nodes.count)
    nodes.append(JSONValue.Node(kind: kind, count: 0, start: index))
    index += 1
  }

  /// Goes to the next value of an array or object that is open, reading its key; `false` behind the last.
  private mutating func continues(_ container: Int) throws(IngestError) -> Bool {
    let isObject = nodes[container].kind == .object
    let isFirst = nodes.count == container + 1
    skipSpace()
    guard index < bytes.count else { throw malformed(isObject ? "a comma or }" : "a comma or ]") }
    if bytes[index] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      index += 1
      return false
    }
    if !isFirst {
      guard bytes[index] == UInt8(ascii: ",") else { throw malformed(isObject ? "a comma or }" : "a comma or ]") }
      index += 1
      skipSpace()
    }
    if isObject {
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw malformed("a key in double quotes") }
      try readString()
      skipSpace()
      try accept(UInt8(ascii: ":"), "a colon after the key")
    }
    return true
  }

  private mutating func close(_ container: Int) {
    nodes[container].count = Int32(clamping: nodes.count - container - 1)
    open.removeLast()
  }

  mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0D: break
      case 0x0A:
        line += 1
        lineStart = index + 1
      default: return
      }
      index += 1
    }
  }

  mutating func accept(_ byte: UInt8, _ expected: String) throws(IngestError) {
    guard index < bytes.count, bytes[index] == byte else { throw malformed(expected) }
    index += 1
  }

  mutating func expectEnd() throws(IngestError) {
    skipSpace()
    if index < bytes.count { throw malformed("the end of the file after the value") }
  }

  /// Goes back to an earlier place of the text.
  mutating func rewind(to place: (index: Int, line: Int, lineStart: Int)) {
    (index, line, lineStart) = place
  }

  var position: (index: Int, line: Int, lineStart: Int) { (index, line, lineStart) }

  func malformed(_ expected: String) -> IngestError {
    let found: String
    if index >= bytes.count {
      found = "the end of the file"
    } else {
      let rest = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(bytes)[index..<min(bytes.count, index + 20)])
      found = "“" + String(decoding: rest.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self) + "”"
    }
    let text = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(bytes)[lineStart..<min(index, bytes.count)])
    let column = TextPlace(of: text.count, in: text, line: line, countsLines: false).column
    return .malformed(file: name, line: line, column: column, found: found, expected: expected)
  }
}
