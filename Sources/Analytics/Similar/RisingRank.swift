/// The number at one rank among numbers of which none ever falls: then it does not fall either, and is looked for from
/// where it was before.
struct RisingRank {
  /// From 1.
  private let rank: Int32
  private var number: Int32 = 0

  init(_ rank: Int) { self.rank = Int32(clamping: rank) }

  /// Of a per cent, by `Statistics.nearestRank`.
  init(nearest percent: Int, among count: Int) { self.init(Statistics.place(ofRank: percent, among: count) + 1) }

  /// The number among these, in any order, which are not negative and may have risen; there are at least as many as the
  /// rank.
  mutating func rise(among numbers: UnsafeBufferPointer<Int32>) -> Int {
    while Self.count(of: numbers, upTo: number) < rank { number = Self.next(among: numbers, after: number) }
    return Int(number)
  }

  // Loops without a branch, so that the processor goes through several numbers at once: a difference of numbers that are
  // not negative is shifted to −1 where it is below 0, and to 0 elsewhere.

  private static func count(of numbers: UnsafeBufferPointer<Int32>, upTo limit: Int32) -> Int32 {
    var above: Int32 = 0
    for index in 0..<numbers.count { above &-= (limit &- numbers[index]) >> 31 }
    return Int32(truncatingIfNeeded: numbers.count) &- above
  }

  private static func next(among numbers: UnsafeBufferPointer<Int32>, after limit: Int32) -> Int32 {
    var next = Int32.max
    for index in 0..<numbers.count {
      let isAbove = (limit &- numbers[index]) >> 31
      next = min(next, numbers[index] & isAbove | Int32.max & ~isAbove)
    }
    return next
  }
}
