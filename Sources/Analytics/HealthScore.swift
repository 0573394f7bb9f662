import Dataset

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the health of one record is computed from (KPI spec, "Health").
struct HealthHistory {
  /// An interaction or a done task.
  struct Event {
    var activity: Int32
    var at: Int
    var day: Int
    var weight: Double
    var isInteraction: Bool
    /// What the customer gives.
    var isEngaged: Bool
    /// An engaged meeting or call: asked and answered in one.
    var isConversation: Bool
    /// An email of the team that is the first of a turn answering the customer.
    var answersCustomer: Bool
  }

  /// In order of time.
  var events: [Event] = []
  var conversations: Conversations

  /// A turn that was written within the two days before t is not owed an answer yet.
  private static let answerableSeconds = 2 * 86_400
}

/// A score and its parts, 0 to 1.
struct HealthScore {
  var score: Int
  var frequency: Double
  var recency: Double
  var engagement: Double
  var evidence: HealthEvidence
}

extension HealthHistory {
  /// The score at the end `t` of a local date; nil if there is not enough data.
  func score(at date: CivilDate, _ t: Instant, _ options: HealthOptions) -> HealthScore? {
    let expectedDays = Double(options.expectedDays)
    let windowStart = date.days - (ReportClock.windowDays - 1)
    var window = WindowSums()
    let before = events[..<events.prefixCount { $0.at < t.seconds }]
    guard let firstInteraction = before.first(where: \.isInteraction)?.day else { return nil }
    let lastEngaged = before.last { $0.isInteraction && $0.isEngaged }?.day
    // Local days do not follow from instants to the hour.
    let early = before.prefixCount { $0.at < (windowStart - 2) * 86_400 }
    for event in before[early...] where event.day >= windowStart {
      window.add(event, slot: event.day - windowStart)
    }
    if lastEngaged == nil && date.days - firstInteraction <= options.expectedDays { return nil }
    let evidence = evidence(window, windowStart, t, daysSinceEngaged: lastEngaged.map { date.days - $0 }, options)
    let recency = evidence.daysSinceEngaged.map { Self.recency(days: Double($0), expectedDays) } ?? 0
    let frequency = min(1, expectedDays * evidence.contactWeight / Double(ReportClock.windowDays))
    let engagement = min(evidence.share, evidence.reply ?? 1)
    let score = recency * (25 + 30 * frequency + 45 * engagement)
    return HealthScore(
      score: Int((score + 0.5).rounded(.down)), frequency: frequency, recency: recency, engagement: engagement,
      evidence: evidence)
  }

  private struct WindowSums {
    var dayWeights = [Double](repeating: 0, count: ReportClock.windowDays)
    var engaged = 0.0
    var others = 0.0
    var conversations = 0

    mutating func add(_ event: Event, slot: Int) {
      if slot < dayWeights.count { dayWeights[slot] = max(dayWeights[slot], event.weight) }
      guard event.isInteraction else { return }
      if event.isEngaged {
        engaged += event.weight
        if event.isConversation { conversations += 1 }
      } else if !event.answersCustomer {
        others += event.weight
      }
    }
  }

  private static func recency(days: Double, _ expectedDays: Double) -> Double {
    days <= expectedDays ? 1 : pow(2, -(days - expectedDays) / expectedDays)
  }

  private func evidence(
    _ window: WindowSums, _ windowStart: Int, _ t: Instant, daysSinceEngaged: Int?, _ options: HealthOptions
  ) -> HealthEvidence {
    var evidence = HealthEvidence(
      daysSinceEngaged: daysSinceEngaged, expectedDays: options.expectedDays,
      contactDays: window.dayWeights.count { $0 > 0 }, contactWeight: window.dayWeights.reduce(0, +),
      engagedWeight: window.engaged, otherWeight: window.others, conversations: window.conversations)
    forEachTurn(windowStart, t) { _, state in
      if state != .notOwed { evidence.owed += 1 }
      if state == .answered { evidence.answered += 1 }
    }
    return evidence
  }

  /// Whether a turn was owed an answer, and got one.
  enum TurnState: Sendable { case answered, owed, notOwed }

  /// The turns before `t` with an email in the window, by their index in `conversations.turns`.
  func forEachTurn(_ windowStart: Int, _ t: Instant, _ body: (Int, TurnState) -> Void) {
    let emails = conversations.emails
    let turns = conversations.turns
    for (index, turn) in turns.enumerated() where emails[turn.emails.lowerBound].at < t.seconds {
      var end = turn.emails.upperBound
      while emails[end - 1].at >= t.seconds { end -= 1 }
      guard Int(emails[end - 1].day) >= windowStart else { continue }
      let isAnswered = !turn.isLast && emails[turns[index + 1].emails.lowerBound].at < t.seconds
      let start = emails[turn.emails.lowerBound].at
      if isAnswered {
        body(index, .answered)
      } else {
        let isOwed =
          t.seconds - start > Self.answerableSeconds && (turn.isOpening || end - turn.emails.lowerBound >= 2)
        body(index, isOwed ? .owed : .notOwed)
      }
    }
  }
}

extension HealthHistory {
  /// Days before D at which the weekly scores are taken.
  static let weeks = stride(from: 56, through: 0, by: -7)
  /// Days before D that the trend looks back.
  static let trendDays = 28
  /// Points from which a change is a trend.
  static let trendPoints = 5

  /// The health at D with everything that the page shows of it.
  func health(_ clock: ReportClock, _ zone: TimeZoneRules, _ options: HealthOptions) -> Health? {
    guard let now = score(at: clock.asOf, clock.end, options) else { return nil }
    let weekly = Self.weeks.map { days in
      let date = clock.asOf - days
      return days == 0 ? now.score : score(at: date, zone.end(of: date), options)?.score
    }
    let previous = weekly[weekly.count - 1 - Self.trendDays / 7]
    let trend = previous.map { previous -> Trend in
      let change = now.score - previous
      return change >= Self.trendPoints ? .up : change <= -Self.trendPoints ? .down : .steady
    }
    return Health(
      score: now.score, grade: options.grade(now.score), trend: trend, previousScore: previous,
      frequency: now.frequency, recency: now.recency, engagement: now.engagement, evidence: now.evidence,
      weekly: weekly)
  }
}
