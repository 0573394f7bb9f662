import Dataset

/// Reads a table from CSV in one pass over the bytes.
///
/// A row may have fewer cells than the header (the rest has no value) but no more that hold something.
struct CSVTable {
  private var layout: TableLayout
  private var hasHeader = false
  private var isInOrder = false
  /// Those of a row whose cells are not in the order of the table.
  private var ordered: [RawRow.Cell] = []

  /// Where the ids stand that mostly are in no row before.
  private var idPositions: [Int] = []
  /// As many as the processor can wait for at once.
  private static let rowsFetched = 32

  private init(_ table: Table, file: String) { layout = TableLayout(table, file: file) }

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

  /// The same by two workers.
  static func readAhead(
    path: String, name: String, _ table: Table, into sink: inout some RowSink
  ) async throws(IngestError) {
    let reader = CSVReadAhead(try CSVReader(path: path, name: name))
    var rows = CSVTable(table, file: name)
    var spare: CSVBlock?
    var block = try await reader.next(reusing: nil).get()
    while let current = block {
      let reused = spare
      async let next = reader.next(reusing: reused)
      try rows.add(current, to: &sink)
      block = try await next.get()
      spare = current
    }
    try rows.finish(&sink)
  }

  private func finish(_ sink: inout some RowSink) throws(IngestError) {
    sink.expectMore(after: 0)
    if hasHeader { return }
    throw .malformed(
      file: layout.file, line: 1, column: 0, found: "an empty file",
      expected: "a header row with the columns of \(layout.table.name)")
  }

  private mutating func add(_ block: CSVBlock, to sink: inout some RowSink) throws(IngestError) {
    sink.expectMore(after: block.shareBefore)
    var raw = RawRow(file: layout.file, line: 0, cells: UnsafeBufferPointer(start: nil, count: 0), spansLines: true)
    var first = 0
    for (index, row) in block.rows.enumerated() {
      if index % Self.rowsFetched == 0 && !idPositions.isEmpty {
        fetchIDs(of: block.rows[index...].prefix(Self.rowsFetched), block, from: first, &sink)
      }
      let cells = block.cells.cells(first..<row.cellsEnd)
      first = row.cellsEnd
      if cells.count == 1 && cells[0].isEmpty && hasHeader { continue }
      raw.move(to: row.line, cells: cells, start: block.start(of: row))
      if !hasHeader {
        try readHeader(raw, into: &sink)
      } else if isInOrder && cells.count == layout.width {
        // The cells of the file are those of the table.
        try add(raw, to: &sink)
      } else {
        try addOrdered(raw, to: &sink)
      }
    }
  }

  /// Has the sink look for the ids of the rows that come next.
  private func fetchIDs(
    of rows: ArraySlice<CSVBlock.Row>, _ block: CSVBlock, from first: Int, _ sink: inout some RowSink
  ) {
    withUnsafeTemporaryAllocation(of: RawRow.Cell.self, capacity: rows.count * idPositions.count) { ids in
      var (count, first) = (0, first)
      for row in rows {
        let cells = block.cells.cells(first..<row.cellsEnd)
        first = row.cellsEnd
        for position in idPositions where position < cells.count {
          ids.initializeElement(at: count, to: cells[position])
          count += 1
        }
      }
      sink.fetch(UnsafeBufferPointer(rebasing: ids[..<count]))
    }
  }

  private mutating func readHeader(_ header: RawRow, into sink: inout some RowSink) throws(IngestError) {
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
    ordered = Array(repeating: RawRow.Cell(start: nil, count: 0), count: layout.width)
  }

  @inline(__always)
  private func add(_ row: RawRow, to sink: inout some RowSink) throws(IngestError) {
    do { try sink.add(row, to: layout.table) } catch { throw malformed(error) }
  }

  private mutating func addOrdered(_ row: RawRow, to sink: inout some RowSink) throws(IngestError) {
    let count = min(row.cells.count, layout.cells.count)
    for position in layout.cells.indices where layout.cells[position] >= 0 {
      ordered[layout.cells[position]] = position < count ? row.cells[position] : RawRow.Cell(start: nil, count: 0)
    }
    if row.cells[count...].contains(where: { !TextParsing.trimmed($0).isEmpty }) {
      let place = row.place(ofCell: layout.cells.count)
      return sink.report(
        DataProblem(
          .leftOutRow, file: layout.file, line: place.line, column: place.column,
          found: "\(row.cells.count) cells", expected: "\(layout.cells.count), as in the header"))
    }
    try ordered.withUnsafeBufferPointer { cells throws(IngestError) in
      var ordered = row
      ordered.cells = cells
      try add(ordered, to: &sink)
    }
  }
}
