import Dataset

/// What the deals of one data set are compared by (KPI spec, "Similar won deals", learning and basis).
struct FactorModel: Sendable {
  struct Factor: Sendable {
    var field: TrainedField
    /// In ten-thousandths.
    var weight: Int
  }

  /// `similar` or `alike`.
  private(set) var basis = SimilarWonDeals.Basis.alike
  private(set) var reason: SimilarWonDeals.Reason
  /// By weight, descending, then name.
  private(set) var factors: [Factor] = []
  /// Names of the fields that explain so much that they must have been filled in after the outcome, by code point.
  private(set) var leaks: [String] = []
  /// Every field and what was learnt of it, in the order of `FactorField.all`.
  private(set) var candidates: [SimilarTrace.Candidate] = []

  /// Millionths of won or lost that a factor explains at least.
  private static let leastWeight = 5_000
  private static let mostFactors = 8

  init(_ dataset: Dataset, _ training: TrainingSet, _ options: SimilarOptions) {
    let all = FactorField.all(of: dataset).map { TrainedField($0, dataset, training) }
    let fields = all.filter { $0.count > 0 && !options.exclude.contains($0.name) }
    reason =
      training.won.count < options.minimumWon || training.lostCount < options.minimumLost ? .fewClosed : .noFactor
    candidates = all.map { field in
      let verdict: SimilarTrace.Verdict = options.exclude.contains(field.name) ? .excluded : .noValues
      return SimilarTrace.Candidate(name: field.name, count: field.count, verdict: verdict)
    }
    learn(fields, dataset, training, options)
    if factors.isEmpty { compareAlike(fields, options) }
    for position in candidates.indices {
      candidates[position].weight = factors.first { $0.field.name == candidates[position].name }?.weight
    }
  }

  private mutating func learn(
    _ fields: [TrainedField], _ dataset: Dataset, _ training: TrainingSet, _ options: SimilarOptions
  ) {
    var learnt: [Factor] = []
    for field in fields {
      let signal = field.signal(dataset, training)
      let isEnough = signal.isEnough(options)
      let weight = isEnough ? signal.weight(trainingCount: training.rows.count) : 0
      let verdict = verdict(field.name, signal, isEnough: isEnough, weight: weight, options)
      if verdict == .leak { leaks.append(field.name) }
      if verdict == .learnt { learnt.append(Factor(field: field, weight: weight)) }
      setCandidate(
        SimilarTrace.Candidate(
          name: field.name, count: field.count, signal: .init(signal), share: isEnough ? weight : nil,
          verdict: verdict))
    }
    leaks.sort(by: Self.precedes)
    if learnt.isEmpty { return }
    learnt.sort(by: Self.outweighs)
    for factor in learnt.dropFirst(Self.mostFactors) { setVerdict(.beyondMost, of: factor.field.name) }
    learnt.removeLast(max(0, learnt.count - Self.mostFactors))
    setFactors(learnt)
    basis = .similar
    reason = .learnt
  }

  private func verdict(
    _ name: String, _ signal: FactorSignal, isEnough: Bool, weight: Int, _ options: SimilarOptions
  ) -> SimilarTrace.Verdict {
    if !isEnough { return .tooFew }
    if !signal.isSignificant { return .insignificant }
    if weight < Self.leastWeight { return .weak }
    return Double(weight) / 1_000_000 > options.leak && !options.include.contains(name) ? .leak : .learnt
  }

  private mutating func setCandidate(_ candidate: SimilarTrace.Candidate) {
    guard let position = candidates.firstIndex(where: { $0.name == candidate.name }) else { return }
    candidates[position] = candidate
  }

  private mutating func setVerdict(_ verdict: SimilarTrace.Verdict, of name: String) {
    guard let position = candidates.firstIndex(where: { $0.name == name }) else { return }
    candidates[position].verdict = verdict
  }

  private mutating func compareAlike(_ fields: [TrainedField], _ options: SimilarOptions) {
    let names = ["industry", "team", "estimated_value"] + options.include
    setFactors(fields.filter { names.contains($0.name) }.map { Factor(field: $0, weight: 1) })
  }

  /// Scales weights to sum to 1, each in ten-thousandths, halves up.
  private mutating func setFactors(_ unscaled: [Factor]) {
    let sum = unscaled.reduce(0) { $0 + $1.weight }
    factors = unscaled.map {
      Factor(field: $0.field, weight: (20_000 * $0.weight + sum) / (2 * sum))
    }
    factors.sort(by: Self.outweighs)
  }

  private static func outweighs(_ first: Factor, _ second: Factor) -> Bool {
    first.weight != second.weight ? first.weight > second.weight : precedes(first.field.name, second.field.name)
  }

  /// By code point; `<` of `String` takes equivalent spellings for equal.
  private static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }
}
