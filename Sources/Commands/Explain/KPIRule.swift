import Analytics
import Dataset

/// How a KPI is made, in a sentence, and where the activities behind it are found.
struct KPIRule: Sendable {
  /// Its path in `data/kpis.jsonl`.
  let path: String
  let sentence: String
  let evidence: @Sendable (KPITracer) -> [Evidence]

  init(
    _ path: String, _ sentence: String, _ evidence: @escaping @Sendable (KPITracer) -> [Evidence] = { _ in [] }
  ) {
    self.path = path
    self.sentence = sentence
    self.evidence = evidence
  }

  /// In the order of `data/kpis.jsonl`.
  static let all: [KPIRule] =
    [KPIRule("owner_id", field), KPIRule("status", field), KPIRule("details", field)]
    + health + ends + counts + Side.allCases.flatMap(times) + Side.allCases.flatMap(responses)
    + Side.allCases.flatMap(waiting) + ratio + engagement + people + similar

  /// The rule of a path, else of what it is a part of.
  static func of(_ path: String) -> KPIRule? {
    var path = Substring(path)
    while true {
      if let rule = all.first(where: { $0.path == path }) { return rule }
      guard let dot = path.lastIndex(of: ".") else { return nil }
      path = path[..<dot]
    }
  }

  private static let field = "A field of the record, as the data has it at the day of the report."

  private static let health: [KPIRule] = [
    KPIRule(
      "health",
      "R × (25 + 30·F + 45·E) over the 60 days: how recently, how often and how mutually both sides were in touch.",
      { $0.contact(withTasks: true) + $0.owedTurns() }),
    KPIRule(
      "health.score", "R × (25 + 30·F + 45·E) over the 60 days, rounded half up.",
      { $0.contact(withTasks: true) + $0.owedTurns() }),
    KPIRule("health.grade", "The grade of the score: good, fair or poor, by the limits of the config."),
    KPIRule("health.trend", "The score less that of 28 days before: up from +5, down from −5, else steady."),
    KPIRule("health.previous_score", "The score at the end of the day 28 days before, computed in the same way."),
    KPIRule(
      "health.frequency",
      "F: the expected days between contacts × the sum of the greatest weight of each day / 60, at most 1.",
      { $0.contact(withTasks: true) }),
    KPIRule(
      "health.recency",
      "R: 1 up to the expected days since the last engaged interaction, then halved with each such span.",
      { $0.noted($0.trace.lastEngaged, "last engaged") }),
    KPIRule(
      "health.engagement",
      "E: the lesser of the customer's share (full from half on) and of the turns answered among those owed an answer.",
      { $0.contact(withTasks: false) + $0.owedTurns() }),
    KPIRule("health.weekly", "The scores at the ends of nine days, seven days apart; the last is that of the report."),
  ]

  private static let ends: [KPIRule] = [
    KPIRule(
      "best_next", "The one change that would lift the score most, found by computing the score with it.",
      { $0.noted($0.kpis.bestNext?.activity, "gain \($0.kpis.bestNext?.gain ?? 0)") }),
    KPIRule(
      "last_interaction", "The latest email, meeting or call with the customer up to the end of the day.",
      { $0.noted($0.kpis.lastInteraction, "last") }),
    KPIRule(
      "next_interaction", "The earliest open meeting, call or task after the day.",
      { $0.noted($0.kpis.nextInteraction, "next") }),
  ]

  private static let counts: [KPIRule] =
    Side.allCases.flatMap { side in
      [ActivityType.email, .meeting, .call].map { type in
        KPIRule(
          "interactions.\(side.code).\(type.code)",
          "The \(type.code)s with the customer that the \(side.code) began, over the life of the record.",
          { $0.counted($0.interactions, side, type) })
      }
    }
    + [
      ("emails_sent", Side.team, ActivityType.email), ("emails_received", .customer, .email),
      ("meetings_sent", .team, .meeting), ("meetings_received", .customer, .meeting),
      ("calls_made", .team, .call), ("calls_received", .customer, .call),
    ].map { name, side, type in
      KPIRule(
        "window.\(name)",
        "The \(type.code)s with the customer that the \(side.code) began, in the 60 days that end with the day.",
        { $0.counted($0.windowInteractions, side, type) })
    }
    + [
      KPIRule("window.active_days", "The days of the 60 with an interaction.", { $0.days() }),
      KPIRule("window.longest_quiet_days", "The longest run of days of the 60 without an interaction.", { $0.gaps() }),
      KPIRule(
        "window.quiet_days", "The days from the last interaction to the day of the report.",
        { $0.noted($0.kpis.lastInteraction, "last") }),
      KPIRule("daily", "The interactions of the 60 days by day, type and who began them.", { $0.days() }),
    ]

  @Sendable private static func times(_ side: Side) -> [KPIRule] {
    let customer =
      "Seconds of the customer's: 150 to read an email, 300 to write one, the length of meetings and calls."
    let team = """
      Seconds of the team's: 300 to write an email, 150 to read one, the length of a meeting for each of the team who \
      took part, the length of calls and tasks.
      """
    return [KPIRule("seconds_spent.\(side.code)", side == .team ? team : customer, { $0.time(side) })]
  }

  @Sendable private static func responses(_ side: Side) -> [KPIRule] {
    let (us, them) = (side.code, side.other.code)
    let time = "of the seconds from a turn of the \(them)'s to the turn of the \(us)'s that answers it"
    return [
      ("replies", "The turns by which the \(us) answered one of the \(them)'s.", false),
      ("mean", "The mean \(time), nights and weekends included.", false),
      ("median", "The median \(time), nights and weekends included.", false),
      ("p90", "The 90th percentile \(time), by nearest rank.", false),
      ("turns", "The turns of emails of the \(them)'s, each of which the \(us) could answer.", true),
      ("rate", "Replies of the \(us)'s / turns of the \(them)'s.", true),
    ].map { name, sentence, isTurns in
      KPIRule("response.\(us).\(name)", sentence, { isTurns ? $0.turns(toBeAnsweredBy: side) : $0.answers(by: side) })
    }
  }

  @Sendable private static func waiting(_ side: Side) -> [KPIRule] {
    [
      KPIRule(
        "waiting.\(side.code)",
        "The earliest last turn of a conversation, begun within the 60 days, after which the \(side.code) began nothing.",
        { $0.waiting($0.kpis.waiting[side]) })
    ]
  }

  private static let ratio: [KPIRule] = [
    KPIRule("email_ratio.sent", "The emails of the team's.", { $0.counted($0.interactions, .team, .email) }),
    KPIRule(
      "email_ratio.received", "The emails of the customer's.", { $0.counted($0.interactions, .customer, .email) }),
    KPIRule("email_ratio.theirs", "Received / sent; no value where none was sent.", bothEmails),
    KPIRule("email_ratio.ours", "Sent / received; no value where none was received.", bothEmails),
  ]

  @Sendable private static func bothEmails(_ tracer: KPITracer) -> [Evidence] {
    tracer.interactions.filter { tracer.activity($0).type == .email }.map { index in
      Evidence(activity: index, contribution: .note(tracer.analysis.facts[index].side == .team ? "sent" : "received"))
    }
  }

  private static let engagement: [KPIRule] = [
    KPIRule("engagement.followed", "The followed emails of the team's.", { $0.followed { _, _ in 1 } }),
    KPIRule(
      "engagement.opened", "The followed emails of the team's that were opened.",
      { $0.followed { email, _ in email.opens > 0 ? 1 : 0 } }),
    KPIRule(
      "engagement.opens", "How often the followed emails were opened.", { $0.followed { email, _ in Int(email.opens) } }
    ),
    KPIRule(
      "engagement.link_clicks", "The clicks on links of the followed emails.",
      { $0.followed { email, _ in Int(email.linkClicks) } }),
    KPIRule(
      "engagement.attachment_views", "The views of attachments of the followed emails.",
      { $0.followed { email, _ in Int(email.attachmentViews) } }),
    KPIRule(
      "engagement.answered", "The followed emails after which the customer wrote in the same conversation.",
      { $0.followed { _, turn in turn.answeredBy == nil ? 0 : 1 } }),
    KPIRule("engagement.last_opened_at", "When a followed email was last opened.", { $0.lastOpened() }),
  ]

  private static let people: [KPIRule] = [
    KPIRule(
      "most_contacted", "The three people of the customer who took part in most interactions.",
      { $0.people($0.kpis.mostContacted) }),
    KPIRule(
      "most_contacted_by", "The three people of the team who took part in most interactions.",
      { $0.people($0.kpis.mostContactedBy) }),
    KPIRule("attention", "The flags that are up, each by its own limit.", { $0.flags($0.kpis.attention) }),
    KPIRule("muted", "The flags that the commentary takes down.", { $0.flags($0.kpis.muted) }),
    KPIRule("coverage", "Who of the team and of the customer took part in the same interaction of the 60 days.") {
      $0.coverage()
    },
    KPIRule("heat", "The interactions of the 60 days by weekday (1 is Monday) and hour.", { $0.heat() }),
    KPIRule(
      "recent", "The ten latest interactions and done tasks.",
      { tracer in tracer.kpis.recent.flatMap { tracer.noted($0, "recent") } }),
    KPIRule(
      "upcoming", "The ten earliest open meetings, calls and tasks after the day.",
      { tracer in tracer.kpis.upcoming.flatMap { tracer.noted($0, "upcoming") } }),
  ]
}
