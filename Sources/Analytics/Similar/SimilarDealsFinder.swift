import Dataset

/// Finds for every open deal the won deals that it is compared with (KPI spec, "Similar won deals").
struct SimilarDealsFinder: Sendable {
  private let dataset: Dataset
  private let facts: [ActivityFacts]
  private let links: RecordLinks
  private let asOf: CivilDate
  private let training: TrainingSet
  private let model: FactorModel
  private let index: SimilarityIndex

  /// Deals that a worker takes at once.
  private static let chunk = 16

  init(_ dataset: Dataset, _ facts: [ActivityFacts], _ links: RecordLinks, _ options: AnalyticsOptions) {
    self.dataset = dataset
    self.facts = facts
    self.links = links
    asOf = options.asOf
    training = TrainingSet(dataset, asOf: options.asOf)
    model = FactorModel(dataset, training, options.similar)
    index = SimilarityIndex(dataset, training, model, options.similar)
  }

  /// Names of the fields that give the outcome away, by code point.
  var leaks: [String] { model.leaks }

  /// By row of `Dataset.opportunities`, in its order; nothing if no deal of the training set was won.
  func all(jobs: Int) async -> [(row: Int, similar: SimilarWonDeals)] {
    if training.won.isEmpty { return [] }
    let open = dataset.opportunities.indices.filter { row in
      let record = RecordID(.opportunity, row)
      return dataset.isOpen(record, asOf: asOf) && dataset.exists(record, asOf: asOf)
    }
    let cohorts = await Parallel.map(open.count, chunk: Self.chunk, jobs: jobs) {
      index.cohort(ofOpportunity: open[$0])
    }
    let courses = await courses(listedIn: cohorts, jobs)
    let compared = await Parallel.map(open.count, chunk: Self.chunk, jobs: jobs) {
      compare(open[$0], cohorts[$0], courses)
    }
    return zip(open, compared).map { (row: $0, similar: $1) }
  }

  /// The courses of the won deals that are in a list, by row of `Dataset.opportunities`.
  private func courses(listedIn cohorts: [SimilarityIndex.Cohort], _ jobs: Int) async -> [DealCourse?] {
    var isListed = [Bool](repeating: false, count: dataset.opportunities.count)
    for cohort in cohorts { for deal in cohort.deals { isListed[deal.row] = true } }
    let listed = isListed.indices.filter { isListed[$0] }
    let found = await Parallel.map(listed.count, chunk: Self.chunk, jobs: jobs) { course(listed[$0]) }
    var courses = [DealCourse?](repeating: nil, count: dataset.opportunities.count)
    for (row, course) in zip(listed, found) { courses[row] = course }
    return courses
  }

  private func course(_ row: Int) -> DealCourse {
    DealCourse(links.activities(of: dataset.position(of: RecordID(.opportunity, row))), facts)
  }

  private func compare(_ row: Int, _ cohort: SimilarityIndex.Cohort, _ courses: [DealCourse?]) -> SimilarWonDeals {
    let members = cohort.deals.compactMap { deal -> SimilarComparison.Member? in
      let won = dataset.opportunities[deal.row]
      return courses[deal.row].map {
        SimilarComparison.Member(course: $0, createdOn: won.createdOn, closedOn: won.closedOn)
      }
    }
    let comparison = SimilarComparison(
      members: members, createdOn: dataset.opportunities[row].createdOn, asOf: asOf)
    let factors = model.factors.map { SimilarFactor(name: $0.field.name, weight: $0.weight) }
    return SimilarWonDeals(
      basis: cohort.basis, reason: cohort.reason, factors: cohort.basis == .recentWon ? [] : factors,
      deals: cohort.deals, age: comparison.age, benchmark: comparison.benchmark(),
      pace: comparison.pace(course(row)))
  }
}
