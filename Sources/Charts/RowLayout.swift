/// Where the rows of the horizontal charts stand: a label, a plot, and room for a value after it.
struct RowLayout {
  static let width = 400.0
  /// The largest that `css/charts.css` gives these charts, on a phone; room is reserved for it.
  static let fontSize = 14.0
  static let pitch = 42.0
  static let barHeight = 24.0
  private static let gap = 8.0

  /// The right end of the labels.
  let labelEnd: Double
  let left: Double
  let right: Double

  /// `values`: the widest texts that follow a bar.
  init(labels: [String], values: [String]) {
    let label = labels.map { TextWidth.of($0, size: Self.fontSize) }.max() ?? 0
    let value = values.map { TextWidth.of($0, size: Self.fontSize) }.max() ?? 0
    labelEnd = min(max(label, 40), 130)
    left = labelEnd + Self.gap
    right = Self.width - min(value, 120) - Self.gap - 2
  }

  static func height(rows: Int) -> Double { Double(max(rows, 1)) * pitch + 8 }

  /// The top of the bar of a row.
  func top(_ row: Int) -> Double { 8 + Double(row) * Self.pitch }

  /// The base line of text beside the bar of a row.
  func baseline(_ row: Int) -> Double { top(row) + Self.barHeight / 2 + 4.5 }

  func fitted(label: String) -> String { TextWidth.fitted(label, to: labelEnd, size: Self.fontSize) }

  /// Where a value stands after a bar that ends at `end`: after a marker too, if they would touch. What does not fit
  /// in the picture is cut.
  func value(_ text: String, after end: Double, marker: Double?) -> (text: String, x: Double) {
    let width = TextWidth.of(text, size: Self.fontSize)
    var x = end + Self.gap
    if let marker, marker > x - 6, marker < x + width + 4 { x = marker + Self.gap }
    return (TextWidth.fitted(text, to: Self.width - x, size: Self.fontSize), x)
  }
}
