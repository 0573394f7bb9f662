import Dataset

/// What the numbers depend on beside the data (KPI spec).
public struct AnalyticsOptions: Sendable {
  /// D, the local date that the report is of.
  public var asOf: CivilDate
  /// Whether a meeting that is still open after its time counts as held.
  public var countsPastOpenMeetings = true
  public var health = HealthOptions()
  public var attention = AttentionOptions()

  public init(asOf: CivilDate) { self.asOf = asOf }
}

/// KPI spec, "Health".
public struct HealthOptions: Sendable {
  /// Weight of an activity of each type, 0.5 to 1.5.
  public var weights: [ActivityType: Double] = [.email: 1, .meeting: 1, .call: 1, .task: 1]
  /// f, the days that are expected between contacts, at least 1.
  public var expectedDays = 14
  /// The lowest score that is good.
  public var good = 60
  /// The lowest score that is fair.
  public var fair = 40

  public init() {}

  public func grade(_ score: Int) -> Grade { score >= good ? .good : score >= fair ? .fair : .poor }
}

/// KPI spec, "Attention". Days, people and points beyond which a flag is up.
public struct AttentionOptions: Sendable {
  public var awaitingTeamDays = 2
  /// nil: the expected days of health.
  public var ghostedDays: Int?
  /// nil: the expected days of health.
  public var noActivityDays: Int?
  public var singleThreadedPeople = 1
  public var healthDrop = 15
  public var off: Set<AttentionCode> = []

  public init() {}
}

/// D and what follows from it (KPI spec, "The clock").
public struct ReportClock: Sendable {
  public static let windowDays = 60

  /// D.
  public let asOf: CivilDate
  /// T, the instant at which D ends.
  public let end: Instant
  /// The first of the 60 local days that end with D.
  public let windowStart: CivilDate

  public init(asOf: CivilDate, zone: TimeZoneRules) {
    self.asOf = asOf
    end = zone.end(of: asOf)
    windowStart = asOf - (Self.windowDays - 1)
  }
}
