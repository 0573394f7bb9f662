import Analytics
import Dataset

/// What a report says of the time since the one before, and what it keeps for the next.
public struct ReportChanges: Sendable {
  /// What it is compared with.
  public enum Comparison: Sendable {
    /// The user did not want it.
    case off
    /// There is no earlier report.
    case first
    /// Since the day of the earlier report.
    case since(ChangeSet)
  }

  public let comparison: Comparison
  /// What the history keeps of this report's day, in the order of `data/kpis.jsonl`.
  private let states: [RecordState]
  /// The names of those who own the records, or did in the earlier report, by their ids.
  public let owners: [String: String]
  private let records: PerRecord<RecordChanges?>?
  private let rows: [RecordState.Key: RecordID]

  /// A report that is compared with nothing, and keeps nothing.
  public init(_ comparison: Comparison) {
    self.comparison = comparison
    states = []
    owners = [:]
    records = nil
    rows = [:]
  }

  /// Compares a report with the newest earlier one of its history.
  ///
  /// - Parameters:
  ///   - history: after `makeRoom`; nil to compare with nothing.
  ///   - paths: of the pages.
  ///   - jobs: workers, at least 1; the result does not depend on it.
  ///   - passes: whether a record passes the filter of the report.
  /// - Throws: `SidecarError` where the history cannot be read.
  public init(
    _ dataset: Dataset, _ analysis: Analysis, history: History?, paths: PerRecord<String?>, jobs: Int,
    passes: @escaping @Sendable (RecordID) -> Bool
  ) async throws(SidecarError) {
    let asOf = analysis.clock.asOf
    let base = history?.base(of: asOf)
    var kept = await KeptRecords(dataset, analysis, paths: paths, jobs: jobs, passes: passes)
    guard let history, let base else {
      comparison = history == nil ? .off : .first
      states = kept.states
      owners = dataset.names(ofOwners: kept.states)
      records = nil
      rows = [:]
      return
    }
    let past = try history.states(on: base)
    kept.add(past)
    states = kept.states
    owners = dataset.names(ofOwners: kept.states + past + kept.elsewhere)
    let finder = ChangeFinder(history: history, base: base, asOf: asOf)
    let result = try finder.compare(kept.states, with: past, elsewhere: kept.elsewhere)
    comparison = .since(ChangeSet(since: base, asOf: asOf, compared: result.compared))
    var records = PerRecord<RecordChanges?>(dataset, repeating: nil)
    var rows: [RecordState.Key: RecordID] = [:]
    for position in result.now {
      records[kept.records[position]] = result.compared[position]
      if !result.compared[position].changes.isEmpty { rows[kept.states[position].key] = kept.records[position] }
    }
    self.records = records
    self.rows = rows
  }

  /// The day of the earlier report.
  public var since: CivilDate? { changeSet?.since }

  /// All changes; nil if there is no earlier report.
  public var changeSet: ChangeSet? {
    if case .since(let set) = comparison { set } else { nil }
  }

  /// What has become of a record; nil if there is no earlier report.
  public func of(_ record: RecordID) -> RecordChanges? { records?[record] }

  /// The lines of this report's day, for `data/history.jsonl`.
  public func lines(on asOf: CivilDate) -> [UInt8] {
    var json = JSONWriter()
    for state in states { HistoryLine.write(state, on: asOf, to: &json) }
    return json.bytes
  }

  /// The row of a record on which something has changed; nil if it is gone.
  func row(of record: RecordState) -> RecordID? { rows[record.key] }
}

/// The records that the history keeps of a day: those that have a page, deals that came to an end within the window,
/// and those of the report before that are still there. A deal that is over for longer, and was so in the report before,
/// is left behind, so that the history does not grow with every deal that was ever made.
private struct KeptRecords {
  private let dataset: Dataset
  private let analysis: Analysis
  private let passes: @Sendable (RecordID) -> Bool
  private(set) var records: [RecordID]
  private(set) var states: [RecordState]
  /// Records of the report before that are in the data, and not in this report.
  private(set) var elsewhere: [RecordState] = []

  /// Records that a worker takes at once.
  private static let chunk = 256

  init(
    _ dataset: Dataset, _ analysis: Analysis, paths: PerRecord<String?>, jobs: Int,
    passes: @escaping @Sendable (RecordID) -> Bool
  ) async {
    self.dataset = dataset
    self.analysis = analysis
    self.passes = passes
    let asOf = analysis.clock.asOf
    let records = dataset.records.filter { record in
      paths[record] != nil
        || (dataset.exists(record, asOf: asOf) && dataset.closedLately(record, analysis.clock) && passes(record))
    }
    self.records = records
    states = await Parallel.map(records.count, chunk: Self.chunk, jobs: jobs) {
      RecordState(dataset, analysis, records[$0])
    }
    sort()
  }

  /// Adds what the report before has.
  mutating func add(_ past: [RecordState]) {
    let known = Set(records)
    var rows: [RecordState.Key: RecordID] = [:]
    for record in dataset.records where !known.contains(record) {
      rows[RecordState.Key(type: record.type, id: dataset.text.string(dataset.id(of: record)))] = record
    }
    for state in past {
      guard let record = rows[state.key], dataset.exists(record, asOf: analysis.clock.asOf) else { continue }
      let now = RecordState(dataset, analysis, record)
      if !passes(record) {
        elsewhere.append(now)
      } else if !(now.isClosed && state.isClosed) {
        records.append(record)
        states.append(now)
      }
    }
    sort()
  }

  /// In the order of `data/kpis.jsonl`.
  private mutating func sort() {
    let order = records.indices.sorted { first, second in
      let (a, b) = (records[first], records[second])
      return a.type == b.type ? dataset.text.precedes(dataset.id(of: a), dataset.id(of: b)) : a.type < b.type
    }
    records = order.map { records[$0] }
    states = order.map { states[$0] }
  }
}

extension Dataset {
  /// The names of users who own records, by id; those without a name are left out.
  fileprivate func names(ofOwners states: [RecordState]) -> [String: String] {
    let owners = Set(states.compactMap(\.ownerID))
    var names: [String: String] = [:]
    for user in users where !user.name.isEmpty {
      let id = text.string(user.id)
      if owners.contains(id) { names[id] = text.string(user.name) }
    }
    return names
  }

  /// Whether a deal came to an end in the window of 60 days.
  fileprivate func closedLately(_ record: RecordID, _ clock: ReportClock) -> Bool {
    guard record.type == .opportunity, !isOpen(record, asOf: clock.asOf) else { return false }
    return opportunities[record.row].closedOn.map { $0 >= clock.windowStart } ?? false
  }
}

extension RecordState {
  /// A record as it is at the end of the day of the report.
  init(_ dataset: Dataset, _ analysis: Analysis, _ record: RecordID) {
    let text = dataset.text
    func string(_ value: Text) -> String? { value.isEmpty ? nil : text.string(value) }
    // Not the KPIs themselves, which would be a copy of all.
    let position = dataset.position(of: record)
    let fields = RecordFields(dataset, record, asOf: analysis.clock.asOf)
    self.init(
      type: record.type, id: text.string(dataset.id(of: record)), name: text.string(dataset.name(of: record)))
    status = fields.status
    stage = string(fields.stage)
    estimatedValue = fields.estimatedValue
    estimatedCloseOn = fields.estimatedCloseOn
    ownerID = string(fields.ownerID)
    score = analysis.kpis[position].health?.score
    frequency = analysis.kpis[position].health.map { JSONWriter.rounded($0.frequency) }
    recency = analysis.kpis[position].health.map { JSONWriter.rounded($0.recency) }
    engagement = analysis.kpis[position].health.map { JSONWriter.rounded($0.engagement) }
    flags = analysis.kpis[position].attention.map(\.code)
    interactions = analysis.kpis[position].window.total
    lastAt = analysis.kpis[position].lastInteraction.map { dataset.activities[$0].at }
    today.currency = string(fields.currency)
    today.closedLately = dataset.closedLately(record, analysis.clock)
    today.daysInStage = fields.daysInStage
    today.muted = analysis.kpis[position].muted.map(\.code)
  }
}
