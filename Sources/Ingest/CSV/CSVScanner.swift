import Bytes
import Dataset

/// Splits CSV (RFC 4180) into rows of cells. Lines end with CRLF, LF or CR.
///
/// Quoted cells are unescaped in place, when all of their row is there.
struct CSVScanner {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(bytes) }
  private let name: String
  /// Whether nothing comes after the bytes, so that their end is the end of a row.
  private let isWhole: Bool
  private let delimiter: UInt8
  /// The delimiter eight times.
  private let delimiters: UInt64
  private static var quote: UInt8 { UInt8(ascii: "\"") }
  private static var quotes: UInt64 { ByteScan.repeated(quote) }
  private static var lineFeeds: UInt64 { ByteScan.repeated(0x0A) }
  private static var returns: UInt64 { ByteScan.repeated(0x0D) }
  /// Where the next row begins, and on which line.
  private(set) var index = 0
  private(set) var nextLine: Int
  private(set) var rowStart = 0
  /// The line on which the row begins, from 1.
  private(set) var line = 1
  private let list = CellList()
  /// The cells of the row whose quotes are doubled.
  private var escaped: [Int] = []

  /// - Parameters:
  ///   - delimiter: what stands between two cells.
  ///   - firstLine: the line of the file on which the bytes begin.
  init(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, name: String, delimiter: UInt8 = UInt8(ascii: ","), firstLine: Int = 1,
    isWhole: Bool = true
  ) {
    self.bytes = bytes
    self.name = name
    self.delimiter = delimiter
    self.isWhole = isWhole
    delimiters = ByteScan.repeated(delimiter)
    nextLine = firstLine
  }

  /// The cells of the row, until the next is read.
  var cells: UnsafeBufferPointer<RawRow.Cell> { list.cells(0..<list.room.count) }

  /// Where the row begins.
  var start: UnsafePointer<UInt8>? { bytes.baseAddress.map { UnsafePointer($0) + rowStart } }

  /// Line and column of a cell of the row.
  func place(of position: Int) -> (line: Int, column: Int) {
    RawRow(file: name, line: line, cells: cells, start: start, spansLines: true).place(ofCell: position)
  }

  /// Reads the next row into `cells`; `false` at the end.
  mutating func nextRow() throws(IngestError) -> Bool {
    list.room.count = 0
    return try appendRow(to: &list.room)
  }

  /// Adds the cells of the next row to a list; `false` if all of it is not there.
  mutating func appendRow(to list: inout CellRoom) throws(IngestError) -> Bool {
    guard index < bytes.count else { return false }
    let first = list.count
    rowStart = index
    line = nextLine
    var lines = nextLine
    var start = index
    var base = start
    var hits = ends(at: base)
    while true {
      let end: Int
      if start < bytes.count, bytes[start] == Self.quote {
        end = try quotedCell(from: start, to: &list, &lines)
        base = end
        hits = ends(at: base)
      } else {
        while hits == 0 {
          base += 8
          hits = ends(at: base)
        }
        end = base + hits.trailingZeroBitCount / 8
        list.add(bytes, start..<end)
      }
      hits &= hits &- 1
      guard end < bytes.count else {
        if isWhole { return complete(first, list, lines, next: end) }
        break
      }
      start = end + 1
      let byte = bytes[end]
      if byte == delimiter { continue }
      if byte == 0x0D {
        // Whether it is one of a pair is not known before the next block.
        if start == bytes.count && !isWhole { break }
        if start < bytes.count, bytes[start] == 0x0A { start += 1 }
      }
      return complete(first, list, lines + 1, next: start)
    }
    list.count = first
    escaped.removeAll(keepingCapacity: true)
    return false
  }

  private mutating func complete(_ first: Int, _ list: CellRoom, _ lines: Int, next: Int) -> Bool {
    index = next
    nextLine = lines
    if !escaped.isEmpty {
      for position in escaped { list.base[position] = unescaped(list.base[position]) }
      escaped.removeAll(keepingCapacity: true)
    }
    return true
  }

  /// Of the eight bytes from `base` on, the highest bit of each that can end a cell. The end of all bytes is one.
  @inline(__always)
  private func ends(at base: Int) -> UInt64 {
    if base + 8 <= raw.count {
      return ends(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: base, as: UInt64.self)))
    }
    var word: UInt64 = 0
    for offset in base..<raw.count { word |= UInt64(raw[offset]) << UInt64((offset - base) * 8) }
    let end: UInt64 = 0x80 << UInt64((raw.count - base) * 8)
    return ends(word) & (end - 1) | end
  }

  @inline(__always)
  private func ends(_ word: UInt64) -> UInt64 {
    ByteScan.allZeros(word ^ delimiters) | ByteScan.allZeros(word ^ Self.lineFeeds)
      | ByteScan.allZeros(word ^ Self.returns)
  }

  /// Adds a cell whose quote is at `opening`; gives what comes after it: a delimiter, a line break or the end.
  private mutating func quotedCell(
    from opening: Int, to list: inout CellRoom, _ lines: inout Int
  ) throws(IngestError) -> Int {
    var end = opening + 1
    var hasQuotes = false
    while true {
      end = ByteScan.first(in: UnsafeBufferPointer(bytes), from: end) { word in
        ByteScan.zeros(word ^ Self.quotes) | ByteScan.zeros(word ^ Self.lineFeeds)
          | ByteScan.zeros(word ^ Self.returns)
      }
      guard end < bytes.count else {
        if !isWhole { return end }
        throw malformed(
          at: opening, "a quoted cell that does not end", "a closing quote (\") before the end of the file")
      }
      if bytes[end] == Self.quote {
        if end + 1 < bytes.count, bytes[end + 1] == Self.quote {
          hasQuotes = true
          end += 1
        } else {
          break
        }
      } else if bytes[end] == 0x0A || !(end + 1 < bytes.count && bytes[end + 1] == 0x0A) {
        lines += 1
      }
      end += 1
    }
    if hasQuotes { escaped.append(list.count) }
    list.add(bytes, opening + 1..<end)
    end += 1
    while end < bytes.count, bytes[end] == 0x20 || (bytes[end] == 0x09 && delimiter != 0x09) { end += 1 }
    if end < bytes.count, bytes[end] != delimiter, bytes[end] != 0x0A, bytes[end] != 0x0D {
      throw malformed(
        at: end, "text after the closing quote of a cell",
        "a \(delimiterName) or the end of the line; a quote inside a cell is written twice (\"\")")
    }
    return end
  }

  /// A cell with one quote for every two.
  private func unescaped(_ cell: RawRow.Cell) -> RawRow.Cell {
    let cell = UnsafeMutableBufferPointer(mutating: cell)
    var (read, write) = (0, 0)
    while read < cell.count {
      if cell[read] == Self.quote { read += 1 }
      cell[write] = cell[read]
      write += 1
      read += 1
    }
    // What is left over must not look like line breaks when a message counts lines.
    for rest in write..<cell.count { cell[rest] = Self.quote }
    return UnsafeBufferPointer(rebasing: cell[..<write])
  }

  private var delimiterName: String {
    switch delimiter {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case 0x09: "tab"
    default: "“\(Unicode.Scalar(delimiter))”"
    }
  }

  private func malformed(at offset: Int, _ found: String, _ expected: String) -> IngestError {
    let row = UnsafeBufferPointer(rebasing: bytes[rowStart...])
    let place = TextPlace(of: offset - rowStart, in: row, line: line)
    return .malformed(file: name, line: place.line, column: place.column, found: found, expected: expected)
  }
}
