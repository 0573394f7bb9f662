/// A stream of pseudo-random whole numbers (SplitMix64): the same on every machine, and cheap to fork by number, so
/// that what one record draws does not depend on how much another one drew.
struct RandomStream {
  private var state: UInt64
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(seed: UInt64, stream: UInt64) {
    state = Self.mixed(seed &+ Self.step) ^ Self.mixed(stream &* Self.step &+ 1)
  }

  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mixed(state)
  }

  /// A number from 0 up to, not including, `bound`; 0 where `bound` is less than 1.
  mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// An element of a list that is not empty.
  mutating func element<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// A position of the list of weights, as likely as its weight.
  mutating func position(of weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (position, weight) in weights.enumerated() {
      if rest < weight { return position }
      rest -= weight
    }
    return max(0, weights.count - 1)
  }

  mutating func shuffle<Element>(_ list: inout [Element]) {
    for last in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(last, below(last + 1)) }
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension RandomStream {
  /// `count` positions of the list of shares, each as often as its share says, in random order: small data sets then
  /// tell the same story as large ones.
  mutating func quota(_ count: Int, shares: [Int]) -> [Int] {
    let total = shares.reduce(0, +)
    guard total > 0, count > 0 else { return [] }
    var positions: [Int] = []
    positions.reserveCapacity(count)
    var sum = 0
    for (position, share) in shares.enumerated() {
      sum += share
      let end = (count * sum + total / 2) / total
      while positions.count < end { positions.append(position) }
    }
    shuffle(&positions)
    return positions
  }
}
