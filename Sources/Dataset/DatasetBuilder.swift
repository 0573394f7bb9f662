/// Takes the rows of any source, table after table in the order of `Table.allCases`, and makes a `Dataset` of them.
///
/// A bad row or a dangling reference becomes a `DataProblem`, and the rest goes on; a duplicate id is an error.
public struct DatasetBuilder: RowSink, Sendable {
  var tables: DatasetTables
  /// In the order of the rows.
  public internal(set) var problems: [DataProblem] = []
  let internalDomains: [String]

  var userIDs = IDIndex()
  var accountIDs = IDIndex()
  var contactIDs = IDIndex()
  var leadIDs = IDIndex()
  var opportunityIDs = IDIndex()
  var activityIDs = IDIndex()
  var customColumns: [Table: ColumnNames] = [:]
  /// References to rows that are read later.
  var primaryContacts: [PendingReference] = []
  var people = PeopleIndex()
  var staged: [StagedParticipation] = []
  private(set) var isSealed = false
  private var sortedTimes: SortedTimes?

  /// - Parameters:
  ///   - zone: the report's time zone, in which instants without an offset are read.
  ///   - internalDomains: mail domains of the team, subdomains included.
  public init(zone: TimeZoneRules, internalDomains: [String]) {
    tables = DatasetTables(zone: zone)
    self.internalDomains = internalDomains.map { $0.lowercased() }
  }

  /// The position of a column in `RawRow.cells`; `nil` if the table ignores it.
  public mutating func cell(for column: String, in table: Table) -> Int? {
    if let known = table.columns.firstIndex(of: column) { return known }
    guard table.hasCustomFields else { return nil }
    return table.columns.count + customColumns[table, default: ColumnNames()].add(column)
  }

  /// Adds a row of `table`.
  ///
  /// - Throws: `DatasetError.duplicateID`.
  public mutating func add(_ row: RawRow, to table: Table) throws(DatasetError) {
    if table.rawValue >= Table.activities.rawValue { sealRecords() }
    do throws(RowFailure) {
      switch table {
      case .users: try addUser(row)
      case .accounts: try addAccount(row)
      case .contacts: try addContact(row)
      case .leads: try addLead(row)
      case .opportunities: try addOpportunity(row)
      case .salesTeam: try addSalesTeam(row)
      case .stakeholders: try addStakeholder(row)
      case .activities: try addActivity(row)
      case .participants: try addParticipant(row)
      }
    } catch { try note(error, of: row) }
  }

  /// Adds a row of `activities` whose values have been read.
  ///
  /// - Throws: `DatasetError.duplicateID`.
  public mutating func add(_ row: RawRow, _ values: ActivityValues) throws(DatasetError) {
    sealRecords()
    do throws(RowFailure) { try addActivity(row, values) } catch { try note(error, of: row) }
  }

  private mutating func note(_ failure: RowFailure, of row: RawRow) throws(DatasetError) {
    switch failure {
    case .left(let bad): report(.leftOutRow, row, bad.cell, bad.field, bad.expected)
    case .fatal(let error): throw error
    }
  }

  /// The data set of all rows that were added.
  ///
  /// Whoever calls it consumes the builder: activities are put in order where they stand, and copied if it is still held.
  public consuming func finish() -> (dataset: Dataset, problems: [DataProblem]) {
    sealRecords()
    let order = order()
    let participations = OrderedParticipations(staged, order: order, personRows: sortUnresolved())
    TimeOrder.apply(order, to: &tables.activities)
    return finish(participations)
  }

  /// The same by two workers.
  public consuming func finishInParallel() async -> (dataset: Dataset, problems: [DataProblem]) {
    sealRecords()
    let order = order()
    let (staged, personRows) = (staged, sortUnresolved())
    async let participations = OrderedParticipations(staged, order: order, personRows: personRows)
    TimeOrder.apply(order, to: &tables.activities)
    return await finish(participations)
  }

  /// The times of the activities that were added, for who can sort them while participants are added.
  public var activityTimes: ActivityTimes { ActivityTimes(tables.activities) }

  /// Takes what `activityTimes` were sorted to, so that they need not be once more.
  public mutating func take(_ times: consuming SortedTimes) { sortedTimes = times }

  private mutating func order() -> [Int32] {
    let taken = sortedTimes.take()
    let times = taken.flatMap { $0.count == tables.activities.count ? $0 : nil } ?? activityTimes.sorted()
    return TimeOrder.of(tables.activities, times, tables.text)
  }

  private consuming func finish(
    _ participations: consuming OrderedParticipations
  ) -> (dataset: Dataset, problems: [DataProblem]) {
    tables.participations = participations.participations
    tables.participationEnds = participations.ends
    return (Dataset(tables), problems)
  }

  public mutating func expectMore(after share: Double) {
    tables.text.growth = Growth(share: share)
  }

  public mutating func fetch(_ texts: UnsafeBufferPointer<RawRow.Cell>) { tables.text.fetch(texts) }

  public mutating func report(_ problem: DataProblem) { problems.append(problem) }

  mutating func report(
    _ kind: DataProblem.Kind, _ row: RawRow, _ cell: Int, _ field: String, _ expected: String
  ) {
    let utf8 = TextParsing.trimmed(row.cells[cell])
    let place = row.place(ofCell: cell)
    problems.append(
      DataProblem(
        kind, file: row.source, line: place.line, column: place.column, field: field,
        found: String(decoding: utf8.prefix(200), as: UTF8.self), expected: expected))
  }

  /// Sorts the tables of records by id and makes ready for activities.
  private mutating func sealRecords() {
    if isSealed { return }
    isSealed = true
    resolvePrimaryContacts()
    sortRecords()
    indexPeople()
  }
}

/// Why a row was not added.
enum RowFailure: Error {
  case left(BadRow)
  case fatal(DatasetError)
}

/// A reference that is resolved when all records are known, with its place for the message.
struct PendingReference {
  var row: Int
  var id: Text
  var file: String
  var line: Int
  var column: Int
}

/// The row of each id of one table, and where it was read.
struct IDIndex {
  private var rows: [Int32] = []
  private var files: [String] = []
  private var fileStarts: [Int] = []
  private var lines: [Int32] = []

  func row(_ id: Text) -> Int? {
    let index = Int(id.index)
    guard index < rows.count, rows[index] >= 0 else { return nil }
    return Int(rows[index])
  }

  /// Adds the next row under `id`.
  mutating func add(_ id: Text, _ row: RawRow, cell: Int, text: TextPool) throws(RowFailure) {
    if let first = self.row(id) {
      let file = files[(fileStarts.lastIndex { $0 <= first }) ?? 0]
      let place = row.place(ofCell: cell)
      throw .fatal(
        .duplicateID(
          file: row.file, line: place.line, column: place.column, id: text.string(id), firstFile: file,
          firstLine: Int(lines[first])))
    }
    if files.last != row.file {
      files.append(row.file)
      fileStarts.append(lines.count)
    }
    let index = Int(id.index)
    if index >= rows.count {
      text.growth.makeRoom(for: index + 1 - rows.count, in: &rows)
      rows.append(contentsOf: repeatElement(-1, count: index + 1 - rows.count))
    }
    rows[index] = Int32(lines.count)
    text.growth.makeRoom(for: 1, in: &lines)
    lines.append(Int32(clamping: row.line))
  }

  /// Follows a reordering of the rows.
  mutating func reorder(newRows: [Int]) {
    for index in rows.indices where rows[index] >= 0 { rows[index] = Int32(newRows[Int(rows[index])]) }
  }
}
