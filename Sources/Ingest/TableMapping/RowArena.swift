/// Bytes that stay where they are until the arena is emptied: the values that are made of the cells of one row.
final class RowArena {
  private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
  /// The block that is being filled, and how far.
  private var current = 0
  private var used = 0

  private static let blockSize = 64 * 1024

  deinit { for block in blocks { block.deallocate() } }

  /// Forgets what is in it; pointers into it are no longer valid.
  func removeAll() {
    current = 0
    used = 0
  }

  /// Copies bytes.
  func add(_ bytes: some Collection<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let room = reserve(bytes.count)
    _ = room.initialize(from: bytes)
    return UnsafeBufferPointer(room)
  }

  private func reserve(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    while current < blocks.count, blocks[current].count - used < count {
      current += 1
      used = 0
    }
    if current == blocks.count {
      blocks.append(.allocate(capacity: max(Self.blockSize, count)))
      used = 0
    }
    defer { used += count }
    return UnsafeMutableBufferPointer(rebasing: blocks[current][used..<used + count])
  }
}
