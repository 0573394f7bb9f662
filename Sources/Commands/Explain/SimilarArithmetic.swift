import Analytics
import Dataset
import Site

/// Similar won deals step by step, from the training set to every similarity (KPI spec, "Similar won deals").
struct SimilarArithmetic {
  let dataset: Dataset
  /// The same with the ids that the report shows.
  let shown: Dataset
  /// Whether values of fields, which may be names, are left out.
  let hidesValues: Bool
  let options: SimilarOptions
  let trace: SimilarTrace
  let formats: Formats

  /// The KPIs that this explains.
  static let paths: Set = [
    "similar", "similar.basis", "similar.reason", "similar.size", "similar.factors", "similar.deals",
  ]

  /// Deals that are shown at most.
  static let listed = 10

  /// What is learnt from, and why the basis is what it is.
  var lines: [HealthArithmetic.Line] {
    var lines = [
      HealthArithmetic.Line(
        name: "training",
        formula: "\(trace.won) won and \(trace.lost) lost by \(trace.refreshedOn), the last Monday; "
          + "learning needs \(options.minimumWon) and \(options.minimumLost)")
    ]
    if trace.won == 0 {
      return lines + [HealthArithmetic.Line(name: "basis", formula: "none, as no deal was won to compare with")]
    }
    if let count = trace.similarCount {
      let least = formats.decimal(options.similarity, places: 4)
      lines.append(
        HealthArithmetic.Line(
          name: "similar",
          formula: "\(count) of the \(trace.won) won from \(least) on, at most \(options.atMost); "
            + "\(options.atLeast) are needed"))
    }
    lines.append(HealthArithmetic.Line(name: "basis", formula: "\(trace.basis.rawValue), as \(reason)"))
    if trace.deals.isEmpty {
      lines.append(HealthArithmetic.Line(name: "deals", formula: "the last won, none by similarity"))
    }
    return lines
  }

  private var reason: String {
    switch trace.reason {
    case .learnt: "fields tell won from lost"
    case .fewClosed: "too few deals are won or lost to learn from"
    case .noFactor: "no field tells won from lost"
    case .noValues: "no closed deal has a value in a field to compare by"
    case .fewValues:
      "this deal has values for \(trace.presentWeight) of the weight of \(trace.allWeight), less than half"
    case .fewSimilar: "too few won deals are similar"
    }
  }

  func id(_ row: Int) -> String { shown.text.string(shown.opportunities[row].id) }

  /// A value as the data has it; nil if there is none.
  func text(_ value: SimilarTrace.Value) -> String? {
    switch value {
    case .missing: return nil
    case .text(let text): return hidesValues ? "(hidden)" : dataset.text.string(text)
    case .amount(let amount, let currency):
      let number = formats.decimal(amount, places: 2)
      return currency.isEmpty ? number : number + " " + dataset.text.string(currency)
    }
  }
}
