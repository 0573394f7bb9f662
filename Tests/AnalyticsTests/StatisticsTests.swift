import Testing

@testable import Analytics

@Suite("Statistics")
struct StatisticsTests {
  private func check(_ values: [Int]) {
    let sorted = values.sorted()
    for percent in [1, 25, 50, 90, 100] {
      var moved = values
      Statistics.arrange(&moved, forPercent: percent)
      #expect(Statistics.median(moved) == Statistics.median(sorted))
      #expect(Statistics.nearestRank(moved, percent: percent) == Statistics.nearestRank(sorted, percent: percent))
      #expect(moved.sorted() == sorted)
    }
  }

  @Test("median and ranks are those of the values in order, in whatever order they come")
  func arrange() {
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
}
