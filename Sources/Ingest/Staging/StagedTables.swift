import Bytes
import Dataset

/// The rows of one source, copied, so that they can be completed and merged with those of other sources before a
/// `DatasetBuilder` takes them. Memory is linear in the text of the cells that have a value.
public struct StagedTables: RowSink {
  /// The bytes of all values. They are never altered, so that copies of the tables may share them, and cells one value.
  private let arena = ByteArena(blockSize: 256 << 10)
  var cells = BlockArray<Cell>()
  private(set) var files: [String] = []
  var rows = [BlockArray<Row>](repeating: BlockArray(), count: Table.allCases.count)
  private(set) var customColumns = [ColumnNames](repeating: ColumnNames(), count: Table.allCases.count)
  private(set) var problems: [DataProblem] = []
  /// Whether custom fields of a table were left out.
  private var isCut = [Bool](repeating: false, count: Table.allCases.count)
  /// The table of the row that was added last.
  private var lastTable = 0

  /// The bytes of a value, which are there as long as the tables.
  struct Extent {
    fileprivate var start: UnsafePointer<UInt8>?
    fileprivate(set) var count: Int32 = 0

    init() {}

    /// - Parameter bytes: of the tables, or of the program itself.
    fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) {
      start = bytes.baseAddress
      count = Int32(clamping: bytes.count)
    }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: Int(count)) }
  }

  struct Cell {
    var extent: Extent
    var column: Int32
  }

  struct Row {
    /// The id of the record, for messages; none where a line says it.
    var record = Extent()
    var file: Int32
    /// What tells the same activity in another source; see `addRow`.
    var identity = Extent()
    var line: Int32
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
    addRow(to: table, file: row.file, line: row.line, record: keep(row.record))
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
    addRow(to: table, file: file, line: line, record: keep(record), identity: keep(identity))
  }

  /// The same with values that the tables have already.
  mutating func addRow(
    to table: Table, file: String, line: Int = 0, record: Extent, identity: Extent = Extent()
  ) {
    if files.last != file { files.append(file) }
    lastTable = table.rawValue
    rows[lastTable].append(
      Row(
        record: record, file: Int32(files.count - 1), identity: identity, line: Int32(clamping: line),
        firstCell: cells.count))
  }

  /// Sets a cell of the row that was added last, by the position that `cell(for:in:)` gives. An empty value is none; the
  /// last of several values holds.
  public mutating func set(_ column: Int, _ value: UnsafeBufferPointer<UInt8>) {
    if !value.isEmpty { set(column, keep(value)) }
  }

  public mutating func set(_ column: Int, _ value: String) {
    if !value.isEmpty { set(column, keep(value)) }
  }

  public mutating func set(_ column: some Column, _ value: UnsafeBufferPointer<UInt8>) { set(column.rawValue, value) }

  public mutating func set(_ column: some Column, _ value: String) { set(column.rawValue, value) }

  /// The same with a value that the tables have already.
  mutating func set(_ column: some Column, _ value: Extent) { set(column.rawValue, value) }

  private mutating func set(_ column: Int, _ value: Extent) {
    if value.count == 0 { return }
    cells.append(Cell(extent: value, column: Int32(column)))
    rows[lastTable][rows[lastTable].count - 1].cellCount += 1
  }

  /// Copies a value, which any number of cells may have.
  func keep(_ value: UnsafeBufferPointer<UInt8>) -> Extent { value.isEmpty ? Extent() : Extent(arena.add(value)) }

  /// Copies a value, which any number of cells may have.
  func keep(_ value: String) -> Extent {
    if value.isEmpty { return Extent() }
    var value = value
    return value.withUTF8 { keep($0) }
  }

  /// Keeps what `write` appends.
  func keep(_ write: (inout ByteBuffer) -> Void) -> Extent { Extent(arena.add(write)) }

  func keep(_ value: [UInt8]) -> Extent { value.withUnsafeBufferPointer { keep($0) } }

  /// A part of a value that the tables have already.
  func part(_ bytes: UnsafeBufferPointer<UInt8>) -> Extent { bytes.isEmpty ? Extent() : Extent(bytes) }

  /// A word of the program, which needs no copy.
  static func word(_ word: StaticString) -> Extent {
    Extent(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}

extension StagedTables {
  // MARK: Reading

  func count(of table: Table) -> Int { rows[table.rawValue].count }

  func row(_ index: Int, of table: Table) -> Row { rows[table.rawValue][index] }

  func string(_ extent: Extent) -> String { String(decoding: extent.bytes, as: UTF8.self) }

  /// The value of a cell; empty where the row has none.
  func value(_ column: some Column, ofRow index: Int, of table: Table) -> Extent {
    value(column: column.rawValue, ofRow: index, of: table)
  }

  /// The value of a cell by the position of its column; empty where the row has none.
  func value(column: Int, ofRow index: Int, of table: Table) -> Extent {
    let row = rows[table.rawValue][index]
    var position = row.firstCell + Int(row.cellCount)
    while position > row.firstCell {
      position -= 1
      let cell = cells[position]
      if cell.column == Int32(column) { return cell.extent }
    }
    return Extent()
  }

  /// Hands all rows of a table to a sink, in their order.
  func feed(_ table: Table, where isWanted: (Int) -> Bool = { _ in true }, into sink: inout some RowSink)
    throws(DatasetError)
  {
    let custom = customColumns[table.rawValue].names.map { sink.cell(for: $0, in: table) ?? -1 }
    let known = table.columns.count
    let width = max(known, (custom.max() ?? -1) + 1)
    let cells = UnsafeMutableBufferPointer<RawRow.Cell>.allocate(capacity: width)
    defer { cells.deallocate() }
    var raw = RawRow(file: "", line: 0, cells: UnsafeBufferPointer(cells))
    for index in 0..<count(of: table) where isWanted(index) {
      let row = rows[table.rawValue][index]
      cells.initialize(repeating: RawRow.Cell(start: nil, count: 0))
      for position in row.firstCell..<row.firstCell + Int(row.cellCount) {
        let cell = self.cells[position]
        let column = Int(cell.column)
        let target = column < known ? column : custom[column - known]
        if target >= 0 { cells[target] = cell.extent.bytes }
      }
      raw.file = files[Int(row.file)]
      raw.line = Int(row.line)
      raw.record = row.record.bytes
      try sink.add(raw, to: table)
    }
  }
}
