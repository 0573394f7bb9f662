/// Averages of whole seconds, ascending; nil of nothing.
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

  /// The value of rank ⌈percent / 100 · n⌉.
  static func nearestRank(_ sorted: [Int], percent: Int) -> Int? {
    if sorted.isEmpty { return nil }
    return sorted[(sorted.count * percent + 99) / 100 - 1]
  }

  /// Of a sum that is not negative, halves up.
  private static func roundedQuotient(_ sum: Int, _ count: Int) -> Int {
    sum / count + (sum % count * 2 >= count ? 1 : 0)
  }
}
