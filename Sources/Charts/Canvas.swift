import Markup

/// Where a label's coordinate is.
enum Anchor {
  case start, middle, end
}

/// Every element ends its line, so that a diff of two reports shows the data that changed and nothing else.
extension HTMLWriter {
  /// Opens the `<svg>` of a chart, named and described, and its hidden drawing.
  mutating func openChart(_ caption: Caption, width: Double, height: Double, class name: StaticString) {
    raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"")
    raw(name)
    raw("\" viewBox=\"0 0 ")
    decimal(width)
    raw(" ")
    decimal(height)
    raw("\"")
    attribute(" width", width)
    attribute(" height", height)
    // Left to right even on a page that is not, so that anchors keep their meaning.
    raw(" direction=\"ltr\" font-family=\"system-ui,sans-serif\" font-size=\"12\" role=\"img\" aria-labelledby=\"")
    text(caption.id.text)
    raw("-t ")
    text(caption.id.text)
    raw("-d\">\n<title id=\"")
    text(caption.id.text)
    raw("-t\">")
    text(caption.title)
    raw("</title>\n<desc id=\"")
    text(caption.id.text)
    raw("-d\">")
    text(caption.description)
    raw("</desc>\n<g aria-hidden=\"true\">\n")
  }

  mutating func closeChart() { raw("</g>\n</svg>\n") }

  /// A group whose children are painted alike.
  mutating func group(_ paint: Paint, anchor: Anchor = .start, _ body: (inout HTMLWriter) -> Void) {
    raw("<g")
    raw(paint.attributes)
    if anchor != .start { raw(anchor == .middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"") }
    raw(">\n")
    body(&self)
    raw("</g>\n")
  }

  /// A bar; nothing if it has no area when it is written.
  mutating func bar(x: Double, y: Double, width: Double, height: Double, paint: Paint? = nil, radius: Double = 0) {
    guard width >= 0.05, height >= 0.05 else { return }
    raw("<rect")
    if let paint { raw(paint.attributes) }
    attribute(" x", x)
    attribute(" y", y)
    attribute(" width", width)
    attribute(" height", height)
    if radius > 0 { attribute(" rx", radius) }
    raw("/>\n")
  }

  /// Bars that are painted alike, as one path in which each has a line of its own: a chart has hundreds of them.
  mutating func bars(_ paint: Paint, _ body: (inout HTMLWriter) -> Void) {
    raw("<path")
    raw(paint.attributes)
    outlines(body)
  }

  /// The rest of a path of bars.
  mutating func outlines(_ body: (inout HTMLWriter) -> Void) {
    raw(" d=\"\n")
    body(&self)
    raw("\"/>\n")
  }

  /// A bar of such a path; at least 0.1 wide and high.
  mutating func outline(x: Double, y: Double, width: Double, height: Double) {
    point("M", x, y)
    raw("H")
    decimal(x + width)
    raw("V")
    decimal(y + height)
    raw("H")
    decimal(x)
    raw("Z\n")
  }

  mutating func label(_ content: String, x: Double, y: Double, paint: Paint? = nil, anchor: Anchor = .start) {
    guard !content.isEmpty else { return }
    raw("<text")
    if let paint { raw(paint.attributes) }
    attribute(" x", x)
    attribute(" y", y)
    if anchor != .start { raw(anchor == .middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"") }
    raw(">")
    text(content)
    raw("</text>\n")
  }

  mutating func horizontal(y: Double, from start: Double, to end: Double, paint: Paint? = nil) {
    openPath(paint)
    point("M", start, y)
    raw("H")
    decimal(end)
    raw("\"/>\n")
  }

  mutating func vertical(x: Double, from start: Double, to end: Double, paint: Paint? = nil) {
    openPath(paint)
    point("M", x, start)
    raw("V")
    decimal(end)
    raw("\"/>\n")
  }

  /// A vertical line that stands out from whatever is behind it.
  mutating func medianTick(x: Double, from start: Double, to end: Double) {
    vertical(x: x, from: start, to: end, paint: .casing)
    vertical(x: x, from: start, to: end, paint: .median)
  }

  mutating func polygon(_ points: [(x: Double, y: Double)], paint: Paint? = nil) {
    openPath(paint)
    for (index, place) in points.enumerated() { point(index == 0 ? "M" : "L", place.x, place.y) }
    raw("Z\"/>\n")
  }

  mutating func circle(x: Double, y: Double, radius: Double, paint: Paint? = nil) {
    raw("<circle")
    if let paint { raw(paint.attributes) }
    attribute(" cx", x)
    attribute(" cy", y)
    attribute(" r", radius)
    raw("/>\n")
  }

  mutating func openPath(_ paint: Paint?) {
    raw("<path")
    if let paint { raw(paint.attributes) }
    raw(" d=\"")
  }

  mutating func point(_ command: StaticString, _ x: Double, _ y: Double) {
    raw(command)
    decimal(x)
    raw(" ")
    decimal(y)
  }

  mutating func attribute(_ name: StaticString, _ value: Double) {
    raw(name)
    raw("=\"")
    decimal(value)
    raw("\"")
  }
}
