import Analytics
import Dataset
import Site

extension SettingReader {
  mutating func health() -> HealthOptions {
    let weights = 0.5...1.5
    var health = HealthOptions()
    health.emailWeight = number("health.weights.email", default: health.emailWeight, in: weights)
    health.meetingWeight = number("health.weights.meeting", default: health.meetingWeight, in: weights)
    health.callWeight = number("health.weights.call", default: health.callWeight, in: weights)
    health.taskWeight = number("health.weights.task", default: health.taskWeight, in: weights)
    health.expectedDays = whole("health.expected_days", default: health.expectedDays, in: 1...365)
    health.good = whole("health.good", default: health.good, in: 0...100)
    health.fair = whole("health.fair", default: health.fair, in: 0...100)
    if health.fair > health.good, let place = place(of: "health.fair") ?? place(of: "health.good") {
      report(
        .badValue(
          place, found: "fair \(health.fair) and good \(health.good)", expected: "health.fair not above health.good"))
    }
    return health
  }

  mutating func attention() -> AttentionOptions {
    var attention = AttentionOptions()
    let days = 0...365
    attention.awaitingTeamDays = whole("attention.awaiting_team_days", default: attention.awaitingTeamDays, in: days)
    attention.ghostedDays = wholeIfGiven("attention.ghosted_days", in: days)
    attention.noActivityDays = wholeIfGiven("attention.no_activity_days", in: days)
    attention.singleThreadedPeople = whole(
      "attention.single_threaded_people", default: attention.singleThreadedPeople, in: 0...100)
    attention.healthDrop = whole("attention.health_drop", default: attention.healthDrop, in: 1...100)
    let off = choices("attention.off", names: AttentionCode.allCases.map(\.code)) { AttentionCode(code: $0) }
    attention.off = AttentionCode.allCases.filter(off.contains)
    return attention
  }

  mutating func similar() -> SimilarOptions {
    var similar = SimilarOptions()
    let deals = 1...100_000
    similar.minimumWon = whole("similar.minimum_won", default: similar.minimumWon, in: deals)
    similar.minimumLost = whole("similar.minimum_lost", default: similar.minimumLost, in: deals)
    similar.similarity = number("similar.similarity", default: similar.similarity, in: 0...1)
    similar.atMost = whole("similar.at_most", default: similar.atMost, in: 1...1000)
    similar.atLeast = whole("similar.at_least", default: similar.atLeast, in: 1...1000)
    similar.leak = number("similar.leak", default: similar.leak, in: 0...1)
    if similar.atLeast > similar.atMost, let place = place(of: "similar.at_least") ?? place(of: "similar.at_most") {
      report(
        .badValue(
          place, found: "at_least \(similar.atLeast) and at_most \(similar.atMost)",
          expected: "similar.at_least not above similar.at_most"))
    }
    let field = "industry, team, currency, estimated_value, opportunity.COLUMN or account.COLUMN"
    similar.include = texts("similar.factors.include", expected: field, Self.field(_:))
    similar.exclude = texts("similar.factors.exclude", expected: field, Self.field(_:))
    if let both = similar.include.first(where: similar.exclude.contains),
      let place = place(of: "similar.factors.exclude")
    {
      report(.badValue(place, found: "\(quoted(both)) in include as well", expected: "it in one of the two"))
    }
    return similar
  }

  mutating func widgets() -> [RecordType: [WidgetKey: Bool]] {
    var widgets: [RecordType: [WidgetKey: Bool]] = [:]
    for type in RecordType.allCases {
      for widget in WidgetKey.of(type) {
        let key = "widgets.\(type.code).\(widget.rawValue)"
        if place(of: key) != nil { widgets[type, default: [:]][widget] = bool(key) }
      }
    }
    return widgets
  }

  /// A field that deals can be compared by (KPI spec, "Similar won deals").
  private static func field(_ text: String) -> String? {
    if ["industry", "team", "currency", "estimated_value"].contains(text) { return text }
    let isColumn = ["opportunity.", "account."].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
    return isColumn ? text : nil
  }
}
