import Markup

/// A line of scores from 0 to 100, oldest first, without axes; the last one is a dot.
public struct Sparkline: Sendable {
  public var id: ChartID
  /// All that assistive technology is given: the figures.
  public var title: String
  /// Values outside 0 to 100 are drawn at the edge; nil breaks the line.
  public var values: [Int?]

  public init(id: ChartID, title: String, values: [Int?]) {
    self.id = id
    self.title = title
    self.values = values
  }

  private static let width = 150.0
  private static let height = 34.0

  public func write(to html: inout HTMLWriter) {
    html.raw("<svg class=\"ch-spark\" viewBox=\"0 0 150 34\" width=\"150\" height=\"34\" role=\"img\"")
    html.raw(" aria-labelledby=\"")
    html.text(id.text)
    html.raw("-t\">\n<title id=\"")
    html.text(id.text)
    html.raw("-t\">")
    html.text(title)
    html.raw("</title>\n<g aria-hidden=\"true\">\n")
    let last = Double(max(values.count - 1, 1))
    let x = LinearScale(domain: 0...last, start: 5, end: Self.width - 5)
    let y = LinearScale(domain: 0...100, start: Self.height - 5, end: 5)
    var start = 0
    while start < values.count {
      let end = values[start...].firstIndex { $0 == nil } ?? values.count
      let places = (start..<end).compactMap { index in
        values[index].map { (x: x(Double(index)), y: y(Double($0))) }
      }
      write(places, endsNow: end == values.count, to: &html)
      start = end + 1
    }
    html.raw("</g>\n</svg>\n")
  }

  /// A run of weeks without a gap.
  private func write(_ places: [(x: Double, y: Double)], endsNow: Bool, to html: inout HTMLWriter) {
    guard let end = places.last else { return }
    if places.count > 1 {
      html.openPath(.line)
      for (index, place) in places.enumerated() { html.point(index == 0 ? "M" : "L", place.x, place.y) }
      html.raw("\"/>\n")
    }
    if endsNow || places.count == 1 {
      html.circle(x: end.x, y: end.y, radius: endsNow ? 3.5 : 2, paint: .trackValue)
    }
  }
}
