import Markup

/// Horizontal bars of one amount per side, the amount after them.
public struct PairBars: Sendable {
  public struct Row: Sendable {
    public var side: ChartSide
    public var label: String
    /// At least 0; less and not finite are drawn as 0.
    public var value: Double
    /// The value as text.
    public var valueLabel: String
    /// What to compare with: a tick across the bar, and a band behind it.
    public var median: Double?
    public var band: ClosedRange<Double>?

    public init(
      side: ChartSide, label: String, value: Double, valueLabel: String, median: Double? = nil,
      band: ClosedRange<Double>? = nil
    ) {
      self.side = side
      self.label = label
      self.value = value
      self.valueLabel = valueLabel
      self.median = median
      self.band = band
    }

    /// The greatest finite number of the row.
    fileprivate var most: Double {
      [value, median ?? 0, band?.upperBound ?? 0].filter(\.isFinite).max() ?? 0
    }
  }

  public var caption: Caption
  public var rows: [Row]

  public init(caption: Caption, rows: [Row]) {
    self.caption = caption
    self.rows = rows
  }

  public func write(to html: inout HTMLWriter) {
    let layout = RowLayout(labels: rows.map(\.label), values: rows.map(\.valueLabel))
    let most = rows.map(\.most).max() ?? 0
    // With nothing to show the domain does not matter, so long as there is one.
    let scale = LinearScale(domain: 0...(most > 0 ? most : 1), start: layout.left, end: layout.right)
    html.openChart(
      caption, width: RowLayout.width, height: RowLayout.height(rows: rows.count), class: "ch ch-narrow")
    for (index, row) in rows.enumerated() { write(row, index, layout, scale, to: &html) }
    html.closeChart()
  }

  private func write(_ row: Row, _ index: Int, _ layout: RowLayout, _ scale: LinearScale, to html: inout HTMLWriter) {
    let y = layout.top(index)
    let baseline = layout.baseline(index)
    html.label(layout.fitted(label: row.label), x: 1, y: baseline, paint: .text)
    let band = row.band.flatMap { $0.upperBound.isFinite && $0.upperBound >= 0 ? $0 : nil }
    let edges = band.map { [scale($0.lowerBound), max(scale($0.upperBound), scale($0.lowerBound) + 2)] } ?? []
    if edges.count == 2 {
      html.bar(x: edges[0], y: y - 2, width: edges[1] - edges[0], height: RowLayout.barHeight + 4, paint: .band)
    }
    var end = layout.left
    if row.value > 0, row.value.isFinite {
      end = max(scale(row.value), layout.left + 1.5)
      let width = end - layout.left
      html.bar(x: layout.left, y: y + 4, width: width, height: RowLayout.barHeight - 8, paint: row.side.paint)
    }
    let tick = row.median.flatMap { $0.isFinite && $0 >= 0 ? scale($0) : nil }
    if let tick { html.medianTick(x: tick, from: y - 4, to: y + RowLayout.barHeight + 4) }
    // After the band as well: in it, the value would seem to be that of the band.
    let text = layout.value(row.valueLabel, after: max(end, edges.last ?? 0), clearOf: [tick].compactMap { $0 })
    html.label(text.text, x: text.x, y: baseline, paint: .text)
  }
}
