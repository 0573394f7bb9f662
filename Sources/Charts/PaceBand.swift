import Markup

/// A running count day by day, on the band and the median of what it is compared with.
public struct PaceBand: Sendable {
  /// What is compared with, on one day.
  public struct Comparison: Sendable, Equatable {
    public var low: Double
    public var median: Double
    public var high: Double

    public init(low: Double, median: Double, high: Double) {
      self.low = low
      self.median = median
      self.high = high
    }
  }

  public var caption: Caption
  /// Ascending, from 0; as many as `counts`.
  public var days: [Int]
  /// Below 0 is drawn as 0.
  public var counts: [Int]
  /// As many as `days`, or none.
  public var comparison: [Comparison]
  /// The text beside the last count.
  public var label: String
  public var dayLabel: @Sendable (Int) -> String
  public var countLabel: @Sendable (Int) -> String

  public init(
    caption: Caption, days: [Int], counts: [Int], comparison: [Comparison], label: String,
    dayLabel: @escaping @Sendable (Int) -> String, countLabel: @escaping @Sendable (Int) -> String
  ) {
    self.caption = caption
    self.days = days
    self.counts = counts
    self.comparison = comparison
    self.label = label
    self.dayLabel = dayLabel
    self.countLabel = countLabel
  }

  private static let width = 400.0
  private static let height = 152.0
  private static let bottom = 126.0

  public func write(to html: inout HTMLWriter) {
    let most = (counts.map(Double.init) + comparison.map(\.high)).filter(\.isFinite).max() ?? 0
    let ticks = Ticks.counts(above: Int(min(max(most, 1), Double(Ticks.countLimit)).rounded(.up)), below: 0, atMost: 5)
    let labels = (1...ticks.above).map { countLabel($0 * ticks.step) }
    let left = min((labels.map { TextWidth.of($0, size: 12) }.max() ?? 0) + 8, 120)
    let scales = Scales(
      x: LinearScale(domain: 0...Double(max(days.last ?? 0, 1)), start: left, end: Self.width - 8),
      y: LinearScale(domain: 0...Double(ticks.above * ticks.step), start: Self.bottom, end: 12))
    html.openChart(caption, width: Self.width, height: Self.height, class: "ch ch-narrow")
    writeScale(ticks, labels, left, scales, to: &html)
    if comparison.count == days.count { writeComparison(scales, to: &html) }
    writeCounts(scales, to: &html)
    html.closeChart()
  }

  private struct Scales {
    let x: LinearScale
    let y: LinearScale
  }

  private func writeScale(
    _ ticks: (step: Int, above: Int, below: Int), _ labels: [String], _ left: Double, _ scales: Scales,
    to html: inout HTMLWriter
  ) {
    html.path(.grid) { html in
      for tick in 1...ticks.above {
        html.horizontal(y: scales.y(Double(tick * ticks.step)), from: left, to: Self.width)
      }
    }
    html.group(.soft, anchor: .end) { html in
      for (index, text) in labels.enumerated() {
        let fitted = TextWidth.fitted(text, to: left - 8, size: 12)
        html.label(fitted, x: left - 6, y: scales.y(Double((index + 1) * ticks.step)) + 4)
      }
    }
    writeDays(left, scales, to: &html)
    html.horizontal(y: Self.bottom, from: left, to: Self.width, paint: .axis)
  }

  /// Labels of days as long as they keep clear of each other.
  private func writeDays(_ left: Double, _ scales: Scales, to html: inout HTMLWriter) {
    let last = min(days.last ?? 0, Ticks.countLimit)
    let ticks = Ticks.counts(above: max(last, 1), below: 0, atMost: 5)
    var free = 0.0
    html.group(.soft) { html in
      for day in stride(from: 0, through: last, by: ticks.step) {
        let text = dayLabel(day)
        let width = TextWidth.of(text, size: 12)
        let x = max(min(scales.x(Double(day)) - width / 2, Self.width - width - 1), 1)
        guard x >= free, x + width <= Self.width else { continue }
        html.label(text, x: x, y: Self.height - 8)
        free = x + width + 8
      }
    }
  }

  private func writeComparison(_ scales: Scales, to html: inout HTMLWriter) {
    let places = zip(days, comparison).map { (x: scales.x(Double($0)), $1) }
    guard places.count > 1 else { return }
    html.polygon(
      places.map { ($0.x, scales.y($0.1.high)) } + places.reversed().map { ($0.x, scales.y($0.1.low)) }, paint: .band)
    html.openPath(.comparison)
    for (index, place) in places.enumerated() {
      html.point(index == 0 ? "M" : "L", place.x, scales.y(place.1.median))
    }
    html.raw("\"/>\n")
  }

  private func writeCounts(_ scales: Scales, to html: inout HTMLWriter) {
    let places = zip(days, counts).map { (x: scales.x(Double($0)), y: scales.y(Double($1))) }
    guard let last = places.last else { return }
    if places.count > 1 {
      html.openPath(.line)
      for (index, place) in places.enumerated() { html.point(index == 0 ? "M" : "L", place.x, place.y) }
      html.raw("\"/>\n")
    }
    html.circle(x: last.x, y: last.y, radius: 4, paint: .trackValue)
    let text = TextWidth.fitted(label, to: 160, size: 12)
    // On the side away from what it is compared with, as far as there is room.
    let isBelow = comparison.last.map { Double(counts.last ?? 0) < $0.median } ?? false
    let y = (isBelow || last.y < 30) && last.y < Self.bottom - 24 ? last.y + 18 : last.y - 10
    html.label(text, x: max(last.x - 10, TextWidth.of(text, size: 12) + 2), y: y, paint: .halo, anchor: .end)
  }
}
