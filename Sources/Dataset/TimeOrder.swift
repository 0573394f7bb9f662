/// Sorts many times at once.
enum TimeOrder {
  private static let digitBits = 11

  /// The positions of `times` in ascending order of what stands there; equal ones keep their order.
  ///
  /// A radix sort: as many passes as the largest time has digits of 11 bits, each linear.
  static func sorted(_ times: [UInt64]) -> [Int32] {
    var order = times.indices.map { Int32($0) }
    var next = LargePages.array(repeating: Int32(0), count: order.count)
    let bits = UInt64.bitWidth - (times.max() ?? 0).leadingZeroBitCount
    for shift in stride(from: 0, to: bits, by: digitBits) {
      var starts = [Int](repeating: 0, count: 1 << digitBits)
      for time in times { starts[digit(time, shift)] += 1 }
      var total = 0
      for digit in starts.indices {
        let count = starts[digit]
        starts[digit] = total
        total += count
      }
      for position in order {
        let digit = digit(times[Int(position)], shift)
        next[starts[digit]] = position
        starts[digit] += 1
      }
      swap(&order, &next)
    }
    return order
  }

  @inline(__always)
  private static func digit(_ time: UInt64, _ shift: Int) -> Int {
    Int(truncatingIfNeeded: time >> UInt64(shift)) & (1 << digitBits - 1)
  }
}
