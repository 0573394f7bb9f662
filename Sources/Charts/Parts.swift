import Markup

/// The counts of one stack, in the order in which they are drawn, from the axis outwards.
///
/// Below 0 counts as 0, above 10^12 as 10^12.
public struct Parts: Sendable, Equatable {
  /// Always three.
  let counts: [Int]

  public init(_ first: Int = 0, _ second: Int = 0, _ third: Int = 0) {
    counts = [first, second, third].map { min(max($0, 0), Ticks.countLimit) }
  }

  /// The sum of the three.
  public var total: Int { counts[0] + counts[1] + counts[2] }
}

/// The three series of a stack.
enum Series: Int, CaseIterable {
  case first, second, third

  var labelPaint: Paint {
    switch self {
    case .first: .inSeries1
    case .second: .inSeries2
    case .third: .inSeries3
    }
  }
}

extension HTMLWriter {
  /// The stripes of the third series, which `series` refers to.
  mutating func stripes(_ id: ChartID) {
    raw("<defs>\n<pattern id=\"")
    text(id.text)
    raw("-p\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\n<rect")
    raw(Paint.series3.attributes)
    raw(" width=\"6\" height=\"6\"/>\n<rect")
    raw(Paint.stripe.attributes)
    raw(" width=\"2\" height=\"6\"/>\n</pattern>\n</defs>\n")
  }

  /// A group of bars of one series.
  mutating func group(_ series: Series, of id: ChartID, _ body: (inout HTMLWriter) -> Void) {
    raw("<g")
    fill(series, of: id)
    raw(">\n")
    body(&self)
    raw("</g>\n")
  }

  mutating func fill(_ series: Series, of id: ChartID) {
    switch series {
    case .first: raw(Paint.series1.attributes)
    case .second: raw(Paint.series2.attributes)
    case .third:
      raw(" fill=\"url(#")
      text(id.text)
      raw("-p)\"")
    }
  }
}
