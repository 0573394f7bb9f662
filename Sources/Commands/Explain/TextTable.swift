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

/// How many columns of a terminal a text takes: two for the wide characters of East Asia and for emoji, none for marks
/// that join the character before them.
enum ColumnWidth {
  static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + columns(of: $1) } }

  /// The text, cut and ended with `…` where it is wider than `limit`.
  static func fitted(_ text: String, to limit: Int) -> String {
    guard of(text) > limit else { return text }
    var room = limit - 1
    var result = ""
    for character in text {
      room -= of(String(character))
      if room < 0 { break }
      result.append(character)
    }
    return result + "…"
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
