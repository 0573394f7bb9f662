import Dataset

/// What the list of one open deal is made of, so that every weight and every similarity can be checked (KPI spec,
/// "Similar won deals").
public struct SimilarTrace: Sendable {
  /// What became of a field.
  public enum Verdict: String, CaseIterable, Sendable {
    case learnt
    /// Eight others tell more.
    case beyondMost = "beyond_most"
    /// It explains so much that it must have been filled in after the outcome.
    case leak
    /// It explains less than 0.005 of won or lost.
    case weak
    /// Chance alone could tell as much.
    case insignificant
    /// Of the deals with a value, too few were won or lost.
    case tooFew = "too_few"
    case excluded
    case noValues = "no_values"
  }

  /// How much the values of a field tell of won or lost.
  public struct Signal: Sendable, Equatable {
    /// Deals of the training set with a value that is learnt from; N is their sum.
    public var won: Int
    public var lost: Int
    /// I and H, in nats.
    public var information: Double
    public var entropy: Double
    /// df, the bins or categories that are there, less one.
    public var degreesOfFreedom: Int
    /// G, which is significant from `bound` on; there is none for df < 1.
    public var statistic: Double
    public var bound: Double?

    init(_ signal: FactorSignal) {
      won = signal.all.won
      lost = signal.all.lost
      information = signal.mutualInformation
      entropy = signal.entropy
      degreesOfFreedom = signal.degreesOfFreedom
      statistic = signal.statistic
      bound = degreesOfFreedom >= 1 ? FactorSignal.bound(degreesOfFreedom) : nil
    }
  }

  /// A field that might be compared by.
  public struct Candidate: Sendable, Equatable {
    public var name: String
    /// Deals of the training set that have a value.
    public var count: Int
    /// nil for fields that are not learnt from.
    public var signal: Signal?
    /// w, in millionths; nil where too few deals were won or lost.
    public var share: Int?
    public var verdict: Verdict
    /// What it weighs in comparisons, in ten-thousandths; nil if it is not compared by.
    public var weight: Int?
  }

  /// A field of one deal as the data has it.
  public enum Value: Sendable, Equatable {
    case missing
    case text(Text)
    case amount(Double, currency: Text)
  }

  /// How far two deals agree in one factor that the open one has.
  public struct Agreement: Sendable, Equatable {
    public var name: String
    public var open: Value
    public var won: Value
    /// A and W, in ten-thousandths.
    public var agreement: Int
    public var weight: Int
  }

  /// A listed deal.
  public struct Deal: Sendable, Equatable {
    /// Row of `Dataset.opportunities`.
    public var row: Int
    /// By weight, descending, then name.
    public var agreements: [Agreement]
    /// Σ W·A and Σ W.
    public var sum: Int
    public var weight: Int
    /// In ten-thousandths.
    public var similarity: Int
  }

  /// B: deals that closed later are not in the training set.
  public let refreshedOn: CivilDate
  /// Deals of the training set.
  public let won: Int
  public let lost: Int
  public let basis: SimilarWonDeals.Basis
  public let reason: SimilarWonDeals.Reason
  /// Σ W of the factors that the open deal has, and of all.
  public let presentWeight: Int
  public let allWeight: Int
  /// Won deals that are similar enough, at most as many as a list takes; nil where none was compared.
  public let similarCount: Int?
  public let candidates: [Candidate]
  /// The first of the list; none where the basis is `recentWon`.
  public let deals: [Deal]

  /// The trace of an open deal, by the same steps that made its list.
  ///
  /// - Parameters:
  ///   - row: of `Dataset.opportunities`.
  ///   - options: those of the analysis.
  ///   - count: how many deals of the list are traced.
  public init(ofOpportunity row: Int, in dataset: Dataset, _ options: AnalyticsOptions, listing count: Int) {
    let training = TrainingSet(dataset, asOf: options.asOf)
    let model = FactorModel(dataset, training, options.similar)
    let index = SimilarityIndex(dataset, training, model, options.similar)
    let cohort = index.cohort(ofOpportunity: row)
    refreshedOn = TrainingSet.refreshBoundary(options.asOf)
    won = training.won.count
    lost = training.lostCount
    basis = cohort.basis
    reason = cohort.reason
    presentWeight = cohort.presentWeight
    allWeight = cohort.allWeight
    similarCount = cohort.similarCount
    candidates = model.candidates
    let listed = cohort.basis == .recentWon ? [] : cohort.deals.prefix(count).map(\.row)
    let agreements = index.agreements(ofOpportunity: row, with: listed)
    deals = listed.map { other in
      let parts = agreements.map { factor, byRow in
        Agreement(
          name: factor.field.name, open: factor.field.field.traced(row, dataset),
          won: factor.field.field.traced(other, dataset), agreement: byRow[other] ?? 0, weight: factor.weight)
      }
      let sum = parts.reduce(0) { $0 + $1.weight * $1.agreement }
      let weight = parts.reduce(0) { $0 + $1.weight }
      return Deal(
        row: other, agreements: parts, sum: sum, weight: weight,
        similarity: SimilarityIndex.similarity(sum, of: weight))
    }
  }
}

extension FactorField {
  fileprivate func traced(_ row: Int, _ dataset: Dataset) -> SimilarTrace.Value {
    if self == .estimatedValue {
      let deal = dataset.opportunities[row]
      return deal.estimatedValue.map { .amount($0, currency: deal.currency) } ?? .missing
    }
    let text = text(ofOpportunity: row, in: dataset)
    return text.isEmpty ? .missing : .text(text)
  }
}
