import JSON

/// One value of a JSON text, with all that is in it. It is only valid during the call that it is handed to.
struct JSONValue {
  enum Kind: UInt8 { case null, boolean, number, string, array, object }

  /// A value on the tape of its reader: the values within it follow, those of an object each after its key.
  struct Node {
    var kind: Kind
    /// Whether it is a text with escapes, which go as soon as somebody asks for it.
    var isEscaped = false
    /// Of a text, number or boolean: how many bytes; of an array or object: how many nodes are within it.
    var count: Int32
    /// Where its bytes begin.
    var start: Int
  }

  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let nodes: UnsafeMutableBufferPointer<Node>
  private let index: Int

  init(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ nodes: UnsafeMutableBufferPointer<Node>, at index: Int = 0) {
    self.bytes = bytes
    self.nodes = nodes
    self.index = index
  }

  var kind: Kind { nodes[index].kind }

  /// Where it begins in the text, counted in bytes.
  var start: Int { nodes[index].start }

  /// The text, unescaped; a number or boolean as it is written; nothing for `null`, an array or an object.
  @inline(__always)
  var text: UnsafeBufferPointer<UInt8> {
    if nodes[index].isEscaped { unescape() }
    let node = nodes[index]
    guard node.kind.rawValue < Kind.array.rawValue else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(bytes)[node.start..<node.start + Int(node.count)])
  }

  private func unescape() {
    let node = nodes[index]
    let text = UnsafeMutableBufferPointer(rebasing: bytes[node.start..<node.start + Int(node.count)])
    nodes[index].count = Int32(clamping: JSONEscape.unescape(text))
    nodes[index].isEscaped = false
  }

  /// The text as a `String`; empty for `null`, an array or an object.
  var string: String { String(decoding: text, as: UTF8.self) }

  /// Whether it is the boolean `true`.
  var isTrue: Bool { kind == .boolean && nodes[index].count == 4 }

  /// The value of a key of an object; `nil` if it has none, or is none.
  subscript(key: StaticString) -> JSONValue? {
    guard kind == .object else { return nil }
    let end = index + 1 + Int(nodes[index].count)
    let wanted = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    var position = index + 1
    while position < end {
      if at(position).text.hasBytes(wanted) { return at(position + 1) }
      position = after(position + 1)
    }
    return nil
  }

  /// Calls `body` with each key of an object and its value; does nothing for anything else.
  @inline(__always)
  func forEachMember<Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>, JSONValue) throws(Failure) -> Void
  ) throws(Failure) {
    guard kind == .object else { return }
    let end = index + 1 + Int(nodes[index].count)
    var position = index + 1
    while position < end {
      try body(at(position).text, at(position + 1))
      position = after(position + 1)
    }
  }

  /// Calls `body` with each element of an array; does nothing for anything else.
  @inline(__always)
  func forEachElement<Failure: Error>(_ body: (JSONValue) throws(Failure) -> Void) throws(Failure) {
    guard kind == .array else { return }
    let end = index + 1 + Int(nodes[index].count)
    var position = index + 1
    while position < end {
      try body(at(position))
      position = after(position)
    }
  }

  /// The elements of an array; none of anything else.
  var elements: [JSONValue] {
    var elements: [JSONValue] = []
    forEachElement { elements.append($0) }
    return elements
  }

  private func at(_ position: Int) -> JSONValue { JSONValue(bytes, nodes, at: position) }

  /// The position behind a node and all that is within it.
  @inline(__always)
  private func after(_ position: Int) -> Int {
    let node = nodes[position]
    return position + 1 + (node.kind.rawValue < Kind.array.rawValue ? 0 : Int(node.count))
  }
}
