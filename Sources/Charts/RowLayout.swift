/// Where the rows of the horizontal charts stand: a label, a plot, and room for a value after it.
struct RowLayout {
  static let width = 400.0
  /// The largest that `css/charts.css` gives these charts, on a phone; room is reserved for it.
  static let fontSize = 14.0
  static let pitch = 42.0
  static let barHeight = 24.0
  private static let gap = 8.0

  /// What the labels have.
  let labelWidth: Double
  let left: Double
  let right: Double

  /// `values`: the widest texts that follow a bar.
  init(labels: [String], values: [String]) {
    let label = labels.map { TextWidth.of($0, size: Self.fontSize) }.max() ?? 0
    let value = values.map { TextWidth.of($0, size: Self.fontSize) }.max() ?? 0
    labelWidth = min(max(label, 40), 130)
    left = labelWidth + Self.gap
    right = Self.width - min(value, 120) - Self.gap - 2
  }

  static func height(rows: Int) -> Double { Double(max(rows, 1)) * pitch + 8 }

  /// The top of the bar of a row.
  func top(_ row: Int) -> Double { 8 + Double(row) * Self.pitch }

  /// The base line of text beside the bar of a row.
  func baseline(_ row: Int) -> Double { top(row) + Self.barHeight / 2 + 4.5 }

  func fitted(label: String) -> String { TextWidth.fitted(label, to: labelWidth, size: Self.fontSize) }

  /// Where a value stands after a bar that ends at `end`: in the first place after it that no line runs through, by
  /// their coordinates. What does not fit in the picture is cut.
  func value(_ text: String, after end: Double, clearOf lines: [Double]) -> (text: String, x: Double) {
    let width = TextWidth.of(text, size: Self.fontSize)
    var x = end + Self.gap
    for line in lines.sorted() where line > x - 6 && line < x + width + 4 { x = line + Self.gap }
    return (TextWidth.fitted(text, to: Self.width - x, size: Self.fontSize), x)
  }
}
