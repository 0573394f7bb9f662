import Dataset

/// The rows of one source, with what is known of the source.
struct StagedSource {
  var kind: SourceKind
  /// As messages say it.
  var shown: String
  var tables: StagedTables
}

/// Makes one data set of the rows of several sources (sources spec, "Merging").
///
/// Rows keep their place in their source; what another source's row replaces is passed over when rows are handed on.
/// Time and memory are linear in the number of rows.
struct SourceMerger {
  /// In the order of the command line.
  var sources: [StagedSource]
  /// What was done, for those who have to know.
  private(set) var notes: [DataProblem] = []
  /// Ids and identities, so that they compare as numbers.
  var pool = TextPool()
  /// Rows that another row stands for, by source and table.
  var isDropped: [[Set<Int>]]
  /// The id under which an activity goes on, by source and the id that it has there.
  var newActivityIDs: [[Text: Text]]
  /// Activities that a later source has under the same id, by source.
  private var overridden: [Set<Text>]
  /// The conversation that one of another source turned out to be.
  var conversations: [Text: Text] = [:]

  init(_ sources: [StagedSource]) {
    self.sources = sources
    isDropped = sources.map { _ in Table.allCases.map { _ in [] } }
    newActivityIDs = sources.map { _ in [:] }
    overridden = sources.map { _ in [] }
  }

  mutating func merge() {
    for index in sources.indices { sources[index].tables.normalizeMessageIDs() }
    overrideRows()
    uniteActivities()
    renameConversations()
    repointParticipants()
  }

  // MARK: One id in two sources

  /// Of two rows of one table with one id in two sources, the later source's stays.
  private mutating func overrideRows() {
    guard sources.count > 1 else { return }
    for table in Table.allCases where table.hasIDs {
      /// The last source that has each id, by text handle; −1 for none.
      var owners: [Int32] = []
      for source in sources.indices.reversed() {
        for row in 0..<sources[source].tables.count(of: table) {
          let id = text(sources[source].tables.value(UserColumn.id, ofRow: row, of: table))
          if id.isEmpty { continue }
          let index = Int(id.index)
          if index >= owners.count { owners.append(contentsOf: repeatElement(-1, count: index + 1 - owners.count)) }
          if owners[index] < 0 { owners[index] = Int32(source) }
          if owners[index] == Int32(source) { continue }
          isDropped[source][table.rawValue].insert(row)
          if table == .activities { overridden[source].insert(id) }
          noteOverride(of: id, row, table, source: source, by: Int(owners[index]))
        }
      }
    }
  }

  private mutating func noteOverride(of id: Text, _ row: Int, _ table: Table, source: Int, by later: Int) {
    let tables = sources[source].tables
    let place = tables.row(row, of: table)
    notes.append(
      DataProblem(
        .note, file: tables.source(of: place), line: Int(place.line), field: "id",
        found: "the id “\(pool.string(id))” of \(table.name) in \(sources[later].shown), too",
        expected: "it in one source; the row of \(sources[later].shown), which comes later, is used"))
  }

  // MARK: Participants

  /// Lets the participants of activities that were united go on under the id that stays; those of an activity that a
  /// later source has under the same id give way to the later source's, if it names any.
  private mutating func repointParticipants() {
    var named: Set<Text> = []
    for source in sources.indices.reversed() {
      let gone = overridden[source].isEmpty ? [] : overridden[source].intersection(named)
      let renamed = newActivityIDs[source]
      let isLast = source == sources.startIndex
      if gone.isEmpty && renamed.isEmpty && (isLast || overridden.allSatisfy(\.isEmpty)) { continue }
      for row in 0..<sources[source].tables.count(of: .participants) {
        let extent = sources[source].tables.value(ParticipantColumn.activityID, ofRow: row, of: .participants)
        let id = text(extent)
        if gone.contains(id) { isDropped[source][Table.participants.rawValue].insert(row) }
        if let kept = renamed[id] {
          let kept = pool.withUTF8(kept) { Array($0) }
          sources[source].tables.replace(
            ParticipantColumn.activityID, ofRow: row, of: .participants, by: kept)
        }
        if !isLast { named.insert(id) }
      }
    }
  }

  /// The handle of a value, trimmed.
  mutating func text(_ extent: StagedTables.Extent) -> Text { pool.intern(TextParsing.trimmed(extent.bytes)) }
}

extension Table {
  /// Whether its rows have an id, in the first column.
  fileprivate var hasIDs: Bool { self != .salesTeam && self != .stakeholders && self != .participants }
}
