import Dataset

/// Rows of a CSV file, with the bytes that their cells are parts of.
///
/// Unchecked, because its cells are pointers into its bytes, so that nothing of them is copied or looked up once more when
/// rows are added, and because tasks can only give each other what is Sendable. Whoever takes a block from a reader has it
/// alone until its rows are added, and gives it back to no more than one `next` (`CSVTable+Workers`); the tests under the
/// thread sanitizer read tables by several workers.
final class CSVBlock: @unchecked Sendable {
  struct Row {
    /// From 1.
    var line: Int
    /// Where it begins in the bytes.
    var start: Int
    /// Where its cells end; they begin where those of the row before end.
    var cellsEnd: Int
  }

  var storage: UnsafeMutableBufferPointer<UInt8>
  /// How many of the bytes are text.
  var count = 0
  var rows: [Row] = []
  let cells = CellList()
  /// `CSVReader.shareRead` before it.
  var shareBefore = 0.0
  /// The position of the block among those of the file.
  var number = 0
  /// Those of each row of activities that can be read by itself; empty if nobody has read them.
  var activities: [ActivityValues?] = []
  /// Those of one row, in the order of the table.
  let ordered = CellList()

  init(size: Int) { storage = .allocate(capacity: size) }

  deinit { storage.deallocate() }

  /// Makes a row of the file that of the block at `index`.
  @inline(__always)
  func move(_ row: inout RawRow, to index: Int) {
    let (end, first) = (rows[index], index == 0 ? 0 : rows[index - 1].cellsEnd)
    row.move(
      to: end.line, cells: cells.cells(first..<end.cellsEnd),
      start: storage.baseAddress.map { UnsafePointer($0) + end.start })
  }

  func removeAll() {
    count = 0
    rows.removeAll(keepingCapacity: true)
    cells.room.count = 0
    activities.removeAll(keepingCapacity: true)
  }

  func grow() {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: storage.count * 2)
    _ = larger.update(fromContentsOf: storage[..<count])
    storage.deallocate()
    storage = larger
  }
}
