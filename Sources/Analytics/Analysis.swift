import Dataset

/// The KPIs of every record of a data set.
public struct Analysis: Sendable {
  public let clock: ReportClock
  /// Of every activity of the data set.
  public let facts: [ActivityFacts]
  public let links: RecordLinks
  /// Of every record, in the order of `Dataset.records`.
  public private(set) var kpis: [RecordKPIs]
  /// Names of the fields that similar won deals are not compared by, because they tell so much of won or lost that they
  /// must have been filled in afterwards; by code point.
  public let leaks: [String]

  /// Records that a worker takes at once.
  private static let chunk = 64

  /// Computes everything that the KPI spec defines. The result does not depend on `jobs`.
  ///
  /// - Parameter jobs: workers, at least 1.
  public init(_ dataset: Dataset, _ options: AnalyticsOptions, jobs: Int) async {
    let clock = ReportClock(asOf: options.asOf, zone: dataset.zone)
    let facts = await ActivityFacts.all(
      of: dataset, clock: clock, countsPastOpenMeetings: options.countsPastOpenMeetings, jobs: jobs)
    let links = await RecordLinks(dataset, facts, asOf: options.asOf, jobs: jobs)
    let records = dataset.records
    var kpis = await Parallel.map(
      records.count, chunk: Self.chunk, jobs: jobs, worker: { RecordAnalyzer(dataset, facts, links, options, clock) },
      { analyzer, position in analyzer.kpis(of: records[position], at: position) })
    let finder = SimilarDealsFinder(dataset, facts, links, options)
    for (row, similar) in await finder.all(jobs: jobs) {
      kpis[dataset.position(of: RecordID(.opportunity, row))].similar = similar
    }
    self.clock = clock
    self.facts = facts
    self.links = links
    self.kpis = kpis
    leaks = finder.leaks
  }

  /// What `leaks` would be, without computing anything else.
  public static func leaks(in dataset: Dataset, _ options: AnalyticsOptions) -> [String] {
    FactorModel(dataset, TrainingSet(dataset, asOf: options.asOf), options.similar).leaks
  }

  /// Takes the flags down that the commentary of a record mutes.
  public mutating func mute(_ codes: Set<AttentionCode>, at position: Int) {
    kpis[position].muted = kpis[position].attention.filter { codes.contains($0.code) }
    kpis[position].attention.removeAll { codes.contains($0.code) }
  }

  /// Puts people whose figures are equal into the order of the names and ids of `shown`, which has the rows of the data
  /// set that was analysed: so that no order tells of names that are not shown.
  public mutating func orderTies(by shown: Dataset) {
    for position in kpis.indices {
      kpis[position].mostContacted?.sort { $0.precedes($1, in: shown) }
      kpis[position].mostContactedBy?.sort { $0.precedes($1, in: shown) }
      kpis[position].coverage.sort { first, second in
        if first.interactions != second.interactions { return first.interactions > second.interactions }
        return first.user == second.user
          ? shown.precedes(first.customer, second.customer) : shown.precedes(first.user, second.user)
      }
    }
  }

  /// Who began an activity: the sender or organizer of the side that initiated; nil if the data does not say.
  // Inlined, so that who asks does not copy, and count references to, all the rest.
  @inlinable @inline(__always)
  public func initiator(of activity: Int, in dataset: Dataset) -> Int? {
    let role: Roles = dataset.activities[activity].type == .meeting ? .organizer : .from
    let side = facts[activity].side
    for position in dataset.participationRange(of: activity) {
      let participation = dataset.participations[position]
      if participation.roles.contains(role), dataset.people[Int(participation.person)].side == side {
        return Int(participation.person)
      }
    }
    return nil
  }
}

extension Dataset {
  /// Whether one of `people` comes before another in order of type and id.
  fileprivate func precedes(_ first: Int, _ second: Int) -> Bool {
    let (a, b) = (people[first], people[second])
    if a.type != b.type { return a.type < b.type }
    return a.id == b.id ? first < second : text.precedes(a.id, b.id)
  }
}
