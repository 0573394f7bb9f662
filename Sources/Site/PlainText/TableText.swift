/// A CSV table as text: `opportunity:OPP-009 health.score: 72`. Anything else as it is, line by line.
struct TableText {
  private let bytes: [UInt8]
  private var index: Int

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    index = start
  }

  func write(to lines: inout TextLines) {
    var rows = self
    guard let head = rows.row(), head.count > 1 else {
      for line in bytes[index...].split(separator: 0x0A, omittingEmptySubsequences: false) { lines.add(Array(line)) }
      return
    }
    let keys = head.prefix { Self.keys.contains($0) }.count
    while let row = rows.row() {
      let name = Array(row.prefix(keys).joined(separator: ":".utf8))
      let cells = row.enumerated().dropFirst(keys).map { column, cell in
        (head: head.indices.contains(column) ? head[column] : Array("column \(column + 1)".utf8), text: cell)
      }
      Self.write(cells, of: name, to: &lines)
    }
  }

  /// Each cell on a line, empty ones left out; mere counts on one.
  private static func write(_ cells: [(head: [UInt8], text: [UInt8])], of name: [UInt8], to lines: inout TextLines) {
    if !name.isEmpty, cells.count > 1, cells.allSatisfy({ $0.text.allSatisfy { (48...57).contains($0) } }) {
      let counts = cells.map { $0.head + [0x20] + $0.text }
      lines.add(name, Array(": ".utf8), Array(counts.joined(separator: ", ".utf8)))
      return
    }
    for cell in cells where !cell.text.isEmpty {
      lines.add(name, name.isEmpty ? [] : [0x20], cell.head, Array(": ".utf8), cell.text)
    }
  }

  /// Columns that say what a row is of.
  private static let keys: Set<[UInt8]> = Set(["type", "id", "date"].map { Array($0.utf8) })

  /// The cells of the next row that is not empty; nil at the end. A quote that is never closed ends with the file.
  private mutating func row() -> [[UInt8]]? {
    while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
    guard index < bytes.count else { return nil }
    var cells: [[UInt8]] = [[]]
    var isQuoted = false
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && index < bytes.count && bytes[index] == byte:
        cells[cells.count - 1].append(byte)
        index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: cells.append([])
      case 0x0A where !isQuoted: return cells
      case 0x0D where !isQuoted: break
      default: cells[cells.count - 1].append(byte)
      }
    }
    return cells
  }
}
