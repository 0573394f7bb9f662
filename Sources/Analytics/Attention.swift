import Dataset

/// Which flags are up on an open opportunity or lead (KPI spec, "Attention").
struct AttentionRules {
  let options: AttentionOptions
  let expectedDays: Int
  let clock: ReportClock

  /// What the rules look at beside the KPIs.
  struct Evidence {
    var isOpportunity: Bool
    var createdOn: CivilDate?
    var estimatedCloseOn: CivilDate?
    var lastInteractionOn: CivilDate?
    /// The earliest open call or task of a day before D.
    var overdueTask: (activity: Int, date: CivilDate)?
    /// Distinct customer-side people in interactions of the window.
    var people: Int
  }

  /// In the order of the spec's table, without those that are off.
  func flags(_ kpis: RecordKPIs, _ evidence: Evidence) -> [AttentionFlag] {
    let noActivity = noActivity(kpis, evidence)
    let flags = [
      waiting(.awaitingTeam, kpis.waiting.team, options.awaitingTeamDays),
      waiting(.ghosted, kpis.waiting.customer, options.ghostedDays ?? expectedDays),
      overdueClose(evidence), noActivity, healthDrop(kpis.health),
      kpis.nextInteraction == nil
        ? AttentionFlag(code: .noNextStep, value: nil, limit: nil, activity: kpis.lastInteraction) : nil,
      evidence.overdueTask.map {
        AttentionFlag(code: .overdueTask, value: clock.asOf - $0.date, limit: 0, activity: $0.activity)
      },
      noActivity == nil ? singleThreaded(evidence) : nil,
    ]
    return flags.compactMap { $0 }.filter { !options.off.contains($0.code) }
  }

  private func waiting(_ code: AttentionCode, _ waiting: Waiting?, _ limit: Int) -> AttentionFlag? {
    guard let waiting, clock.end - waiting.since > limit * 86_400 else { return nil }
    return AttentionFlag(
      code: code, value: (clock.end - waiting.since) / 86_400, limit: limit, activity: waiting.activity)
  }

  private func overdueClose(_ evidence: Evidence) -> AttentionFlag? {
    guard evidence.isOpportunity, let date = evidence.estimatedCloseOn, date < clock.asOf else { return nil }
    return AttentionFlag(code: .overdueClose, value: clock.asOf - date, limit: 0, activity: nil)
  }

  private func noActivity(_ kpis: RecordKPIs, _ evidence: Evidence) -> AttentionFlag? {
    let limit = options.noActivityDays ?? expectedDays
    let latest = [evidence.lastInteractionOn, evidence.createdOn].compactMap { $0 }.max()
    let days = latest.map { clock.asOf - $0 }
    if let days, days <= limit { return nil }
    return AttentionFlag(code: .noActivity, value: days, limit: limit, activity: kpis.lastInteraction)
  }

  private func healthDrop(_ health: Health?) -> AttentionFlag? {
    guard let health, let previous = health.previousScore, previous - health.score >= options.healthDrop else {
      return nil
    }
    return AttentionFlag(
      code: .healthDrop, value: previous - health.score, limit: options.healthDrop, activity: nil)
  }

  private func singleThreaded(_ evidence: Evidence) -> AttentionFlag? {
    let limit = options.singleThreadedPeople
    guard evidence.isOpportunity, evidence.people <= limit else { return nil }
    return AttentionFlag(code: .singleThreaded, value: evidence.people, limit: limit, activity: nil)
  }
}
