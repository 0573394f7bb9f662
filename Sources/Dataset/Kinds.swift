/// The kinds of record that have a page, in the order of the sidecar.
public enum RecordType: UInt8, CaseIterable, Sendable, Hashable, Comparable {
  case account, contact, lead, opportunity

  /// The word of the data format.
  public var code: String {
    switch self {
    case .account: "account"
    case .contact: "contact"
    case .lead: "lead"
    case .opportunity: "opportunity"
    }
  }

  public init?(code: String) {
    guard let type = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = type
  }

  public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}

public enum ActivityType: UInt8, CaseIterable, Sendable, Hashable {
  case email, meeting, call, task

  public var code: String {
    switch self {
    case .email: "email"
    case .meeting: "meeting"
    case .call: "call"
    case .task: "task"
    }
  }
}

public enum ActivityStatus: UInt8, Sendable, Hashable { case open, completed, canceled }

/// Who: our side or theirs.
public enum Side: UInt8, CaseIterable, Sendable, Hashable {
  case team, customer

  public var other: Side { self == .team ? .customer : .team }
  public var code: String { self == .team ? "team" : "customer" }
}

public enum PersonType: UInt8, CaseIterable, Sendable, Hashable, Comparable {
  case user, contact, lead, unresolved

  public var code: String {
    switch self {
    case .user: "user"
    case .contact: "contact"
    case .lead: "lead"
    case .unresolved: "unresolved"
    }
  }

  public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}

public enum OpportunityStatus: UInt8, CaseIterable, Sendable, Hashable {
  case open, won, lost

  public var code: String {
    switch self {
    case .open: "open"
    case .won: "won"
    case .lost: "lost"
    }
  }
}

public enum LeadStatus: UInt8, CaseIterable, Sendable, Hashable {
  case open, qualified, disqualified

  public var code: String {
    switch self {
    case .open: "open"
    case .qualified: "qualified"
    case .disqualified: "disqualified"
    }
  }
}

/// The parts that one person plays in one activity.
public struct Roles: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let from = Roles(rawValue: 1)
  public static let to = Roles(rawValue: 2)
  public static let cc = Roles(rawValue: 4)
  public static let bcc = Roles(rawValue: 8)
  public static let organizer = Roles(rawValue: 16)
  public static let required = Roles(rawValue: 32)
  public static let optional = Roles(rawValue: 64)

  /// The roles that bring an activity of this type to a record (KPI spec, "People and activities of a record").
  public static func looked(at type: ActivityType) -> Roles {
    switch type {
    case .email: [.from, .to, .cc]
    case .meeting: [.organizer, .required, .optional]
    case .call: [.from, .to]
    case .task: []
    }
  }
}
