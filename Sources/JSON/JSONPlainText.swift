/// Texts of JSON as far as nothing in them means anything else.
public enum JSONPlainText {
  /// The place of the next quote, backslash or control character, found eight bytes at a time; the end of the bytes where
  /// there is none.
  ///
  /// - Complexity: O(length of the plain text).
  public static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    while index + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let special =
        zeroes(word ^ 0x2222_2222_2222_2222) | zeroes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
        | zeroes(word & 0xE0E0_E0E0_E0E0_E0E0)
      if special != 0 { return index + UInt64(littleEndian: special).trailingZeroBitCount / 8 }
      index += 8
    }
    while index < raw.count, raw[index] >= 0x20, raw[index] != UInt8(ascii: "\""), raw[index] != UInt8(ascii: "\\") {
      index += 1
    }
    return index
  }

  /// The high bit of the lowest byte that is zero, and perhaps of some above it.
  @inline(__always)
  private static func zeroes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
