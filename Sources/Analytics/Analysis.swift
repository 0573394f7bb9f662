import Dataset

/// The KPIs of every record of a data set.
public struct Analysis: Sendable {
  public let clock: ReportClock
  /// Of every activity of the data set.
  public let facts: [ActivityFacts]
  public let links: RecordLinks
  /// Of every record, in the order of `Dataset.records`.
  public private(set) var kpis: [RecordKPIs]

  /// Records that a worker takes at once.
  private static let chunk = 64

  /// Computes everything that the KPI spec defines. The result does not depend on `jobs`.
  ///
  /// - Parameter jobs: workers, at least 1.
  public init(_ dataset: Dataset, _ options: AnalyticsOptions, jobs: Int) async {
    let clock = ReportClock(asOf: options.asOf, zone: dataset.zone)
    let facts = ActivityFacts.all(
      of: dataset, clock: clock, countsPastOpenMeetings: options.countsPastOpenMeetings)
    let links = RecordLinks(dataset, facts, asOf: options.asOf)
    let records = dataset.records
    let workers = max(1, min(jobs, (records.count + Self.chunk - 1) / Self.chunk))
    var parts = [[RecordKPIs]](repeating: [], count: (records.count + Self.chunk - 1) / Self.chunk)
    await withTaskGroup(of: [(Int, [RecordKPIs])].self) { group in
      for worker in 0..<workers {
        group.addTask {
          var analyzer = RecordAnalyzer(dataset, facts, links, options, clock)
          var done: [(Int, [RecordKPIs])] = []
          for part in stride(from: worker, to: (records.count + Self.chunk - 1) / Self.chunk, by: workers) {
            let range = part * Self.chunk..<min(records.count, (part + 1) * Self.chunk)
            done.append((part, range.map { analyzer.kpis(of: records[$0], at: $0) }))
          }
          return done
        }
      }
      for await done in group {
        for (part, kpis) in done { parts[part] = kpis }
      }
    }
    self.clock = clock
    self.facts = facts
    self.links = links
    kpis = parts.flatMap { $0 }
  }

  /// Takes the flags down that the commentary of a record mutes.
  public mutating func mute(_ codes: Set<AttentionCode>, at position: Int) {
    kpis[position].muted = kpis[position].attention.filter { codes.contains($0.code) }
    kpis[position].attention.removeAll { codes.contains($0.code) }
  }

  /// Who began an activity: the sender or organizer of the side that initiated; nil if the data does not say.
  public func initiator(of activity: Int, in dataset: Dataset) -> Int? {
    let role: Roles = dataset.activities[activity].type == .meeting ? .organizer : .from
    let side = facts[activity].side
    return dataset.participations(of: activity).first { participation in
      participation.roles.contains(role) && dataset.people[Int(participation.person)].side == side
    }.map { Int($0.person) }
  }
}
