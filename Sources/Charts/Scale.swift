#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Maps a number to a coordinate, linearly. Values outside the domain, and those that are not finite, go to an end.
struct LinearScale {
  /// `domain.upperBound > domain.lowerBound`, else everything is at `start`.
  let domain: ClosedRange<Double>
  let start: Double
  let end: Double

  func callAsFunction(_ value: Double) -> Double {
    let span = domain.upperBound - domain.lowerBound
    guard span > 0, span.isFinite, !value.isNaN else { return start }
    let share = (min(max(value, domain.lowerBound), domain.upperBound) - domain.lowerBound) / span
    return start + share * (end - start)
  }
}

/// Maps a ratio to a coordinate by its logarithm to base 2, with 1 in the middle.
struct RatioScale {
  /// The domain is 2^−`exponent` to 2^`exponent`.
  let exponent: Int
  let start: Double
  let end: Double

  /// The smallest of the domains 1:4 to 4:1, 1:16 to 16:1 and 1:64 to 64:1 that holds all of `ratios`, or the last.
  /// Ratios that are not positive and finite do not widen it.
  init(holding ratios: [Double], start: Double, end: Double) {
    let reach = ratios.filter { $0 > 0 && $0.isFinite }.map { abs(log2($0)) }.max() ?? 0
    exponent = [2, 4].first { reach <= Double($0) } ?? 6
    self.start = start
    self.end = end
  }

  /// Five exponents of 2, evenly apart.
  var tickExponents: [Int] {
    let step = exponent / 2
    return [-2 * step, -step, 0, step, 2 * step]
  }

  /// Where `ratio` is drawn, and whether it is further out than that. Zero and less are at the start.
  func place(_ ratio: Double) -> (coordinate: Double, isBeyond: Bool) {
    guard ratio > 0 else { return (start, true) }
    let position = ratio.isFinite ? log2(ratio) : Double(exponent) + 1
    let limit = Double(exponent)
    let linear = LinearScale(domain: -limit...limit, start: start, end: end)
    return (linear(position), abs(position) > limit)
  }
}

/// Tick values that people count in.
public enum Ticks {
  /// Counts above this are drawn as this, so that sums cannot overflow: 10^12.
  static let countLimit = 1_000_000_000_000

  /// Steps 1, 2, 5, 10, … for an axis that goes up to `above` and down to `below` on one scale: the smallest step
  /// with which both sides together have at most `atMost` (≥ 2) intervals, at least one each.
  static func counts(above: Int, below: Int, atMost: Int) -> (step: Int, above: Int, below: Int) {
    let above = min(max(above, 0), 3 * countLimit)
    let below = min(max(below, 0), 3 * countLimit)
    var step = 1
    var next = [2, 5, 10]
    while true {
      let up = max(1, (above + step - 1) / step)
      let down = max(1, (below + step - 1) / step)
      if up + down <= max(atMost, 2) { return (step, up, down) }
      step = next[0]
      next = Array(next.dropFirst()) + [next[0] * 10]
    }
  }

  /// Tick values in seconds from 0 to the first that is at least `seconds`, in steps of whole minutes, hours, days or
  /// weeks, `atMost` (≥ 1) of them after 0. Negative is as 0.
  public static func time(upTo seconds: Int, atMost: Int = 5) -> [Int] {
    let limit = 36_500 * 86_400
    let seconds = min(max(seconds, 1), limit)
    let minute = 60
    let hour = 3600
    let day = 86_400
    let steps = [
      minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour,
      12 * hour, day, 2 * day, 7 * day, 14 * day, 28 * day, 56 * day, 91 * day, 182 * day, 364 * day, 1820 * day,
      3640 * day,
    ]
    let fits = { (step: Int) in (seconds + step - 1) / step <= max(atMost, 1) }
    let step = steps.first(where: fits) ?? limit
    let count = (seconds + step - 1) / step
    return (0...count).map { $0 * step }
  }
}
