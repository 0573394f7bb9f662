import Markup

/// Counts per day, stacked by series, of one side above an axis and of the other below it, on one scale.
///
/// The scale stands at the right, beside the latest day: where the chart is wider than the screen, it is scrolled
/// to that end.
public struct DivergingBars: Sendable {
  public struct Day: Sendable, Equatable {
    public var above: Parts
    public var below: Parts

    public init(above: Parts = Parts(), below: Parts = Parts()) {
      self.above = above
      self.below = below
    }
  }

  /// A run of days that is shaded; its label is left out where it does not fit.
  public struct Stretch: Sendable, Equatable {
    /// Indices into `days`; what is outside is cut off.
    public var days: Range<Int>
    /// Where there is no room for it, the number of days stands instead.
    public var label: String

    public init(days: Range<Int>, label: String) {
      self.days = days
      self.label = label
    }
  }

  /// What stands under a day of the axis.
  public struct DayLabel: Sendable, Equatable {
    /// An index into `days`; others are not drawn.
    public var day: Int
    public var label: String

    public init(day: Int, label: String) {
      self.day = day
      self.label = label
    }
  }

  public var caption: Caption
  /// Oldest first.
  public var days: [Day]
  public var stretches: [Stretch]
  /// In order; one that would touch the one before it is left out.
  public var dayLabels: [DayLabel]
  /// Beside the axis, above and below: what the sides are called.
  public var aboveLabel: String
  public var belowLabel: String
  /// Something after the last day, marked beyond it.
  public var upcoming: String?
  /// The text of a count on the axis.
  public var countLabel: @Sendable (Int) -> String

  public init(
    caption: Caption, days: [Day], stretches: [Stretch] = [], dayLabels: [DayLabel], aboveLabel: String,
    belowLabel: String, upcoming: String? = nil, countLabel: @escaping @Sendable (Int) -> String
  ) {
    self.caption = caption
    self.days = days
    self.stretches = stretches
    self.dayLabels = dayLabels
    self.aboveLabel = aboveLabel
    self.belowLabel = belowLabel
    self.upcoming = upcoming
    self.countLabel = countLabel
  }

  /// Writes the chart within a container that scrolls sideways where there is no room.
  public func write(to html: inout HTMLWriter) {
    let layout = DivergingLayout(of: self)
    html.raw("<div class=\"ch-scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"")
    html.text(caption.id.text)
    html.raw("-t\">\n")
    html.openChart(caption, width: DivergingLayout.width, height: DivergingLayout.height, class: "ch ch-wide")
    html.stripes(of: days.lazy.flatMap { [$0.above, $0.below] }, caption.id)
    writeStretches(layout, to: &html)
    writeGrid(layout, to: &html)
    for series in Series.allCases { writeBars(of: series, layout, to: &html) }
    html.horizontal(y: layout.axis, from: 0, to: layout.right, paint: .axis)
    writeDayLabels(layout, to: &html)
    writeUpcoming(layout, to: &html)
    html.closeChart()
    html.raw("</div>\n")
  }

  private func writeStretches(_ layout: DivergingLayout, to html: inout HTMLWriter) {
    var labelled = 0.0
    for stretch in stretches {
      let days = stretch.days.clamped(to: 0..<self.days.count)
      guard !days.isEmpty else { continue }
      let left = layout.slot * Double(days.lowerBound)
      let right = layout.slot * Double(days.upperBound)
      let top = DivergingLayout.top
      html.bar(x: left, y: top, width: right - left, height: DivergingLayout.bottom - top, paint: .quiet)
      html.horizontal(y: top, from: left, to: right, paint: .quietEdge)
      let labels = [stretch.label, countLabel(days.count)]
      guard left >= labelled, let label = labels.first(where: { layout.width(of: $0) + 8 <= right - left }) else {
        continue
      }
      html.label(label, x: (left + right) / 2, y: top + 16, paint: .soft, anchor: .middle)
      labelled = right
    }
  }

  private func writeGrid(_ layout: DivergingLayout, to html: inout HTMLWriter) {
    html.path(.grid) { html in
      for tick in layout.ticks { html.horizontal(y: layout.y(tick), from: 0, to: layout.right) }
    }
    html.group(.soft) { html in
      let x = layout.right + DivergingLayout.gap
      let room = DivergingLayout.width - x
      for tick in layout.ticks {
        let label = TextWidth.fitted(countLabel(abs(tick)), to: room, size: DivergingLayout.fontSize)
        html.label(label, x: x, y: layout.y(tick) + 4)
      }
      let above = TextWidth.fitted(aboveLabel, to: room, size: DivergingLayout.fontSize)
      let below = TextWidth.fitted(belowLabel, to: room, size: DivergingLayout.fontSize)
      html.label(above, x: x, y: DivergingLayout.top - 10)
      html.label(below, x: x, y: DivergingLayout.labelLine)
    }
  }

  private func writeBars(of series: Series, _ layout: DivergingLayout, to html: inout HTMLWriter) {
    guard days.contains(where: { $0.above[series] > 0 || $0.below[series] > 0 }) else { return }
    html.path(series, of: caption.id) { html in
      for (day, counts) in days.enumerated() {
        let x = layout.slot * Double(day) + (layout.slot - layout.barWidth) / 2
        if let (near, far) = layout.extent(of: series, in: counts.above) {
          html.bar(x: x, y: layout.axis - far, width: layout.barWidth, height: far - near)
        }
        if let (near, far) = layout.extent(of: series, in: counts.below) {
          html.bar(x: x, y: layout.axis + near, width: layout.barWidth, height: far - near)
        }
      }
    }
  }

  private func writeDayLabels(_ layout: DivergingLayout, to html: inout HTMLWriter) {
    html.group(.soft, anchor: .middle) { html in
      var free = 0.0
      for label in dayLabels where days.indices.contains(label.day) {
        let half = layout.width(of: label.label) / 2
        let middle = min(max(layout.slot * (Double(label.day) + 0.5), half), layout.right - half)
        guard middle - half >= free else { continue }
        html.label(label.label, x: middle, y: DivergingLayout.labelLine)
        free = middle + half + 8
      }
    }
  }

  private func writeUpcoming(_ layout: DivergingLayout, to html: inout HTMLWriter) {
    guard let upcoming else { return }
    let x = layout.right - DivergingLayout.upcomingRoom / 2
    html.raw("<path")
    html.raw(Paint.upcoming.attributes)
    html.raw(" stroke-dasharray=\"3 3\" d=\"")
    html.point("M", x, DivergingLayout.top - 4)
    html.raw("V")
    html.decimal(layout.axis - 5)
    html.raw("\"/>\n")
    html.circle(x: x, y: layout.axis, radius: 5, paint: .upcoming)
    let label = TextWidth.fitted(upcoming, to: layout.right - 8, size: DivergingLayout.fontSize)
    html.label(label, x: layout.right, y: DivergingLayout.top - 10, paint: .text, anchor: .end)
  }
}
