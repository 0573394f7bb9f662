#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Memory of large pages, where the system has them.
///
/// The first look at each small page costs about as much as reading what is on it, and a table of many small pages that
/// is looked at in any order costs a second look for where the page is.
public enum LargePages {
  private static let size = 1 << 21

  /// Memory for `count` bytes.
  public static func allocate(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    guard count >= 4 * size else { return .allocate(capacity: count) }
    let raw = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: size)
    let buffer = UnsafeMutableBufferPointer(start: raw.bindMemory(to: UInt8.self, capacity: count), count: count)
    advise(UnsafeMutableRawBufferPointer(buffer))
    return buffer
  }

  /// `count` times the same value.
  static func array<Element>(repeating value: Element, count: Int) -> [Element] {
    // All empty arrays share their memory, to which this would write.
    if count == 0 { return [] }
    return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      advise(UnsafeMutableRawBufferPointer(buffer))
      buffer.initialize(repeating: value)
      initialized = buffer.count
    }
  }

  /// To be called before the first look at the memory. Only advice: without it everything works as well, but slower.
  private static func advise(_ memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      guard memory.count >= 4 * size, let base = memory.baseAddress else { return }
      // The large pages that lie wholly within.
      let first = base.alignedUp(toMultipleOf: size)
      madvise(first, base + memory.count - first, Int32(MADV_HUGEPAGE))
    #endif
  }
}
