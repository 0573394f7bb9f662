import Dataset

/// A health score with what made it (KPI spec, "Health").
public struct Health: Sendable, Equatable {
  /// 0 to 100.
  public var score: Int
  public var grade: Grade
  /// nil if there was no score 28 days before D.
  public var trend: Trend?
  /// The score 28 days before D.
  public var previousScore: Int?
  /// F, R and E, 0 to 1.
  public var frequency: Double
  public var recency: Double
  public var engagement: Double
  /// The figures that made these.
  public var evidence: HealthEvidence
  /// Scores at D − 56, D − 49, …, D.
  public var weekly: [Int?]
}

/// The figures behind recency, frequency and engagement at D (KPI spec, "Health").
public struct HealthEvidence: Sendable, Equatable {
  /// D − local date of the last engaged interaction; nil if there is none.
  public var daysSinceEngaged: Int?
  /// f.
  public var expectedDays: Int
  /// Days of the window with an interaction or a done task.
  public var contactDays: Int
  /// Σ, the sum over those days of the greatest weight of each.
  public var contactWeight: Double
  /// c and m: the summed weights of the window's engaged and other interactions.
  public var engagedWeight: Double
  public var otherWeight: Double
  /// Turns with an email in the window that were owed an answer, and those of them that got one.
  public var owed = 0
  public var answered = 0
  /// g: the window's engaged meetings and calls.
  public var conversations: Int

  /// 60 / f: how many contacts the window should have.
  public var expectedContacts: Double { Double(ReportClock.windowDays) / Double(expectedDays) }

  /// c / (c + m), the customer's part of the contact; 0 without any.
  public var givenShare: Double {
    let sum = engagedWeight + otherWeight
    return sum == 0 ? 0 : engagedWeight / sum
  }

  /// `share` of the spec: full from half on.
  public var share: Double {
    let sum = engagedWeight + otherWeight
    return sum == 0 ? 0 : min(1, 2 * engagedWeight / sum)
  }

  /// Answered of what asked for an answer; nil where nothing did.
  public var reply: Double? {
    owed + conversations == 0 ? nil : Double(answered + conversations) / Double(owed + conversations)
  }
}

public enum Grade: UInt8, CaseIterable, Sendable {
  case good, fair, poor

  public var code: String {
    switch self {
    case .good: "good"
    case .fair: "fair"
    case .poor: "poor"
    }
  }
}

public enum Trend: UInt8, CaseIterable, Sendable {
  case up, steady, down

  public var code: String {
    switch self {
    case .up: "up"
    case .steady: "steady"
    case .down: "down"
    }
  }
}

/// The one change that would lift the health score most.
public struct BestNext: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case answer
    case hearFrom = "hear_from"
    case meet
  }
  public var kind: Kind
  public var person: Int?
  public var activity: Int?
  /// Points, at least 1.
  public var gain: Int
}

/// A rule that says that a record needs attention, in order of importance (KPI spec, "Attention").
public enum AttentionCode: UInt8, CaseIterable, Sendable, Hashable {
  case awaitingTeam, ghosted, overdueClose, noActivity, healthDrop, noNextStep, overdueTask, singleThreaded

  public var code: String {
    switch self {
    case .awaitingTeam: "awaiting_team"
    case .ghosted: "ghosted"
    case .overdueClose: "overdue_close"
    case .noActivity: "no_activity"
    case .healthDrop: "health_drop"
    case .noNextStep: "no_next_step"
    case .overdueTask: "overdue_task"
    case .singleThreaded: "single_threaded"
    }
  }

  public init?(code: String) {
    guard let match = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = match
  }
}

/// A flag that is up, with its evidence.
public struct AttentionFlag: Sendable, Equatable {
  public var code: AttentionCode
  public var value: Int?
  public var limit: Int?
  public var activity: Int?
}
