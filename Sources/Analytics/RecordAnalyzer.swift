import Dataset

/// Computes the KPIs of one record after another; what it needs for that is allocated once.
struct RecordAnalyzer {
  let dataset: Dataset
  let facts: [ActivityFacts]
  let links: RecordLinks
  let options: AnalyticsOptions
  let clock: ReportClock
  private var people: PeopleTally
  private var windowPeople: PeopleTally
  private var coverage: CoverageTally
  private var gathered = GatheredActivities()
  private var localClock: LocalClock
  /// Of the record that was computed last.
  private(set) var conversations = Conversations()

  init(
    _ dataset: Dataset, _ facts: [ActivityFacts], _ links: RecordLinks, _ options: AnalyticsOptions,
    _ clock: ReportClock
  ) {
    self.dataset = dataset
    self.facts = facts
    self.links = links
    self.options = options
    self.clock = clock
    people = PeopleTally(dataset)
    windowPeople = PeopleTally(dataset)
    coverage = CoverageTally(dataset.people)
    localClock = LocalClock(dataset.zone)
  }

  /// The KPIs of a record, by its position in `Dataset.records`.
  mutating func kpis(of record: RecordID, at position: Int) -> RecordKPIs {
    people.removeAll()
    windowPeople.removeAll()
    coverage.removeAll()
    var kpis = RecordKPIs(record: record)
    let activities = links.activities(of: position)
    var tally = Tally()
    gathered.load(activities, dataset, facts)
    for (position, activity) in activities.enumerated() { count(Int(activity), at: position, &kpis, &tally) }
    finishCounts(&kpis, tally)
    conversations.load(tally.emails)
    kpis.response = conversations.response()
    kpis.waiting = conversations.waiting(windowStart: clock.windowStart, lastInitiated: tally.lastInitiated)
    kpis.engagement = conversations.engagement(dataset.activities)
    if hasHealth(record) {
      let history = history(of: activities)
      kpis.health = history.health(clock, dataset.zone, options.health)
      kpis.bestNext = BestNextFinder(dataset: dataset, facts: facts, clock: clock, options: options.health)
        .best(kpis, history, scheduled: tally.scheduled)
    }
    if isOpen(record), record.type == .lead || record.type == .opportunity {
      kpis.attention = attention(kpis, tally)
    }
    return kpis
  }

  /// What is gathered in one pass over the activities of a record.
  private struct Tally {
    var days = [DailyCounts?](repeating: nil, count: ReportClock.windowDays)
    var heat = [Int](repeating: 0, count: 7 * 24)
    var emails: [Conversations.Email] = []
    /// When the last interaction was.
    var lastAt = Int.min
    var lastInitiated = BySide<Int>(team: .min, customer: .min)
    var occurred: [Int] = []
    var scheduled: [Int] = []
    var overdueTask: (activity: Int, date: CivilDate)?
  }

  /// - Parameter position: where the activity stands among those gathered.
  private mutating func count(_ index: Int, at position: Int, _ kpis: inout RecordKPIs, _ tally: inout Tally) {
    let facts = gathered.facts[position]
    let day = CivilDate(days: Int(facts.day))
    if facts.flags.contains(.open), facts.type == .call || facts.type == .task, day < clock.asOf,
      tally.overdueTask == nil
    {
      tally.overdueTask = (index, day)
    }
    if facts.flags.contains(.scheduled) {
      kpis.nextInteraction = kpis.nextInteraction ?? index
      tally.scheduled.append(index)
    }
    guard facts.flags.contains(.occurred) else { return }
    tally.occurred.append(index)
    kpis.secondsSpent.team = kpis.secondsSpent.team.addingClamping(facts.teamSeconds)
    kpis.secondsSpent.customer = kpis.secondsSpent.customer.addingClamping(facts.customerSeconds)
    if facts.type == .task { kpis.doneTasks += 1 }
    guard facts.isInteraction else { return }
    kpis.interactions[facts.side][facts.type] += 1
    // Of several at one time it is the one with the smaller id, which comes first.
    if tally.lastAt < facts.at.seconds {
      tally.lastAt = facts.at.seconds
      kpis.lastInteraction = index
    }
    tally.lastInitiated[facts.side] = facts.at.seconds
    let range = gathered.range(of: position)
    people.add(facts, gathered.participations, range)
    if facts.type == .email { tally.emails.append(Conversations.Email(Int32(index), facts)) }
    if day >= clock.windowStart { countInWindow(range, day, facts, &tally) }
  }

  private mutating func countInWindow(
    _ participations: Range<Int>, _ day: CivilDate, _ facts: ActivityFacts, _ tally: inout Tally
  ) {
    var counts = tally.days[day - clock.windowStart] ?? DailyCounts(date: day)
    if facts.side == .team { counts.team[facts.type] += 1 } else { counts.customer[facts.type] += 1 }
    tally.days[day - clock.windowStart] = counts
    let local = localClock.local(facts.at)
    tally.heat[(local.date.weekday - 1) * 24 + local.secondOfDay / 3600] += 1
    windowPeople.add(facts, gathered.participations, participations)
    coverage.add(facts, gathered.participations, participations)
  }

  private func finishCounts(_ kpis: inout RecordKPIs, _ tally: Tally) {
    kpis.daily = tally.days.compactMap { $0 }
    var quiet = 0
    var longestQuiet = 0
    for day in tally.days {
      quiet = day == nil ? quiet + 1 : 0
      longestQuiet = max(longestQuiet, quiet)
    }
    for day in kpis.daily {
      for type in ActivityType.allCases {
        kpis.window.team[type] += day.team[type]
        kpis.window.customer[type] += day.customer[type]
      }
    }
    kpis.window.activeDays = kpis.daily.count
    kpis.window.longestQuietDays = longestQuiet
    kpis.window.quietDays = kpis.lastInteraction.map { clock.asOf.days - Int(facts[$0].day) }
    kpis.emailRatio.sent = kpis.interactions.team.email
    kpis.emailRatio.received = kpis.interactions.customer.email
    if kpis.record.type != .contact {
      kpis.mostContacted = people.top(.customer)
      kpis.mostContactedBy = people.top(.team)
    }
    kpis.coverage = coverage.pairs()
    kpis.heat = tally.heat.indices.filter { tally.heat[$0] > 0 }.map {
      HeatCell(weekday: $0 / 24 + 1, hour: $0 % 24, interactions: tally.heat[$0])
    }
    kpis.recent = latest(10, of: tally.occurred)
    kpis.upcoming = Array(tally.scheduled.prefix(10))
  }

  /// The latest of activities in order of (`at`, id), latest first; of several at one time the smaller id first.
  private func latest(_ count: Int, of activities: [Int]) -> [Int] {
    // A closure that takes the analyzer with it copies all of it for each comparison.
    let facts = facts
    func at(_ position: Int) -> Instant { facts[activities[position]].at }
    var start = max(0, activities.count - count)
    while start > 0, at(start - 1) == at(start) { start -= 1 }
    let latest = activities[start...].sorted { first, second in
      let (a, b) = (facts[first].at, facts[second].at)
      return a != b ? a > b : first < second
    }
    return Array(latest.prefix(count))
  }

  private func isOpen(_ record: RecordID) -> Bool { dataset.isOpen(record, asOf: clock.asOf) }

  private func hasHealth(_ record: RecordID) -> Bool { record.type != .account && isOpen(record) }

  /// What the health of the record that was computed last is made of.
  func history(of activities: ArraySlice<Int32>) -> HealthHistory {
    var answers: Set<Int32> = []
    for turn in conversations.turns where turn.side == .team && !turn.isOpening {
      answers.insert(conversations.first(turn).activity)
    }
    var history = HealthHistory(conversations: conversations)
    for index in activities {
      let facts = facts[Int(index)]
      guard facts.flags.contains(.occurred), facts.isInteraction || facts.type == .task else { continue }
      let isEngaged = facts.flags.contains(.engaged)
      history.events.append(
        HealthHistory.Event(
          activity: index, at: facts.at.seconds, day: Int(facts.day),
          weight: options.health.weight(of: facts.type), isInteraction: facts.isInteraction, isEngaged: isEngaged,
          isConversation: isEngaged && facts.type != .email, answersCustomer: answers.contains(index)))
    }
    return history
  }

  private func attention(_ kpis: RecordKPIs, _ tally: Tally) -> [AttentionFlag] {
    let rules = AttentionRules(options: options.attention, expectedDays: options.health.expectedDays, clock: clock)
    var evidence = AttentionRules.Evidence(
      isOpportunity: kpis.record.type == .opportunity,
      lastInteractionOn: kpis.lastInteraction.map { CivilDate(days: Int(facts[$0].day)) },
      overdueTask: tally.overdueTask, people: windowPeople.count(.customer))
    switch kpis.record.type {
    case .lead: evidence.createdOn = dataset.leads[kpis.record.row].createdOn
    case .opportunity:
      evidence.createdOn = dataset.opportunities[kpis.record.row].createdOn
      evidence.estimatedCloseOn = dataset.opportunities[kpis.record.row].estimatedCloseOn
    case .account, .contact: break
    }
    return rules.flags(kpis, evidence)
  }
}
