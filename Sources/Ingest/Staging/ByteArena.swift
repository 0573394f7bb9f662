import Bytes

/// Bytes that stay where they are until the arena is emptied or let go, so that values can point to them.
///
/// Growing copies nothing: one block follows another.
final class ByteArena {
  private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
  /// The block that is being filled, and what of it is free.
  private var current = 0
  private var free = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  private let blockSize: Int
  private var draft = ByteBuffer()

  /// - Parameter blockSize: in bytes; what is larger gets a block of its own.
  init(blockSize: Int = 64 << 10) { self.blockSize = blockSize }

  deinit { for block in blocks { block.deallocate() } }

  /// Forgets what is in it; pointers into it are no longer valid.
  func removeAll() {
    current = 0
    free = blocks.first ?? UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  /// Copies bytes.
  func add(_ bytes: some Collection<UInt8>) -> UnsafeBufferPointer<UInt8> {
    if bytes.isEmpty { return UnsafeBufferPointer(start: nil, count: 0) }
    let room = reserve(bytes.count)
    _ = room.initialize(from: bytes)
    return UnsafeBufferPointer(room)
  }

  /// Copies bytes.
  func add(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    if bytes.isEmpty { return bytes }
    let room = reserve(bytes.count)
    _ = room.update(fromContentsOf: bytes)
    return UnsafeBufferPointer(room)
  }

  /// Keeps what `write` appends.
  func add(_ write: (inout ByteBuffer) -> Void) -> UnsafeBufferPointer<UInt8> {
    draft.removeAll()
    write(&draft)
    return draft.withBytes { add($0.assumingMemoryBound(to: UInt8.self)) }
  }

  @inline(__always)
  private func reserve(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    if free.count < count { makeRoom(count) }
    let room = UnsafeMutableBufferPointer(rebasing: free[..<count])
    free = UnsafeMutableBufferPointer(rebasing: free[count...])
    return room
  }

  private func makeRoom(_ count: Int) {
    if !blocks.isEmpty { current += 1 }
    while current < blocks.count, blocks[current].count < count { current += 1 }
    if current == blocks.count { blocks.append(.allocate(capacity: max(blockSize, count))) }
    free = blocks[current]
  }
}
