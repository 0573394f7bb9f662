import Testing

@testable import Dataset

@Suite("Sorting few")
struct InsertionSortTests {
  @Test("a range is sorted, equal ones keep their order by insertion, and the rest stays", arguments: 0...40)
  func range(count: Int) {
    // Every value several times, in no order; its place tells equal ones apart.
    let elements = (0..<count + 4).map { (value: $0 * 7 % 11, place: $0) }
    let range = 2..<count + 2
    let expected =
      Array(elements[..<2])
      + elements[range].sorted { ($0.value, $0.place) < ($1.value, $1.place) } + Array(elements[range.upperBound...])
    var inserted = elements
    inserted.insertionSort(range) { $0.value < $1.value }
    #expect(inserted.map(\.place) == expected.map(\.place))
    var few = elements
    few.sortFew(range) { ($0.value, $0.place) < ($1.value, $1.place) }
    #expect(few.map(\.place) == expected.map(\.place))
  }
}
