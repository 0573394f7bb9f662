import Dataset

/// What has changed on one record between two days. Pure: the same two states give the same changes, on pages and in
/// `rapport diff`.
public struct RecordComparison: Sendable {
  /// A health score that moved by less is not mentioned.
  public static let notableScore = 5

  public init() {}

  /// - Parameters:
  ///   - past: The record in the report that is compared with; nil if that has it not.
  ///   - earlierStatus: Its last status in the reports before that; nil if none has it.
  ///   - now: The record now.
  ///   - slips: How many times its close date was put off so far; asked only if it was this time.
  /// - Returns: Most important first; none if nothing worth a word has changed.
  public func changes(
    from past: RecordState?, earlierStatus: String? = nil, to now: RecordState, slips: () -> Int = { 1 }
  ) -> [RecordChange] {
    guard let past else { return arrival(of: now, earlierStatus) }
    if now.isClosed {
      // What else moved on a deal that is over is history.
      guard let status = now.status, status != past.status else { return [] }
      return [.closed(to: status, from: past.status)]
    }
    var changes: [RecordChange] = []
    if past.isClosed, let status = past.status { changes.append(.reopened(from: status)) }
    changes += flags(past, now)
    if let moved = health(past, now) { changes.append(moved) }
    changes += details(past, now, slips)
    return Self.sorted(changes)
  }

  /// What is said of a record that is no longer in the report.
  ///
  /// - Parameter now: the record as the data has it, if it is there and only not among those that this report is of.
  public func departure(of past: RecordState, now: RecordState?) -> [RecordChange] {
    if past.isClosed { return [] }
    guard let now else { return [.gone] }
    // With the same owner it is the report that is of others now.
    return now.ownerID == past.ownerID ? [] : [.gone, .owner(from: past.ownerID, to: now.ownerID)]
  }

  /// A record that the report before does not have.
  private func arrival(of now: RecordState, _ earlierStatus: String?) -> [RecordChange] {
    let wasClosed = earlierStatus.map { $0 != OpportunityStatus.open.code } ?? false
    if now.isClosed {
      // A page may list a deal that was won long ago.
      guard let status = now.status, !wasClosed, now.today.closedLately else { return [] }
      return [.closed(to: status, from: nil)]
    }
    if wasClosed, let earlierStatus { return [.reopened(from: earlierStatus)] + now.flags.map(RecordChange.flagRaised) }
    return [.new]
  }

  private func flags(_ past: RecordState, _ now: RecordState) -> [RecordChange] {
    // A flag that somebody muted is neither up nor settled.
    let raised = now.flags.filter { !past.flags.contains($0) }
    let cleared = past.flags.filter { !now.flags.contains($0) && !now.today.muted.contains($0) }
    return raised.map(RecordChange.flagRaised) + cleared.map(RecordChange.flagCleared)
  }

  private func health(_ past: RecordState, _ now: RecordState) -> RecordChange? {
    guard let from = past.score, let to = now.score, abs(to - from) >= Self.notableScore else { return nil }
    return .health(from: from, to: to, component: Self.component(from: past, to: now, rise: to > from))
  }

  private func details(_ past: RecordState, _ now: RecordState, _ slips: () -> Int) -> [RecordChange] {
    var changes: [RecordChange] = []
    if past.estimatedCloseOn != now.estimatedCloseOn {
      let hasSlipped = past.estimatedCloseOn.flatMap { from in now.estimatedCloseOn.map { $0 > from } } ?? false
      changes.append(
        .closeDate(from: past.estimatedCloseOn, to: now.estimatedCloseOn, slips: hasSlipped ? max(1, slips()) : 0))
    }
    if past.estimatedValue != now.estimatedValue {
      changes.append(.value(from: past.estimatedValue, to: now.estimatedValue))
    }
    if past.stage != now.stage {
      changes.append(.stage(from: past.stage, to: now.stage, days: now.today.daysInStage))
    }
    if past.ownerID != now.ownerID { changes.append(.owner(from: past.ownerID, to: now.ownerID)) }
    return changes
  }

  private static func sorted(_ changes: [RecordChange]) -> [RecordChange] {
    changes.sorted { ($0.kind.rawValue, $0.rank) < ($1.kind.rawValue, $1.rank) }
  }

  /// The part of the score that moved it most in its direction. Score = R·B with B = 25 + 30·F + 45·E, so that the
  /// difference is ΔR·(B₁ + B₂)/2 + ΔB·(R₁ + R₂)/2, and nothing of it is left over: that a customer has gone quiet is
  /// then put down to recency, although frequency and engagement count for less with it.
  static func component(from past: RecordState, to now: RecordState, rise: Bool) -> HealthComponent? {
    guard let (f1, r1, e1) = parts(past), let (f2, r2, e2) = parts(now) else { return nil }
    let bases = (25 + 30 * f1 + 45 * e1) + (25 + 30 * f2 + 45 * e2)
    let shares: [(HealthComponent, Double)] = [
      (.recency, (r2 - r1) * bases / 2), (.frequency, 30 * (f2 - f1) * (r1 + r2) / 2),
      (.engagement, 45 * (e2 - e1) * (r1 + r2) / 2),
    ]
    var greatest: (component: HealthComponent, share: Double)?
    for (component, share) in shares {
      let gain = rise ? share : -share
      if gain > greatest?.share ?? 0 { greatest = (component, gain) }
    }
    return greatest?.component
  }

  private static func parts(_ state: RecordState) -> (Double, Double, Double)? {
    guard let frequency = state.frequency, let recency = state.recency, let engagement = state.engagement else {
      return nil
    }
    return (frequency, recency, engagement)
  }
}

/// How often a close date was put off.
public enum CloseDates {
  /// The number of times that a date is later than the last one before it; days without a date are passed over.
  ///
  /// - Parameter dates: one for each report, oldest first.
  public static func slips(_ dates: [CivilDate?]) -> Int {
    var slips = 0
    var last: CivilDate?
    for date in dates {
      guard let date else { continue }
      if let last, date > last { slips += 1 }
      last = date
    }
    return slips
  }
}
