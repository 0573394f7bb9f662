import Dataset

/// The cells of some rows, one after another, in memory that the next rows take again.
final class CellList {
  private(set) var base = UnsafeMutablePointer<RawRow.Cell>.allocate(capacity: 64)
  private(set) var capacity = 64
  var count = 0

  deinit { base.deallocate() }

  /// Those of a row, until others are added.
  func cells(_ range: Range<Int>) -> UnsafeBufferPointer<RawRow.Cell> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  func grow() {
    let larger = UnsafeMutablePointer<RawRow.Cell>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}
