import Dataset

/// What the numbers depend on beside the data (KPI spec).
public struct AnalyticsOptions: Sendable {
  /// D, the local date that the report is of.
  public var asOf: CivilDate
  /// Whether a meeting that is still open after its time counts as held.
  public var countsPastOpenMeetings = true
  public var health = HealthOptions()
  public var attention = AttentionOptions()
  public var similar = SimilarOptions()

  public init(asOf: CivilDate) { self.asOf = asOf }
}

/// KPI spec, "Health".
public struct HealthOptions: Sendable, Equatable {
  /// How much an activity of each type counts, 0.5 to 1.5; default 1.
  public var emailWeight = 1.0
  public var meetingWeight = 1.0
  public var callWeight = 1.0
  public var taskWeight = 1.0
  /// f: days between contacts of a healthy relationship, 1 to 365; default 14.
  public var expectedDays = 14
  /// The lowest good score, 0 to 100; default 60.
  public var good = 60
  /// The lowest fair score, 0 to `good`; default 40.
  public var fair = 40

  public init() {}

  public func grade(_ score: Int) -> Grade { score >= good ? .good : score >= fair ? .fair : .poor }

  public func weight(of type: ActivityType) -> Double {
    switch type {
    case .email: emailWeight
    case .meeting: meetingWeight
    case .call: callWeight
    case .task: taskWeight
    }
  }
}

/// KPI spec, "Attention". Days are whole days, 0 to 365.
public struct AttentionOptions: Sendable, Equatable {
  public var awaitingTeamDays = 2
  /// `nil`: the expected days of health.
  public var ghostedDays: Int?
  /// `nil`: the expected days of health.
  public var noActivityDays: Int?
  /// People, 0 to 100.
  public var singleThreadedPeople = 1
  /// Points, 1 to 100.
  public var healthDrop = 15
  /// Flags that are never raised, in the order of the spec.
  public var off: [AttentionCode] = []

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
  /// B, the last Monday up to D: deals that closed after it are not compared with yet.
  public let refreshedOn: CivilDate

  public init(asOf: CivilDate, zone: TimeZoneRules) {
    self.asOf = asOf
    end = zone.end(of: asOf)
    windowStart = asOf - (Self.windowDays - 1)
    refreshedOn = TrainingSet.refreshBoundary(asOf)
  }
}
