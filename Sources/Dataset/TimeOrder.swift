/// The times of activities, which can be put in order while other tables are read.
public struct ActivityTimes: Sendable {
  /// Since the earliest.
  fileprivate let seconds: [UInt64]

  init(_ activities: [Activity]) {
    let first = activities.lazy.map(\.at.seconds).min() ?? 0
    seconds = activities.map { UInt64(bitPattern: Int64($0.at.seconds &- first)) }
  }

  public consuming func sorted() -> SortedTimes { SortedTimes(self) }
}

/// Times in their order.
public struct SortedTimes: Sendable {
  fileprivate let times: ActivityTimes
  /// The positions of the times in ascending order.
  fileprivate let order: [Int32]

  fileprivate init(_ times: ActivityTimes) {
    self.times = times
    order = TimeOrder.sorted(times.seconds)
  }

  var count: Int { order.count }
}

/// Order of (`at`, id).
enum TimeOrder {
  private static let digitBits = 11

  /// The positions of activities in their order.
  ///
  /// - Parameter sorted: their times.
  static func of(_ activities: [Activity], _ sorted: consuming SortedTimes, _ text: TextPool) -> [Int32] {
    let times = sorted.times.seconds
    var order = sorted.order
    // Of those at one time the ids decide.
    var start = 0
    while start < order.count {
      let time = times[Int(order[start])]
      var end = start + 1
      while end < order.count, times[Int(order[end])] == time { end += 1 }
      if end - start > 1 {
        order.sortFew(start..<end) { text.precedes(activities[Int($0)].id, activities[Int($1)].id) }
      }
      start = end
    }
    return order
  }

  /// Puts at each position what stands at the one that `order` has there, within the same memory: round by round of those
  /// that take each other's places.
  static func apply(_ order: consuming [Int32], to activities: inout [Activity]) {
    for start in order.indices {
      let first = activities[start]
      var place = start
      while order[place] != start {
        let next = Int(order[place])
        activities[place] = activities[next]
        order[place] = Int32(place)
        place = next
      }
      activities[place] = first
      order[place] = Int32(place)
    }
  }

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
