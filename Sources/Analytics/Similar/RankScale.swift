/// Where numbers stand among those of the training set: their ranks, and the fifths that they fall into.
struct RankScale: Sendable {
  /// Ascending.
  private let values: [Double]
  /// Where the fifths end; different, ascending.
  private let cuts: [Double]
  /// By the distance of two ranks as `rank(of:)` gives them; beyond its end there is no agreement.
  private let agreements: [Int]

  init(_ unsorted: [Double]) {
    let values = unsorted.sorted()
    self.values = values
    var cuts: [Double] = []
    if !values.isEmpty {
      for fifth in 1...4 {
        let cut = values[(fifth * values.count + 4) / 5 - 1]
        if cuts.last != cut { cuts.append(cut) }
      }
    }
    self.cuts = cuts
    let whole = 2 * values.count
    agreements = (0...whole / 3).map { distance in
      whole == 0 ? 0 : (20_000 * (whole - 3 * distance) + whole) / (2 * whole)
    }
  }

  /// The number of cuts below a value, 0 to 4.
  func bin(of value: Double) -> Int { cuts.prefixCount { $0 < value } }

  /// The mid-rank of a value times 2n, to stay whole: training values < v + training values ≤ v.
  func rank(of value: Double) -> Int { values.prefixCount { $0 < value } + values.prefixCount { $0 <= value } }

  /// How alike two values are, by their ranks, in ten-thousandths: max(0, 1 − 3 · |difference of mid-ranks|).
  func agreement(_ first: Int, _ second: Int) -> Int {
    let distance = abs(first - second)
    return distance < agreements.count ? agreements[distance] : 0
  }
}
