import Dataset

/// Reads a table from CSV in one pass over the bytes.
///
/// A row may have fewer cells than the header (the rest has no value) but no more that hold something.
struct CSVTable: Sendable {
  private(set) var layout: TableLayout
  private(set) var hasHeader = false
  private var isInOrder = false

  /// Where the ids stand that mostly are in no row before.
  private var idPositions: [Int] = []
  /// As many as the processor can wait for at once.
  private static let rowsFetched = 32

  init(_ table: Table, file: String) { layout = TableLayout(table, file: file) }

  /// - Throws: `IngestError` if the file cannot be read, the header or the quoting is wrong, or an id is there twice.
  static func read(
    path: String, name: String, _ table: Table, into sink: inout some RowSink
  ) throws(IngestError) {
    var reader = try CSVReader(path: path, name: name)
    var rows = CSVTable(table, file: name)
    var block: CSVBlock?
    while let next = try reader.next(reusing: block) {
      try rows.add(next, to: &sink)
      block = next
    }
    try rows.finish(&sink)
  }

  func finish(_ sink: inout some RowSink) throws(IngestError) {
    sink.expectMore(after: 0)
    if hasHeader { return }
    throw .malformed(
      file: layout.file, line: 1, column: 0, found: "an empty file",
      expected: "a header row with the columns of \(layout.table.name)")
  }

  /// Adds all rows of a block; the first of all is the header.
  mutating func add(_ block: CSVBlock, to sink: inout some RowSink) throws(IngestError) {
    sink.expectMore(after: block.shareBefore)
    var next = 0
    if !hasHeader && !block.rows.isEmpty {
      try readHeader(of: block, into: &sink)
      next = 1
    }
    while next < block.rows.count {
      let rows = next..<min(next + Self.rowsFetched, block.rows.count)
      if !idPositions.isEmpty { fetchIDs(of: rows, block, &sink) }
      try add(rows, of: block, to: &sink)
      next = rows.upperBound
    }
  }

  /// Adds some rows of a block.
  func add(_ rows: some Sequence<Int>, of block: CSVBlock, to sink: inout some RowSink) throws(IngestError) {
    let activities = block.activities
    try forEach(rows, of: block) { index, row, fits throws(IngestError) in
      if !fits { return reportTooManyCells(row, to: &sink) }
      do throws(DatasetError) {
        if !activities.isEmpty, let values = activities[index] {
          try sink.add(row, values)
        } else {
          try sink.add(row, to: layout.table)
        }
      } catch { throw malformed(error) }
    }
  }

  /// Calls `body` with rows of a block, each with its cells in the order of the table, and with whether it fits into the
  /// table: one that has too many cells is as it stands in the file. Empty lines are no rows.
  @inline(__always)
  func forEach<Failure: Error>(
    _ rows: some Sequence<Int>, of block: CSVBlock, _ body: (Int, RawRow, Bool) throws(Failure) -> Void
  ) throws(Failure) {
    var row = RawRow(file: layout.file, line: 0, cells: UnsafeBufferPointer(start: nil, count: 0), spansLines: true)
    for index in rows {
      block.move(&row, to: index)
      if row.cells.count == 1 && row.cells[0].isEmpty { continue }
      // Mostly the cells of the file are those of the table.
      let fits = isInOrder && row.cells.count == layout.width || order(&row, in: block.ordered)
      try body(index, row, fits)
    }
  }

  /// Gives a row the cells of the table. `false` if it has too many that hold something.
  private func order(_ row: inout RawRow, in ordered: CellList) -> Bool {
    let count = min(row.cells.count, layout.cells.count)
    if row.cells[count...].contains(where: { !TextParsing.trimmed($0).isEmpty }) { return false }
    ordered.fill(layout.width)
    for position in 0..<count where layout.cells[position] >= 0 {
      ordered.room.base[layout.cells[position]] = row.cells[position]
    }
    row.cells = ordered.cells(0..<layout.width)
    return true
  }

  private func reportTooManyCells(_ row: RawRow, to sink: inout some RowSink) {
    let place = row.place(ofCell: layout.cells.count)
    sink.report(
      DataProblem(
        .leftOutRow, file: layout.file, line: place.line, column: place.column,
        found: "\(row.cells.count) cells", expected: "\(layout.cells.count), as in the header"))
  }

  /// Has the sink look for the ids of the rows that come next.
  private func fetchIDs(of rows: Range<Int>, _ block: CSVBlock, _ sink: inout some RowSink) {
    var row = RawRow(file: "", line: 0, cells: UnsafeBufferPointer(start: nil, count: 0))
    withUnsafeTemporaryAllocation(of: RawRow.Cell.self, capacity: rows.count * idPositions.count) { ids in
      var count = 0
      for index in rows {
        block.move(&row, to: index)
        for position in idPositions where position < row.cells.count {
          ids.initializeElement(at: count, to: row.cells[position])
          count += 1
        }
      }
      sink.fetch(UnsafeBufferPointer(rebasing: ids[..<count]))
    }
  }

  private mutating func readHeader(of block: CSVBlock, into sink: inout some RowSink) throws(IngestError) {
    var header = RawRow(
      file: layout.file, line: 0, cells: UnsafeBufferPointer(start: nil, count: 0), spansLines: true)
    block.move(&header, to: 0)
    var names = ColumnNames()
    var columns: [String] = []
    for cell in header.cells {
      let name = String(decoding: TextParsing.trimmed(cell), as: UTF8.self)
      if !name.isEmpty && names.position(of: name) != nil {
        throw .malformed(
          file: layout.file, line: 1, column: header.place(ofCell: columns.count).column,
          found: "the column \(name) a second time", expected: "every column once")
      }
      columns.append(name)
      _ = names.add(name)
      if name.isEmpty { layout.cells.append(-1) } else { try layout.add(name, line: 1, to: &sink) }
    }
    try layout.checkRequired(found: columns, line: 1)
    hasHeader = true
    isInOrder = layout.isInOrder
    if layout.table == .activities {
      idPositions = [ActivityColumn.id, .messageID, .inReplyTo].compactMap { layout.cells.firstIndex(of: $0.rawValue) }
    }
  }
}
