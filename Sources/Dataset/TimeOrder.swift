/// The times of activities, which can be put in order while other tables are read.
public struct ActivityTimes: Sendable {
  fileprivate let times: [TimeOrder.Entry]

  init(_ activities: [Activity]) {
    let first = activities.lazy.map(\.at.seconds).min() ?? 0
    times = activities.enumerated().map { position, activity in
      TimeOrder.Entry(seconds: UInt64(bitPattern: Int64(activity.at.seconds &- first)), position: Int32(position))
    }
  }

  public func sorted() -> SortedTimes { SortedTimes(times: TimeOrder.sorted(times)) }
}

/// Times in their order.
public struct SortedTimes: Sendable {
  fileprivate let times: [TimeOrder.Entry]

  var count: Int { times.count }
}

/// Order of (`at`, id).
enum TimeOrder {
  struct Entry: Equatable {
    /// Since the earliest time.
    var seconds: UInt64
    /// Of the activity.
    var position: Int32
  }

  private static let digitBits = 11

  /// The positions of activities in their order.
  ///
  /// - Parameter sorted: their times.
  static func of(_ activities: [Activity], _ sorted: consuming SortedTimes, _ text: TextPool) -> [Int32] {
    let times = sorted.times
    var order = times.map(\.position)
    // Of those at one time the ids decide.
    var start = 0
    while start < times.count {
      let seconds = times[start].seconds
      var end = start + 1
      while end < times.count, times[end].seconds == seconds { end += 1 }
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

  /// Entries in ascending order of their times; those of one time keep their order.
  ///
  /// A radix sort: as many passes as the largest time has digits of 11 bits, each linear.
  static func sorted(_ times: [Entry]) -> [Entry] {
    var (entries, next) = (times, [Entry]())
    let last = times.lazy.map(\.seconds).max() ?? 0
    for shift in stride(from: 0, to: UInt64.bitWidth - last.leadingZeroBitCount, by: digitBits) {
      // What was given is not written to: whoever has it would make it be copied.
      if shift <= digitBits { next = LargePages.array(repeating: Entry(seconds: 0, position: 0), count: times.count) }
      var starts = [Int](repeating: 0, count: 1 << digitBits)
      for entry in entries { starts[digit(entry, shift)] += 1 }
      var total = 0
      for digit in starts.indices {
        let count = starts[digit]
        starts[digit] = total
        total += count
      }
      for entry in entries {
        let digit = digit(entry, shift)
        next[starts[digit]] = entry
        starts[digit] += 1
      }
      swap(&entries, &next)
    }
    return entries
  }

  @inline(__always)
  private static func digit(_ entry: Entry, _ shift: Int) -> Int {
    Int(truncatingIfNeeded: entry.seconds >> UInt64(shift)) & (1 << digitBits - 1)
  }
}
