import Analytics
import Dataset

/// Finds the activities behind the KPIs of one record in what the analysis counted.
struct KPITracer {
  let dataset: Dataset
  let analysis: Analysis
  let kpis: RecordKPIs
  let trace: RecordTrace

  /// - Parameter shown: the same data with the names that notes give.
  init(_ dataset: Dataset, shown: Dataset, _ analysis: Analysis, _ record: RecordID, _ options: AnalyticsOptions) {
    self.dataset = shown
    self.analysis = analysis
    kpis = analysis.kpis[dataset.position(of: record)]
    trace = analysis.trace(of: record, in: dataset, options)
  }

  func activity(_ index: Int) -> Activity { dataset.activities[index] }

  private func date(_ index: Int) -> CivilDate { CivilDate(days: Int(analysis.facts[index].day)) }

  var interactions: [Int] { trace.activities.filter { analysis.facts[$0].isInteraction } }

  var windowInteractions: [Int] { interactions.filter { date($0) >= analysis.clock.windowStart } }

  func counted(_ activities: [Int], _ side: Side, _ type: ActivityType) -> [Evidence] {
    activities.filter { analysis.facts[$0].side == side && activity($0).type == type }
      .map { Evidence(activity: $0, contribution: .count(1)) }
  }

  func noted(_ activity: Int?, _ note: String) -> [Evidence] {
    activity.map { [Evidence(activity: $0, contribution: .note(note))] } ?? []
  }

  func time(_ side: Side) -> [Evidence] {
    trace.activities.compactMap { index in
      let facts = analysis.facts[index]
      let seconds = side == .team ? facts.teamSeconds : facts.customerSeconds
      return seconds > 0 ? Evidence(activity: index, contribution: .seconds(seconds)) : nil
    }
  }

  /// The turns by which a side answered.
  func answers(by side: Side) -> [Evidence] {
    inOrder(
      trace.turns.compactMap { turn in
        guard turn.side == side, let first = turn.emails.first, let answers = turn.answers,
          let seconds = turn.responseTime
        else { return nil }
        return Evidence(activity: first, contribution: .answer(to: answers, seconds: seconds))
      })
  }

  /// The turns that a side had to answer.
  func turns(toBeAnsweredBy side: Side) -> [Evidence] {
    inOrder(
      trace.turns.compactMap { turn in
        guard turn.side == side.other, let first = turn.emails.first else { return nil }
        return Evidence(activity: first, contribution: turn.answeredBy.map { .answered(by: $0) } ?? .unanswered)
      })
  }

  func waiting(_ waiting: Waiting?) -> [Evidence] {
    guard let waiting else { return [] }
    let days = (analysis.clock.end - waiting.since) / 86_400
    return noted(waiting.activity, days == 1 ? "waits for 1 day" : "waits for \(days) days")
  }

  /// The followed emails of the team for which there is a count, with it.
  func followed(_ count: (Activity, RecordTrace.Turn) -> Int) -> [Evidence] {
    inOrder(
      trace.turns.filter { $0.side == .team }.flatMap { turn in
        turn.emails.compactMap { index in
          let count = activity(index).isFollowed ? count(activity(index), turn) : 0
          return count > 0 ? Evidence(activity: index, contribution: .count(count)) : nil
        }
      })
  }

  func lastOpened() -> [Evidence] {
    guard let last = kpis.engagement.lastOpenedAt else { return [] }
    return followed { email, _ in email.lastOpenedAt == last ? 1 : 0 }
      .map { Evidence(activity: $0.activity, contribution: .note("opened \(last.utcDescription)")) }
  }

  /// The interactions of the people who are named, with the names.
  func people(_ people: [PersonTotals]?) -> [Evidence] {
    let wanted = Set((people ?? []).map(\.person))
    return interactions.compactMap { index in
      let names = names(in: index) { wanted.contains($0) }
      return names.isEmpty ? nil : Evidence(activity: index, contribution: .note(names.joined(separator: ", ")))
    }
  }

  /// The interactions of the window that a seller and somebody of the customer take part in.
  func coverage() -> [Evidence] {
    windowInteractions.compactMap { index in
      let sellers = names(in: index) { dataset.people[$0].type == .user }
      let customers = names(in: index) { dataset.people[$0].side == .customer }
      if sellers.isEmpty || customers.isEmpty { return nil }
      let note = sellers.joined(separator: ", ") + " with " + customers.joined(separator: ", ")
      return Evidence(activity: index, contribution: .note(note))
    }
  }

  func heat() -> [Evidence] {
    windowInteractions.map { index in
      let local = dataset.zone.local(activity(index).at)
      return Evidence(
        activity: index, contribution: .note("weekday \(local.date.weekday), hour \(local.secondOfDay / 3600)"))
    }
  }

  /// The interactions of the window; only the first of a day counts for the days.
  func days() -> [Evidence] {
    var last: CivilDate?
    return windowInteractions.map { index in
      defer { last = date(index) }
      return Evidence(activity: index, contribution: .count(last == date(index) ? 0 : 1))
    }
  }

  /// The interactions of the window, with the days without any before each.
  func gaps() -> [Evidence] {
    var last = analysis.clock.windowStart - 1
    return windowInteractions.map { index in
      let quiet = max(0, date(index) - last - 1)
      last = date(index)
      return Evidence(
        activity: index, contribution: .note(quiet == 1 ? "after 1 quiet day" : "after \(quiet) quiet days"))
    }
  }

  func flags(_ flags: [AttentionFlag]) -> [Evidence] { flags.flatMap { noted($0.activity, $0.code.code) } }

  /// What contact, and the customer's share of it, are made of.
  func contact(withTasks: Bool) -> [Evidence] {
    trace.healthEvents.filter { withTasks || $0.role != .task }
      .map { Evidence(activity: $0.activity, contribution: .health($0)) }
  }

  /// The turns that were owed an answer, or not.
  func owedTurns() -> [Evidence] {
    inOrder(
      trace.turns.compactMap { turn in
        guard let state = turn.health, let first = turn.emails.first else { return nil }
        return Evidence(activity: first, contribution: .turn(state))
      })
  }

  private func inOrder(_ evidence: [Evidence]) -> [Evidence] { evidence.sorted { $0.activity < $1.activity } }

  private func names(in index: Int, _ isWanted: (Int) -> Bool) -> [String] {
    let looked = Roles.looked(at: activity(index).type)
    return dataset.participations(of: index)
      .filter { !$0.roles.isDisjoint(with: looked) && isWanted(Int($0.person)) }
      .map { dataset.text.string(dataset.people[Int($0.person)].name) }
  }
}
