import Dataset

/// Finds the won deals that are like an open one. Values are looked up once, so that a comparison is one of whole
/// numbers.
struct SimilarityIndex: Sendable {
  /// What an open deal is compared with, and why with these.
  struct Cohort: Sendable {
    var basis: SimilarWonDeals.Basis
    var reason: SimilarWonDeals.Reason
    var deals: [SimilarDeal]
    /// Of the factors that the open deal has, and of all; in ten-thousandths.
    var presentWeight = 0
    var allWeight = 0
    /// Deals that are similar enough, at most as many as a list takes; nil where none was compared.
    var similarCount: Int?
  }

  /// A factor with its values in the won deals.
  private struct Column: Sendable {
    var factor: FactorModel.Factor
    var values: [Code]
  }

  /// A value of a won deal.
  private struct Code: Sendable {
    /// A category, or the currency of an amount; 0 if the deal has no value, or its value no currency.
    var text: UInt32 = 0
    /// By `RankScale`; −1 if the deal has no number.
    var rank: Int32 = -1
  }

  private static let whole = 10_000

  private let dataset: Dataset
  /// The last closed first.
  private let won: [Int]
  private let model: FactorModel
  private let columns: [Column]
  private let options: SimilarOptions
  /// In ten-thousandths.
  private let leastSimilarity: Int

  init(_ dataset: Dataset, _ training: TrainingSet, _ model: FactorModel, _ options: SimilarOptions) {
    self.dataset = dataset
    won = training.won
    self.model = model
    self.options = options
    leastSimilarity =
      (0...Self.whole).first { Double($0) / Double(Self.whole) >= options.similarity } ?? Self.whole
    columns = model.factors.map { factor in
      Column(factor: factor, values: training.won.map { Self.code(factor.field, $0, dataset) })
    }
  }

  private static func code(_ field: TrainedField, _ row: Int, _ dataset: Dataset) -> Code {
    switch field.value(ofOpportunity: row, in: dataset) {
    case .missing, .notANumber: Code()
    case .category(let text): Code(text: text.index)
    case .number(let value, let currency):
      Code(text: currency.index, rank: Int32(clamping: field.scales?[currency]?.rank(of: value) ?? -1))
    }
  }

  /// The list of an open deal, which is itself none of the won ones.
  func cohort(ofOpportunity row: Int) -> Cohort {
    if columns.isEmpty { return recent(.noValues) }
    var sums = [Int](repeating: 0, count: won.count)
    var weight = 0
    for column in columns where add(column, row, times: column.factor.weight, to: &sums) {
      weight += column.factor.weight
    }
    let allWeight = columns.reduce(0) { $0 + $1.factor.weight }
    if weight == 0 || 2 * weight < allWeight {
      return recent(.fewValues, presentWeight: weight, allWeight: allWeight)
    }
    for position in sums.indices { sums[position] = Self.similarity(sums[position], of: weight) }
    let best = Self.best(sums, atLeast: leastSimilarity, atMost: options.atMost)
    if best.count < options.atLeast {
      return recent(.fewSimilar, presentWeight: weight, allWeight: allWeight, similarCount: best.count)
    }
    return Cohort(
      basis: model.basis, reason: model.reason,
      deals: best.map { SimilarDeal(row: won[$0], similarity: sums[$0]) },
      presentWeight: weight, allWeight: allWeight, similarCount: best.count)
  }

  private func recent(
    _ reason: SimilarWonDeals.Reason, presentWeight: Int = 0, allWeight: Int = 0, similarCount: Int? = nil
  ) -> Cohort {
    Cohort(
      basis: .recentWon, reason: reason,
      deals: won.prefix(options.atMost).map { SimilarDeal(row: $0, similarity: nil) },
      presentWeight: presentWeight, allWeight: allWeight, similarCount: similarCount)
  }

  /// The weighted mean of agreements, rounded half up.
  ///
  /// - Parameter weight: the sum of the weights, not 0.
  static func similarity(_ sum: Int, of weight: Int) -> Int { (2 * sum + weight) / (2 * weight) }

  /// How far the won deals agree with an open one in each factor that it has: in ten-thousandths, by row of
  /// `Dataset.opportunities` for those of `rows`.
  func agreements(ofOpportunity row: Int, with rows: [Int]) -> [(factor: FactorModel.Factor, byRow: [Int: Int])] {
    let wanted = Set(rows)
    let positions = won.indices.filter { wanted.contains(won[$0]) }
    return columns.compactMap { column in
      var agreements = [Int](repeating: 0, count: won.count)
      guard add(column, row, times: 1, to: &agreements) else { return nil }
      return (column.factor, Dictionary(positions.map { (won[$0], agreements[$0]) }) { first, _ in first })
    }
  }

  /// Adds weight · agreement of every won deal.
  ///
  /// - Returns: whether the open deal has a value.
  private func add(_ column: Column, _ row: Int, times weight: Int, to sums: inout [Int]) -> Bool {
    switch column.factor.field.value(ofOpportunity: row, in: dataset) {
    case .missing: return false
    case .notANumber: break
    case .category(let text):
      for position in sums.indices where column.values[position].text == text.index {
        sums[position] += weight * Self.whole
      }
    case .number(let value, let currency):
      guard let scale = column.factor.field.scales?[currency] else { break }
      let rank = scale.rank(of: value)
      for position in sums.indices {
        let code = column.values[position]
        if code.rank >= 0 && code.text == currency.index {
          sums[position] += weight * scale.agreement(rank, Int(code.rank))
        }
      }
    }
    return true
  }

  /// Positions of the highest scores, highest first, of equal ones the first first.
  ///
  /// - Parameter scores: 0 to 10,000.
  static func best(_ scores: [Int], atLeast least: Int, atMost most: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: whole + 1)
    for score in scores { counts[score] += 1 }
    var cutoff = whole
    var found = counts[cutoff]
    while cutoff > least, found < most {
      cutoff -= 1
      found += counts[cutoff]
    }
    let candidates = scores.indices.filter { scores[$0] >= max(cutoff, least) }
    let ordered = candidates.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    return Array(ordered.prefix(most))
  }
}
