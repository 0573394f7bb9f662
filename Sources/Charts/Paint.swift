/// How a mark is painted: the light theme as presentation attributes, so that a chart reads without a style sheet and
/// when it is copied out of its page, and a class by which `css/charts.css` sets the other themes.
///
/// The hues of the series differ in luminance too (first and second by 3:1); the third is striped. Marks that touch
/// are kept apart by a gap or a casing in the colour of the card, against which every one has 3:1 or more.
enum Paint: CaseIterable {
  case series1, series2, series3, stripe
  case inSeries1, inSeries2, inSeries3
  case sideA, sideB
  case text, halo, soft
  case axis, grid, line, comparison, casing, cut, median, upcoming
  case band, track, trackValue, quiet, quietEdge
  case heat1, heat2, heat3, heat4, heat5
  case high, middle, low, unknown

  /// The attributes, with a leading space.
  var attributes: StaticString {
    switch self {
    case .series1: " class=\"ch-s1\" fill=\"#12436d\""
    case .series2: " class=\"ch-s2\" fill=\"#28a197\""
    case .series3: " class=\"ch-s3\" fill=\"#a03a78\""
    case .stripe: " class=\"ch-stripe\" fill=\"#74214f\""
    case .inSeries1: " class=\"ch-in1\" fill=\"#ffffff\""
    case .inSeries2: " class=\"ch-in2\" fill=\"#16202a\""
    case .inSeries3: " class=\"ch-in3\" fill=\"#ffffff\""
    case .sideA: " class=\"ch-a\" fill=\"#12436d\""
    case .sideB: " class=\"ch-b\" fill=\"#e0560f\""
    case .text: " fill=\"#16202a\""
    case .halo:
      " class=\"ch-halo\" fill=\"#16202a\" stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\""
    case .soft: " class=\"ch-soft\" fill=\"#566472\""
    case .axis: " class=\"ch-axis\" fill=\"none\" stroke=\"#566472\""
    case .grid: " class=\"ch-grid\" fill=\"none\" stroke=\"#dde3e8\""
    case .line: " class=\"ch-line\" fill=\"none\" stroke=\"#12436d\" stroke-width=\"2\""
    case .comparison:
      " class=\"ch-cmp\" fill=\"none\" stroke=\"#566472\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\""
    case .casing: " class=\"ch-casing\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"6\""
    case .cut: " class=\"ch-cut\" stroke=\"#ffffff\" stroke-width=\"2\""
    case .median: " class=\"ch-median\" fill=\"none\" stroke=\"#16202a\" stroke-width=\"2\""
    case .upcoming: " class=\"ch-next\" fill=\"none\" stroke=\"#16202a\" stroke-width=\"1.5\""
    case .band: " class=\"ch-band\" fill=\"#cfd9e2\" stroke=\"#76879a\""
    case .track: " class=\"ch-track\" fill=\"#dde3e8\" stroke=\"#76879a\""
    case .trackValue: " class=\"ch-value\" fill=\"#12436d\""
    case .quiet: " class=\"ch-quiet\" fill=\"#fff3dc\""
    case .quietEdge: " class=\"ch-edge\" fill=\"none\" stroke=\"#9a5b00\" stroke-width=\"1.5\""
    case .heat1: " class=\"ch-h1\" fill=\"#4f97c9\""
    case .heat2: " class=\"ch-h2\" fill=\"#3579ad\""
    case .heat3: " class=\"ch-h3\" fill=\"#225c8d\""
    case .heat4: " class=\"ch-h4\" fill=\"#12436d\""
    case .heat5: " class=\"ch-h5\" fill=\"#082944\""
    case .high: " class=\"ch-high\" fill=\"#12806f\" stroke=\"#ffffff\" stroke-width=\"1.5\""
    case .middle: " class=\"ch-mid\" fill=\"#b86e00\" stroke=\"#ffffff\" stroke-width=\"1.5\""
    case .low: " class=\"ch-low\" fill=\"#a3241c\" stroke=\"#ffffff\" stroke-width=\"1.5\""
    case .unknown: " class=\"ch-unknown\" fill=\"#76879a\" stroke=\"#ffffff\" stroke-width=\"1.5\""
    }
  }
}

/// One of two sides, kept the same in every chart of a page. They differ by place and shape as well as by colour.
public enum ChartSide: Sendable, Hashable {
  case first, second

  var paint: Paint { self == .first ? .sideA : .sideB }
}
