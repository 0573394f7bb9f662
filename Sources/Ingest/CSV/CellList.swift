import Dataset

/// The cells of some rows, one after another, in memory that the next rows take again.
final class CellList {
  var room = CellRoom()

  deinit { room.base.deallocate() }

  /// Those of a row, until others are added.
  func cells(_ range: Range<Int>) -> UnsafeBufferPointer<RawRow.Cell> {
    UnsafeBufferPointer(start: room.base + range.lowerBound, count: range.count)
  }

  /// Makes it a list of cells without a value.
  func fill(_ width: Int) {
    room.count = 0
    while room.capacity < width { room.grow() }
    room.base.initialize(repeating: RawRow.Cell(start: nil, count: 0), count: width)
    room.count = width
  }
}

/// The memory of a list, which alone gives it back. Of its copies only one may be added to, and has to be given back.
struct CellRoom {
  private(set) var base = UnsafeMutablePointer<RawRow.Cell>.allocate(capacity: 64)
  private(set) var capacity = 64
  var count = 0

  @inline(__always)
  mutating func add(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>) {
    if count == capacity { grow() }
    (base + count).initialize(to: UnsafeBufferPointer(rebasing: bytes[range]))
    count += 1
  }

  mutating func grow() {
    let larger = UnsafeMutablePointer<RawRow.Cell>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}
