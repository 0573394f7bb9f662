/// Escapes in JSON texts.
public enum JSONEscape {
  /// An escape that is none.
  public struct Wrong: Error {
    /// What would have been right.
    public var expected: String
  }

  /// Reads the escape at `index`, the place of its backslash; afterwards `index` is behind it. Half a surrogate means
  /// nothing and becomes U+FFFD.
  ///
  /// - Parameter end: where the text ends.
  /// - Throws: `Wrong`; `index` is where it was.
  public static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, end: Int
  ) throws(Wrong) -> Unicode.Scalar {
    guard index + 1 < end else { throw Wrong(expected: "a character after the backslash") }
    let plain: Unicode.Scalar
    switch bytes[index + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = Unicode.Scalar(bytes[index + 1])
    case UInt8(ascii: "b"): plain = "\u{08}"
    case UInt8(ascii: "f"): plain = "\u{0C}"
    case UInt8(ascii: "n"): plain = "\n"
    case UInt8(ascii: "r"): plain = "\r"
    case UInt8(ascii: "t"): plain = "\t"
    case UInt8(ascii: "u"): return try readUnicode(bytes, &index, end: end)
    default: throw Wrong(expected: "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000")
    }
    index += 2
    return plain
  }

  private static func readUnicode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, end: Int
  ) throws(Wrong) -> Unicode.Scalar {
    guard var value = hexadecimal(bytes, at: index + 2, end: end) else {
      throw Wrong(expected: "four hexadecimal digits after \\u")
    }
    index += 6
    if value >= 0xD800 && value < 0xDC00, index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u"), let low = hexadecimal(bytes, at: index + 2, end: end),
      low >= 0xDC00 && low < 0xE000
    {
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      index += 6
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// Writes a character where an escape stood, which was never shorter.
  public static func write(
    _ scalar: Unicode.Scalar, to bytes: UnsafeMutableBufferPointer<UInt8>, at write: inout Int
  ) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      bytes[write] = byte
      write += 1
    }
  }

  /// Unescapes a text in place. Its escapes have been read before, so that none is wrong.
  ///
  /// - Returns: its new length.
  public static func unescape(_ text: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var read = 0
    var write = 0
    while let base = text.baseAddress, read < text.count {
      let next = text[read...].firstIndex(of: UInt8(ascii: "\\")) ?? text.count
      if write < read { (base + write).update(from: base + read, count: next - read) }
      write += next - read
      read = next
      guard read < text.count, let scalar = try? self.read(UnsafeBufferPointer(text), &read, end: text.count) else {
        break
      }
      self.write(scalar, to: text, at: &write)
    }
    return write
  }

  private static func hexadecimal(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, end: Int
  ) -> UInt32? {
    guard start + 4 <= end else { return nil }
    var value: UInt32 = 0
    for index in start..<start + 4 {
      let byte = bytes[index]
      switch byte {
      case 48...57: value = value << 4 | UInt32(byte - 48)
      case 65...70: value = value << 4 | UInt32(byte - 55)
      case 97...102: value = value << 4 | UInt32(byte - 87)
      default: return nil
      }
    }
    return value
  }
}
