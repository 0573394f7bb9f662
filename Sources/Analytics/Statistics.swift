/// Averages of values that ascend, or are arranged for it; nil of nothing.
enum Statistics {
  /// Halves up.
  static func mean(_ values: [Int]) -> Int? {
    if values.isEmpty { return nil }
    return roundedQuotient(values.reduce(0) { $0.addingClamping($1) }, values.count)
  }

  /// Of an even number the mean of the middle two, halves up.
  static func median(_ sorted: [Int]) -> Int? {
    if sorted.isEmpty { return nil }
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return roundedQuotient(sorted[middle - 1].addingClamping(sorted[middle]), 2)
  }

  /// Puts values in order as far as `median` and the `nearestRank` of a per cent look at them: O(n) on average,
  /// O(n log n) at the worst.
  static func arrange(_ values: inout [Int], forPercent percent: Int) {
    let (count, middle) = (values.count, values.count / 2)
    let places = [place(ofRank: percent, among: count), middle, count % 2 == 0 ? middle - 1 : middle]
    values.withUnsafeMutableBufferPointer { values in
      // The last place first: what is less than a value that stands in its place stands before it.
      var end = count
      for place in places.sorted(by: >) where place >= 0 && place < end {
        select(place, in: UnsafeMutableBufferPointer(rebasing: values[..<end]))
        end = place
      }
    }
  }

  /// Moves the value of a place in ascending order there, smaller ones before it and greater ones behind.
  private static func select(_ place: Int, in values: UnsafeMutableBufferPointer<Int>) {
    var (low, high) = (0, values.count - 1)
    // Every step halves the rest, or nearly; who has chosen the values so that it does not, gets a sort.
    var steps = 2 * (Int.bitWidth - values.count.leadingZeroBitCount)
    while high - low > 16 && steps > 0 {
      let pivot = median(values[low], values[(low + high) / 2], values[high])
      var (first, last) = (low, high)
      while first <= last {
        while values[first] < pivot { first += 1 }
        while values[last] > pivot { last -= 1 }
        if first <= last {
          (values[first], values[last]) = (values[last], values[first])
          first += 1
          last -= 1
        }
      }
      if place <= last { high = last } else if place >= first { low = first } else { return }
      steps -= 1
    }
    var rest = UnsafeMutableBufferPointer(rebasing: values[low...high])
    rest.sort()
  }

  private static func median(_ a: Int, _ b: Int, _ c: Int) -> Int { max(min(a, b), min(max(a, b), c)) }

  /// The median, not rounded.
  static func middle(_ sorted: [Double]) -> Double? {
    if sorted.isEmpty { return nil }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// A sum without the errors of adding up (Neumaier's way).
  static func sum(_ values: [Double]) -> Double {
    var sum = 0.0
    var lost = 0.0
    for value in values {
      let next = sum + value
      lost += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
      sum = next
    }
    return sum + lost
  }

  /// The value of rank ⌈percent / 100 · n⌉.
  static func nearestRank<Value>(_ sorted: [Value], percent: Int) -> Value? {
    sorted.isEmpty ? nil : sorted[place(ofRank: percent, among: sorted.count)]
  }

  /// From 0, of at least one value.
  static func place(ofRank percent: Int, among count: Int) -> Int { (count * percent + 99) / 100 - 1 }

  /// Of a sum that is not negative, halves up.
  private static func roundedQuotient(_ sum: Int, _ count: Int) -> Int {
    sum / count + (sum % count * 2 >= count ? 1 : 0)
  }
}
