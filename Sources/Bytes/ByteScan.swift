/// Looking at bytes eight at a time.
public enum ByteScan {
  /// A byte eight times.
  @inlinable @inline(__always)
  public static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) * 0x0101_0101_0101_0101 }

  /// The highest bit of the lowest byte of a word that is 0, and perhaps of some above it; 0 if none is.
  @inlinable @inline(__always)
  public static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// The highest bit of the lowest byte of a word that is not from 0x20 to 0x7E, so a control character or not ASCII,
  /// and perhaps of some above it; 0 if none is.
  @inlinable @inline(__always)
  public static func controls(_ word: UInt64) -> UInt64 {
    ((word &- repeated(0x20)) & ~word | word | (word &+ repeated(0x01))) & repeated(0x80)
  }

  /// The highest bit of every byte of a word that is 0.
  @inlinable @inline(__always)
  public static func allZeros(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~((word & low) &+ low | word | low)
  }

  /// The first place from `start` on of a byte that is looked for; the end of the bytes where there is none.
  ///
  /// - Parameter hits: of eight bytes, the first the lowest, what `zeros` gives of those looked for.
  /// - Complexity: O(bytes passed over).
  @inlinable @inline(__always)
  public static func first(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ hits: (UInt64) -> UInt64
  ) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    while index + 8 <= raw.count {
      let found = hits(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    if index >= raw.count { return raw.count }
    // What is beyond the end counts as 0 and is not looked at.
    var word: UInt64 = 0
    if raw.count >= 8 {
      word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self))
      word >>= UInt64((8 - (raw.count - index)) * 8)
    } else {
      for offset in index..<raw.count { word |= UInt64(raw[offset]) << UInt64((offset - index) * 8) }
    }
    let found = hits(word)
    return found == 0 ? raw.count : min(raw.count, index + found.trailingZeroBitCount / 8)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether these are just the bytes of another text.
  @inlinable @inline(__always)
  public func hasBytes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    if count != other.count { return false }
    if isEmpty { return true }
    let (first, second) = (UnsafeRawBufferPointer(self), UnsafeRawBufferPointer(other))
    var offset = 0
    while offset + 8 < first.count {
      let word = first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if word != second.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
      offset += 8
    }
    return ByteScan.tail(first) == ByteScan.tail(second)
  }

  @inlinable @inline(__always)
  public func hasBytes(_ word: StaticString) -> Bool {
    hasBytes(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}

extension ByteScan {
  /// Whether no byte is one of those looked for: quicker than `first` where mostly none is.
  ///
  /// - Parameter hits: as for `first`; a space is none of them.
  @inlinable @inline(__always)
  public static func hasNone(in bytes: UnsafeBufferPointer<UInt8>, _ hits: (UInt64) -> UInt64) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    if raw.isEmpty { return true }
    // Three bytes and five spaces.
    if raw.count < 4 { return hits(tail(raw) | 0x2020_2020_2000_0000) == 0 }
    var found = hits(tail(raw))
    var index = 0
    while index + 8 < raw.count {
      found |= hits(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    return found == 0
  }

  /// The last one to eight bytes as a number, all eight where there are as many.
  @inlinable @inline(__always)
  public static func tail(_ raw: UnsafeRawBufferPointer) -> UInt64 {
    let count = raw.count
    if count >= 8 { return raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) }
    if count >= 4 {
      let low = raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      return UInt64(low) << 32 | UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
    }
    return UInt64(raw[0]) << 16 | UInt64(raw[count / 2]) << 8 | UInt64(raw[count - 1])
  }
}
