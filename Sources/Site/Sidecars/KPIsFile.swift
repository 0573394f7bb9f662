import Analytics
import Dataset

/// `data/kpis.jsonl`: every number of every page, one line a record (page spec, "data/kpis.jsonl").
///
/// An object, because every part of a line is handed it.
public final class KPIsFile {
  let dataset: Dataset
  let analysis: Analysis
  private let hidesSubjects: Bool
  private let changes: ReportChanges
  private let page: (RecordID) -> String?

  /// - Parameters:
  ///   - hidesSubjects: leave out the subjects of all activities, not only of private ones.
  ///   - changes: since the report before.
  ///   - page: the path of a record's page; nil if it has none.
  public init(
    _ dataset: Dataset, _ analysis: Analysis, hidesSubjects: Bool, changes: ReportChanges = ReportChanges(.first),
    page: @escaping (RecordID) -> String?
  ) {
    self.dataset = dataset
    self.analysis = analysis
    self.hidesSubjects = hidesSubjects
    self.changes = changes
    self.page = page
  }

  /// The lines of all records that have a page, by type and id: handed over some at a time, because the file is as large
  /// as all the data.
  public func write(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
    var json = JSONWriter()
    for position in analysis.kpis.order(in: dataset) where page(analysis.kpis[position].record) != nil {
      line(analysis.kpis[position], &json)
      try json.handOver(to: take)
    }
    try json.handOver(isLast: true, to: take)
  }

  /// The line of one record, whether it has a page or not.
  public func line(of kpis: RecordKPIs) -> [UInt8] {
    var json = JSONWriter()
    line(kpis, &json)
    return json.bytes
  }

  private func line(_ kpis: RecordKPIs, _ json: inout JSONWriter) {
    let record = RecordFields(dataset, kpis.record, asOf: analysis.clock.asOf)
    let pool = dataset.text
    json.object { json in
      json.string("type", kpis.record.type.code)
      json.string("id", dataset.id(of: kpis.record), in: pool)
      json.string("name", dataset.name(of: kpis.record), in: pool)
      json.string("page", page(kpis.record))
      json.string("owner_id", record.ownerID, in: pool)
      json.string("status", record.status)
      json.date("as_of", analysis.clock.asOf)
      json.key("details")
      details(record, &json)
      json.key("health")
      health(kpis.health, &json)
      json.key("best_next")
      bestNext(kpis.bestNext, &json)
      json.key("last_interaction")
      activity(kpis.lastInteraction, &json)
      json.key("next_interaction")
      activity(kpis.nextInteraction, &json)
      counts(kpis, &json)
      answers(kpis, &json)
      json.key("most_contacted")
      people(kpis.mostContacted, &json)
      json.key("most_contacted_by")
      people(kpis.mostContactedBy, &json)
      json.array("attention", of: kpis.attention) { attention($1, &$0) }
      json.array("muted", of: kpis.muted) { $0.string($1.code.code) }
      json.array("coverage", of: kpis.coverage) { coverage($1, &$0) }
      json.key("heat")
      json.array(of: kpis.heat) { json, cell in
        json.array(of: [cell.weekday, cell.hour, cell.interactions]) { $0.integer($1) }
      }
      json.key("similar")
      similar(kpis.similar, &json)
      json.array("recent", of: kpis.recent) { activity($1, &$0) }
      json.array("upcoming", of: kpis.upcoming) { activity($1, &$0) }
      json.key("changes")
      changes(of: kpis.record, &json)
    }
    json.endLine()
  }

  private func changes(of record: RecordID, _ json: inout JSONWriter) {
    guard let since = changes.since, let changes = changes.of(record) else { return json.null() }
    json.object { json in
      json.date("since", since)
      ChangesJSON.members(changes, &json)
    }
  }

  private func details(_ record: RecordFields, _ json: inout JSONWriter) {
    json.object { json in
      json.string("account_id", record.accountID, in: dataset.text)
      json.string("contact_id", record.contactID, in: dataset.text)
      json.string("stage", record.stage, in: dataset.text)
      json.date("stage_since", record.stageSince)
      json.integer("days_in_stage", record.daysInStage)
      json.number("estimated_value", record.estimatedValue)
      json.number("actual_value", record.actualValue)
      json.string("currency", record.currency, in: dataset.text)
      json.date("created_on", record.createdOn)
      json.date("estimated_close_on", record.estimatedCloseOn)
      json.date("closed_on", record.closedOn)
    }
  }

  private func health(_ health: Health?, _ json: inout JSONWriter) {
    guard let health else { return json.null() }
    json.object { json in
      json.integer("score", health.score)
      json.string("grade", health.grade.code)
      json.string("trend", health.trend?.code)
      json.integer("previous_score", health.previousScore)
      json.ratio("frequency", health.frequency)
      json.ratio("recency", health.recency)
      json.ratio("engagement", health.engagement)
      json.array("weekly", of: health.weekly) { $0.integer($1) }
    }
  }

  private func bestNext(_ best: BestNext?, _ json: inout JSONWriter) {
    guard let best else { return json.null() }
    json.object { json in
      json.string("kind", best.kind.rawValue)
      json.string("person_id", best.person.map { dataset.people[$0].id } ?? .none, in: dataset.text)
      json.string("activity_id", id(best.activity), in: dataset.text)
      json.integer("gain", best.gain)
    }
  }

  private func activity(_ index: Int?, _ json: inout JSONWriter) {
    guard let index else { return json.null() }
    let activity = dataset.activities[index]
    json.object { json in
      json.string("activity_id", activity.id, in: dataset.text)
      json.string("type", activity.type.code)
      json.instant("at", activity.at)
      json.string("side", analysis.facts[index].side.code)
      json.key("subject")
      json.string(activity.isPrivate || hidesSubjects ? .none : activity.subject, in: dataset.text)
      let person = analysis.initiator(of: index, in: dataset)
      json.string("person_id", person.map { dataset.people[$0].id } ?? .none, in: dataset.text)
    }
  }

  private func counts(_ kpis: RecordKPIs, _ json: inout JSONWriter) {
    json.key("interactions")
    bySide(kpis.interactions, &json) { counts, json in
      json.object { json in
        json.integer("email", counts.email)
        json.integer("meeting", counts.meeting)
        json.integer("call", counts.call)
      }
    }
    json.key("window")
    json.object { json in
      sixCounts(kpis.window.team, kpis.window.customer, &json)
      json.integer("active_days", kpis.window.activeDays)
      json.integer("longest_quiet_days", kpis.window.longestQuietDays)
      json.integer("quiet_days", kpis.window.quietDays)
    }
    json.key("daily")
    json.array(of: kpis.daily) { json, day in
      json.object { json in
        json.date("date", day.date)
        sixCounts(day.team, day.customer, &json)
      }
    }
    json.key("seconds_spent")
    bySide(kpis.secondsSpent, &json) { $1.integer($0) }
  }

  private func sixCounts(_ team: CountsByType, _ customer: CountsByType, _ json: inout JSONWriter) {
    json.integer("emails_sent", team.email)
    json.integer("emails_received", customer.email)
    json.integer("meetings_sent", team.meeting)
    json.integer("meetings_received", customer.meeting)
    json.integer("calls_made", team.call)
    json.integer("calls_received", customer.call)
  }

  private func answers(_ kpis: RecordKPIs, _ json: inout JSONWriter) {
    json.key("response")
    bySide(kpis.response, &json) { times, json in
      json.object { json in
        json.integer("replies", times.replies)
        json.integer("mean", times.mean)
        json.integer("median", times.median)
        json.integer("p90", times.p90)
        json.integer("turns", times.turns)
        json.ratio("rate", times.rate)
      }
    }
    json.key("waiting")
    bySide(kpis.waiting, &json) { waiting, json in
      guard let waiting else { return json.null() }
      json.object { json in
        json.instant("since", waiting.since)
        json.string("activity_id", id(waiting.activity), in: dataset.text)
      }
    }
    json.key("email_ratio")
    json.object { json in
      json.integer("sent", kpis.emailRatio.sent)
      json.integer("received", kpis.emailRatio.received)
      json.ratio("theirs", kpis.emailRatio.theirs)
      json.ratio("ours", kpis.emailRatio.ours)
    }
    json.key("engagement")
    json.object { json in
      json.integer("followed", kpis.engagement.followed)
      json.integer("opened", kpis.engagement.opened)
      json.integer("opens", kpis.engagement.opens)
      json.integer("link_clicks", kpis.engagement.linkClicks)
      json.integer("attachment_views", kpis.engagement.attachmentViews)
      json.integer("answered", kpis.engagement.answered)
      json.instant("last_opened_at", kpis.engagement.lastOpenedAt)
    }
  }

  private func bySide<Value>(
    _ values: BySide<Value>, _ json: inout JSONWriter, _ write: (Value, inout JSONWriter) -> Void
  ) {
    json.object { json in
      json.key("team")
      write(values.team, &json)
      json.key("customer")
      write(values.customer, &json)
    }
  }

  private func people(_ people: [PersonTotals]?, _ json: inout JSONWriter) {
    guard let people else { return json.null() }
    json.array(of: people) { json, totals in
      let person = dataset.people[totals.person]
      json.object { json in
        json.string("person_type", person.type.code)
        json.string("person_id", person.id, in: dataset.text)
        json.string("name", person.name, in: dataset.text)
        json.integer("email", totals.counts.email)
        json.integer("meeting", totals.counts.meeting)
        json.integer("call", totals.counts.call)
        json.integer("total", totals.counts.total)
        json.instant("last_at", totals.lastAt)
      }
    }
  }

  private func attention(_ flag: AttentionFlag, _ json: inout JSONWriter) {
    json.object { json in
      json.string("code", flag.code.code)
      json.integer("value", flag.value)
      json.integer("limit", flag.limit)
      json.string("activity_id", id(flag.activity), in: dataset.text)
    }
  }

  private func coverage(_ pair: CoveragePair, _ json: inout JSONWriter) {
    let customer = dataset.people[pair.customer]
    json.object { json in
      json.string("user_id", dataset.people[pair.user].id, in: dataset.text)
      json.string("person_type", customer.type.code)
      json.string("person_id", customer.id, in: dataset.text)
      json.integer("interactions", pair.interactions)
      json.boolean("two_way", pair.isTwoWay)
      json.instant("last_at", pair.lastAt)
    }
  }

  private func id(_ activity: Int?) -> Text { activity.map { dataset.activities[$0].id } ?? .none }
}

extension [RecordKPIs] {
  /// Their positions by type, then id by code point: the order of the rows, unless the ids that are shown are not those
  /// of the rows.
  func order(in dataset: Dataset) -> [Int] {
    let text = dataset.text
    return indices.sorted { first, second in
      let (a, b) = (self[first].record, self[second].record)
      return a.type == b.type ? text.precedes(dataset.id(of: a), dataset.id(of: b)) : a.type < b.type
    }
  }
}
