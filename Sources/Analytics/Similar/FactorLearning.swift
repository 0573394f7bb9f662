import Dataset

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Won and lost deals of one bin or category.
struct OutcomeCounts: Equatable, Sendable {
  var won = 0
  var lost = 0

  var total: Int { won + lost }
}

/// How much a field tells of won or lost (KPI spec, "Similar won deals", learning).
struct FactorSignal {
  /// Of every bin or category that is there.
  private let cells: [OutcomeCounts]
  let all: OutcomeCounts

  init(_ cells: [OutcomeCounts]) {
    // In an order that does not depend on the data's, so that the sums do not, either.
    self.cells = cells.filter { $0.total > 0 }.sorted { ($0.won, $0.lost) < ($1.won, $1.lost) }
    all = cells.reduce(into: OutcomeCounts()) {
      $0.won += $1.won
      $0.lost += $1.lost
    }
  }

  /// I, in nats.
  var mutualInformation: Double {
    cells.reduce(0) { sum, cell in
      sum + term(cell.won, of: cell.total, all.won) + term(cell.lost, of: cell.total, all.lost)
    }
  }

  private func term(_ both: Int, of cell: Int, _ outcome: Int) -> Double {
    if both == 0 { return 0 }
    let count = Double(all.total)
    return Double(both) / count * log(Double(both) * count / (Double(cell) * Double(outcome)))
  }

  /// H, of won and lost, in nats.
  var entropy: Double {
    [all.won, all.lost].reduce(0) { sum, outcome in
      if outcome == 0 { return sum }
      let share = Double(outcome) / Double(all.total)
      return sum - share * log(share)
    }
  }

  /// df.
  var degreesOfFreedom: Int { cells.count - 1 }

  /// G, of the test for chance.
  var statistic: Double { 2 * Double(all.total) * mutualInformation }

  /// Whether chance alone would hardly make a field tell as much: G reaches the bound of χ² at 0.1 %.
  var isSignificant: Bool {
    guard degreesOfFreedom >= 1 else { return false }
    return statistic >= Self.bound(degreesOfFreedom)
  }

  /// The value that χ² exceeds once in a thousand times (Wilson and Hilferty's approximation).
  static func bound(_ degreesOfFreedom: Int) -> Double {
    let df = Double(degreesOfFreedom)
    let part = 2 / (9 * df)
    let root = 1 - part + 3.0902 * part.squareRoot()
    return df * root * root * root
  }

  /// w, the share of won or lost that the field explains, in millionths.
  ///
  /// - Parameter trainingCount: deals of the training set, with a value or not.
  func weight(trainingCount: Int) -> Int {
    let count = Double(all.total)
    let excess = mutualInformation - Double(degreesOfFreedom) / (2 * count)
    return Int((1_000_000 * (count / Double(trainingCount) * excess / entropy) + 0.5).rounded(.down))
  }

  /// Whether enough deals were won and lost to learn from.
  func isEnough(_ options: SimilarOptions) -> Bool {
    all.won >= options.minimumWon && all.lost >= options.minimumLost
  }
}

extension TrainedField {
  /// A category of fewer deals of the training set is learnt from together with others like it.
  private static let rareCategory = 10

  /// The training set by bin or category.
  func signal(_ dataset: Dataset, _ training: TrainingSet) -> FactorSignal {
    var bins: [Int: OutcomeCounts] = [:]
    var categories: [Text: OutcomeCounts] = [:]
    for (row, isWon) in zip(training.rows, training.isWon) {
      let outcome = OutcomeCounts(won: isWon ? 1 : 0, lost: isWon ? 0 : 1)
      switch value(ofOpportunity: row, in: dataset) {
      case .category(let text): categories[text, default: OutcomeCounts()].add(outcome)
      case .number(let number, let currency):
        if let bin = scales?[currency]?.bin(of: number) { bins[bin, default: OutcomeCounts()].add(outcome) }
      case .missing, .notANumber: break
      }
    }
    var rare = OutcomeCounts()
    for counts in categories.values where counts.total < Self.rareCategory { rare.add(counts) }
    let frequent = categories.values.filter { $0.total >= Self.rareCategory }
    return FactorSignal(bins.values + frequent + [rare])
  }
}

extension OutcomeCounts {
  fileprivate mutating func add(_ other: OutcomeCounts) {
    won += other.won
    lost += other.lost
  }
}
