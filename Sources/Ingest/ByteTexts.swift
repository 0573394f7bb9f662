#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
  /// Whether these are just the bytes of another text.
  @inline(__always)
  func hasBytes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let base = baseAddress, let otherBase = other.baseAddress else {
      return isEmpty && other.isEmpty
    }
    return memcmp(base, otherBase, count) == 0
  }

  /// The next place of a byte.
  @inline(__always)
  func position(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  @inline(__always)
  func hasBytes(_ word: StaticString) -> Bool {
    hasBytes(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}
