import Markup

/// Where a label's coordinate is.
enum Anchor {
  case start, middle, end
}

/// Every element ends its line, so that a diff of two reports shows the data that changed and nothing else.
extension HTMLWriter {
  /// Opens the `<svg>` of a chart, named and described, and its hidden drawing.
  mutating func openChart(_ caption: Caption, width: Double, height: Double, class name: StaticString) {
    raw("<svg class=\"")
    raw(name)
    run { run in
      run.raw("\" viewBox=\"0 0 ")
      run.decimal(width)
      run.raw(" ")
      run.decimal(height)
      run.raw("\"")
      run.attribute(" width", width)
      run.attribute(" height", height)
    }
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
  mutating func bar(x: Double, y: Double, width: Double, height: Double, paint: Paint, radius: Double = 0) {
    guard width >= 0.05, height >= 0.05 else { return }
    raw("<rect")
    raw(paint.attributes)
    run { run in
      run.attribute(" x", x)
      run.attribute(" y", y)
      run.attribute(" width", width)
      run.attribute(" height", height)
      if radius > 0 { run.attribute(" rx", radius) }
      run.raw("/>\n")
    }
  }

  /// Marks that are painted alike, as one path in which each has a line of its own: a chart has hundreds of them.
  mutating func path(_ paint: Paint, _ body: (inout HTMLWriter) -> Void) {
    raw("<path")
    raw(paint.attributes)
    parts(body)
  }

  /// The rest of such a path.
  mutating func parts(_ body: (inout HTMLWriter) -> Void) {
    raw(" d=\"\n")
    body(&self)
    raw("\"/>\n")
  }

  /// A bar of such a path; at least 0.1 wide and high.
  mutating func bar(x: Double, y: Double, width: Double, height: Double) {
    run { run in
      run.point("M", x, y)
      run.raw("H")
      run.decimal(x + width)
      run.raw("V")
      run.decimal(y + height)
      run.raw("H")
      run.decimal(x)
      run.raw("Z\n")
    }
  }

  mutating func label(_ content: String, x: Double, y: Double, paint: Paint? = nil, anchor: Anchor = .start) {
    guard !content.isEmpty else { return }
    raw("<text")
    if let paint { raw(paint.attributes) }
    run { run in
      run.attribute(" x", x)
      run.attribute(" y", y)
      if anchor != .start { run.raw(anchor == .middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"") }
      run.raw(">")
    }
    text(content)
    raw("</text>\n")
  }

  /// A line of such a path.
  mutating func horizontal(y: Double, from start: Double, to end: Double) {
    run { run in
      run.point("M", start, y)
      run.raw("H")
      run.decimal(end)
      run.raw("\n")
    }
  }

  /// A line of such a path.
  mutating func vertical(x: Double, from start: Double, to end: Double) {
    run { run in
      run.point("M", x, start)
      run.raw("V")
      run.decimal(end)
      run.raw("\n")
    }
  }

  mutating func horizontal(y: Double, from start: Double, to end: Double, paint: Paint) {
    openPath(paint)
    run { run in
      run.point("M", start, y)
      run.raw("H")
      run.decimal(end)
      run.raw("\"/>\n")
    }
  }

  mutating func vertical(x: Double, from start: Double, to end: Double, paint: Paint) {
    openPath(paint)
    run { run in
      run.point("M", x, start)
      run.raw("V")
      run.decimal(end)
      run.raw("\"/>\n")
    }
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
    run { run in
      run.attribute(" cx", x)
      run.attribute(" cy", y)
      run.attribute(" r", radius)
      run.raw("/>\n")
    }
  }

  mutating func openPath(_ paint: Paint?) {
    raw("<path")
    if let paint { raw(paint.attributes) }
    raw(" d=\"")
  }

  mutating func point(_ command: StaticString, _ x: Double, _ y: Double) { run { $0.point(command, x, y) } }

  mutating func attribute(_ name: StaticString, _ value: Double) { run { $0.attribute(name, value) } }
}

extension ShortRun {
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
