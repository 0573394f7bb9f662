import Dataset

/// What merging does to rows that are there already.
extension StagedTables {
  /// Calls `body` with the bytes of a value, trimmed.
  func withUTF8<Result>(_ extent: Extent, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(TextParsing.trimmed(extent.bytes))
  }

  /// The file, and the record where it has no lines, as messages say it.
  func source(of row: Row) -> String {
    let file = files[Int(row.file)]
    return row.record.count > 0 ? "\(file), record \(string(row.record))" : file
  }

  /// All that a row says.
  func values(ofRow index: Int, of table: Table) -> [(column: Int, text: [UInt8])] {
    cells(of: rows[table.rawValue][index]).map { cell in
      (Int(cell.column), Array(TextParsing.trimmed(cell.extent.bytes)))
    }
  }

  private func cells(of row: Row) -> [Cell] {
    (row.firstCell..<row.firstCell + Int(row.cellCount)).map { cells[$0] }
  }

  /// Takes rows away again; the positions of those behind them change.
  mutating func remove(_ positions: Set<Int>, of table: Table) {
    if positions.isEmpty { return }
    var kept = BlockArray<Row>()
    for position in 0..<count(of: table) where !positions.contains(position) {
      kept.append(rows[table.rawValue][position])
    }
    rows[table.rawValue] = kept
  }

  /// Gives an earlier row a value; the row that was added last gets none by `set` any more.
  mutating func replace(_ column: some Column, ofRow index: Int, of table: Table, by text: [UInt8]) {
    extend(index, of: table, by: [(column.rawValue, text)])
  }

  /// Gives an activity what it has no value for. Values that mean nothing without each other come together.
  mutating func fillGaps(ofActivity index: Int, from values: [(column: Int, text: [UInt8])]) {
    let given = Set(cells(of: rows[Table.activities.rawValue][index]).map { Int($0.column) })
    let missing = values.filter { column, _ in
      !given.contains(column) && !Self.activityColumnsBeside(column).contains(where: given.contains)
    }
    if !missing.isEmpty { extend(index, of: .activities, by: missing) }
  }

  /// The columns whose value goes before that of this one, or says what it means.
  private static func activityColumnsBeside(_ column: Int) -> [Int] {
    let together: [[ActivityColumn]] = [[.regardingType, .regardingID], [.durationMinutes, .endsAt]]
    return together.map { $0.map(\.rawValue) }.first { $0.contains(column) } ?? []
  }

  private mutating func extend(_ index: Int, of table: Table, by values: [(column: Int, text: [UInt8])]) {
    let row = rows[table.rawValue][index]
    // The cells of a row stand together: they move to where there is room for more.
    let first = cells.count
    for position in row.firstCell..<row.firstCell + Int(row.cellCount) { cells.append(cells[position]) }
    for (column, text) in values {
      cells.append(Cell(extent: keep(text), column: Int32(column)))
    }
    rows[table.rawValue][index].firstCell = first
    rows[table.rawValue][index].cellCount += Int32(values.count)
  }

  /// Writes all `Message-ID`s in the one form that compares.
  mutating func normalizeMessageIDs() {
    let columns = (Int32(ActivityColumn.messageID.rawValue), Int32(ActivityColumn.inReplyTo.rawValue))
    for index in 0..<count(of: .activities) {
      let row = rows[Table.activities.rawValue][index]
      for position in row.firstCell..<row.firstCell + Int(row.cellCount) {
        let cell = cells[position]
        if cell.column == columns.0 || cell.column == columns.1 {
          cells[position].extent = normalizedMessageID(cell.extent)
        }
      }
    }
  }

  /// The value itself where it has the form already.
  private func normalizedMessageID(_ extent: Extent) -> Extent {
    let core = MessageID.core(of: extent.bytes)
    if MessageID.isLowercased(core) { return part(core) }
    var bytes = Array(core)
    MessageID.lowercaseDomain(&bytes)
    return keep(bytes)
  }
}
