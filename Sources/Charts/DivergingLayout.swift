/// Where the parts of `DivergingBars` stand.
struct DivergingLayout {
  static let width = 960.0
  static let height = 230.0
  /// Of the plot: the labels of the sides are above and below it, so nothing in it can touch them.
  static let top = 26.0
  static let bottom = 202.0
  static let labelLine = 221.0
  static let gap = 8.0
  static let upcomingRoom = 22.0
  /// The largest that `css/charts.css` gives the wide chart, on a phone; room is reserved for it.
  static let fontSize = 14.0
  /// Two sides of four intervals are nine lines, the axis with them.
  static let intervals = 8
  /// Of a bar for a count that would be too small to see.
  static let leastHeight = 1.2

  /// The right edge of the plot.
  let right: Double
  /// The width of a day.
  let slot: Double
  let barWidth: Double
  let axis: Double
  /// Counts at which a grid line is drawn, negative below the axis.
  let ticks: [Int]
  private let unit: Double

  init(of chart: DivergingBars) {
    // An axis of less than two would make a single mail look like much.
    let above = max(2, chart.days.map(\.above.total).max() ?? 0)
    let below = max(2, chart.days.map(\.below.total).max() ?? 0)
    let counts = Ticks.counts(above: above, below: below, atMost: Self.intervals)
    ticks = (-counts.below...counts.above).filter { $0 != 0 }.map { $0 * counts.step }
    unit = (Self.bottom - Self.top) / Double((counts.above + counts.below) * counts.step)
    axis = Self.top + Double(counts.above * counts.step) * unit

    let labels = ticks.map { chart.countLabel(abs($0)) } + [chart.aboveLabel, chart.belowLabel]
    let widest = labels.map { TextWidth.of($0, size: Self.fontSize) }.max() ?? 0
    right = Self.width - Self.gap - min(widest, 160)
    let plot = chart.upcoming == nil ? right : right - Self.upcomingRoom
    slot = plot / Double(max(chart.days.count, 1))
    barWidth = min(slot * 0.72, 24)
  }

  /// The coordinate of a count, negative below the axis.
  func y(_ count: Int) -> Double { axis - Double(count) * unit }

  func width(of label: String) -> Double { TextWidth.of(label, size: Self.fontSize) }

  /// How far from the axis a part of a stack begins and ends; nil if there is nothing of it. Parts of a stack are a gap
  /// apart.
  func extent(of series: Series, in parts: Parts) -> (near: Double, far: Double)? {
    guard parts[series] > 0 else { return nil }
    var near = 1.0
    for before in series.before where parts[before] > 0 { near += height(parts[before]) }
    let height = height(parts[series])
    return (near, near + height - min(1.5, height * 0.3))
  }

  private func height(_ count: Int) -> Double { max(Double(count) * unit, Self.leastHeight) }
}
