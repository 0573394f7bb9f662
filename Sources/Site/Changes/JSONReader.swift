import JSON

/// Where JSON is not what it should be.
struct JSONDamage: Error, Equatable {
  /// Position in the bytes.
  let offset: Int
  let expected: String
}

/// Reads JSON value by value, without building a tree. It trusts nothing: no nesting is too deep to be skipped, and no
/// text is taken that is not UTF-8.
struct JSONReader {
  private let bytes: [UInt8]
  private(set) var index: Int
  private let end: Int

  /// - Parameter range: the part of `bytes` that is JSON.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  /// Calls `member` for each key, which has to read or skip the value.
  mutating func object(
    _ member: (inout JSONReader, String) throws(JSONDamage) -> Void
  ) throws(JSONDamage) {
    try accept(UInt8(ascii: "{"), "a JSON object, { … }")
    if skips(UInt8(ascii: "}")) { return }
    repeat {
      let key = try string()
      try accept(UInt8(ascii: ":"), "a colon after the key")
      try member(&self, key)
    } while skips(UInt8(ascii: ","))
    try accept(UInt8(ascii: "}"), "a comma or }")
  }

  /// Calls `element` for each element, which has to read or skip it.
  mutating func array(_ element: (inout JSONReader) throws(JSONDamage) -> Void) throws(JSONDamage) {
    try accept(UInt8(ascii: "["), "a list, [ … ]")
    if skips(UInt8(ascii: "]")) { return }
    repeat { try element(&self) } while skips(UInt8(ascii: ","))
    try accept(UInt8(ascii: "]"), "a comma or ]")
  }

  /// What the next value begins with; nil at the end.
  mutating func peek() -> UInt8? {
    skipSpace()
    return index < end ? bytes[index] : nil
  }

  /// Goes over `null`; false if something else is there.
  mutating func isNull() -> Bool {
    skipSpace()
    guard matches("null") else { return false }
    index += 4
    return true
  }

  mutating func stringOrNull() throws(JSONDamage) -> String? { isNull() ? nil : try string() }

  /// A text, unescaped.
  mutating func string() throws(JSONDamage) -> String {
    try accept(UInt8(ascii: "\""), "a text in double quotes")
    let start = index
    var isPlain = true
    while true {
      index = bytes.withUnsafeBufferPointer {
        JSONPlainText.end(in: UnsafeBufferPointer(rebasing: $0[..<end]), from: min(index, end))
      }
      guard index < end else { throw JSONDamage(offset: end, expected: "a closing quote (\")") }
      if bytes[index] == UInt8(ascii: "\"") { break }
      guard bytes[index] == UInt8(ascii: "\\") else {
        throw JSONDamage(offset: index, expected: "no control character in a text")
      }
      isPlain = false
      index += 2
    }
    defer { index += 1 }
    let text = isPlain ? Array(bytes[start..<index]) : try unescaped(start..<index)
    guard let string = String(validating: text, as: UTF8.self) else {
      throw JSONDamage(offset: start, expected: "text in UTF-8")
    }
    return string
  }

  /// A finite number.
  mutating func number() throws(JSONDamage) -> Double {
    skipSpace()
    let start = index
    while index < end, Self.isOfNumber(bytes[index]) { index += 1 }
    guard index > start, bytes[start] != UInt8(ascii: "+"),
      let value = Double(String(decoding: bytes[start..<index], as: UTF8.self)), value.isFinite
    else {
      index = start
      throw JSONDamage(offset: start, expected: "a number")
    }
    return value
  }

  mutating func numberOrNull() throws(JSONDamage) -> Double? { isNull() ? nil : try number() }

  mutating func integerOrNull() throws(JSONDamage) -> Int? {
    if isNull() { return nil }
    let start = index
    guard let value = Int(exactly: try number()) else { throw JSONDamage(offset: start, expected: "a whole number") }
    return value
  }

  /// Goes over any value; gives where it stood.
  @discardableResult
  mutating func skip() throws(JSONDamage) -> Range<Int> {
    skipSpace()
    let start = index
    var depth = 0
    repeat {
      guard index < end else { throw JSONDamage(offset: end, expected: "the rest of the value") }
      switch bytes[index] {
      case UInt8(ascii: "\""): try skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw JSONDamage(offset: index, expected: "a value") }
        depth -= 1
        index += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw JSONDamage(offset: index, expected: "a value") }
        index += 1
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: try skipWord()
      }
    } while depth > 0
    return start..<index
  }

  /// Nothing but white space may follow.
  mutating func finish() throws(JSONDamage) {
    skipSpace()
    if index < end { throw JSONDamage(offset: index, expected: "nothing after the value") }
  }
}

extension JSONReader {
  private mutating func skipString() throws(JSONDamage) {
    let start = index
    index += 1
    while index < end, bytes[index] != UInt8(ascii: "\"") { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
    guard index < end else { throw JSONDamage(offset: start, expected: "a text with a closing quote (\")") }
    index += 1
  }

  /// A number, `true`, `false` or `null`.
  private mutating func skipWord() throws(JSONDamage) {
    for word: StaticString in ["true", "false", "null"] where matches(word) {
      index += word.utf8CodeUnitCount
      return
    }
    _ = try number()
  }

  private func matches(_ word: StaticString) -> Bool {
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    return end - index >= expected.count && bytes[index..<index + expected.count].elementsEqual(expected)
  }

  private mutating func skipSpace() {
    while index < end, bytes[index] == 0x20 || (bytes[index] >= 0x09 && bytes[index] <= 0x0D) { index += 1 }
  }

  private mutating func skips(_ byte: UInt8) -> Bool {
    skipSpace()
    guard index < end, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func accept(_ byte: UInt8, _ expected: String) throws(JSONDamage) {
    guard skips(byte) else { throw JSONDamage(offset: min(index, end), expected: expected) }
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
    default: false
    }
  }

  private func unescaped(_ range: Range<Int>) throws(JSONDamage) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "\\") else {
        text.append(bytes[index])
        index += 1
        continue
      }
      text.append(contentsOf: try escape(at: &index, until: range.upperBound))
    }
    return text
  }

  /// What an escape stands for; afterwards `index` is behind it.
  private func escape(at index: inout Int, until end: Int) throws(JSONDamage) -> UTF8.EncodedScalar {
    let start = index
    let result: Result<Unicode.Scalar, JSONEscape.Wrong> = bytes.withUnsafeBufferPointer { bytes in
      do throws(JSONEscape.Wrong) { return .success(try JSONEscape.read(bytes, &index, end: end)) } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let scalar): return UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    case .failure(let wrong): throw JSONDamage(offset: start, expected: wrong.expected)
    }
  }
}
