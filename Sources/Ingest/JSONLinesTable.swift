import Dataset

/// Reads a table from JSON Lines: one flat object a line, empty lines allowed.
enum JSONLinesTable {
  /// - Throws: `IngestError.malformed` if a line is not a JSON object, a required column is in no row, or an id is there
  ///   twice.
  static func read(
    _ file: borrowing SourceFile, _ table: Table, into builder: inout some RowSink
  ) throws(IngestError) {
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var layout = TableLayout(table, file: file.name)
    var names: [[UInt8]] = []
    var positions: [[UInt8]: Int] = [:]
    var cells: [UnsafeBufferPointer<UInt8>] = []
    var scanner = JSONScanner(file.bytes, name: file.name)
    while scanner.nextLine() {
      cells.removeAll(keepingCapacity: true)
      cells.append(contentsOf: repeatElement(empty, count: layout.width))
      var seen: Set<Int> = []
      var problem: DataProblem?
      var expectedPosition = 0
      try scanner.object { (scanner: inout JSONScanner) throws(IngestError) in
        let key = try scanner.string()
        // Keys mostly come in the same order as in the line before.
        let position: Int
        if expectedPosition < names.count, key.elementsEqual(names[expectedPosition]) {
          position = expectedPosition
        } else if let known = positions[Array(key)] {
          position = known
        } else {
          let name = String(decoding: TextParsing.trimmed(key), as: UTF8.self)
          position = try layout.add(name, line: scanner.line, to: &builder)
          positions[Array(key)] = names.count
          names.append(Array(key))
          cells.append(contentsOf: repeatElement(empty, count: layout.width - cells.count))
        }
        expectedPosition = position + 1
        try scanner.colon()
        let start = scanner.index
        let cell = layout.cells[position]
        let value = try scanner.value()
        if cell < 0 { return }
        if !seen.insert(cell).inserted {
          problem =
            problem
            ?? leftOut(file.name, scanner.place(of: start), layout, cell, "the key a second time", "every key once")
        }
        guard let value else {
          problem =
            problem
            ?? leftOut(
              file.name, scanner.place(of: start), layout, cell, "an array or object", "a text, number or boolean")
          return
        }
        cells[cell] = value
      }
      if let problem {
        builder.report(problem)
        continue
      }
      try cells.withUnsafeBufferPointer { cells throws(IngestError) in
        let row = RawRow(file: file.name, line: scanner.line, cells: cells, start: scanner.start)
        do throws(DatasetError) { try builder.add(row, to: table) } catch { throw malformed(error) }
      }
    }
    if scanner.line > 0 {
      try layout.checkRequired(found: names.map { String(decoding: $0, as: UTF8.self) }, line: scanner.line)
    }
  }

  private static func leftOut(
    _ file: String, _ place: TextPlace, _ layout: TableLayout, _ cell: Int, _ found: String, _ expected: String
  ) -> DataProblem {
    let columns = layout.table.columns
    return DataProblem(
      .leftOutRow, file: file, line: place.line, column: place.column, field: cell < columns.count ? columns[cell] : "",
      found: found, expected: expected)
  }
}
