import TestSupport
import Testing

@testable import Analytics

@Suite("Ranks of rising numbers")
struct RisingRankTests {
  @Test("a rank is what stands there in order, day after day", arguments: 1...40)
  func order(count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    var numbers = [Int32](repeating: 0, count: count)
    var ranks = (1...count).map { RisingRank($0) }
    for day in 0..<30 {
      for position in numbers.indices where Bool.random(using: &random) {
        // Mostly by little, so that many are equal; at last by as much as there is.
        let most = day < 28 ? Int32.random(in: 0...3, using: &random) : Int32.max - numbers[position]
        numbers[position] += Int32.random(in: 0...most, using: &random)
      }
      let risen = numbers.withUnsafeBufferPointer { numbers in ranks.indices.map { ranks[$0].rise(among: numbers) } }
      #expect(risen == numbers.sorted().map(Int.init))
    }
  }

  @Test("the rank of a per cent is the nearest one")
  func nearest() {
    var rank = RisingRank(nearest: 25, among: 5)
    #expect([9, 5, 8, 6, 7].withUnsafeBufferPointer { rank.rise(among: $0) } == 6)
    #expect([9, 5, 8, 9, 7].withUnsafeBufferPointer { rank.rise(among: $0) } == 7)
  }
}
