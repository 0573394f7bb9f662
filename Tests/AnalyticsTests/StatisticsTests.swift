import Testing

@testable import Analytics

@Suite("Statistics")
struct StatisticsTests {
  private func check(_ values: [Int]) {
    let sorted = values.sorted()
    var moved = values
    let (median, rank) = Statistics.medianAndNearestRank(&moved, percent: 90)
    #expect(median == Statistics.median(sorted))
    #expect(rank == Statistics.nearestRank(sorted, percent: 90))
    #expect(moved.sorted() == sorted)
  }

  @Test("median and rank are those of the values in order, in whatever order they come")
  func select() {
    var generator = SystemRandomNumberGenerator()
    for count in Array(0...70) + [500, 1001] {
      check(Array(0..<count))
      check((0..<count).reversed())
      check(Array(repeating: 7, count: count))
      // Up and down again, which is what makes a choice of the middle of three a bad one.
      check((0..<count).map { min($0, count - $0) })
      check((0..<count).map { $0 % 2 == 0 ? $0 : count + $0 })
      check((0..<count).map { _ in Int.random(in: 0..<max(1, count / 3), using: &generator) })
    }
  }

  @Test("quantiles of counts that rise are those of the counts in order", arguments: [0, 1, 2, 3, 4, 9, 100])
  func rising(_ count: Int) {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      var counts = Array(repeating: 0, count: count)
      var rising = RisingCounts(count, upTo: 200)
      for _ in 0..<40 {
        for position in counts.indices where Bool.random(using: &generator) {
          let raised = min(200, counts[position] + Int.random(in: 0...12, using: &generator))
          rising.raise(counts[position], to: raised)
          counts[position] = raised
        }
        let sorted = counts.sorted()
        #expect(rising.nearestRank(percent: 25) == Statistics.nearestRank(sorted, percent: 25))
        #expect(rising.median == Statistics.middle(sorted, Double.init))
        #expect(rising.nearestRank(percent: 75) == Statistics.nearestRank(sorted, percent: 75))
      }
    }
  }
}
