/// KPI spec, "Similar won deals".
public struct SimilarOptions: Sendable, Equatable {
  /// Deals that learning needs, of the training set and of those with a value in a field, 1 to 100,000; default 30.
  public var minimumWon = 30
  public var minimumLost = 30
  /// The least similarity of a similar deal, 0 to 1; default 0.5.
  public var similarity = 0.5
  /// Deals in a list, `atLeast` to 1000; default 100.
  public var atMost = 100
  /// Similar deals without which the most recent ones are compared with, 1 to `atMost`; default 5.
  public var atLeast = 5
  /// Share of won or lost, 0 to 1, above which a field that explains it is left out; default 0.3.
  public var leak = 0.3
  /// Fields: `industry`, `team`, `currency`, `estimated_value`, `opportunity.COLUMN`, `account.COLUMN`.
  public var include: [String] = []
  public var exclude: [String] = []

  public init() {}
}
