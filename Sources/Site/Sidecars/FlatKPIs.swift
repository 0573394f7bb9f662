import Analytics
import Dataset

/// The KPIs that are one value each: the columns of `data/kpis.csv`, and what commentary can quote as `{{path}}`. A
/// path is that of `data/kpis.jsonl`.
public struct FlatKPI: Sendable {
  /// A value with what it is, so that it can be formatted.
  public enum Value: Sendable, Equatable {
    /// Text from data.
    case text(Text)
    /// A word of the data format.
    case code(String)
    case count(Int)
    case seconds(Int)
    /// 0 to 1.
    case rate(Double)
    case ratio(Double)
    /// An amount in the record's currency.
    case money(Double)
    case date(CivilDate)
    case instant(Instant)
  }

  public let path: String
  /// nil where the record has no such value.
  let value: @Sendable (RecordKPIs, RecordFields) -> Value?

  /// All of them, in the order of `data/kpis.jsonl`.
  public static let all: [FlatKPI] = details + health + counts + sides(of: .team) + sides(of: .customer) + email

  /// The value for a record; nil where it has none.
  public func value(_ kpis: RecordKPIs, in dataset: Dataset, asOf: CivilDate) -> Value? {
    value(kpis, RecordFields(dataset, kpis.record, asOf: asOf))
  }

  private static let details: [FlatKPI] = [
    FlatKPI(path: "owner_id") { text($1.ownerID) },
    FlatKPI(path: "status") { $1.status.map(Value.code) },
    FlatKPI(path: "details.account_id") { text($1.accountID) },
    FlatKPI(path: "details.contact_id") { text($1.contactID) },
    FlatKPI(path: "details.stage") { text($1.stage) },
    FlatKPI(path: "details.stage_since") { $1.stageSince.map(Value.date) },
    FlatKPI(path: "details.days_in_stage") { $1.daysInStage.map(Value.count) },
    FlatKPI(path: "details.estimated_value") { $1.estimatedValue.map(Value.money) },
    FlatKPI(path: "details.actual_value") { $1.actualValue.map(Value.money) },
    FlatKPI(path: "details.currency") { text($1.currency) },
    FlatKPI(path: "details.created_on") { $1.createdOn.map(Value.date) },
    FlatKPI(path: "details.estimated_close_on") { $1.estimatedCloseOn.map(Value.date) },
    FlatKPI(path: "details.closed_on") { $1.closedOn.map(Value.date) },
  ]

  private static let health: [FlatKPI] = [
    FlatKPI(path: "health.score") { kpis, _ in kpis.health.map { .count($0.score) } },
    FlatKPI(path: "health.grade") { kpis, _ in kpis.health.map { .code($0.grade.code) } },
    FlatKPI(path: "health.trend") { kpis, _ in (kpis.health?.trend).map { .code($0.code) } },
    FlatKPI(path: "health.previous_score") { kpis, _ in (kpis.health?.previousScore).map(Value.count) },
    FlatKPI(path: "health.frequency") { kpis, _ in kpis.health.map { .ratio($0.frequency) } },
    FlatKPI(path: "health.recency") { kpis, _ in kpis.health.map { .ratio($0.recency) } },
    FlatKPI(path: "health.engagement") { kpis, _ in kpis.health.map { .ratio($0.engagement) } },
  ]

  private static let counts: [FlatKPI] = [
    FlatKPI(path: "interactions.team.email") { kpis, _ in .count(kpis.interactions.team.email) },
    FlatKPI(path: "interactions.team.meeting") { kpis, _ in .count(kpis.interactions.team.meeting) },
    FlatKPI(path: "interactions.team.call") { kpis, _ in .count(kpis.interactions.team.call) },
    FlatKPI(path: "interactions.customer.email") { kpis, _ in .count(kpis.interactions.customer.email) },
    FlatKPI(path: "interactions.customer.meeting") { kpis, _ in .count(kpis.interactions.customer.meeting) },
    FlatKPI(path: "interactions.customer.call") { kpis, _ in .count(kpis.interactions.customer.call) },
    FlatKPI(path: "window.emails_sent") { kpis, _ in .count(kpis.window.team.email) },
    FlatKPI(path: "window.emails_received") { kpis, _ in .count(kpis.window.customer.email) },
    FlatKPI(path: "window.meetings_sent") { kpis, _ in .count(kpis.window.team.meeting) },
    FlatKPI(path: "window.meetings_received") { kpis, _ in .count(kpis.window.customer.meeting) },
    FlatKPI(path: "window.calls_made") { kpis, _ in .count(kpis.window.team.call) },
    FlatKPI(path: "window.calls_received") { kpis, _ in .count(kpis.window.customer.call) },
    FlatKPI(path: "window.active_days") { kpis, _ in .count(kpis.window.activeDays) },
    FlatKPI(path: "window.longest_quiet_days") { kpis, _ in .count(kpis.window.longestQuietDays) },
    FlatKPI(path: "window.quiet_days") { kpis, _ in kpis.window.quietDays.map(Value.count) },
  ]

  private static func sides(of side: Side) -> [FlatKPI] {
    [
      FlatKPI(path: "seconds_spent.\(side.code)") { kpis, _ in .seconds(kpis.secondsSpent[side]) },
      FlatKPI(path: "response.\(side.code).replies") { kpis, _ in .count(kpis.response[side].replies) },
      FlatKPI(path: "response.\(side.code).mean") { kpis, _ in kpis.response[side].mean.map(Value.seconds) },
      FlatKPI(path: "response.\(side.code).median") { kpis, _ in kpis.response[side].median.map(Value.seconds) },
      FlatKPI(path: "response.\(side.code).p90") { kpis, _ in kpis.response[side].p90.map(Value.seconds) },
      FlatKPI(path: "response.\(side.code).turns") { kpis, _ in .count(kpis.response[side].turns) },
      FlatKPI(path: "response.\(side.code).rate") { kpis, _ in kpis.response[side].rate.map(Value.rate) },
      FlatKPI(path: "waiting.\(side.code).since") { kpis, _ in (kpis.waiting[side]?.since).map(Value.instant) },
    ]
  }

  private static let email: [FlatKPI] = [
    FlatKPI(path: "email_ratio.sent") { kpis, _ in .count(kpis.emailRatio.sent) },
    FlatKPI(path: "email_ratio.received") { kpis, _ in .count(kpis.emailRatio.received) },
    FlatKPI(path: "email_ratio.theirs") { kpis, _ in kpis.emailRatio.theirs.map(Value.ratio) },
    FlatKPI(path: "email_ratio.ours") { kpis, _ in kpis.emailRatio.ours.map(Value.ratio) },
    FlatKPI(path: "engagement.followed") { kpis, _ in .count(kpis.engagement.followed) },
    FlatKPI(path: "engagement.opened") { kpis, _ in .count(kpis.engagement.opened) },
    FlatKPI(path: "engagement.opens") { kpis, _ in .count(kpis.engagement.opens) },
    FlatKPI(path: "engagement.link_clicks") { kpis, _ in .count(kpis.engagement.linkClicks) },
    FlatKPI(path: "engagement.attachment_views") { kpis, _ in .count(kpis.engagement.attachmentViews) },
    FlatKPI(path: "engagement.answered") { kpis, _ in .count(kpis.engagement.answered) },
    FlatKPI(path: "engagement.last_opened_at") { kpis, _ in kpis.engagement.lastOpenedAt.map(Value.instant) },
  ]

  private static func text(_ text: Text) -> Value? { text.isEmpty ? nil : .text(text) }

  private init(path: String, value: @escaping @Sendable (RecordKPIs, RecordFields) -> Value?) {
    self.path = path
    self.value = value
  }
}
