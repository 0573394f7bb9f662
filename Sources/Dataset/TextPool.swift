/// A piece of text of a `TextPool`; equal texts of one pool have equal handles.
public struct Text: Hashable, Sendable {
  /// Position in the pool; 0 is the empty text, which means "no value".
  public let index: UInt32

  public static let none = Text(index: 0)
  public var isEmpty: Bool { index == 0 }

  @inlinable
  init(index: UInt32) { self.index = index }
}

/// Every text of a data set, once: ids, names, subjects, addresses.
///
/// Texts are UTF-8 in one array of bytes, found again through an open-addressing hash table. Adding is O(length).
public struct TextPool: Sendable {
  private var storage: [UInt8] = []
  /// Where text i ends; it begins where text i − 1 ends.
  private var ends: [Int] = [0]
  private var hashes: [UInt32] = [0]
  private var slots: [UInt32] = Array(repeating: 0, count: 1024)

  public init() {}

  /// The number of different texts, the empty one included.
  public var count: Int { ends.count }

  /// The handle of `utf8`, which is added if it is new.
  public mutating func intern(_ utf8: UnsafeBufferPointer<UInt8>) -> Text {
    if utf8.isEmpty { return .none }
    let hash = Self.hash(utf8)
    let slot = slot(of: utf8, hash)
    if slots[slot] != 0 { return Text(index: slots[slot]) }
    let index = UInt32(ends.count)
    storage.append(contentsOf: utf8)
    ends.append(storage.count)
    hashes.append(hash)
    slots[slot] = index
    if ends.count * 2 > slots.count { grow() }
    return Text(index: index)
  }

  public mutating func intern(_ text: String) -> Text {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// The handle of `utf8` if the pool has it.
  public func find(_ utf8: UnsafeBufferPointer<UInt8>) -> Text? {
    if utf8.isEmpty { return Text.none }
    let slot = slot(of: utf8, Self.hash(utf8))
    return slots[slot] == 0 ? nil : Text(index: slots[slot])
  }

  public func find(_ text: String) -> Text? {
    var text = text
    return text.withUTF8 { find($0) }
  }

  /// Calls `body` with the UTF-8 bytes of a text.
  @inline(__always)
  public func withUTF8<Result>(_ text: Text, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    let index = Int(text.index)
    let start = index == 0 ? 0 : ends[index - 1]
    let end = ends[index]
    return try storage.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

  /// The text as a `String`.
  public func string(_ text: Text) -> String {
    withUTF8(text) { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether `first` comes before `second` by code point, which is the order of their UTF-8 bytes.
  public func precedes(_ first: Text, _ second: Text) -> Bool {
    if first == second { return false }
    return withUTF8(first) { a in withUTF8(second) { b in a.lexicographicallyPrecedes(b) } }
  }

  /// Where a text is or would be added.
  @inline(__always)
  private func slot(of utf8: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0, hashes[Int(slots[slot])] != hash || !matches(slots[slot], utf8) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func matches(_ index: UInt32, _ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    withUTF8(Text(index: index)) { $0.count == utf8.count && $0.elementsEqual(utf8) }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for index in 1..<ends.count {
      var slot = Int(hashes[index]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index)
    }
  }

  /// FNV-1a over words of eight bytes; only spread matters, the hash never leaves the pool.
  private static func hash(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawBufferPointer(utf8)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(utf8.count)
    var offset = 0
    while offset + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 32
      offset += 8
    }
    while offset < raw.count {
      hash = (hash ^ UInt64(raw[offset])) &* 0x0000_0100_0000_01b3
      offset += 1
    }
    hash ^= hash >> 29
    hash = hash &* 0xbf58_476d_1ce4_e5b9
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }
}
