import Markup

/// A line of keys to a chart, for what is not labelled in it.
public struct Legend: Sendable {
  public enum Swatch: Sendable, Hashable {
    case firstSeries, secondSeries
    /// Striped; the chart of the same id has to stand in the page.
    case thirdSeries
    case side(ChartSide)
    case band, median, quiet
    /// The dashed line of what is compared with.
    case comparison
    /// A step of a heat map, from 0, and how many there are.
    case heat(Int, of: Int)
    case level(BubbleLevel)
  }

  public var id: ChartID
  public var keys: [(swatch: Swatch, label: String)]

  /// - Parameter id: that of the chart.
  public init(id: ChartID, keys: [(swatch: Swatch, label: String)]) {
    self.id = id
    self.keys = keys
  }

  public func write(to html: inout HTMLWriter) {
    html.raw("<p class=\"ch-key\">\n")
    for key in keys {
      html.raw("<span><svg class=\"ch-swatch\" viewBox=\"0 0 12 12\" width=\"12\" height=\"12\" aria-hidden=\"true\">")
      write(key.swatch, to: &html)
      html.raw("</svg> ")
      html.text(key.label)
      html.raw("</span>\n")
    }
    html.raw("</p>\n")
  }

  private func write(_ swatch: Swatch, to html: inout HTMLWriter) {
    switch swatch {
    case .firstSeries: box(.first, to: &html)
    case .secondSeries: box(.second, to: &html)
    case .thirdSeries: box(.third, to: &html)
    case .side(.first): html.circle(x: 6, y: 6, radius: 5, paint: .sideA)
    case .side(.second): html.polygon([(6, 0), (12, 6), (6, 12), (0, 6)], paint: .sideB)
    case .band: html.bar(x: 0.5, y: 2.5, width: 11, height: 7, paint: .band)
    case .median: html.vertical(x: 6, from: 0, to: 12, paint: .median)
    case .comparison: html.horizontal(y: 6, from: 0, to: 12, paint: .comparison)
    case .quiet:
      html.bar(x: 0, y: 1, width: 12, height: 11, paint: .quiet)
      html.horizontal(y: 1, from: 0, to: 12, paint: .quietEdge)
    case .level(let level): BubbleMark(level, x: 6, y: 6, radius: 4.4).write(to: &html)
    case .heat(let step, let count): html.bar(x: 1, y: 1, width: 10, height: 10, paint: .heat(step, of: count))
    }
  }

  private func box(_ series: Series, to html: inout HTMLWriter) {
    html.raw("<rect")
    html.fill(series, of: id)
    html.raw(" y=\"1\" width=\"11\" height=\"11\"/>")
  }
}
