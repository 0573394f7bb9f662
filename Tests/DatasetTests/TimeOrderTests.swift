import Testing

@testable import Dataset

@Suite("Order of times")
struct TimeOrderTests {
  @Test(
    "times ascend and equal ones keep their order, however large they are",
    arguments: [1, 60, 1 << 11, 1 << 33, UInt64.max])
  func order(largest: UInt64) {
    // Spread over all numbers, every one of them three times.
    let times = (0..<600).map { (UInt64($0 % 200) &* 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(by: largest).high }
    let expected = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    #expect(order(times) == expected)
  }

  @Test("no times have no order, and one time is in order")
  func few() {
    #expect(order([]) == [])
    #expect(order([7]) == [0])
    #expect(order([0, 0]) == [0, 1])
  }

  private func order(_ times: [UInt64]) -> [Int] {
    let entries = times.enumerated().map { TimeOrder.Entry(seconds: $1, position: Int32($0)) }
    return TimeOrder.sorted(entries).map { Int($0.position) }
  }
}
