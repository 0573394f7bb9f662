import Dataset

/// Reads a table from RFC 4180 CSV in one pass over the bytes.
///
/// Lines end with CRLF, LF or CR; a row may have fewer cells than the header (the rest has no value) but no more that
/// hold something.
enum CSVTable {
  /// - Throws: `IngestError.malformed` if the header or the quoting is wrong or an id is there twice.
  static func read(
    _ file: borrowing SourceFile, _ table: Table, into builder: inout some RowSink
  ) throws(IngestError) {
    var scanner = CSVScanner(file.bytes, name: file.name)
    var layout = TableLayout(table, file: file.name)
    guard try scanner.nextRow() else {
      throw .malformed(
        file: file.name, line: 1, column: 0, found: "an empty file",
        expected: "a header row with the columns of \(table.name)")
    }
    var names = ColumnNames()
    var columns: [String] = []
    for cell in scanner.cells {
      let name = String(decoding: TextParsing.trimmed(cell), as: UTF8.self)
      if !name.isEmpty && names.position(of: name) != nil {
        throw .malformed(
          file: file.name, line: 1, column: scanner.place(of: columns.count).column,
          found: "the column \(name) a second time", expected: "every column once")
      }
      columns.append(name)
      _ = names.add(name)
      if name.isEmpty { layout.cells.append(-1) } else { try layout.add(name, line: 1, to: &builder) }
    }
    try layout.checkRequired(found: columns, line: 1)
    try readRows(&scanner, layout, into: &builder)
  }

  private static func readRows(
    _ scanner: inout CSVScanner, _ layout: TableLayout, into builder: inout some RowSink
  ) throws(IngestError) {
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var cells = [UnsafeBufferPointer<UInt8>](repeating: empty, count: layout.width)
    let isInOrder = layout.isInOrder
    while try scanner.nextRow() {
      if scanner.cells.count == 1 && scanner.cells[0].isEmpty { continue }
      if isInOrder && scanner.cells.count == layout.width {
        // The cells of the file are those of the table.
        scanner.exchangeCells(with: &cells)
      } else {
        let count = min(scanner.cells.count, layout.cells.count)
        for position in layout.cells.indices where layout.cells[position] >= 0 {
          cells[layout.cells[position]] = position < count ? scanner.cells[position] : empty
        }
        if scanner.cells[count...].contains(where: { !TextParsing.trimmed($0).isEmpty }) {
          reportLongRow(scanner, layout, into: &builder)
          continue
        }
      }
      let row = RawRow(
        file: layout.file, line: scanner.line, cells: cells, start: scanner.start, spansLines: true)
      do { try builder.add(row, to: layout.table) } catch { throw malformed(error) }
    }
  }

  private static func reportLongRow(
    _ scanner: CSVScanner, _ layout: TableLayout, into builder: inout some RowSink
  ) {
    let place = scanner.place(of: layout.cells.count)
    builder.report(
      DataProblem(
        .leftOutRow, file: layout.file, line: place.line, column: place.column,
        found: "\(scanner.cells.count) cells", expected: "\(layout.cells.count), as in the header"))
  }
}

/// Splits CSV into rows of cells, unescaping quoted cells in place.
struct CSVScanner {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let name: String
  private let delimiter: UInt8
  /// The delimiter eight times.
  private let delimiters: UInt64
  private static var lineFeeds: UInt64 { ByteScan.repeated(0x0A) }
  private static var returns: UInt64 { ByteScan.repeated(0x0D) }
  private var index = 0
  private var nextLine: Int
  private var rowStart = 0
  /// The line on which the row begins, from 1.
  private(set) var line = 1
  private(set) var cells: [UnsafeBufferPointer<UInt8>] = []

  /// - Parameters:
  ///   - delimiter: what stands between two cells.
  ///   - firstLine: the line of the file on which the bytes begin.
  init(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, name: String, delimiter: UInt8 = UInt8(ascii: ","), firstLine: Int = 1
  ) {
    self.bytes = bytes
    self.name = name
    self.delimiter = delimiter
    delimiters = ByteScan.repeated(delimiter)
    nextLine = firstLine
  }

  /// Where the row begins.
  var start: UnsafePointer<UInt8>? { bytes.baseAddress.map { UnsafePointer($0) + rowStart } }

  /// Line and column of a cell of the row.
  func place(of position: Int) -> (line: Int, column: Int) {
    RawRow(file: name, line: line, cells: cells, start: start, spansLines: true).place(ofCell: position)
  }

  /// Gives the cells of the row away for others, whose room the next row takes.
  mutating func exchangeCells(with others: inout [UnsafeBufferPointer<UInt8>]) { swap(&cells, &others) }

  /// Reads the next row into `cells`; `false` at the end.
  mutating func nextRow() throws(IngestError) -> Bool {
    guard index < bytes.count else { return false }
    cells.removeAll(keepingCapacity: true)
    rowStart = index
    line = nextLine
    while true {
      if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { try quotedCell() } else { plainCell() }
      guard index < bytes.count else { return true }
      let byte = bytes[index]
      index += 1
      if byte == delimiter { continue }
      if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
      nextLine += 1
      return true
    }
  }

  /// Leaves `index` at the comma or line break after the cell.
  private mutating func plainCell() {
    let start = index
    index = ByteScan.first(in: UnsafeBufferPointer(bytes), from: start) { [delimiters] word in
      ByteScan.zeros(word ^ delimiters) | ByteScan.zeros(word ^ Self.lineFeeds) | ByteScan.zeros(word ^ Self.returns)
    }
    cells.append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
  }

  private mutating func quotedCell() throws(IngestError) {
    let quote = UInt8(ascii: "\"")
    let opening = index
    let start = index + 1
    var write = start
    index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote {
        if index + 1 < bytes.count, bytes[index + 1] == quote { index += 1 } else { break }
      } else if byte == 0x0A || (byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)) {
        nextLine += 1
      }
      bytes[write] = byte
      write += 1
      index += 1
    }
    guard index < bytes.count else {
      throw malformed(at: opening, "a quoted cell that does not end", "a closing quote (\") before the end of the file")
    }
    cells.append(UnsafeBufferPointer(rebasing: bytes[start..<write]))
    // What unescaping left over must not look like line breaks when a message counts lines.
    while write < index {
      bytes[write] = quote
      write += 1
    }
    index += 1
    while index < bytes.count, bytes[index] == 0x20 || (bytes[index] == 0x09 && delimiter != 0x09) { index += 1 }
    if index < bytes.count, bytes[index] != delimiter, bytes[index] != 0x0A, bytes[index] != 0x0D {
      throw malformed(
        at: index, "text after the closing quote of a cell",
        "a \(delimiterName) or the end of the line; a quote inside a cell is written twice (\"\")")
    }
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
