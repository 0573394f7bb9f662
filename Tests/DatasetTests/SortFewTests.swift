import Testing

@testable import Dataset

@Suite("Sorting few")
struct SortFewTests {
  @Test("a range is sorted, and the rest stays", arguments: 0...40)
  func range(count: Int) {
    // Every value several times, in no order; its place tells equal ones apart.
    var elements = (0..<count + 4).map { (value: $0 * 7 % 11, place: $0) }
    let range = 2..<count + 2
    let expected =
      Array(elements[..<2])
      + elements[range].sorted { ($0.value, $0.place) < ($1.value, $1.place) } + Array(elements[range.upperBound...])
    elements.sortFew(range) { ($0.value, $0.place) < ($1.value, $1.place) }
    #expect(elements.map(\.place) == expected.map(\.place))
  }
}
