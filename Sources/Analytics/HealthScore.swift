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

  private static let answerableSeconds = 2 * 86_400
}

/// A score and its parts, 0 to 1.
struct HealthScore {
  var score: Int
  var frequency: Double
  var recency: Double
  var engagement: Double
}

extension HealthHistory {
  /// The score at the end `t` of a local date; nil if there is not enough data.
  func score(at date: CivilDate, _ t: Instant, _ options: HealthOptions) -> HealthScore? {
    let expectedDays = Double(options.expectedDays)
    let windowStart = date.days - (ReportClock.windowDays - 1)
    var window = WindowSums()
    var firstInteraction: Int?
    var lastEngaged: Int?
    for event in events where event.at < t.seconds {
      if event.isInteraction {
        firstInteraction = firstInteraction ?? event.day
        if event.isEngaged { lastEngaged = event.day }
      }
      if event.day >= windowStart { window.add(event, slot: event.day - windowStart) }
    }
    guard let firstInteraction else { return nil }
    if lastEngaged == nil && date.days - firstInteraction <= options.expectedDays { return nil }
    let recency = lastEngaged.map { Self.recency(days: Double(date.days - $0), expectedDays) } ?? 0
    let frequency = min(1, expectedDays * window.dayWeights.reduce(0, +) / Double(ReportClock.windowDays))
    let engagement = engagement(window, windowStart, t)
    let score = recency * (25 + 30 * frequency + 45 * engagement)
    return HealthScore(
      score: Int((score + 0.5).rounded(.down)), frequency: frequency, recency: recency, engagement: engagement)
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

  private func engagement(_ window: WindowSums, _ windowStart: Int, _ t: Instant) -> Double {
    let sum = window.engaged + window.others
    let share = sum == 0 ? 0 : min(1, 2 * window.engaged / sum)
    let (answered, owed) = turns(windowStart, t)
    if owed + window.conversations == 0 { return share }
    return min(share, Double(answered + window.conversations) / Double(owed + window.conversations))
  }

  /// How many turns with an email in the window were owed an answer before `t`, and how many got one.
  private func turns(_ windowStart: Int, _ t: Instant) -> (answered: Int, owed: Int) {
    var answered = 0
    var owed = 0
    let emails = conversations.emails
    let turns = conversations.turns
    for (index, turn) in turns.enumerated() where emails[turn.emails.lowerBound].at < t.seconds {
      var end = turn.emails.upperBound
      while emails[end - 1].at >= t.seconds { end -= 1 }
      guard Int(emails[end - 1].day) >= windowStart else { continue }
      let isAnswered = !turn.isLast && emails[turns[index + 1].emails.lowerBound].at < t.seconds
      let start = emails[turn.emails.lowerBound].at
      if isAnswered {
        answered += 1
        owed += 1
      } else if t.seconds - start > Self.answerableSeconds,
        turn.isOpening || end - turn.emails.lowerBound >= 2
      {
        owed += 1
      }
    }
    return (answered, owed)
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
      frequency: now.frequency, recency: now.recency, engagement: now.engagement, weekly: weekly)
  }
}
