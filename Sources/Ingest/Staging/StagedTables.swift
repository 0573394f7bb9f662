import Dataset

/// The rows of one source, copied, so that they can be completed and merged with those of other sources before a
/// `DatasetBuilder` takes them. Memory is linear in the text of the cells that have a value.
public struct StagedTables: RowSink {
  /// The bytes of all cells.
  var bytes: [UInt8] = []
  var cells: [Cell] = []
  private(set) var files: [String] = []
  var rows = [[Row]](repeating: [], count: Table.allCases.count)
  private(set) var customColumns = [ColumnNames](repeating: ColumnNames(), count: Table.allCases.count)
  private(set) var problems: [DataProblem] = []
  /// Whether custom fields of a table were left out.
  private var isCut = [Bool](repeating: false, count: Table.allCases.count)
  /// The table of the row that was added last.
  private var lastTable = 0

  /// Where the bytes of a value stand.
  struct Extent {
    var start = 0
    var count: Int32 = 0
  }

  struct Cell {
    var column: Int32
    var extent: Extent
  }

  struct Row {
    var file: Int32
    var line: Int32
    /// The id of the record, for messages; none where a line says it.
    var record = Extent()
    /// What tells the same activity in another source; see `addRow`.
    var identity = Extent()
    var firstCell: Int
    var cellCount: Int32 = 0
  }

  public init() {}

  // MARK: Adding

  public mutating func cell(for column: String, in table: Table) -> Int? {
    if let known = table.columns.firstIndex(of: column) { return known }
    guard table.hasCustomFields else { return nil }
    let isFull = customColumns[table.rawValue].names.count >= Table.mostColumns
    if isFull, customColumns[table.rawValue].position(of: column) == nil {
      noteTooManyColumns(of: table)
      return nil
    }
    return table.columns.count + customColumns[table.rawValue].add(column)
  }

  private mutating func noteTooManyColumns(of table: Table) {
    guard !isCut[table.rawValue] else { return }
    isCut[table.rawValue] = true
    problems.append(
      DataProblem(
        .note, file: files.last ?? table.name, found: "more than \(Table.mostColumns) custom fields of \(table.name)",
        expected: "fewer; the others are left out"))
  }

  public mutating func add(_ row: RawRow, to table: Table) {
    addRow(to: table, file: row.file, line: row.line, record: row.record)
    for (column, cell) in row.cells.enumerated() { set(column, cell) }
  }

  public mutating func report(_ problem: DataProblem) { problems.append(problem) }

  /// Adds a row without any value; `set` gives it some.
  ///
  /// - Parameters:
  ///   - line: from 1; 0 where the source has no lines.
  ///   - record: the id of the record, for messages.
  ///   - identity: of an activity, what is equal where another source has the same one: `mail:` and the normalised
  ///     `Message-ID`, or `event:` and the iCalendar `UID` with the recurrence instance. Empty: known by its id alone.
  public mutating func addRow(to table: Table, file: String, line: Int, record: String = "", identity: String = "") {
    if files.last != file { files.append(file) }
    var row = Row(file: Int32(files.count - 1), line: Int32(clamping: line), firstCell: cells.count)
    if !record.isEmpty { row.record = append(utf8: record) }
    if !identity.isEmpty { row.identity = append(utf8: identity) }
    rows[table.rawValue].append(row)
    lastTable = table.rawValue
  }

  /// The same with an id of the record in bytes.
  public mutating func addRow(
    to table: Table, file: String, record: UnsafeBufferPointer<UInt8>, identity: String = ""
  ) {
    addRow(to: table, file: file, line: 0, identity: identity)
    rows[table.rawValue][rows[table.rawValue].count - 1].record = append(record)
  }

  /// Sets a cell of the row that was added last, by the position that `cell(for:in:)` gives. An empty value is none; the
  /// last of several values holds.
  public mutating func set(_ column: Int, _ value: UnsafeBufferPointer<UInt8>) {
    if !value.isEmpty { appendCell(column, append(value)) }
  }

  public mutating func set(_ column: Int, _ value: String) {
    if !value.isEmpty { appendCell(column, append(utf8: value)) }
  }

  public mutating func set(_ column: some Column, _ value: UnsafeBufferPointer<UInt8>) { set(column.rawValue, value) }

  public mutating func set(_ column: some Column, _ value: String) { set(column.rawValue, value) }

  private mutating func appendCell(_ column: Int, _ extent: Extent) {
    cells.append(Cell(column: Int32(column), extent: extent))
    rows[lastTable][rows[lastTable].count - 1].cellCount += 1
  }

  private mutating func append(_ value: UnsafeBufferPointer<UInt8>) -> Extent {
    bytes.append(contentsOf: value)
    return Extent(start: bytes.count - value.count, count: Int32(clamping: value.count))
  }

  private mutating func append(utf8 value: String) -> Extent {
    let start = bytes.count
    bytes.append(contentsOf: value.utf8)
    return Extent(start: start, count: Int32(clamping: bytes.count - start))
  }
}

extension StagedTables {
  // MARK: Reading

  func count(of table: Table) -> Int { rows[table.rawValue].count }

  func row(_ index: Int, of table: Table) -> Row { rows[table.rawValue][index] }

  func string(_ extent: Extent) -> String {
    String(decoding: bytes[extent.start..<extent.start + Int(extent.count)], as: UTF8.self)
  }

  /// The value of a cell; empty where the row has none.
  func value(_ column: some Column, ofRow index: Int, of table: Table) -> Extent {
    value(column: column.rawValue, ofRow: index, of: table)
  }

  /// The value of a cell by the position of its column; empty where the row has none.
  func value(column: Int, ofRow index: Int, of table: Table) -> Extent {
    let row = rows[table.rawValue][index]
    return cells[row.firstCell..<row.firstCell + Int(row.cellCount)].last { $0.column == Int32(column) }?
      .extent ?? Extent()
  }

  /// Hands all rows of a table to a sink, in their order.
  func feed(_ table: Table, where isWanted: (Int) -> Bool = { _ in true }, into sink: inout some RowSink)
    throws(DatasetError)
  {
    let custom = customColumns[table.rawValue].names.map { sink.cell(for: $0, in: table) ?? -1 }
    let known = table.columns.count
    let width = max(known, (custom.max() ?? -1) + 1)
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var values = [UnsafeBufferPointer<UInt8>](repeating: empty, count: width)
    let result: Result<Void, DatasetError> = bytes.withUnsafeBufferPointer { bytes in
      for (index, row) in rows[table.rawValue].enumerated() where isWanted(index) {
        for position in values.indices { values[position] = empty }
        for cell in cells[row.firstCell..<row.firstCell + Int(row.cellCount)] {
          let column = Int(cell.column)
          let position = column < known ? column : custom[column - known]
          if position >= 0 {
            values[position] = UnsafeBufferPointer(
              rebasing: bytes[cell.extent.start..<cell.extent.start + Int(cell.extent.count)])
          }
        }
        var raw = RawRow(file: files[Int(row.file)], line: Int(row.line), cells: values)
        if row.record.count > 0 { raw.record = string(row.record) }
        do throws(DatasetError) { try sink.add(raw, to: table) } catch { return .failure(error) }
      }
      return .success(())
    }
    try result.get()
  }
}
