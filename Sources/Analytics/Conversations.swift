import Dataset

/// A run of emails by one side of a conversation (KPI spec, "Conversations and response").
struct Turn {
  var side: Side
  /// Positions in `Conversations.emails`.
  var emails: Range<Int>
  /// The first turn of its conversation; every other one answers the turn before it.
  var isOpening: Bool
  /// The last turn of its conversation.
  var isLast: Bool
}

/// The conversations of one record.
struct Conversations {
  /// An email of the record.
  struct Email {
    var activity: Int32
    var at: Int
    var day: Int32
    var side: Side
    var isFollowed: Bool
    var key: ConversationKey
  }

  /// A conversation known only by its subject ends with more than this many seconds of silence.
  private static let longestSilence = 30 * 86_400

  /// Conversation after conversation, each in order of (`at`, id).
  private(set) var emails: [Email] = []
  private(set) var turns: [Turn] = []
  /// Of each email its key, and below it where it stands in order of time.
  private var order: [UInt64] = []

  init() {}

  /// The conversations of a record's activities, which are in order of (`at`, id).
  init(of activities: ArraySlice<Int32>, _ facts: [ActivityFacts]) {
    load(
      activities.compactMap { index in
        let facts = facts[Int(index)]
        return facts.type == .email && facts.isInteraction ? Email(index, facts) : nil
      })
  }

  /// Takes the occurred, not internal emails of a record in order of (`at`, id).
  mutating func load(_ unsorted: [Email]) {
    order.removeAll(keepingCapacity: true)
    for (position, email) in unsorted.enumerated() { order.append(email.key.order << 32 | UInt64(position)) }
    order.sort()
    emails.removeAll(keepingCapacity: true)
    for place in order { emails.append(unsorted[Int(place & 0xFFFF_FFFF)]) }
    turns.removeAll(keepingCapacity: true)
    for position in emails.indices {
      let email = emails[position]
      let continues = position > 0 && isSameConversation(emails[position - 1], email)
      if continues, let last = turns.last, last.side == email.side {
        turns[turns.count - 1].emails = last.emails.lowerBound..<position + 1
        continue
      }
      if continues { turns[turns.count - 1].isLast = false }
      turns.append(Turn(side: email.side, emails: position..<position + 1, isOpening: !continues, isLast: true))
    }
  }

  private func isSameConversation(_ previous: Email, _ next: Email) -> Bool {
    previous.key == next.key && !(next.key.isSubject && next.at - previous.at > Self.longestSilence)
  }

  func first(_ turn: Turn) -> Email { emails[turn.emails.lowerBound] }

  /// Seconds from the turn that a turn answers to it; nil if it answers none.
  func responseSeconds(ofTurn index: Int) -> Int? {
    turns[index].isOpening ? nil : first(turns[index]).at - first(turns[index - 1]).at
  }

  /// How each side answered.
  func response() -> BySide<ResponseTimes> {
    var times = BySide<[Int]>(team: [], customer: [])
    times.team.reserveCapacity(turns.count)
    times.customer.reserveCapacity(turns.count)
    var result = BySide<ResponseTimes>()
    for (index, turn) in turns.enumerated() {
      result[turn.side.other].turns += 1
      if let seconds = responseSeconds(ofTurn: index) { times[turn.side].append(seconds) }
    }
    for side in Side.allCases {
      result[side].replies = times[side].count
      result[side].mean = Statistics.mean(times[side])
      Statistics.arrange(&times[side], forPercent: 90)
      result[side].median = Statistics.median(times[side])
      result[side].p90 = Statistics.nearestRank(times[side], percent: 90)
    }
    return result
  }

  /// What each side has to answer.
  ///
  /// - Parameters:
  ///   - windowStart: the first day of the window; older turns do not wait.
  ///   - lastInitiated: when each side last initiated an interaction of the record.
  func waiting(windowStart: CivilDate, lastInitiated: BySide<Int>) -> BySide<Waiting?> {
    var earliest = BySide<Email?>(team: nil, customer: nil)
    for turn in turns where turn.isLast {
      let email = first(turn)
      let answerer = turn.side.other
      guard Int(email.day) >= windowStart.days, lastInitiated[answerer] <= email.at else { continue }
      if let other = earliest[answerer], other.activity < email.activity { continue }
      earliest[answerer] = email
    }
    func waiting(_ email: Email?) -> Waiting? {
      email.map { Waiting(since: Instant(seconds: $0.at), activity: Int($0.activity)) }
    }
    return BySide(team: waiting(earliest.team), customer: waiting(earliest.customer))
  }

  /// What the customer did with the followed emails of the team.
  func engagement(_ activities: [Activity]) -> EmailEngagement {
    var result = EmailEngagement()
    for turn in turns where turn.side == .team {
      for email in emails[turn.emails] where email.isFollowed {
        let activity = activities[Int(email.activity)]
        result.followed += 1
        if activity.opens > 0 { result.opened += 1 }
        result.opens += Int(activity.opens)
        result.linkClicks += Int(activity.linkClicks)
        result.attachmentViews += Int(activity.attachmentViews)
        if !turn.isLast { result.answered += 1 }
        if let at = activity.lastOpenedAt { result.lastOpenedAt = max(result.lastOpenedAt ?? at, at) }
      }
    }
    return result
  }
}

extension Conversations.Email {
  init(_ index: Int32, _ facts: ActivityFacts) {
    self.init(
      activity: index, at: facts.at.seconds, day: facts.day, side: facts.side,
      isFollowed: facts.flags.contains(.followed), key: facts.conversation)
  }
}
