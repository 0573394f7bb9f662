import Dataset

/// What a synthetic data set is made from. Equal options give equal bytes on every machine.
public struct DemoOptions: Hashable, Sendable {
  /// Chooses among the data sets of one size; any value.
  public let seed: UInt64
  /// The exact number of rows in `opportunities.csv`; the other records scale with it (about 2.4 records per
  /// opportunity).
  public let opportunities: Int
  /// The exact number of rows in `activities.csv`.
  public let activities: Int
  /// The day of the report: occurred activities lie at most some 18 months before its end, planned ones after it.
  public let asOf: CivilDate

  public static let opportunityLimits = 0...100_000
  public static let activityLimits = 0...1_000_000_000

  /// Friday, 12 June 2026: the last whole day of a working week outside the holidays. Fixed, so that two runs agree.
  public static let defaultAsOf = CivilDate(days: 20_616)
  static let earliestAsOf = CivilDate(days: 3652)
  static let latestAsOf = CivilDate(days: 2_567_713)

  /// - Parameter asOf: from 1980-01-01 to 9000-02-28, so that no date before or after it leaves the calendar.
  /// - Throws: `DemoError` for a number or date outside its limits.
  public init(
    seed: UInt64 = 1, opportunities: Int = 120, activities: Int = 6000, asOf: CivilDate = Self.defaultAsOf
  ) throws(DemoError) {
    guard Self.opportunityLimits.contains(opportunities) else {
      throw .outOfRange(option: "opportunities", found: opportunities, limits: Self.opportunityLimits)
    }
    guard Self.activityLimits.contains(activities) else {
      throw .outOfRange(option: "activities", found: activities, limits: Self.activityLimits)
    }
    guard (Self.earliestAsOf...Self.latestAsOf).contains(asOf) else { throw .dateOutOfRange(found: asOf) }
    self.seed = seed
    self.opportunities = opportunities
    self.activities = activities
    self.asOf = asOf
  }
}

/// An option of the demo that cannot be honoured.
public enum DemoError: Error, Equatable, CustomStringConvertible {
  case outOfRange(option: String, found: Int, limits: ClosedRange<Int>)
  case dateOutOfRange(found: CivilDate)

  public var description: String {
    switch self {
    case .outOfRange(let option, let found, let limits):
      "--\(option) \(found): expected a whole number from \(limits.lowerBound) to \(limits.upperBound)"
    case .dateOutOfRange(let found):
      "--as-of \(found): expected a date from \(DemoOptions.earliestAsOf) to \(DemoOptions.latestAsOf)"
    }
  }
}
