extension Array {
  /// Sorts a range that mostly has few elements, whatever it has.
  @inline(__always)
  mutating func sortFew(_ range: Range<Int>, by precedes: (Element, Element) -> Bool) {
    if range.count > 16 { self[range].sort(by: precedes) } else { insertionSort(range, by: precedes) }
  }

  /// Moves each element to its place among those before it.
  @inline(__always)
  private mutating func insertionSort(_ range: Range<Int>, by precedes: (Element, Element) -> Bool) {
    withUnsafeMutableBufferPointer { elements in
      for next in range.dropFirst() {
        let element = elements[next]
        var place = next
        while place > range.lowerBound, precedes(element, elements[place - 1]) {
          elements[place] = elements[place - 1]
          place -= 1
        }
        elements[place] = element
      }
    }
  }
}
