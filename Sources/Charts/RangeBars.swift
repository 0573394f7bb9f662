import Markup

/// Durations from the usual (a dot at the median) to the slow (the end of the line, the 90th percentile), on one
/// axis of time from 0.
public struct RangeBars: Sendable {
  public struct Row: Sendable {
    public var side: ChartSide
    public var label: String
    /// Seconds; nil if there is nothing to show but the label and `valueLabel`.
    public var median: Int?
    public var p90: Int?
    public var mean: Int?
    /// The figures as text, above the line.
    public var valueLabel: String
    /// What to compare with, in seconds.
    public var band: ClosedRange<Int>?

    public init(
      side: ChartSide, label: String, median: Int?, p90: Int?, mean: Int? = nil, valueLabel: String,
      band: ClosedRange<Int>? = nil
    ) {
      self.side = side
      self.label = label
      self.median = median
      self.p90 = p90
      self.mean = mean
      self.valueLabel = valueLabel
      self.band = band
    }

    /// The longest duration of the row, in seconds, for `Ticks.time(upTo:)`.
    public var longest: Int { [median, p90, mean, band?.upperBound].compactMap { $0 }.max() ?? 0 }
  }

  /// A value of the axis.
  public struct Tick: Sendable, Equatable {
    /// At least 0.
    public var seconds: Int
    public var label: String

    public init(seconds: Int, label: String) {
      self.seconds = seconds
      self.label = label
    }
  }

  public var caption: Caption
  public var rows: [Row]
  /// Ascending; a label that would touch the one before it is left out. At most ten are drawn.
  public var ticks: [Tick]

  public init(caption: Caption, rows: [Row], ticks: [Tick]) {
    self.caption = caption
    self.rows = rows
    self.ticks = ticks
  }

  private static let pitch = 48.0

  public func write(to html: inout HTMLWriter) {
    let layout = RowLayout(labels: rows.map(\.label), values: [])
    let most = max(rows.map(\.longest).max() ?? 0, ticks.prefix(10).map(\.seconds).max() ?? 0, 1)
    let scale = LinearScale(domain: 0...Double(most), start: layout.left, end: RowLayout.width - 16)
    let bottom = 4 + Double(max(rows.count, 1)) * Self.pitch
    html.openChart(caption, width: RowLayout.width, height: bottom + 24, class: "ch ch-narrow")
    writeAxis(bottom, scale, to: &html)
    for (index, row) in rows.enumerated() {
      write(row, y: 32 + Double(index) * Self.pitch, layout, scale, to: &html)
    }
    html.closeChart()
  }

  private func writeAxis(_ bottom: Double, _ scale: LinearScale, to html: inout HTMLWriter) {
    html.path(.grid) { html in
      for tick in ticks.prefix(10) { html.vertical(x: scale(Double(tick.seconds)), from: 4, to: bottom) }
    }
    html.group(.soft, anchor: .middle) { html in
      var free = 0.0
      for tick in ticks.prefix(10) {
        let half = TextWidth.of(tick.label, size: RowLayout.fontSize) / 2
        let x = min(max(scale(Double(tick.seconds)), half), RowLayout.width - half)
        guard x - half >= free else { continue }
        html.label(tick.label, x: x, y: bottom + 17)
        free = x + half + 6
      }
    }
  }

  private func write(_ row: Row, y: Double, _ layout: RowLayout, _ scale: LinearScale, to html: inout HTMLWriter) {
    html.label(layout.fitted(label: row.label), x: 1, y: y + 4.5, paint: .text)
    if let band = row.band, band.upperBound >= 0 {
      let start = scale(Double(band.lowerBound))
      let width = max(scale(Double(band.upperBound)) - start, 2)
      html.bar(x: start, y: y - 9, width: width, height: 18, paint: .band)
    }
    let median = row.median.map { scale(Double($0)) }
    if let median, let p90 = row.p90.map({ scale(Double($0)) }), p90 > median {
      html.bar(x: median, y: y - 2, width: p90 - median, height: 4, paint: row.side.paint)
      html.bar(x: p90 - 1.5, y: y - 6, width: 3, height: 12, paint: row.side.paint)
    }
    // Thin and in the side's colour: the dark tick is what others are compared with.
    if let mean = row.mean {
      html.bar(x: scale(Double(mean)) - 0.7, y: y - 6, width: 1.4, height: 12, paint: row.side.paint)
    }
    if let median {
      html.group(.cut) { html in
        if row.side == .first {
          html.circle(x: median, y: y, radius: 6, paint: row.side.paint)
        } else {
          let points = [(median, y - 8), (median + 8, y), (median, y + 8), (median - 8, y)]
          html.polygon(points.map { (x: $0.0, y: $0.1) }, paint: row.side.paint)
        }
      }
    }
    let label = TextWidth.fitted(row.valueLabel, to: RowLayout.width - layout.left, size: RowLayout.fontSize)
    let width = TextWidth.of(label, size: RowLayout.fontSize)
    let x = min(max(median.map { $0 - 6 } ?? layout.left + 6, layout.left), RowLayout.width - width)
    html.label(label, x: x, y: median == nil ? y + 4.5 : y - 14, paint: .halo)
  }
}
