import Analytics
import Dataset

/// Compares the records of a report with those of an earlier one, by their history.
struct ChangeFinder {
  /// The past of the later report; its own lines are not looked at.
  let history: History
  /// The day of the earlier report.
  let base: CivilDate
  /// The day of the later one.
  let asOf: CivilDate

  /// What has become of every record of both reports.
  struct Result {
    /// Each record of the later report, and each that is gone from it, in no order; many without a change.
    var compared: [RecordChanges] = []
    /// The records of the later report, by their position in `now`.
    var now: Range<Int> = 0..<0
  }

  /// - Parameters:
  ///   - now: the records of the later report, each once.
  ///   - states: those of the earlier one, each once.
  ///   - elsewhere: how the data has records that this report is not of.
  /// - Throws: `SidecarError` where the history cannot be read.
  func compare(
    _ now: [RecordState], with states: [RecordState], elsewhere: [RecordState] = []
  ) throws(SidecarError) -> Result {
    var past = Dictionary(states.map { ($0.key, $0) }) { first, _ in first }
    let older = try lookUp(now, past)
    let comparison = RecordComparison()
    var result = Result()
    result.now = 0..<now.count
    for state in now {
      let before = past.removeValue(forKey: state.key)
      let record = older[state.key] ?? Older()
      let changes = comparison.changes(from: before, earlierStatus: record.statusBefore, to: state) {
        CloseDates.slips(record.closeDates + [state.estimatedCloseOn])
      }
      result.compared.append(RecordChanges(record: state, past: before, changes: changes))
    }
    let others = Dictionary(elsewhere.map { ($0.key, $0) }) { first, _ in first }
    for before in past.values {
      result.compared.append(departure(of: before, older[before.key]?.statusSince, others[before.key], comparison))
    }
    return result
  }

  /// What reports before and between say of a record.
  private struct Older {
    var closeDates: [CivilDate?] = []
    /// The last one up to the earlier report.
    var statusBefore: String?
    /// The last one after the earlier report.
    var statusSince: RecordState?
  }

  /// Looks records up in the whole past, those only that need it.
  private func lookUp(
    _ now: [RecordState], _ past: [RecordState.Key: RecordState]
  ) throws(SidecarError) -> [RecordState.Key: Older] {
    var wanted: Set<RecordState.Key> = []
    // Closings in between are told from records that are gone.
    let isNext = !history.days.contains { $0 > base && $0 < asOf }
    if !isNext { wanted.formUnion(past.values.lazy.filter { !$0.isClosed }.map(\.key)) }
    for state in now {
      if let before = past[state.key] {
        if let from = before.estimatedCloseOn, let to = state.estimatedCloseOn, to > from { wanted.insert(state.key) }
      } else if state.status != nil {
        wanted.insert(state.key)
      }
    }
    var older: [RecordState.Key: Older] = [:]
    try history.forEachState(of: wanted, before: asOf) { day, state in
      var record = older[state.key] ?? Older()
      record.closeDates.append(state.estimatedCloseOn)
      if day <= base { record.statusBefore = state.status } else { record.statusSince = state }
      older[state.key] = record
    }
    return older
  }

  /// A record of the earlier report that is not in the later: it came to an end in between, or is gone.
  private func departure(
    of past: RecordState, _ since: RecordState?, _ elsewhere: RecordState?, _ comparison: RecordComparison
  ) -> RecordChanges {
    if let since, since.isClosed {
      return RecordChanges(record: since, past: past, changes: comparison.changes(from: past, to: since))
    }
    var record = past
    record.today.currency = elsewhere?.today.currency ?? past.today.currency
    return RecordChanges(record: record, past: past, changes: comparison.departure(of: past, now: elsewhere))
  }
}
