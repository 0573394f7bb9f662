import Dataset

/// What the analysis counted for one record, so that every number can be traced to the activities behind it.
public struct RecordTrace: Sendable {
  /// A run of emails by one side of a conversation (KPI spec, "Conversations and response").
  public struct Turn: Sendable {
    public var side: Side
    /// Activities, earliest first; at least one.
    public var emails: [Int]
    /// The first email of the turn that this one answers.
    public var answers: Int?
    /// Seconds from that email to the first of these; nil where the turn answers none.
    public var responseTime: Int?
    /// The first email of the turn that answers this one.
    public var answeredBy: Int?
    /// How it counts in health's engagement; nil without an email in the window.
    public var health: HealthTurn?
  }

  /// Whether a turn was owed an answer, and got one (KPI spec, "Health").
  public enum HealthTurn: String, Sendable {
    case answered, owed
    case notOwed = "not_owed"
  }

  /// What an interaction or done task of the window is in the health score.
  public struct HealthEvent: Sendable, Equatable {
    public enum Role: String, Sendable {
      /// What the customer gives.
      case engaged
      /// An engaged meeting or call: asked and answered in one.
      case conversation
      /// The first email of a turn that answers the customer; it does not lower the customer's share.
      case answer
      /// What only the team gives.
      case other
      /// Counts for frequency alone.
      case task
    }
    public var activity: Int
    public var role: Role
    public var weight: Double
    /// The greatest weight of its day, the first of equals: what the day adds to frequency.
    public var makesDay: Bool
  }

  /// All that belong to the record, in order of (`at`, id).
  public var activities: [Int]
  /// Conversation after conversation.
  public var turns: [Turn]
  /// Of the window, in order of time.
  public var healthEvents: [HealthEvent]
  /// What recency counts from.
  public var lastEngaged: Int?
}

extension Analysis {
  /// The trace of a record, by the same steps that made its KPIs.
  ///
  /// - Parameter options: those of the analysis.
  public func trace(of record: RecordID, in dataset: Dataset, _ options: AnalyticsOptions) -> RecordTrace {
    var analyzer = RecordAnalyzer(dataset, facts, links, options, clock)
    return analyzer.trace(of: record, at: dataset.position(of: record))
  }
}

extension RecordAnalyzer {
  mutating func trace(of record: RecordID, at position: Int) -> RecordTrace {
    _ = kpis(of: record, at: position)
    let activities = links.activities(of: position)
    let history = history(of: activities)
    return RecordTrace(
      activities: activities.map(Int.init), turns: turns(history), healthEvents: healthEvents(history),
      lastEngaged: history.events.last(where: \.isEngaged).map { Int($0.activity) })
  }

  private func turns(_ history: HealthHistory) -> [RecordTrace.Turn] {
    func first(_ index: Int) -> Int { Int(conversations.first(conversations.turns[index]).activity) }
    var turns = conversations.turns.indices.map { index in
      let turn = conversations.turns[index]
      return RecordTrace.Turn(
        side: turn.side, emails: conversations.emails[turn.emails].map { Int($0.activity) },
        answers: turn.isOpening ? nil : first(index - 1), responseTime: conversations.responseSeconds(ofTurn: index),
        answeredBy: turn.isLast ? nil : first(index + 1))
    }
    history.forEachTurn(clock.windowStart.days, clock.end) { index, state in
      switch state {
      case .answered: turns[index].health = .answered
      case .owed: turns[index].health = .owed
      case .notOwed: turns[index].health = .notOwed
      }
    }
    return turns
  }

  private func healthEvents(_ history: HealthHistory) -> [RecordTrace.HealthEvent] {
    let events = history.events.filter { $0.day >= clock.windowStart.days }
    var greatest: [Int: Int] = [:]
    for (index, event) in events.enumerated() {
      if let other = greatest[event.day], events[other].weight >= event.weight { continue }
      greatest[event.day] = index
    }
    return events.enumerated().map { index, event in
      RecordTrace.HealthEvent(
        activity: Int(event.activity), role: event.role, weight: event.weight,
        makesDay: greatest[event.day] == index)
    }
  }
}

extension HealthHistory.Event {
  fileprivate var role: RecordTrace.HealthEvent.Role {
    if !isInteraction { return .task }
    if isEngaged { return isConversation ? .conversation : .engaged }
    return answersCustomer ? .answer : .other
  }
}
