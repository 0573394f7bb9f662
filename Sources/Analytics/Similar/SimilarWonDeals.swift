/// The won deals that an open opportunity is compared with, and how they stood at its age (KPI spec, "Similar won
/// deals").
public struct SimilarWonDeals: Sendable, Equatable {
  /// What the deals have in common with the open one.
  public enum Basis: String, CaseIterable, Sendable {
    /// The fields that are learnt to tell won from lost.
    case similar
    /// The fields that are compared where nothing is learnt.
    case alike
    /// Nothing: they are those that were won last.
    case recentWon = "recent_won"
  }

  /// Why the basis is what it is.
  public enum Reason: String, CaseIterable, Sendable {
    /// `similar`: fields tell won from lost.
    case learnt
    /// `alike`: too few deals are won or lost to learn from.
    case fewClosed = "few_closed"
    /// `alike`: no field tells won from lost.
    case noFactor = "no_factor"
    /// `recent_won`: closed deals have no value in any field that could be compared.
    case noValues = "no_values"
    /// `recent_won`: the open deal has values for less than half of the weight.
    case fewValues = "few_values"
    /// `recent_won`: too few deals are similar.
    case fewSimilar = "few_similar"
  }

  public var basis: Basis
  public var reason: Reason
  /// What is compared, by weight, descending, then name; none where the basis is `recentWon`.
  public var factors: [SimilarFactor]
  /// The whole list, best first: at least one deal, at most `SimilarOptions.atMost`.
  public var deals: [SimilarDeal]
  /// A: days from the creation of the open deal to D; nil if the data does not say when that was.
  public var age: Int?
  /// The KPIs of the list at that age, those without a date of creation left out; over their whole lives, and of all,
  /// where `age` is nil.
  public var benchmark: SimilarBenchmark
  /// nil where `age` is.
  public var pace: SimilarPace?
}

/// A field that deals are compared by.
public struct SimilarFactor: Sendable, Equatable {
  /// `industry`, `team`, `currency`, `estimated_value`, `opportunity.COLUMN` or `account.COLUMN`.
  public var name: String
  /// In ten-thousandths, 0 to 10,000; those of all factors sum to about 10,000.
  public var weight: Int
}

/// A won deal of a list. Its KPIs are those of `Analysis.kpis` at the position of its record.
public struct SimilarDeal: Sendable, Equatable {
  /// Row of `Dataset.opportunities`.
  public var row: Int
  /// In ten-thousandths, 0 to 10,000; nil where the basis is `recentWon`.
  public var similarity: Int?
}

/// What a KPI is over the deals of a list that have a value. Counts and ratios are unrounded, seconds whole.
public struct SimilarQuartiles: Sendable, Equatable {
  /// Deals that have a value; all else is nil if there are none.
  public var count: Int
  public var mean: Double?
  public var median: Double?
  /// Nearest rank.
  public var p25: Double?
  public var p75: Double?
}

/// The KPIs that an open deal is compared by, over the deals of its list.
public struct SimilarBenchmark: Sendable, Equatable {
  public var interactions: BySide<SimilarQuartiles>
  public var seconds: BySide<SimilarQuartiles>
  /// Of the deals' median response times, in seconds.
  public var response: BySide<SimilarQuartiles>
  /// How often the customer answered, 0 to 1.
  public var customerRate: SimilarQuartiles
  /// Emails received / sent.
  public var theirs: SimilarQuartiles
}

/// Interactions up to each of some days of age, of the open deal and of its list. All arrays are of one length, 1 to
/// 60; values of the list are nil if none of its deals has a date of creation.
public struct SimilarPace: Sendable, Equatable {
  /// Ascending, from 0 to the age of the open deal.
  public var days: [Int]
  public var deal: [Int]
  public var p25: [Int?]
  public var median: [Double?]
  public var p75: [Int?]
}
