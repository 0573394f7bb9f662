import Dataset

/// Everything that is known of one record: what its page shows and its line of `data/kpis.jsonl` holds.
///
/// People and activities are indices into the data set; durations are whole seconds. Ratios, rates and weights are
/// unrounded here and rounded where they are written.
public struct RecordKPIs: Sendable {
  public var record: RecordID
  /// Contacts, open opportunities and open leads with an interaction; see KPI spec, "Health".
  public var health: Health?
  public var bestNext: BestNext?
  /// The latest interaction before T.
  public var lastInteraction: Int?
  /// The earliest scheduled activity at or after T.
  public var nextInteraction: Int?
  public var interactions = BySide<CountsByType>()
  public var window = WindowTotals()
  /// Days of the window with any interaction, oldest first.
  public var daily: [DailyCounts] = []
  public var secondsSpent = BySide<Int>()
  /// `response.team`: how the team answered the customer's turns.
  public var response = BySide<ResponseTimes>()
  /// `waiting.team`: what the team has to answer.
  public var waiting = BySide<Waiting?>()
  /// Tasks that occurred.
  public var doneTasks = 0
  public var emailRatio = EmailRatio()
  public var engagement = EmailEngagement()
  /// Customer-side people, at most three; nil for a contact.
  public var mostContacted: [PersonTotals]?
  /// Team-side people, at most three; nil for a contact.
  public var mostContactedBy: [PersonTotals]?
  /// Flags that are up, in the order of the KPI spec's table, without the muted ones.
  public var attention: [AttentionFlag] = []
  public var muted: [AttentionFlag] = []
  /// Pairs of seller and customer of the window, by interactions, descending.
  public var coverage: [CoveragePair] = []
  /// Interactions of the window by weekday and hour of local time, the cells that have any, in order.
  public var heat: [HeatCell] = []
  /// Open opportunities; nil where no deal is won that one could be compared with.
  public var similar: SimilarWonDeals?
  /// Interactions and done tasks, latest first, at most ten.
  public var recent: [Int] = []
  /// Scheduled activities, earliest first, at most ten.
  public var upcoming: [Int] = []

  public init(record: RecordID) { self.record = record }

  /// Interactions and done tasks.
  @inlinable
  public var activityCount: Int { interactions.team.total + interactions.customer.total + doneTasks }
}

/// One value for the team and one for the customer.
public struct BySide<Value: Sendable>: Sendable {
  public var team: Value
  public var customer: Value

  public init(team: Value, customer: Value) {
    self.team = team
    self.customer = customer
  }

  public subscript(side: Side) -> Value {
    get { side == .team ? team : customer }
    // In place: an array that is taken out to be appended to would be copied.
    _modify { if side == .team { yield &team } else { yield &customer } }
  }
}

extension BySide: Equatable where Value: Equatable {}

extension BySide where Value == Int {
  public init() { self.init(team: 0, customer: 0) }
  public var total: Int { team.addingClamping(customer) }
}
extension BySide where Value == CountsByType { public init() { self.init(team: .init(), customer: .init()) } }
extension BySide where Value == ResponseTimes { public init() { self.init(team: .init(), customer: .init()) } }
extension BySide where Value == Waiting? { public init() { self.init(team: nil, customer: nil) } }

/// Interactions by type.
public struct CountsByType: Sendable, Equatable {
  public var email = 0
  public var meeting = 0
  public var call = 0

  public init(email: Int = 0, meeting: Int = 0, call: Int = 0) {
    self.email = email
    self.meeting = meeting
    self.call = call
  }

  public var total: Int { email + meeting + call }

  /// The count of a type; tasks are no interactions and are not counted.
  public subscript(type: ActivityType) -> Int {
    get {
      switch type {
      case .email: email
      case .meeting: meeting
      case .call: call
      case .task: 0
      }
    }
    set {
      switch type {
      case .email: email = newValue
      case .meeting: meeting = newValue
      case .call: call = newValue
      case .task: break
      }
    }
  }
}

/// The interactions of one local day. "Sent" and "made": initiated by the team.
public struct DailyCounts: Sendable, Equatable {
  public var date: CivilDate
  public var team = CountsByType()
  public var customer = CountsByType()

  public init(date: CivilDate) { self.date = date }
}

/// Totals of the 60 local days that end with D (KPI spec, "Counts").
public struct WindowTotals: Sendable, Equatable {
  public var team = CountsByType()
  public var customer = CountsByType()
  /// Days with any interaction, 0 to 60.
  public var activeDays = 0
  /// The longest run of days without any, 0 to 60.
  public var longestQuietDays = 60
  /// D − local date of the last interaction; nil if there is none.
  public var quietDays: Int?

  public init() {}
  public var total: Int { team.total + customer.total }
}

/// How one side answered the turns of the other (KPI spec, "Conversations and response").
public struct ResponseTimes: Sendable, Equatable {
  /// Turns of this side that answer one.
  public var replies = 0
  /// Seconds of calendar time; nil without replies.
  public var mean: Int?
  public var median: Int?
  /// Nearest rank.
  public var p90: Int?
  /// Turns of the other side.
  public var turns = 0

  public init() {}

  /// Replies / turns, 0 to 1; nil without turns.
  public var rate: Double? { turns == 0 ? nil : Double(replies) / Double(turns) }
}

/// The earliest turn that waits for an answer.
public struct Waiting: Sendable, Equatable {
  public var since: Instant
  /// The first email of the turn.
  public var activity: Int
}

public struct EmailRatio: Sendable, Equatable {
  public var sent = 0
  public var received = 0

  public init() {}

  /// Received / sent; nil if none was sent.
  public var theirs: Double? { sent == 0 ? nil : Double(received) / Double(sent) }
  /// Sent / received; nil if none was received.
  public var ours: Double? { received == 0 ? nil : Double(sent) / Double(received) }
}

/// What the customer did with the followed emails of the team (KPI spec, "Email engagement").
public struct EmailEngagement: Sendable, Equatable {
  public var followed = 0
  public var opened = 0
  public var opens = 0
  public var linkClicks = 0
  public var attachmentViews = 0
  public var answered = 0
  public var lastOpenedAt: Instant?

  public init() {}
}

/// The interactions of a record that one person takes part in.
public struct PersonTotals: Sendable, Equatable {
  public var person: Int
  public var counts = CountsByType()
  public var lastAt: Instant
}

/// Seller and customer who were in touch within the window.
public struct CoveragePair: Sendable, Equatable {
  public var user: Int
  public var customer: Int
  public var interactions: Int
  /// The side that has initiated all of them; nil if both have initiated some.
  public var onlySide: Side?
  public var lastAt: Instant

  /// Whether each side has initiated one.
  public var isTwoWay: Bool { onlySide == nil }
}

public struct HeatCell: Sendable, Equatable {
  /// 1 (Monday) to 7.
  public var weekday: Int
  /// 0 to 23.
  public var hour: Int
  public var interactions: Int
}
