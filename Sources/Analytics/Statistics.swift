/// Averages of values that ascend; nil of nothing.
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

  /// The median, not rounded.
  static func middle<Value>(_ sorted: [Value], _ number: (Value) -> Double) -> Double? {
    if sorted.isEmpty { return nil }
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return number(sorted[middle]) }
    return (number(sorted[middle - 1]) + number(sorted[middle])) / 2
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
    if sorted.isEmpty { return nil }
    return sorted[(sorted.count * percent + 99) / 100 - 1]
  }

  /// Of a sum that is not negative, halves up.
  private static func roundedQuotient(_ sum: Int, _ count: Int) -> Int {
    sum / count + (sum % count * 2 >= count ? 1 : 0)
  }
}
