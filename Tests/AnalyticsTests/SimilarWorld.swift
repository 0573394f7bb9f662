import Analytics

@testable import Dataset

/// Deals to learn from and to compare, made in memory.
struct SimilarWorld {
  struct Deal {
    var id: String
    var status = OpportunityStatus.open
    var created: String?
    var closed: String?
    var industry = ""
    var team = ""
    var value: Double?
    var currency = ""
    /// Custom fields by name.
    var fields: [String: String] = [:]
    var activities: [Doing] = []
  }

  /// An activity that regards a deal.
  struct Doing {
    var type = ActivityType.email
    var date: String
    var hour = 9
    var side = Side.team
    var subject = "a"
    var minutes = 0
  }

  var deals: [Deal] = []
  /// Texts that the pool knows before the deals', so that their handles differ from those of another world.
  var earlierTexts: [String] = []

  /// A report on Wednesday 2026-03-18; its refresh boundary is the 16th.
  static let asOf = CivilDate(days: 20_530)

  func dataset() -> Dataset {
    var tables = DatasetTables(zone: .utc)
    for text in earlierTexts { _ = tables.text.intern(text) }
    let deals = deals.sorted { $0.id < $1.id }
    let fields = Set(deals.flatMap(\.fields.keys)).sorted()
    tables.opportunityFields = fields.map { tables.text.intern($0) }
    let teams = Set(deals.map(\.team)).sorted()
    for team in teams {
      let id = tables.text.intern("user of \(team)")
      tables.users.append(User(id: id, name: id, emails: [], team: tables.text.intern(team), title: .none))
    }
    let industries = Set(deals.map(\.industry)).sorted()
    for industry in industries {
      let id = tables.text.intern("account in \(industry)")
      tables.accounts.append(
        Account(
          id: id, name: id, owner: nil, primaryContact: nil, industry: tables.text.intern(industry),
          custom: CustomValues()))
    }
    for deal in deals {
      let id = tables.text.intern(deal.id)
      var row = Opportunity(
        id: id, name: id, status: deal.status, stage: .none, currency: tables.text.intern(deal.currency),
        custom: CustomValues(fields.map { tables.text.intern(deal.fields[$0] ?? "") }), salesTeam: [], stakeholders: []
      )
      row.owner = teams.firstIndex(of: deal.team)
      row.account = industries.firstIndex(of: deal.industry)
      row.estimatedValue = deal.value
      row.createdOn = deal.created.flatMap { CivilDate($0) }
      row.closedOn = deal.closed.flatMap { CivilDate($0) }
      tables.opportunities.append(row)
    }
    addActivities(of: deals, to: &tables)
    return Dataset(tables)
  }

  private func addActivities(of deals: [Deal], to tables: inout DatasetTables) {
    var activities: [(order: Int, activity: Activity)] = []
    for (row, deal) in deals.enumerated() {
      for doing in deal.activities {
        let days = CivilDate(doing.date)?.days ?? 0
        activities.append(
          (
            activities.count,
            Activity(
              id: tables.text.intern("activity \(activities.count + 10_000)"), type: doing.type, status: .completed,
              direction: doing.side, isPrivate: false, isFollowed: false,
              at: Instant(seconds: days * 86_400 + doing.hour * 3600),
              subject: tables.text.intern("\(doing.subject) of \(deal.id)"), durationSeconds: doing.minutes * 60,
              regarding: RecordID(.opportunity, row), conversationID: .none, messageID: .none, inReplyTo: .none,
              opens: 0, linkClicks: 0, attachmentViews: 0)
          ))
      }
    }
    activities.sort { ($0.activity.at, $0.order) < ($1.activity.at, $1.order) }
    tables.activities = activities.map(\.activity)
    tables.participationEnds = activities.map { _ in 0 }
  }
}

extension SimilarWorld {
  /// The similar deals of one deal.
  func similar(
    _ id: String, asOf: CivilDate = asOf, jobs: Int = 1, _ change: (inout SimilarOptions) -> Void = { _ in }
  ) async -> SimilarWonDeals? {
    await analysis(asOf: asOf, jobs: jobs, change).similar[id]
  }

  /// The similar deals of every deal that has any, and the fields left out as leaks.
  func analysis(
    asOf: CivilDate = asOf, jobs: Int = 1, _ change: (inout SimilarOptions) -> Void = { _ in }
  ) async -> (similar: [String: SimilarWonDeals], leaks: [String]) {
    let dataset = dataset()
    var options = AnalyticsOptions(asOf: asOf)
    change(&options.similar)
    let analysis = await Analysis(dataset, options, jobs: jobs)
    var similar: [String: SimilarWonDeals] = [:]
    for kpis in analysis.kpis { similar[dataset.text.string(dataset.id(of: kpis.record))] = kpis.similar }
    return (similar, analysis.leaks)
  }

  /// The ids of a list, in its order.
  func ids(_ similar: SimilarWonDeals?) -> [String] {
    let ids = deals.map(\.id).sorted()
    return similar?.deals.map { ids[$0.row] } ?? []
  }

  /// Adds closed deals `PREFIX0`, `PREFIX1`, … that differ as `change` makes them.
  mutating func add(
    _ count: Int, _ prefix: String, _ status: OpportunityStatus, _ change: (inout Deal, Int) -> Void = { _, _ in }
  ) {
    for index in 0..<count {
      var deal = Deal(id: "\(prefix)\(index)", status: status, created: "2025-12-01", closed: "2026-02-02")
      change(&deal, index)
      deals.append(deal)
    }
  }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
