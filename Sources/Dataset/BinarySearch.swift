extension RandomAccessCollection where Index == Int {
  /// How many elements at the beginning satisfy a condition that holds for those and for none behind them: O(log n).
  @inlinable @inline(__always)
  public func prefixCount(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low - startIndex
  }
}
