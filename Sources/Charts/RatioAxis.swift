import Markup

/// One or two ratios, of the first and of the second side, on a logarithmic axis with 1 in the middle, against a band and its median.
public struct RatioAxis: Sendable {
  public struct Point: Sendable, Equatable {
    /// At least 0. What the axis does not reach is drawn at its end as an arrow; negative and NaN are not drawn.
    public var ratio: Double
    public var label: String

    public init(ratio: Double, label: String) {
      self.ratio = ratio
      self.label = label
    }
  }

  public var caption: Caption
  /// A circle.
  public var first: Point?
  /// A diamond.
  public var second: Point?
  /// Both ends positive, else it is not drawn.
  public var band: ClosedRange<Double>?
  public var median: Double?
  /// The text of the tick at 2^n; n is from −6 to 6.
  public var tickLabel: @Sendable (Int) -> String

  public init(
    caption: Caption, first: Point?, second: Point?, band: ClosedRange<Double>? = nil, median: Double? = nil,
    tickLabel: @escaping @Sendable (Int) -> String
  ) {
    self.caption = caption
    self.first = first
    self.second = second
    self.band = band
    self.median = median
    self.tickLabel = tickLabel
  }

  private static let left = 24.0
  private static let right = 376.0
  private static let axis = 42.0
  private static let arrow = 14.0

  public func write(to html: inout HTMLWriter) {
    let ratios = [first?.ratio, second?.ratio, median, band?.lowerBound, band?.upperBound].compactMap { $0 }
    let scale = RatioScale(holding: ratios, start: Self.left + Self.arrow, end: Self.right - Self.arrow)
    let marks = RatioMarks(first: first, second: second, scale: scale, width: RowLayout.width)
    let tickLine = marks.isSplit ? 102.0 : 84.0
    html.openChart(caption, width: RowLayout.width, height: tickLine + 8, class: "ch ch-narrow")
    html.horizontal(y: Self.axis, from: Self.left, to: Self.right, paint: .axis)
    html.path(.grid) { html in
      for exponent in scale.tickExponents {
        html.vertical(x: x(exponent, scale), from: Self.axis - 20, to: Self.axis + 22)
      }
    }
    html.group(.soft, anchor: .middle) { html in
      for exponent in scale.tickExponents {
        let label = TextWidth.fitted(tickLabel(exponent), to: 76, size: RowLayout.fontSize)
        html.label(label, x: x(exponent, scale), y: tickLine)
      }
    }
    writeComparison(scale, to: &html)
    for mark in marks.all { write(mark, to: &html) }
    html.closeChart()
  }

  private func x(_ exponent: Int, _ scale: RatioScale) -> Double {
    LinearScale(
      domain: -Double(scale.exponent)...Double(scale.exponent), start: scale.start, end: scale.end)(Double(exponent))
  }

  private func writeComparison(_ scale: RatioScale, to html: inout HTMLWriter) {
    if let band, band.lowerBound > 0 {
      let start = scale.place(band.lowerBound).coordinate
      let end = scale.place(band.upperBound).coordinate
      html.bar(
        x: start - 1, y: Self.axis - 6, width: end - start + 2, height: 12, paint: .band, radius: 6)
    }
    if let median, median > 0, median.isFinite {
      html.medianTick(x: scale.place(median).coordinate, from: Self.axis - 10, to: Self.axis + 10)
    }
  }

  private func write(_ mark: RatioMarks.Mark, to html: inout HTMLWriter) {
    let (x, y) = (mark.x, Self.axis + mark.offset)
    html.group(.cut) { html in
      let paint = mark.side.paint
      if mark.isBeyond {
        let tip = x < RowLayout.width / 2 ? x - Self.arrow : x + Self.arrow
        html.polygon([(tip, y), (x, y - 8), (x, y + 8)], paint: paint)
      } else if mark.side == .first {
        html.circle(x: x, y: y, radius: 7, paint: paint)
      } else {
        html.polygon([(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)], paint: paint)
      }
    }
    let baseline = mark.isLabelBelow ? Self.axis + 36 : Self.axis - 26
    html.label(mark.label, x: mark.labelX, y: baseline, paint: .text, anchor: .middle)
  }
}
