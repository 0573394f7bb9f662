/// Quantiles of counts that begin at 0 and only rise: how many there are of each count is kept, and each quantile moves
/// up with them. All steps together take O(rises + the greatest count).
struct RisingCounts {
  private let count: Int
  /// How many there are of each.
  private var frequencies: [Int32]
  private var quantiles: [Quantile] = []

  private struct Quantile {
    /// From 0.
    var rank: Int
    /// The count that has the rank, once it is asked for.
    var value = 0
    /// How many are less.
    var below = 0
  }

  /// - Parameters:
  ///   - count: how many counts there are.
  ///   - greatest: what none of them rises above.
  init(_ count: Int, upTo greatest: Int) {
    self.count = count
    frequencies = Array(repeating: 0, count: greatest + 1)
    frequencies[0] = Int32(clamping: count)
  }

  mutating func raise(_ from: Int, to: Int) {
    frequencies[from] -= 1
    frequencies[to] += 1
    for position in quantiles.indices where from < quantiles[position].value && to >= quantiles[position].value {
      quantiles[position].below -= 1
    }
  }

  /// The value of rank ⌈percent / 100 · n⌉; nil of nothing.
  mutating func nearestRank(percent: Int) -> Int? {
    count == 0 ? nil : value(ofRank: Statistics.place(ofRank: percent, among: count))
  }

  /// Not rounded; nil of nothing.
  var median: Double? {
    mutating get {
      if count == 0 { return nil }
      let upper = Double(value(ofRank: count / 2))
      return count % 2 == 1 ? upper : (Double(value(ofRank: count / 2 - 1)) + upper) / 2
    }
  }

  private mutating func value(ofRank rank: Int) -> Int {
    let position =
      quantiles.firstIndex { $0.rank == rank }
      ?? {
        quantiles.append(Quantile(rank: rank))
        return quantiles.count - 1
      }()
    while quantiles[position].below + Int(frequencies[quantiles[position].value]) <= rank {
      quantiles[position].below += Int(frequencies[quantiles[position].value])
      quantiles[position].value += 1
    }
    return quantiles[position].value
  }
}
