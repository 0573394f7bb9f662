import Markup

/// Scores from 0 to 100 over days to come, each a bubble whose area says how large something is. A bubble can lead to
/// a page.
///
/// An image may hold nothing that takes the focus, so the bubbles lie over the described image, hidden from assistive
/// technology and out of the order of the keyboard: the table that belongs to the chart has the same links.
public struct BubbleChart: Sendable {
  public struct Bubble: Sendable, Equatable {
    /// Days from the start of the axis; below 0 is drawn as 0, after `lastDay` apart from the axis.
    public var day: Int
    /// nil stands at 0, as what is outside 0 to 100 stands at an edge.
    public var score: Int?
    /// The part of the largest bubble's area, 0 to 1; nil is the smallest bubble.
    public var share: Double?
    public var level: BubbleLevel
    /// Beside the bubble, where there is room.
    public var name: String
    /// What a pointer is shown.
    public var tip: String
    /// Where it leads, from the page of the chart.
    public var path: String?

    public init(
      day: Int, score: Int?, share: Double?, level: BubbleLevel, name: String, tip: String, path: String? = nil
    ) {
      self.day = day
      self.score = score
      self.share = share
      self.level = level
      self.name = name
      self.tip = tip
      self.path = path
    }
  }

  /// A text at a place of an axis.
  public struct Label: Sendable, Equatable {
    public var value: Int
    public var label: String

    public init(_ value: Int, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  public var caption: Caption
  /// The most important first: they are named first.
  public var bubbles: [Bubble]
  /// The last day of the axis.
  public var lastDay: Int
  /// Ascending; one that would touch the one before it is left out.
  public var dayLabels: [Label]
  /// Lines at scores; at most ten.
  public var scoreLabels: [Label]
  /// What ranges of scores are called, at the middle of each.
  public var bands: [Label]
  /// What is written below bubbles that are later than the axis.
  public var laterLabel: String

  public init(
    caption: Caption, bubbles: [Bubble], lastDay: Int, dayLabels: [Label], scoreLabels: [Label], bands: [Label],
    laterLabel: String
  ) {
    self.caption = caption
    self.bubbles = bubbles
    self.lastDay = lastDay
    self.dayLabels = dayLabels
    self.scoreLabels = scoreLabels
    self.bands = bands
    self.laterLabel = laterLabel
  }

  /// Writes the chart within a container that scrolls sideways where there is no room.
  public func write(to html: inout HTMLWriter) {
    let layout = BubbleLayout(of: self)
    let marks = bubbles.map { bubble in
      BubbleMark(
        bubble.level, x: layout.x(bubble.day, lastDay: lastDay), y: layout.y(Double(bubble.score ?? 0)),
        radius: layout.radius(bubble.share))
    }
    html.raw("<div class=\"ch-scroll ch-first\" role=\"group\" tabindex=\"0\" aria-labelledby=\"")
    html.text(caption.id.text)
    html.raw("-t\">\n<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ch ch-wide\" viewBox=\"0 0 ")
    html.decimal(BubbleLayout.width)
    html.raw(" ")
    html.decimal(BubbleLayout.height)
    html.raw("\"")
    html.attribute(" width", BubbleLayout.width)
    html.attribute(" height", BubbleLayout.height)
    html.raw(" direction=\"ltr\" font-family=\"system-ui,sans-serif\" font-size=\"12\">\n")
    html.openChart(caption, width: BubbleLayout.width, height: BubbleLayout.height, class: "ch-frame")
    writeScores(layout, to: &html)
    writeDays(layout, to: &html)
    html.closeChart()
    writeMarks(marks, to: &html)
    writeNames(marks, layout, to: &html)
    html.raw("</svg>\n</div>\n")
  }

  private func writeScores(_ layout: BubbleLayout, to html: inout HTMLWriter) {
    let lines = scoreLabels.prefix(10)
    html.path(.grid) { html in
      for line in lines where line.value > 0 {
        html.horizontal(y: layout.y(Double(line.value)), from: layout.left, to: layout.right)
      }
    }
    html.horizontal(y: layout.y(0), from: layout.left, to: layout.right, paint: .axis)
    html.group(.soft, anchor: .end) { html in
      for line in lines {
        let text = TextWidth.fitted(line.label, to: layout.left - 8, size: BubbleLayout.fontSize)
        html.label(text, x: layout.left - 8, y: layout.y(Double(line.value)) + 4)
      }
    }
    html.group(.soft) { html in
      let room = BubbleLayout.width - layout.right - 8
      for band in bands {
        let text = TextWidth.fitted(band.label, to: room, size: BubbleLayout.fontSize)
        html.label(text, x: layout.right + 8, y: layout.y(Double(band.value)) + 4)
      }
    }
  }

  private func writeDays(_ layout: BubbleLayout, to html: inout HTMLWriter) {
    let size = BubbleLayout.fontSize
    let hasLater = bubbles.contains { $0.day > lastDay }
    let later = TextWidth.fitted(hasLater ? laterLabel : "", to: 200, size: size)
    let end = later.isEmpty ? BubbleLayout.width : BubbleLayout.width - TextWidth.of(later, size: size) - 12
    var free = 0.0
    var shown: [(x: Double, middle: Double, text: String)] = []
    for tick in dayLabels where tick.value >= 0 && tick.value <= lastDay {
      let width = TextWidth.of(tick.label, size: size)
      let x = layout.x(tick.value, lastDay: lastDay)
      let left = max(min(x - width / 2, end - width - 1), 1)
      guard left >= free, left + width <= end, shown.count < 10 else { continue }
      shown.append((x, left + width / 2, tick.label))
      free = left + width + 10
    }
    html.path(.axis) { html in
      for tick in shown { html.vertical(x: tick.x, from: layout.y(0), to: layout.y(0) + 5) }
    }
    html.group(.soft, anchor: .middle) { html in
      for tick in shown { html.label(tick.text, x: tick.middle, y: BubbleLayout.labelLine) }
    }
    html.label(later, x: BubbleLayout.width - 1, y: BubbleLayout.labelLine, paint: .soft, anchor: .end)
  }

  /// The largest first, so that none is covered as a whole.
  private func writeMarks(_ marks: [BubbleMark], to html: inout HTMLWriter) {
    let order = marks.indices.sorted { first, second in
      marks[first].radius == marks[second].radius ? first < second : marks[first].radius > marks[second].radius
    }
    html.raw("<g class=\"ch-marks\" aria-hidden=\"true\">\n")
    for index in order {
      if let path = bubbles[index].path {
        html.raw("<a href=\"")
        html.text(path)
        html.raw("\" tabindex=\"-1\">\n")
      } else {
        html.raw("<g>\n")
      }
      html.raw("<title>")
      html.text(bubbles[index].tip)
      html.raw("</title>\n")
      marks[index].write(to: &html)
      html.raw(bubbles[index].path == nil ? "</g>\n" : "</a>\n")
    }
    html.raw("</g>\n")
  }

  private func writeNames(_ marks: [BubbleMark], _ layout: BubbleLayout, to html: inout HTMLWriter) {
    let labels = BubbleLabels(marks: marks, names: bubbles.map(\.name), layout: layout).labels
    html.raw("<g class=\"ch-names\" aria-hidden=\"true\">\n")
    for label in labels {
      html.label(label.text, x: label.x, y: label.y, paint: .halo, anchor: label.isBefore ? .end : .start)
    }
    html.raw("</g>\n")
  }
}
