import Markup

/// Horizontal stacked bars, their counts in them where they fit, the total after them.
public struct StackedBars: Sendable {
  public struct Row: Sendable, Equatable {
    public var label: String
    public var parts: Parts
    /// Where to compare the total with: a tick across the bar. Below 0 and not finite are not drawn.
    public var median: Double?

    public init(label: String, parts: Parts, median: Double? = nil) {
      self.label = label
      self.parts = parts
      self.median = median
    }
  }

  public var caption: Caption
  public var rows: [Row]
  /// The text of a count, in a bar and of a total.
  public var countLabel: @Sendable (Int) -> String

  public init(caption: Caption, rows: [Row], countLabel: @escaping @Sendable (Int) -> String) {
    self.caption = caption
    self.rows = rows
    self.countLabel = countLabel
  }

  public func write(to html: inout HTMLWriter) {
    let layout = RowLayout(labels: rows.map(\.label), values: rows.map { countLabel($0.parts.total) })
    let most = rows.flatMap { [Double($0.parts.total), $0.median ?? 0] }.filter(\.isFinite).max() ?? 0
    let scale = LinearScale(domain: 0...max(most, 1), start: layout.left, end: layout.right)
    html.openChart(
      caption, width: RowLayout.width, height: RowLayout.height(rows: rows.count), class: "ch ch-narrow")
    html.stripes(of: rows.lazy.map(\.parts), caption.id)
    for (index, row) in rows.enumerated() { write(row, index, layout, scale, to: &html) }
    html.closeChart()
  }

  private func write(_ row: Row, _ index: Int, _ layout: RowLayout, _ scale: LinearScale, to html: inout HTMLWriter) {
    let y = layout.top(index)
    let baseline = layout.baseline(index)
    let tick = row.median.flatMap { $0.isFinite && $0 >= 0 ? scale($0) : nil }
    html.label(layout.fitted(label: row.label), x: 1, y: baseline, paint: .text)
    var x = layout.left
    for series in Series.allCases {
      let count = row.parts[series]
      guard count > 0 else { continue }
      // The least that can be seen; three of them do not reach the edge of the picture.
      let width = max(scale(Double(count)) - layout.left, 1.5)
      let drawn = width - min(1.5, width * 0.3)
      writeBar(series, x: x, y: y, width: drawn, to: &html)
      writeLabel(of: count, series, from: x, to: x + drawn, tick: tick, baseline: baseline, to: &html)
      x += width
    }
    if let tick { html.medianTick(x: tick, from: y - 4, to: y + RowLayout.barHeight + 4) }
    let total = layout.value(countLabel(row.parts.total), after: x - 2, clearOf: [tick].compactMap { $0 })
    html.label(total.text, x: total.x, y: baseline, paint: .text)
  }

  private func writeBar(_ series: Series, x: Double, y: Double, width: Double, to html: inout HTMLWriter) {
    html.raw("<rect")
    html.fill(series, of: caption.id)
    html.attribute(" x", x)
    html.attribute(" y", y)
    html.attribute(" width", width)
    html.attribute(" height", RowLayout.barHeight)
    html.raw("/>\n")
  }

  /// In the middle of the bar, or of its larger part beside the tick; nowhere if it does not fit.
  private func writeLabel(
    of count: Int, _ series: Series, from start: Double, to end: Double, tick: Double?, baseline: Double,
    to html: inout HTMLWriter
  ) {
    let label = countLabel(count)
    let width = TextWidth.of(label, size: RowLayout.fontSize) + 8
    var room = (start: start, end: end)
    if let tick, abs(tick - (start + end) / 2) < width / 2 + 2 {
      room = tick - start > end - tick ? (start, tick - 2) : (tick + 2, end)
    }
    guard width <= room.end - room.start else { return }
    html.label(label, x: (room.start + room.end) / 2, y: baseline, paint: series.labelPaint, anchor: .middle)
  }
}
