/// Where the points of `RatioAxis` and their labels stand, so that neither hides the other.
struct RatioMarks {
  struct Mark {
    var side: ChartSide
    var x: Double
    var isBeyond: Bool
    /// Below the axis, if positive.
    var offset = 0.0
    var label: String
    var labelX: Double
    var labelWidth: Double
    var isLabelBelow = false
  }

  private(set) var all: [Mark]
  /// Whether there is a label below the axis.
  private(set) var isSplit = false

  init(first: RatioAxis.Point?, second: RatioAxis.Point?, scale: RatioScale, width: Double) {
    let points: [(ChartSide, RatioAxis.Point?)] = [(.first, first), (.second, second)]
    all = points.compactMap { side, point in
      guard let point, point.ratio >= 0 else { return nil }
      let (x, isBeyond) = scale.place(point.ratio)
      let label = TextWidth.fitted(point.label, to: width, size: RowLayout.fontSize)
      let labelWidth = TextWidth.of(label, size: RowLayout.fontSize)
      let labelX = min(max(x, labelWidth / 2), width - labelWidth / 2)
      return Mark(side: side, x: x, isBeyond: isBeyond, label: label, labelX: labelX, labelWidth: labelWidth)
    }
    guard all.count == 2 else { return }
    if abs(all[0].labelX - all[1].labelX) < (all[0].labelWidth + all[1].labelWidth) / 2 + 8 {
      isSplit = true
      all[1].isLabelBelow = true
    }
    if abs(all[0].x - all[1].x) < 20 {
      all[0].offset = -9
      all[1].offset = 9
    }
  }
}
