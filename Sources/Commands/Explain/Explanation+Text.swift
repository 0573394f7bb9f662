import Dataset
import Markup

extension Explanation {
  /// For a terminal; ends with a line break.
  var text: String {
    let name = Escape.plain(dataset.text.string(dataset.name(of: record)))
    var text = "\(Escape.plain(recordName)) “\(name)”, \(analysis.clock.asOf), \(dataset.zone.name)\n\n"
    var table = TextTable([.init(head: "kpi"), .init(head: "value", limit: 60), .init(head: "")])
    table.rows = values.map { [$0.path, $0.text, gloss($0)] }
    text += table.text
    guard let rule else { return text }
    text += "\n\(rule.sentence)\n"
    if !arithmetic.isEmpty {
      let width = arithmetic.map { ColumnWidth.of($0.name) }.max() ?? 0
      text += "\n"
      for line in arithmetic {
        let indent = String(repeating: " ", count: width - ColumnWidth.of(line.name))
        text += "  \(line.name)\(indent)  \(line.formula)\n"
      }
    }
    if let similar { text += similar.tables }
    return text + "\n" + (evidence.isEmpty ? "No single activity makes it.\n" : activities)
  }

  /// Seconds in a larger unit.
  private func gloss(_ value: KPIDocument.Entry) -> String {
    let last = value.path.split(separator: ".").last ?? ""
    let isTime =
      value.path.hasPrefix("seconds_spent.")
      || (value.path.hasPrefix("response.") && ["mean", "median", "p90"].contains(last))
    guard isTime, let seconds = value.integer else { return "" }
    return value.path.hasPrefix("response.") ? "s = \(formats.duration(seconds))" : "s = \(formats.effort(seconds))"
  }

  private var activities: String {
    var table = TextTable([
      .init(head: "id"), .init(head: "time"), .init(head: "kind"), .init(head: "side"),
      .init(head: "people", limit: 40), .init(head: "subject", limit: 40), .init(head: "counts as"),
    ])
    table.rows = evidence.map { evidence in
      let activity = dataset.activities[evidence.activity]
      return [
        dataset.text.string(activity.id), time(activity), activity.type.code,
        analysis.facts[evidence.activity].side.code, people(evidence.activity), shownSubject(activity),
        evidence.contribution.text(dataset, formats),
      ]
    }
    return table.text
  }

  private func shownSubject(_ activity: Activity) -> String {
    subject(activity) ?? (activity.isPrivate ? "(private)" : activity.subject.isEmpty ? "–" : "(hidden)")
  }
}
