import Dataset

/// Finds the one change that would lift the health score most (report spec, "data/kpis.jsonl", `best_next`), by computing
/// the score with each change as if it had happened in the last second before T.
struct BestNextFinder {
  let dataset: Dataset
  let facts: [ActivityFacts]
  let clock: ReportClock
  let options: HealthOptions

  /// A meeting counts as soon when it is at most this many days away.
  private static let soon = 7

  /// Nil without a score, and where no change is worth a point.
  ///
  /// - Parameter scheduled: the record's, in order of time.
  func best(_ kpis: RecordKPIs, _ history: HealthHistory, scheduled: [Int]) -> BestNext? {
    guard let now = kpis.health?.score else { return nil }
    let candidates = [
      answer(kpis, history, now), hearFrom(kpis, history, now), meet(kpis, history, now, scheduled),
    ]
    // Of equal gains the first: it takes least.
    return candidates.compactMap { $0 }.reduce(nil as BestNext?) { best, candidate in
      guard candidate.gain >= 1, candidate.gain > best?.gain ?? 0 else { return best }
      return candidate
    }
  }

  /// The team answers what waits for it; the person is who wrote that.
  private func answer(_ kpis: RecordKPIs, _ history: HealthHistory, _ now: Int) -> BestNext? {
    guard let waiting = kpis.waiting.team?.activity else { return nil }
    let changed = history.adding(emailBy: .team, to: facts[waiting].conversation, before: clock, options)
    let sender = dataset.participations(of: waiting).first { $0.roles.contains(.from) }
    return BestNext(
      kind: .answer, person: sender.map { Int($0.person) }, activity: waiting, gain: gain(of: changed, over: now))
  }

  /// The customer answers what waits for it; the person is the first, by type and id, of the customer-side people
  /// that the email was written to, else of those that got a copy.
  private func hearFrom(_ kpis: RecordKPIs, _ history: HealthHistory, _ now: Int) -> BestNext? {
    guard let waiting = kpis.waiting.customer?.activity else { return nil }
    let changed = history.adding(emailBy: .customer, to: facts[waiting].conversation, before: clock, options)
    let people = dataset.participations(of: waiting).filter { dataset.people[Int($0.person)].side == .customer }
    let person = people.first { $0.roles.contains(.to) } ?? people.first { $0.roles.contains(.cc) }
    return BestNext(
      kind: .hearFrom, person: person.map { Int($0.person) }, activity: waiting, gain: gain(of: changed, over: now))
  }

  /// The team meets the customer; the person is the most contacted one, else whom the record is about.
  private func meet(_ kpis: RecordKPIs, _ history: HealthHistory, _ now: Int, _ scheduled: [Int]) -> BestNext {
    let changed = history.addingMeeting(before: clock, options)
    return BestNext(
      kind: .meet, person: kpis.mostContacted?.first?.person ?? subject(of: kpis.record),
      activity: scheduled.first(where: isMeetingSoon), gain: gain(of: changed, over: now))
  }

  private func gain(of changed: HealthHistory, over now: Int) -> Int {
    (changed.score(at: clock.asOf, clock.end, options)?.score ?? now) - now
  }

  /// Whether a scheduled activity is a meeting with the customer within the next seven days.
  private func isMeetingSoon(_ index: Int) -> Bool {
    guard dataset.activities[index].type == .meeting, Int(facts[index].day) <= clock.asOf.days + Self.soon else {
      return false
    }
    let people = dataset.participations(of: index)
    return people.isEmpty || people.contains { dataset.people[Int($0.person)].side == .customer }
  }

  private func subject(of record: RecordID) -> Int? {
    switch record.type {
    case .account: nil
    case .contact: dataset.person(contact: record.row)
    case .lead: dataset.person(lead: record.row)
    case .opportunity: dataset.opportunities[record.row].contact.map(dataset.person(contact:))
    }
  }
}

extension HealthHistory {
  /// Stands for an activity that is not in the data; later than all that are.
  private static let imagined = Int32.max

  /// The history with one more email, in the last second before T.
  func adding(
    emailBy side: Side, to conversation: ConversationKey, before clock: ReportClock, _ options: HealthOptions
  ) -> HealthHistory {
    var changed = self
    let at = clock.end.seconds - 1
    changed.conversations.load(
      conversations.emails + [
        Conversations.Email(
          activity: Self.imagined, at: at, day: Int32(clamping: clock.asOf.days), side: side, isFollowed: false,
          key: conversation)
      ])
    let answersCustomer = changed.conversations.turns.contains { turn in
      turn.side == .team && !turn.isOpening && changed.conversations.first(turn).activity == Self.imagined
    }
    changed.events.append(
      Event(
        activity: Self.imagined, at: at, day: clock.asOf.days, weight: options.emailWeight, isInteraction: true,
        isEngaged: side == .customer, isConversation: false, answersCustomer: answersCustomer))
    return changed
  }

  /// The history with one more meeting that both sides take part in, in the last second before T.
  func addingMeeting(before clock: ReportClock, _ options: HealthOptions) -> HealthHistory {
    var changed = self
    changed.events.append(
      Event(
        activity: Self.imagined, at: clock.end.seconds - 1, day: clock.asOf.days, weight: options.meetingWeight,
        isInteraction: true, isEngaged: true, isConversation: true, answersCustomer: false))
    return changed
  }
}
