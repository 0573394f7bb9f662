/// Reading values from UTF-8 cells.
public enum TextParsing {
  /// A cell without leading and trailing white space (Unicode's property).
  @inline(__always)
  public static func trimmed(_ utf8: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let first = utf8.first, let last = utf8.last else { return utf8 }
    // Most cells begin and end with what is visibly no white space.
    if isGraphic(first) && isGraphic(last) { return utf8 }
    return withoutSpace(utf8)
  }

  @inline(__always)
  private static func isGraphic(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x80 }

  private static func withoutSpace(_ utf8: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = utf8.count
    while start < end {
      let length = leadingSpace(utf8, start, end)
      if length == 0 { break }
      start += length
    }
    while start < end {
      let length = trailingSpace(utf8, start, end)
      if length == 0 { break }
      end -= length
    }
    return UnsafeBufferPointer(rebasing: utf8[start..<end])
  }

  /// The number of bytes of the white-space character at `index`, 0 if there is none.
  public static func leadingSpace(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Int {
    let byte = utf8[index]
    if byte < 0x80 { return isASCIISpace(byte) ? 1 : 0 }
    for length in 2...3 where index + length <= end && isWideSpace(utf8, index, length) { return length }
    return 0
  }

  private static func trailingSpace(_ utf8: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    let byte = utf8[end - 1]
    if byte < 0x80 { return isASCIISpace(byte) ? 1 : 0 }
    for length in 2...3 where end - length >= start && isWideSpace(utf8, end - length, length) { return length }
    return 0
  }

  @inline(__always)
  static func isASCIISpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  /// White space beyond ASCII: U+0085, 00A0, 1680, 2000–200A, 2028, 2029, 202F, 205F, 3000.
  private static func isWideSpace(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int) -> Bool {
    let first = utf8[index]
    let second = utf8[index + 1]
    if length == 2 { return first == 0xC2 && (second == 0x85 || second == 0xA0) }
    let third = utf8[index + 2]
    switch (first, second) {
    case (0xE1, 0x9A): return third == 0x80
    case (0xE2, 0x80): return (0x80...0x8A).contains(third) || third == 0xA8 || third == 0xA9 || third == 0xAF
    case (0xE2, 0x81): return third == 0x9F
    case (0xE3, 0x80): return third == 0x80
    default: return false
    }
  }

  /// `[+-]digits[.digits][e±digits]`; `nil` if it is anything else or not finite.
  public static func number(_ utf8: UnsafeBufferPointer<UInt8>) -> Double? {
    var index = 0
    var isNegative = false
    if let sign = utf8.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      index = 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    func readDigits() -> Int {
      let start = index
      while index < utf8.count, utf8[index] &- 48 < 10 {
        // Beyond 19 digits the slow way below is taken.
        if digits < 19 { mantissa = mantissa * 10 + UInt64(utf8[index] - 48) }
        if mantissa > 0 { digits += 1 }
        index += 1
      }
      return index - start
    }
    guard readDigits() > 0 else { return nil }
    var fraction = 0
    if index < utf8.count, utf8[index] == UInt8(ascii: ".") {
      index += 1
      fraction = readDigits()
      if fraction == 0 { return nil }
    }
    if index == utf8.count, digits <= 15, fraction <= 22 {
      // Both exact in a double, so that one division rounds correctly.
      let value = Double(mantissa) / powersOfTen[fraction]
      return isNegative ? -value : value
    }
    if index < utf8.count {
      guard utf8[index] | 0x20 == UInt8(ascii: "e") else { return nil }
      index += 1
      if index < utf8.count, utf8[index] == UInt8(ascii: "-") || utf8[index] == UInt8(ascii: "+") { index += 1 }
      guard readDigits() > 0, index == utf8.count else { return nil }
    }
    guard let value = Double(String(decoding: utf8, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// `true false 1 0 yes no`, any case.
  static func boolean(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool? {
    if equals(utf8, "true") || equals(utf8, "1") || equals(utf8, "yes") { return true }
    if equals(utf8, "false") || equals(utf8, "0") || equals(utf8, "no") { return false }
    return nil
  }

  /// Whether a cell is an ASCII word, in any case.
  public static func equals(_ utf8: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard utf8.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<utf8.count {
      let byte = utf8[index]
      let lower = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
      if lower != word.utf8Start[index] { return false }
    }
    return true
  }

  /// Calls `body` with each part between semicolons, trimmed, that is not empty.
  public static func forEachPart(of utf8: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var start = 0
    while start <= utf8.count {
      var end = start
      while end < utf8.count, utf8[end] != UInt8(ascii: ";") { end += 1 }
      let part = trimmed(UnsafeBufferPointer(rebasing: utf8[start..<end]))
      if !part.isEmpty { body(part) }
      start = end + 1
    }
  }
}

extension TextPool {
  /// The handle of a text in lower case, which is added if it is new.
  public mutating func internLowercased(_ utf8: UnsafeBufferPointer<UInt8>) -> Text {
    Self.withLowercased(utf8) { intern($0) }
  }

  /// The handle of a text in lower case if the pool has it.
  func findLowercased(_ utf8: UnsafeBufferPointer<UInt8>) -> Text? { Self.withLowercased(utf8) { find($0) } }

  @inline(__always)
  private static func withLowercased<Result>(
    _ utf8: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let first = utf8.firstIndex(where: { $0 >= 0x80 || ($0 >= 65 && $0 <= 90) }) else { return body(utf8) }
    if utf8[first...].contains(where: { $0 >= 0x80 }) {
      var text = String(decoding: utf8, as: UTF8.self).lowercased()
      return text.withUTF8(body)
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: utf8.count) { buffer in
      for index in 0..<utf8.count {
        let byte = utf8[index]
        buffer[index] = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
      }
      return body(UnsafeBufferPointer(buffer))
    }
  }
}
