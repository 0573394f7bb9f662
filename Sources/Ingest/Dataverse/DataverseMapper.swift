import Dataset

/// Makes rows of a data set of the rows of Dataverse tables (sources spec, "dataverse").
///
/// Rows of a table may come in any order and repeatedly; tables should come in the order of `DataverseTable`, since a
/// lookup whose table is not said is looked for among the rows that are known. `finish` says what only the whole tells.
struct DataverseMapper {
  var tables: StagedTables
  let settings: SourceSettings
  var columns = DataverseColumns()
  var labels = DataverseLabels()
  /// Ids in lower case, so that they compare as numbers.
  var pool = TextPool()
  var people = DataversePeople()
  var activities = BlockArray<DataverseActivity>()
  /// ISO codes of currencies, and names of roles, by id.
  var currencyCodes: [Text: String] = [:]
  var roleNames: [Text: String] = [:]
  /// The cell of each custom column, by table; −1 for a column that is none.
  var customCells = [[Int32?]](repeating: [], count: Table.allCases.count)
  /// Parties whose activity is not in the export.
  var strayParties = 0
  var firstStray = ""

  private var entries = BlockArray<Entry>()
  /// The entry of each id, by text handle; −1 for none.
  private var entryOfID: [Int32] = []
  /// Each id that a cell has, as the tables keep it once, by text handle.
  private var keptIDs: [StagedTables.Extent] = []
  /// Rows that a newer version took the place of.
  private var replaced = [Set<Int>](repeating: [], count: Table.allCases.count)

  /// A row that was met.
  private struct Entry {
    var table: DataverseTable
    var version: DataverseVersion
    /// The row that was made of it; none if it is deleted or means nothing.
    var row: (table: Table, position: Int)?
    /// Rows for its parties.
    var participants = 0..<0
    /// Its place in `activities`.
    var activity: Int?
  }

  init(_ tables: StagedTables, _ settings: SourceSettings) {
    self.tables = tables
    self.settings = settings
  }

  /// Takes a row.
  mutating func add(_ record: DataverseRecord) {
    let id = id(record.id)
    if id.isEmpty, record.table == .activityparty {
      // A party needs no name of its own.
      _ = addParty(of: record)
      return
    }
    guard !id.isEmpty else {
      report(
        .leftOutRow, record, record.table.idAttribute, found: "nothing", expected: "the id of the row")
      return
    }
    guard let position = admit(record, id) else { return }
    let firstParticipant = tables.count(of: .participants)
    let row = row(for: record, id, entry: position)
    entries[position].row = row
    if row?.table == .activities {
      entries[position].participants = firstParticipant..<tables.count(of: .participants)
    }
  }

  /// Makes the row, if the record means one.
  private mutating func row(
    for record: DataverseRecord, _ id: Text, entry: Int
  ) -> (table: Table, position: Int)? {
    var table: Table?
    switch record.table {
    case .transactioncurrency: currencyCodes[id] = record.string(.isocurrencycode)
    case .connectionrole: roleNames[id] = record.string(.name)
    case .businessunit: people.businessUnits[id] = record.string(.name)
    case .team: people.addTeam(record, id)
    case .systemuser: table = addUser(record, id)
    case .account: table = addAccount(record, id)
    case .contact: table = addContact(record, id)
    case .lead: table = addLead(record, id)
    case .opportunity: table = addOpportunity(record, id)
    case .connection: table = addConnection(record)
    case .email, .appointment, .phonecall, .task, .activitypointer:
      table = addActivity(record, id)
      if table != nil { entries[entry].activity = activities.count - 1 }
    case .teammembership: people.addMembership(record, id, &pool)
    case .activityparty: table = addParty(of: record)
    }
    guard let table else { return nil }
    // Parties come behind the activity.
    let position = table == .activities ? activities[activities.count - 1].row : tables.count(of: table) - 1
    return (table, position)
  }

  // MARK: Rows that come again

  /// Whether a row is the newest of its id so far: then what was made of an older one goes.
  ///
  /// - Returns: its entry; `nil` if it is old, deleted, or says less than what is there.
  private mutating func admit(_ record: DataverseRecord, _ id: Text) -> Int? {
    let version = DataverseVersion(record)
    let isDeleted = record.flag(.isdelete) ?? record.flag(.isdeleted) ?? false
    let index = Int(id.index)
    if index >= entryOfID.count { entryOfID.append(contentsOf: repeatElement(-1, count: index + 1 - entryOfID.count)) }
    if entryOfID[index] < 0 {
      entryOfID[index] = Int32(entries.count)
      entries.append(Entry(table: record.table, version: version))
      return isDeleted ? nil : entries.count - 1
    }
    let position = Int(entryOfID[index])
    let known = entries[position]
    if known.table == record.table {
      if version < known.version { return nil }
    } else if record.table == .activitypointer {
      // The activity's own table says more.
      return nil
    }
    withdraw(known)
    if record.table == .teammembership { people.removeMembership(id) }
    entries[position] = Entry(table: record.table, version: version)
    return isDeleted ? nil : position
  }

  private mutating func withdraw(_ entry: Entry) {
    if let row = entry.row { replaced[row.table.rawValue].insert(row.position) }
    for row in entry.participants { replaced[Table.participants.rawValue].insert(row) }
    if let activity = entry.activity { activities[activity].isGone = true }
  }

  /// Marks a row as one that is not there, since something better says the same.
  mutating func withdraw(participants: Range<Int>) {
    for row in participants { replaced[Table.participants.rawValue].insert(row) }
  }

  /// Takes away the rows that were replaced.
  mutating func removeReplaced() {
    for table in Table.allCases { tables.remove(replaced[table.rawValue], of: table) }
  }

  // MARK: Ids

  /// The handle of an id, whose case and braces do not matter.
  mutating func id(_ text: UnsafeBufferPointer<UInt8>) -> Text {
    var text = TextParsing.trimmed(text)
    if text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") {
      text = UnsafeBufferPointer(rebasing: text.dropFirst().dropLast())
    }
    return pool.internLowercased(text)
  }

  /// The table of the row with an id, if there is one.
  func table(of id: Text) -> DataverseTable? {
    let index = Int(id.index)
    guard index < entryOfID.count, entryOfID[index] >= 0 else { return nil }
    return entries[Int(entryOfID[index])].table
  }

  /// The activity with an id, and whether any row has that id.
  func activity(_ id: Text) -> (position: Int?, isKnown: Bool) {
    let index = Int(id.index)
    guard index < entryOfID.count, entryOfID[index] >= 0 else { return (nil, false) }
    return (entries[Int(entryOfID[index])].activity, true)
  }

  /// Where a lookup points to: the row's id, and its table, as the export says it or as the row is known.
  mutating func target(of field: DataverseRecord.Field) -> (table: DataverseTable?, id: Text) {
    let id = id(field.value)
    if id.isEmpty { return (nil, .none) }
    if field.target.isEmpty { return (table(of: id), id) }
    return (DataverseTable(named: String(decoding: TextParsing.trimmed(field.target), as: UTF8.self)), id)
  }

  // MARK: Cells and messages

  mutating func set(_ column: some Column, id: Text) { tables.set(column, kept(id)) }

  /// An id in the tables, which have it once however many rows name it.
  private mutating func kept(_ id: Text) -> StagedTables.Extent {
    let index = Int(id.index)
    if index >= keptIDs.count {
      keptIDs.append(
        contentsOf: repeatElement(StagedTables.Extent(), count: max(index, pool.count) + 1 - keptIDs.count))
    }
    if keptIDs[index].count == 0 { keptIDs[index] = pool.withUTF8(id) { tables.keep($0) } }
    return keptIDs[index]
  }

  mutating func set(_ column: some Column, _ text: [UInt8]) {
    text.withUnsafeBufferPointer { tables.set(column, $0) }
  }

  /// - Parameter id: of the record that the row is made of.
  mutating func addRow(to table: Table, file: String, _ id: Text, identity: String = "") {
    tables.addRow(to: table, file: file, record: kept(id), identity: tables.keep(identity))
  }

  mutating func report(
    _ kind: DataProblem.Kind, _ record: DataverseRecord, _ attribute: DataverseAttribute?, found: String,
    expected: String
  ) {
    let id = String(decoding: record.id, as: UTF8.self)
    let file = id.isEmpty ? record.file : "\(record.file), record \(id)"
    tables.report(
      DataProblem(
        kind, file: file, field: attribute.map { "\($0)" } ?? "", found: found, expected: expected))
  }
}

/// Which of several rows with one id is the newest: the greatest `SinkModifiedOn`, else `versionnumber`; of equal ones
/// the last.
struct DataverseVersion: Comparable {
  private var seconds = Int.min
  private var fraction = 0
  private var number = -1

  init(_ record: DataverseRecord) {
    let sink = record.value(.sinkmodifiedon)
    if !sink.isEmpty, let moment = DataverseDate.moment(sink) { (seconds, fraction) = moment }
    number = record.number(.versionnumber) ?? -1
  }

  static func < (first: Self, second: Self) -> Bool {
    (first.seconds, first.fraction, first.number) < (second.seconds, second.fraction, second.number)
  }
}
