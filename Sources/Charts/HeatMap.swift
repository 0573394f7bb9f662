import Markup

/// Counts in a grid of rows and columns, in five steps that differ in luminance and in size; a cell without any is
/// not drawn.
public struct HeatMap: Sendable {
  public struct Cell: Sendable, Equatable {
    /// Indices from 0; a cell outside the grid is not drawn.
    public var row: Int
    public var column: Int
    public var count: Int

    public init(row: Int, column: Int, count: Int) {
      self.row = row
      self.column = column
      self.count = count
    }
  }

  /// What stands over a column.
  public struct ColumnLabel: Sendable, Equatable {
    public var column: Int
    public var label: String

    public init(column: Int, label: String) {
      self.column = column
      self.label = label
    }
  }

  public var caption: Caption
  /// One per row, from the top; at most 31.
  public var rowLabels: [String]
  /// 1 to 48.
  public var columns: Int
  /// In order; one that would touch the one before it is left out.
  public var columnLabels: [ColumnLabel]
  /// At most one per place.
  public var cells: [Cell]

  public init(
    caption: Caption, rowLabels: [String], columns: Int = 24, columnLabels: [ColumnLabel], cells: [Cell]
  ) {
    self.caption = caption
    self.rowLabels = rowLabels
    self.columns = columns
    self.columnLabels = columnLabels
    self.cells = cells
  }

  /// The counts of each step for a grid whose greatest count is `maximum`: five ranges from 1 to `maximum`, fewer
  /// where it is less than five, none where it is less than one. For the legend.
  public static func steps(upTo maximum: Int) -> [ClosedRange<Int>] {
    guard maximum > 0 else { return [] }
    let steps = min(5, maximum)
    let bounds = (0...steps).map { maximum / steps * $0 + maximum % steps * $0 / steps }
    return (0..<steps).map { (bounds[$0] + 1)...bounds[$0 + 1] }
  }

  private static let pitch = 16.0
  private static let top = 20.0

  public func write(to html: inout HTMLWriter) {
    let rows = min(rowLabels.count, 31)
    let columns = min(max(columns, 1), 48)
    let layout = RowLayout(labels: rowLabels, values: [])
    let slot = (RowLayout.width - layout.left) / Double(columns)
    let height = Self.top + Double(max(rows, 1)) * Self.pitch + 4
    html.openChart(caption, width: RowLayout.width, height: height, class: "ch ch-narrow")
    writeLabels(layout, slot, columns, to: &html)
    html.path(.grid) { html in
      for row in 0...rows {
        html.horizontal(y: Self.top + Double(row) * Self.pitch, from: layout.left, to: RowLayout.width)
      }
    }
    let drawn = cells.filter { (0..<rows).contains($0.row) && (0..<columns).contains($0.column) }
    let steps = Self.steps(upTo: drawn.map(\.count).max() ?? 0)
    for (step, counts) in steps.enumerated() {
      let members = drawn.filter { counts.contains($0.count) }
      guard !members.isEmpty else { continue }
      let side = min(slot, Self.pitch) * (0.48 + 0.1 * Double(step))
      html.path(.heat(step, of: steps.count)) { html in
        for cell in members {
          let x = layout.left + (Double(cell.column) + 0.5) * slot - side / 2
          let y = Self.top + (Double(cell.row) + 0.5) * Self.pitch - side / 2
          html.bar(x: x, y: y, width: side, height: side)
        }
      }
    }
    html.closeChart()
  }

  private func writeLabels(_ layout: RowLayout, _ slot: Double, _ columns: Int, to html: inout HTMLWriter) {
    html.group(.soft, anchor: .middle) { html in
      var free = 0.0
      for label in columnLabels where (0..<columns).contains(label.column) {
        let half = TextWidth.of(label.label, size: RowLayout.fontSize) / 2
        let x = min(max(layout.left + (Double(label.column) + 0.5) * slot, half), RowLayout.width - half)
        guard x - half >= free else { continue }
        html.label(label.label, x: x, y: Self.top - 6)
        free = x + half + 6
      }
    }
    html.group(.soft) { html in
      for (row, label) in rowLabels.prefix(31).enumerated() {
        html.label(layout.fitted(label: label), x: 1, y: Self.top + (Double(row) + 0.5) * Self.pitch + 4)
      }
    }
  }
}

extension Paint {
  /// The paint of step `index` of `count` (1 to 5), the last one always the strongest.
  static func heat(_ index: Int, of count: Int) -> Paint {
    switch index + 5 - count {
    case ...0: .heat1
    case 1: .heat2
    case 2: .heat3
    case 3: .heat4
    default: .heat5
    }
  }
}
