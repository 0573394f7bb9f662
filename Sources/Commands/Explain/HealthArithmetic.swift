import Analytics
import Site

/// The health score line by line, from the figures to the score (KPI spec, "Health").
enum HealthArithmetic {
  struct Line: Equatable {
    let name: String
    let formula: String
  }

  static func lines(_ health: Health, _ formats: Formats) -> [Line] {
    func number(_ value: Double) -> String { formats.decimal(value, places: 4) }
    let figures = health.evidence
    let (r, f, e) = (number(health.recency), number(health.frequency), number(health.engagement))
    let days = number(Double(figures.expectedDays))
    let all = number(figures.engagedWeight + figures.otherWeight)
    let engaged = number(figures.engagedWeight)
    var lines = [
      Line(name: "R", formula: recency(figures, result: r)),
      Line(name: "F", formula: "min(1, \(days) × \(number(figures.contactWeight)) / 60) = \(f)"),
      Line(
        name: "share",
        formula: all == "0"
          ? "0, as nothing was exchanged in the 60 days" : "min(1, 2 × \(engaged) / \(all)) = \(number(figures.share))"),
    ]
    if let reply = figures.reply {
      let (answered, owed, both) = (figures.answered, figures.owed, figures.conversations)
      lines.append(
        Line(name: "reply", formula: "(\(answered) + \(both)) / (\(owed) + \(both)) = \(number(reply))"))
      lines.append(Line(name: "E", formula: "min(\(number(figures.share)), \(number(reply))) = \(e)"))
    } else {
      lines.append(Line(name: "reply", formula: "no value, as nothing asked for an answer"))
      lines.append(Line(name: "E", formula: "share = \(e)"))
    }
    let exact = health.recency * (25 + 30 * health.frequency + 45 * health.engagement)
    lines.append(Line(name: "score", formula: "\(r) × (25 + 30 × \(f) + 45 × \(e)) = \(number(exact))"))
    lines.append(Line(name: "", formula: "rounded: \(health.score), \(health.grade.code)"))
    return lines
  }

  private static func recency(_ figures: HealthEvidence, result: String) -> String {
    guard let days = figures.daysSinceEngaged else { return "0, as the customer has never engaged" }
    let expected = figures.expectedDays
    let since = days == 1 ? "1 day" : "\(days) days"
    if days <= expected { return "1, as the customer engaged \(since) before, within \(expected)" }
    return "2^(−(\(days) − \(expected)) / \(expected)) = \(result), as the customer engaged \(since) before"
  }
}
