/// Bytes that are written one after another into memory of their own: an array looks with each of them whether it is
/// shared.
public struct ByteBuffer: ~Copyable {
  @usableFromInline
  var base: UnsafeMutablePointer<UInt8>
  @usableFromInline
  var capacity: Int
  /// The number of bytes written.
  @inlinable
  public var count: Int { written }
  @usableFromInline
  var written = 0
  /// Whether `base` is this buffer's own.
  private var isOwner = true

  /// - Parameter capacity: how many bytes there is room for before more has to be made.
  public init(capacity: Int = 0) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  /// - Parameters:
  ///   - base: where the first bytes are written; it has to outlive the buffer.
  ///   - capacity: how many.
  private init(startingAt base: UnsafeMutablePointer<UInt8>, capacity: Int) {
    self.base = base
    self.capacity = capacity
    isOwner = false
  }

  deinit { if isOwner { base.deallocate() } }

  /// The text that `write` puts together. A short one takes no memory but the stack's until it is done.
  public static func text(_ write: (inout ByteBuffer) -> Void) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { memory in
      var buffer =
        memory.baseAddress.map { ByteBuffer(startingAt: $0, capacity: memory.count) } ?? ByteBuffer(capacity: 256)
      write(&buffer)
      return buffer.text
    }
  }

  /// The byte written last; nil if there is none.
  public var last: UInt8? { written == 0 ? nil : base[written - 1] }

  /// Calls `body` with what is written.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: written))
  }

  /// What is written, as text.
  public var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }

  /// Empties the buffer and keeps its memory.
  public mutating func removeAll() { written = 0 }

  /// Hands over what is written and empties the buffer, if it is worth it or the last: for files that need not be in
  /// memory as a whole.
  public mutating func handOver(isLast: Bool = false, to take: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    if written < 256 * 1024 && !isLast { return }
    try withBytes(take)
    removeAll()
  }

  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    makeRoom(for: 1)
    base[written] = byte
    written += 1
  }

  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    let count = bytes.count
    makeRoom(for: count)
    // Most of what is written is a word or two, which takes less than the call of a function that copies.
    if count > 16 {
      (base + written).update(from: source, count: count)
    } else if count >= 8 {
      Self.copyEnds(UInt64.self, from: source, to: base + written, count: count)
    } else if count >= 4 {
      Self.copyEnds(UInt32.self, from: source, to: base + written, count: count)
    } else {
      for offset in 0..<count { base[written + offset] = source[offset] }
    }
    written += count
  }

  /// Copies as many bytes as a word has, or up to twice as many, as two words that may overlap.
  @inline(__always)
  private static func copyEnds<Word: FixedWidthInteger>(
    _ word: Word.Type, from source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    let (source, target) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
    let last = count - MemoryLayout<Word>.size
    let (head, tail) = (source.loadUnaligned(as: word), source.loadUnaligned(fromByteOffset: last, as: word))
    target.storeBytes(of: head, as: word)
    target.storeBytes(of: tail, toByteOffset: last, as: word)
  }

  /// A part of some bytes.
  public mutating func append(_ bytes: [UInt8], _ part: Range<Int>) {
    bytes.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[part])) }
  }

  @inlinable @inline(__always)
  public mutating func append(_ text: StaticString) {
    makeRoom(for: text.utf8CodeUnitCount)
    (base + written).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    written += text.utf8CodeUnitCount
  }

  public mutating func append(_ text: String) { text.withUTF8Bytes { append($0) } }

  /// Has `write` write some bytes at the end of those that are there.
  ///
  /// - Parameters:
  ///   - most: how many bytes it needs room for.
  ///   - write: is given where to write, and gives how many bytes it has written.
  @inlinable @inline(__always)
  public mutating func append(atMost most: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
    makeRoom(for: most)
    written += write(base + written)
  }

  @inlinable @inline(__always)
  mutating func makeRoom(for more: Int) {
    if capacity - written < more { grow(by: more) }
  }

  @usableFromInline
  mutating func grow(by more: Int) {
    capacity = max(capacity * 2, written + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: written)
    if isOwner { base.deallocate() }
    base = larger
    isOwner = true
  }
}
