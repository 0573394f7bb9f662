import Dataset

/// Reads one file into one table, by one entry of a mapping.
struct EntryReader {
  private let entry: TableEntry
  private let file: String
  private let columnCount: Int
  private let constants = ByteArena()
  private var conditions: [BoundCondition] = []
  private var row: BoundRow
  private var participants: [BoundRow] = []
  /// Whether an entry of the table passes over rows whose id was there before.
  private let sharesIDs: Bool

  /// - Throws: `IngestError.mapping` if the file lacks a column that the entry needs.
  init(
    _ entry: TableEntry, _ file: borrowing ExportFile, sharesIDs: Bool, into tables: inout StagedTables
  ) throws(IngestError) {
    self.entry = entry
    self.sharesIDs = sharesIDs
    self.file = file.file.name
    columnCount = file.columns.count
    let columns = file.columns
    var positions: [String: Int] = [:]
    for name in entry.columns where positions[name.text] == nil {
      if let position = try file.position(of: name) { positions[name.text] = position }
    }
    var binder = ValueBinder(header: columns, file: self.file, positions: positions, constants: constants)
    for condition in entry.conditions {
      // A condition on a column that may be missing leaves nothing out.
      if condition.isLenient && positions[condition.column.text] == nil { continue }
      conditions.append(try binder.bind(condition))
    }
    var fields = try Self.fields(entry.fields, of: entry.table, &binder, into: &tables)
    for list in entry.participants {
      let fields = try Self.fields(list, of: .participants, &binder, into: &tables)
      participants.append(BoundRow(.participants, fields))
    }
    if entry.table.hasCustomFields {
      let others = columns.indices.filter { position in
        var column = columns[position]
        return !binder.used.contains(position) && column.withUTF8(entry.isCustom)
      }
      fields += Self.custom(columns, at: others, of: entry.table, into: &tables)
    }
    row = BoundRow(entry.table, fields)
  }

  private static func fields(
    _ mapped: [MappedField], of table: Table, _ binder: inout ValueBinder, into tables: inout StagedTables
  ) throws(IngestError) -> [BoundField] {
    var fields: [BoundField] = []
    for field in mapped {
      let column: Int
      var kind = FieldKind.text
      switch field.target {
      case .column(let position):
        column = position
        kind = FieldKind(position, of: table)
      case .custom(let name):
        guard let position = tables.cell(for: name, in: table) else { continue }
        column = position
      }
      let isRequired = table.requiredColumns.contains(column)
      guard let value = try binder.bind(field.value, kind: kind) else {
        if isRequired, let name = field.value.columns.first { throw binder.missing(name) }
        continue
      }
      fields.append(
        BoundField(column: column, name: field.name, isRequired: isRequired, kind: kind, value: value))
    }
    return fields
  }

  /// Columns as custom fields of their own name.
  private static func custom(
    _ columns: [String], at positions: [Int], of table: Table, into tables: inout StagedTables
  ) -> [BoundField] {
    var names: Set<String> = []
    return positions.compactMap { position in
      let column = columns[position]
      guard !column.isEmpty, names.insert(column).inserted else { return nil }
      // A column of the export must not pass for one of the data set because it has the same name.
      let name = table.columns.contains(column) ? "\(column) (column)" : column
      guard let cell = tables.cell(for: name, in: table) else { return nil }
      let steps = ValueSteps(
        MappedValue(.constant(""), at: MappingPlace(file: "", line: 0, column: 0)), kind: .text,
        constants: ByteArena())
      let value = BoundValue(
        alternatives: [.init(source: .cell(position), conditions: [], steps: steps)], separators: [])
      return BoundField(column: cell, name: column, isRequired: false, kind: .text, value: value)
    }
  }

  /// Every column that lookups of the entry go to.
  var lookups: [Lookup] {
    ([row] + participants).flatMap { row in
      row.fields.flatMap { $0.value.alternatives.flatMap(\.steps.lookups) }
    }
  }

  /// Reads all rows.
  ///
  /// - Parameter ids: of the table, those that were read before.
  /// - Throws: `IngestError.malformed` if the file is not CSV.
  mutating func read(
    _ scanner: inout CSVScanner, _ context: inout RowContext, ids: inout TextPool, into tables: inout StagedTables
  ) throws(IngestError) {
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var cells: [UnsafeBufferPointer<UInt8>] = []
    while try scanner.nextRow() {
      cells.removeAll(keepingCapacity: true)
      cells.append(contentsOf: scanner.cells.prefix(columnCount))
      if cells.count < columnCount {
        cells.append(contentsOf: repeatElement(empty, count: columnCount - cells.count))
      }
      if scanner.cells.dropFirst(columnCount).contains(where: { !TextParsing.trimmed($0).isEmpty }) {
        if context.isNewLongRow(scanner.line, of: file) { reportLongRow(scanner, &tables) }
        continue
      }
      guard conditions.allSatisfy({ $0.holds(cells) }) else { continue }
      context.arena.removeAll()
      readRow(cells, scanner, &context, &ids, into: &tables)
    }
  }

  private func reportLongRow(_ scanner: CSVScanner, _ tables: inout StagedTables) {
    let place = scanner.place(of: columnCount)
    tables.report(
      DataProblem(
        .leftOutRow, file: file, line: place.line, column: place.column, found: "\(scanner.cells.count) cells",
        expected: "\(columnCount), as in the header"))
  }

  private mutating func readRow(
    _ cells: [UnsafeBufferPointer<UInt8>], _ scanner: CSVScanner, _ context: inout RowContext, _ ids: inout TextPool,
    into tables: inout StagedTables
  ) {
    let isPassedOver = entry.isDistinct || entry.table.isLinkTable
    guard Self.fill(&row, cells, scanner, file, &context, isOptional: isPassedOver, &tables) else { return }
    if !entry.table.isLinkTable {
      let known = ids.count
      if sharesIDs { _ = ids.intern(row.id) }
      // A table with a distinct entry shares its ids among all of its entries.
      if entry.isDistinct, ids.count == known { return }
    }
    tables.add(row, file: file, line: scanner.line)
    for position in participants.indices
    where Self.fill(&participants[position], cells, scanner, file, &context, isOptional: true, &tables) {
      tables.add(participants[position], file: file, line: scanner.line)
    }
  }

  /// Finds the values of a row, and reports what is wrong with it; `false` if there is no row.
  ///
  /// - Parameter isOptional: whether a row without a required value is none, rather than a bad one.
  private static func fill(
    _ row: inout BoundRow, _ cells: [UnsafeBufferPointer<UInt8>], _ scanner: CSVScanner, _ file: String,
    _ context: inout RowContext, isOptional: Bool, _ tables: inout StagedTables
  ) -> Bool {
    func report(
      _ kind: DataProblem.Kind, _ field: String, _ cell: Int, _ found: UnsafeBufferPointer<UInt8>, _ expected: String
    ) {
      let place = cell < scanner.cells.count ? scanner.place(of: cell) : (scanner.line, 0)
      tables.report(
        DataProblem(
          kind, file: file, line: place.0, column: place.1, field: field,
          found: String(decoding: found.prefix(200), as: UTF8.self), expected: expected))
    }
    let outcome = row.read(cells, &context) { report(.danglingReference, $0, $1, $2, $3) }
    switch outcome {
    case .complete: return true
    case .incomplete(let field, let cell):
      // A row of empty cells is how some exports end.
      if isOptional || cells.allSatisfy({ TextParsing.trimmed($0).isEmpty }) { return false }
      report(
        .leftOutRow, field, cell, UnsafeBufferPointer(start: nil, count: 0),
        "a value, because \(row.table.name) must have it")
      return false
    case .bad(let field, let cell, let found, let expected):
      report(.leftOutRow, field, cell, found, expected)
      return false
    }
  }
}
