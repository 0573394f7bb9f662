import Bytes

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
  @usableFromInline
  var storage: [UInt8] = []
  /// Where text i ends; it begins where text i − 1 ends.
  @usableFromInline
  var ends: [Int] = [0]
  /// The hash table: the hash of a text in the upper half, its handle in the lower; 0 where there is none.
  private var slots: [UInt64] = []
  /// The sum of what was looked at by `fetch`, which is of no use but that it has to be looked at.
  public private(set) var fetched: UInt64 = 0
  /// Of the pool and of the tables whose texts it has.
  var growth = Growth.doubling
  /// Nobody outside can know which texts would meet in one slot.
  private let seed = UInt64.random(in: 0 ... .max)

  public init() {}

  /// The number of different texts, the empty one included.
  public var count: Int { ends.count }

  /// The handle of `utf8`, which is added if it is new.
  public mutating func intern(_ utf8: UnsafeBufferPointer<UInt8>) -> Text {
    if utf8.isEmpty { return .none }
    // At most three of four slots are taken.
    if ends.count * 4 >= slots.count * 3 { grow() }
    let hash = Self.hash(utf8, seed: seed)
    let slot = slot(of: utf8, hash)
    if slots[slot] != 0 { return Text(index: UInt32(truncatingIfNeeded: slots[slot])) }
    let index = UInt32(ends.count)
    growth.makeRoom(for: utf8.count, in: &storage)
    storage.append(contentsOf: utf8)
    growth.makeRoom(for: 1, in: &ends)
    ends.append(storage.count)
    slots[slot] = UInt64(hash) << 32 | UInt64(index)
    return Text(index: index)
  }

  public mutating func intern(_ text: String) -> Text {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// The handle of `utf8` if the pool has it.
  public func find(_ utf8: UnsafeBufferPointer<UInt8>) -> Text? {
    if utf8.isEmpty { return Text.none }
    if slots.isEmpty { return nil }
    let slot = slot(of: utf8, Self.hash(utf8, seed: seed))
    return slots[slot] == 0 ? nil : Text(index: UInt32(truncatingIfNeeded: slots[slot]))
  }

  public func find(_ text: String) -> Text? {
    var text = text
    return text.withUTF8 { find($0) }
  }

  /// Looks where these texts are or would be added, so that it is in the processor's cache when they are.
  public mutating func fetch(_ texts: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) {
    if slots.isEmpty { return }
    fetched = slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var sum: UInt64 = 0
      for text in texts where !text.isEmpty { sum &+= slots[Int(Self.hash(text, seed: seed)) & mask] }
      return sum
    }
  }

  /// Calls `body` with the UTF-8 bytes of a text.
  @inlinable @inline(__always)
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
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var slot = Int(hash) & mask
      while slots[slot] != 0 {
        if slots[slot] >> 32 == UInt64(hash), matches(UInt32(truncatingIfNeeded: slots[slot]), utf8) { break }
        slot = (slot + 1) & mask
      }
      return slot
    }
  }

  @inline(__always)
  private func matches(_ index: UInt32, _ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    withUTF8(Text(index: index)) { $0.hasBytes(utf8) }
  }

  private mutating func grow() {
    let old = slots
    slots = LargePages.array(repeating: 0, count: max(64, old.count * 2))
    let mask = slots.count - 1
    for taken in old where taken != 0 {
      var slot = Int(taken >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = taken
    }
  }

  /// Eight bytes at once; every bit of the result depends on every bit of the text.
  @inline(__always)
  private static func hash(_ utf8: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt32 {
    let raw = UnsafeRawBufferPointer(utf8)
    var hash = seed ^ UInt64(raw.count)
    var offset = 0
    while offset + 8 < raw.count {
      hash = WordHash.mixed(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    hash = WordHash.mixed(hash ^ ByteScan.tail(raw))
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }
}

/// The texts of a data set that is complete.
///
/// An object, because it is handed on wherever a text is written: a copy of the pool would count references to its arrays.
public final class Texts: Sendable {
  @usableFromInline
  let pool: TextPool

  public init(_ pool: TextPool) { self.pool = pool }

  /// The number of different texts, the empty one included.
  public var count: Int { pool.count }

  /// Calls `body` with the UTF-8 bytes of a text.
  @inlinable @inline(__always)
  public func withUTF8<Result>(_ text: Text, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try pool.withUTF8(text, body)
  }

  /// The text as a `String`.
  public func string(_ text: Text) -> String { pool.string(text) }

  /// The handle of `text` if it is one of these.
  public func find(_ text: String) -> Text? { pool.find(text) }

  /// Whether `first` comes before `second` by code point, which is the order of their UTF-8 bytes.
  public func precedes(_ first: Text, _ second: Text) -> Bool { pool.precedes(first, second) }
}
