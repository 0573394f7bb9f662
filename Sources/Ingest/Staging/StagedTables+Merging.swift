import Dataset

/// What merging does to rows that are there already.
extension StagedTables {
  /// Calls `body` with the bytes of a value, trimmed.
  func withUTF8<Result>(_ extent: Extent, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      body(TextParsing.trimmed(UnsafeBufferPointer(rebasing: bytes[extent.start..<extent.start + Int(extent.count)])))
    }
  }

  /// The file, and the record where it has no lines, as messages say it.
  func source(of row: Row) -> String {
    let file = files[Int(row.file)]
    return row.record.count > 0 ? "\(file), record \(string(row.record))" : file
  }

  /// All that a row says, copied.
  func values(ofRow index: Int, of table: Table) -> [(column: Int, text: [UInt8])] {
    let row = rows[table.rawValue][index]
    return cells[row.firstCell..<row.firstCell + Int(row.cellCount)].map { cell in
      (Int(cell.column), withUTF8(cell.extent) { Array($0) })
    }
  }

  /// Takes rows away again; the positions of those behind them change.
  mutating func remove(_ positions: Set<Int>, of table: Table) {
    if positions.isEmpty { return }
    rows[table.rawValue] = rows[table.rawValue].enumerated().filter { !positions.contains($0.offset) }.map(\.element)
  }

  /// Gives an earlier row a value; the row that was added last gets none by `set` any more.
  mutating func replace(_ column: some Column, ofRow index: Int, of table: Table, by text: [UInt8]) {
    extend(index, of: table, by: [(column.rawValue, text)])
  }

  /// Gives an activity what it has no value for. Values that mean nothing without each other come together.
  mutating func fillGaps(ofActivity index: Int, from values: [(column: Int, text: [UInt8])]) {
    let row = rows[Table.activities.rawValue][index]
    let given = Set(cells[row.firstCell..<row.firstCell + Int(row.cellCount)].map { Int($0.column) })
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
    cells.append(contentsOf: Array(cells[row.firstCell..<row.firstCell + Int(row.cellCount)]))
    for (column, text) in values {
      cells.append(Cell(column: Int32(column), extent: Extent(start: bytes.count, count: Int32(clamping: text.count))))
      bytes.append(contentsOf: text)
    }
    rows[table.rawValue][index].firstCell = first
    rows[table.rawValue][index].cellCount += Int32(values.count)
  }

  /// Writes all `Message-ID`s in the one form that compares.
  mutating func normalizeMessageIDs() {
    let columns = [ActivityColumn.messageID, .inReplyTo].map { Int32($0.rawValue) }
    for row in rows[Table.activities.rawValue] {
      for cell in row.firstCell..<row.firstCell + Int(row.cellCount) where columns.contains(cells[cell].column) {
        cells[cell].extent = normalizedMessageID(cells[cell].extent)
      }
    }
  }

  private mutating func normalizedMessageID(_ extent: Extent) -> Extent {
    let core = bytes.withUnsafeBufferPointer { bytes -> Range<Int> in
      let whole = UnsafeBufferPointer(rebasing: bytes[extent.start..<extent.start + Int(extent.count)])
      let core = MessageID.core(of: whole)
      guard let base = whole.baseAddress, let start = core.baseAddress else { return extent.start..<extent.start }
      let first = extent.start + (start - base)
      return first..<first + core.count
    }
    MessageID.lowercaseDomain(&bytes, in: core)
    return Extent(start: core.lowerBound, count: Int32(clamping: core.count))
  }
}
