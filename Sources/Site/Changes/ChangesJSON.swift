import Analytics
import Dataset

/// Changes as data: in `data/kpis.jsonl` and `rapport diff --format json`. Keys are always there, in one order.
public enum ChangesJSON {
  /// The members of an object: the numbers before, and every change.
  public static func members(_ changes: RecordChanges, _ json: inout JSONWriter) {
    json.key("past")
    if let past = changes.past {
      json.object { json in
        json.integer("score", past.score)
        json.integer("interactions", past.interactions)
        json.instant("last_at", past.lastAt)
      }
    } else {
      json.null()
    }
    json.array("events", of: changes.changes) { event($1, &$0) }
  }

  /// `from` and `to` are scores, dates, amounts, stages, ids of users or statuses, as the code says; `days` is how far a
  /// close date moved, or how long the deal has been in its new stage.
  private static func event(_ change: RecordChange, _ json: inout JSONWriter) {
    let values = Values(change)
    json.object { json in
      json.string("code", change.code)
      json.string("flag", values.flag)
      json.key("from")
      write(values.from, &json)
      json.key("to")
      write(values.to, &json)
      json.integer("days", values.days)
      json.integer("times", values.times)
      json.string("component", values.component)
    }
  }

  private static func write(_ value: Value?, _ json: inout JSONWriter) {
    switch value {
    case nil: json.null()
    case .text(let text): json.string(text)
    case .number(let number): json.number(number)
    }
  }

  private enum Value {
    case text(String)
    case number(Double)
  }

  private struct Values {
    var flag: String?
    var from: Value?
    var to: Value?
    var days: Int?
    var times: Int?
    var component: String?

    init(_ change: RecordChange) {
      switch change {
      case .new, .gone: break
      case .closed(let status, let past): (from, to) = (past.map(Value.text), .text(status))
      case .reopened(let past): (from, to) = (.text(past), .text(OpportunityStatus.open.code))
      case .flagRaised(let code), .flagCleared(let code): flag = code.code
      case .health(let past, let score, let part):
        (from, to, component) = (.number(Double(past)), .number(Double(score)), part?.rawValue)
      case .closeDate(let past, let date, let slips):
        (from, to) = (past.map { .text($0.description) }, date.map { .text($0.description) })
        days = past.flatMap { past in date.map { $0 - past } }
        times = slips > 0 ? slips : nil
      case .value(let past, let amount): (from, to) = (past.map(Value.number), amount.map(Value.number))
      case .stage(let past, let stage, let inStage):
        (from, to, days) = (past.map(Value.text), stage.map(Value.text), inStage)
      case .owner(let past, let id): (from, to) = (past.map(Value.text), id.map(Value.text))
      }
    }
  }
}
