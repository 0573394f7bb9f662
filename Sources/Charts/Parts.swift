import Markup

/// The counts of one stack, in the order in which they are drawn, from the axis outwards.
///
/// Below 0 counts as 0, above 10^12 as 10^12.
public struct Parts: Sendable, Equatable {
  private let first, second, third: Int

  public init(_ first: Int = 0, _ second: Int = 0, _ third: Int = 0) {
    func limited(_ count: Int) -> Int { min(max(count, 0), Ticks.countLimit) }
    self.first = limited(first)
    self.second = limited(second)
    self.third = limited(third)
  }

  subscript(series: Series) -> Int {
    switch series {
    case .first: first
    case .second: second
    case .third: third
    }
  }

  /// The sum of the three.
  public var total: Int { first + second + third }
}

/// The three series of a stack.
enum Series: Int, CaseIterable {
  case first, second, third

  /// The series that are drawn before this one, nearer to the axis.
  var before: ArraySlice<Series> { Self.allCases[..<rawValue] }

  var labelPaint: Paint {
    switch self {
    case .first: .inSeries1
    case .second: .inSeries2
    case .third: .inSeries3
    }
  }
}

extension HTMLWriter {
  /// The stripes of the third series, to which its bars refer, if it has any.
  mutating func stripes(of stacks: some Sequence<Parts>, _ id: ChartID) {
    guard stacks.contains(where: { $0[.third] > 0 }) else { return }
    raw("<defs>\n<pattern id=\"")
    text(id.text)
    raw("-p\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\n<rect")
    raw(Paint.series3.attributes)
    raw(" width=\"6\" height=\"6\"/>\n<rect")
    raw(Paint.stripe.attributes)
    raw(" width=\"2\" height=\"6\"/>\n</pattern>\n</defs>\n")
  }

  /// The bars of one series, as one path.
  mutating func path(_ series: Series, of id: ChartID, _ body: (inout HTMLWriter) -> Void) {
    raw("<path")
    fill(series, of: id)
    parts(body)
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
