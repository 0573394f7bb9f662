import Dataset

/// One thing that is not as it was in the report before (report spec, "Changes and history").
public enum RecordChange: Sendable, Equatable {
  /// No earlier report has it.
  case new
  /// Came to an end: `won`, `lost`, `qualified` or `disqualified`; nil where no earlier report has it.
  case closed(to: String, from: String?)
  /// Open again, after it was `from`.
  case reopened(from: String)
  /// No longer in the report.
  case gone
  case flagRaised(AttentionCode)
  case flagCleared(AttentionCode)
  /// The score moved by at least `RecordComparison.notableScore` points; `component` did most of it.
  case health(from: Int, to: Int, component: HealthComponent?)
  /// `slips`: how many times it was put off so far, this time included; 0 where this is not putting off.
  case closeDate(from: CivilDate?, to: CivilDate?, slips: Int)
  /// An amount in the deal's currency.
  case value(from: Double?, to: Double?)
  /// `days`: how long it has been in the new stage, if that is known.
  case stage(from: String?, to: String?, days: Int?)
  /// Ids of users.
  case owner(from: String?, to: String?)

  /// The word of the data format.
  public var code: String {
    switch self {
    case .new: "new"
    case .closed(let status, _): status
    case .reopened: "reopened"
    case .gone: "gone"
    case .flagRaised: "flag_raised"
    case .flagCleared: "flag_cleared"
    case .health(let from, let to, _): to < from ? "health_fell" : "health_rose"
    case .closeDate(let from, let to, _):
      switch (from, to) {
      case (let from?, let to?): to > from ? "close_slipped" : "close_pulled_in"
      case (nil, _): "close_set"
      case (_, nil): "close_removed"
      }
    case .value: "value"
    case .stage: "stage"
    case .owner: "owner"
    }
  }

  /// Kinds of change in order of importance: what is decided first, then what harms, then what moves, then what mends.
  public enum Kind: Int, Comparable, CaseIterable, Sendable {
    case won, lost, qualified, disqualified, reopened, gone, new
    case flagRaised, healthFell, closeSlipped
    case value, stage, owner, closeMoved
    case healthRose, flagCleared

    public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
  }

  public var kind: Kind {
    switch self {
    case .new: .new
    case .closed(OpportunityStatus.won.code, _): .won
    case .closed(LeadStatus.qualified.code, _): .qualified
    case .closed(LeadStatus.disqualified.code, _): .disqualified
    case .closed: .lost
    case .reopened: .reopened
    case .gone: .gone
    case .flagRaised: .flagRaised
    case .flagCleared: .flagCleared
    case .health(let from, let to, _): to < from ? .healthFell : .healthRose
    case .closeDate(let from?, let to?, _) where to > from: .closeSlipped
    case .closeDate: .closeMoved
    case .value: .value
    case .stage: .stage
    case .owner: .owner
    }
  }

  /// Among changes of one kind: flags in the order of the KPI spec's table, deep falls of health first.
  var rank: Int {
    switch self {
    case .flagRaised(let code), .flagCleared(let code): Int(code.rawValue)
    case .health(let from, let to, _): min(to - from, from - to)
    default: 0
    }
  }
}

/// What a health score is made of (KPI spec, "Health").
public enum HealthComponent: String, CaseIterable, Sendable {
  case recency, frequency, engagement
}

/// A record with what has changed on it.
public struct RecordChanges: Sendable, Equatable {
  /// The record now; as it was last where it is gone.
  public var record: RecordState
  /// The record in the report before; nil if that has it not.
  public var past: RecordState?
  /// Most important first.
  public var changes: [RecordChange]

  public init(record: RecordState, past: RecordState?, changes: [RecordChange]) {
    self.record = record
    self.past = past
    self.changes = changes
  }

  /// Whether it is a deal or a lead.
  fileprivate var isInPipeline: Bool { record.type == .opportunity || record.type == .lead }
}

/// What has changed between two reports.
public struct ChangeSet: Sendable, Equatable {
  /// The day of the earlier report.
  public let since: CivilDate
  /// The day of the later one.
  public let asOf: CivilDate
  /// Records on which anything has changed, most important first.
  public let records: [RecordChanges]

  /// - Parameter compared: in any order; records on which nothing has changed are left out.
  public init(since: CivilDate, asOf: CivilDate, compared: [RecordChanges]) {
    self.since = since
    self.asOf = asOf
    records = compared.filter { !$0.changes.isEmpty }.sorted(by: Self.precedes)
  }

  /// How many changes of each kind there are.
  public var counts: [RecordChange.Kind: Int] {
    var counts: [RecordChange.Kind: Int] = [:]
    for record in records {
      for change in record.changes { counts[change.kind, default: 0] += 1 }
    }
    return counts
  }

  /// By the most important change, what is in the pipeline before accounts and contacts; then, as everywhere, the
  /// larger deal; deals before leads, accounts before contacts, then by id.
  private static func precedes(_ a: RecordChanges, _ b: RecordChanges) -> Bool {
    guard let first = a.changes.first, let second = b.changes.first else { return !a.changes.isEmpty }
    if first.kind != second.kind { return first.kind < second.kind }
    if a.isInPipeline != b.isInPipeline { return a.isInPipeline }
    if first.rank != second.rank { return first.rank < second.rank }
    let values = (a.record.estimatedValue ?? 0, b.record.estimatedValue ?? 0)
    if values.0 != values.1 { return values.0 > values.1 }
    let types = (order.firstIndex(of: a.record.type) ?? 0, order.firstIndex(of: b.record.type) ?? 0)
    if types.0 != types.1 { return types.0 < types.1 }
    return a.record.id.utf8.lexicographicallyPrecedes(b.record.id.utf8)
  }

  private static let order: [RecordType] = [.opportunity, .lead, .account, .contact]
}
