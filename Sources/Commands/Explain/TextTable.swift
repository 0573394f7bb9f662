import Markup

/// Text in columns, for a terminal.
struct TextTable {
  struct Column {
    let head: String
    /// What is wider is cut; nil for what must stay whole.
    var limit: Int?
  }

  let columns: [Column]
  var rows: [[String]] = []

  private static let gap = "  "

  init(_ columns: [Column]) { self.columns = columns }

  /// Lines, each with its line break; without control characters, whatever the cells hold.
  var text: String {
    let lines = ([columns.map(\.head)] + rows).map { row in
      zip(row, columns).map { cell, column in
        let plain = Escape.plain(cell)
        return column.limit.map { ColumnWidth.fitted(plain, to: $0) } ?? plain
      }
    }
    let widths = columns.indices.map { column in lines.map { ColumnWidth.of($0[column]) }.max() ?? 0 }
    return lines.map { line in
      var text = ""
      for (column, cell) in line.enumerated() {
        text += cell
        guard line[(column + 1)...].contains(where: { !$0.isEmpty }) else { break }
        text += String(repeating: " ", count: widths[column] - ColumnWidth.of(cell)) + Self.gap
      }
      return text + "\n"
    }.joined()
  }
}
