/// Rows of different lengths, all in one array: a row by itself would be an object, and workers that look at the same one
/// would wait for each other to count their references to it.
struct FlatRows<Element: Sendable>: Sendable {
  let elements: [Element]
  /// Where each row ends; it begins where the one before ends.
  private let ends: [Int]

  init(_ rows: [[Element]]) {
    elements = rows.flatMap { $0 }
    var end = 0
    ends = rows.map { row in
      end += row.count
      return end
    }
  }

  /// Where the elements of a row stand.
  @inline(__always)
  func range(of row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }
}
