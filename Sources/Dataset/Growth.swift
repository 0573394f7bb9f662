/// How much room a table is given that has no more.
///
/// Memory costs nothing before it is first looked at, but each time that a table moves to other memory, all of that is
/// looked at for the first time.
struct Growth {
  /// What is to come, as a multiple of what is there.
  private let ahead: Double

  /// Of a table of which nobody knows how much is to come.
  static let doubling = Growth(share: 0)

  /// - Parameter share: how much of a source has been read, from 0 to 1; 0 if nobody knows.
  init(share: Double) {
    // A source may go on otherwise than it begins, and rows that are longer at the end must not make a table move often.
    ahead = share > 0 ? min(max((1 - share) / share * 1.05, 0.25), 7) : 1
  }

  /// Makes room for `more` elements at the end of an array, and for those that are to come.
  @inline(__always)
  func makeRoom<Element>(for more: Int, in array: inout [Element]) {
    if array.capacity - array.count < more {
      array.reserveCapacity(array.count + max(more, Int(Double(array.count) * ahead)))
    }
  }
}
