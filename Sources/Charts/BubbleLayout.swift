/// Where the parts of `BubbleChart` stand.
struct BubbleLayout {
  static let width = 1080.0
  static let height = 352.0
  static let top = 44.0
  static let bottom = 296.0
  static let labelLine = 342.0
  /// The largest that `css/charts.css` gives the chart, on a phone; room is reserved for it.
  static let fontSize = 14.0
  /// Between the last day of the axis and what is later than it.
  static let laterGap = 26.0

  let left: Double
  let right: Double
  /// The radius of the largest bubble, and of the smallest.
  let largest: Double
  let smallest: Double
  let y = LinearScale(domain: 0...100, start: bottom, end: top)
  private let x: LinearScale
  private let later: Double

  init(of chart: BubbleChart) {
    let scores = chart.scoreLabels.map { TextWidth.of($0.label, size: Self.fontSize) }.max() ?? 0
    let levels = chart.bands.map { TextWidth.of($0.label, size: Self.fontSize) }.max() ?? 0
    left = min(scores, 80) + 8
    right = Self.width - min(levels, 160) - 8
    (largest, smallest) = Self.radii(count: chart.bubbles.count)
    let reach = largest * BubbleMark.farthest
    let end = right - reach
    later = end
    let hasLater = chart.bubbles.contains { $0.day > chart.lastDay }
    x = LinearScale(
      domain: 0...Double(max(chart.lastDay, 1)), start: left + reach,
      end: hasLater ? end - reach - Self.laterGap : end)
  }

  /// Where a day is; one after the axis's last stands beside its end, apart.
  func x(_ day: Int, lastDay: Int) -> Double { day > lastDay ? later : x(Double(max(day, 0))) }

  /// The end of the axis of days.
  var axisEnd: Double { x.end }

  /// The radius of a bubble of which `share` of the largest's area is wanted; the smallest where there is none.
  func radius(_ share: Double?) -> Double {
    guard let share, share.isFinite, share > 0 else { return smallest }
    return max(smallest, largest * min(share, 1).squareRoot())
  }

  /// The largest and the smallest radius: up to 24 bubbles have full size, more of them share its area.
  static func radii(count: Int) -> (largest: Double, smallest: Double) {
    let largest = max(28 * min(1, 24 / Double(max(count, 1))).squareRoot(), 7)
    return (largest, count > 200 ? 2.5 : 4)
  }
}
