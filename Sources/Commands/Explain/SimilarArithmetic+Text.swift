import Analytics

extension SimilarArithmetic {
  /// The candidate fields, then the first listed deals field by field; for a terminal.
  var tables: String {
    let tables = "\n" + candidates
    return trace.deals.isEmpty ? tables : tables + "\n" + agreements + "\n" + similarities
  }

  private func number(_ value: Double?, places: Int = 4) -> String {
    value.map { formats.decimal($0, places: places) } ?? "–"
  }

  private func number(_ value: Int?) -> String { value.map(String.init) ?? "–" }

  private var candidates: String {
    let heads = ["N", "won", "lost", "I", "H", "df", "G", "bound", "w"]
    var table = TextTable(
      [.init(head: "field", limit: 40)] + heads.map { .init(head: $0) } + [.init(head: "W"), .init(head: "verdict")])
    table.rows = trace.candidates.map { candidate in
      let signal = candidate.signal
      return [
        candidate.name, number(signal.map { $0.won + $0.lost } ?? candidate.count), number(signal?.won),
        number(signal?.lost), number(signal?.information, places: 6), number(signal?.entropy, places: 6),
        number(signal?.degreesOfFreedom), number(signal?.statistic), number(signal?.bound),
        number(candidate.share.map { Double($0) / 1_000_000 }, places: 6), number(candidate.weight),
        words(candidate),
      ]
    }
    return table.text
  }

  private func words(_ candidate: SimilarTrace.Candidate) -> String {
    let reason: String
    switch candidate.verdict {
    case .learnt: return "kept"
    case .beyondMost: reason = "eight explain more"
    case .leak: reason = "above \(formats.decimal(options.leak, places: 4)), filled in afterwards"
    case .weak: reason = "below 0.005"
    case .insignificant: reason = "not significant"
    case .tooFew: reason = "too few deals"
    case .excluded: reason = "excluded"
    case .noValues: reason = "no values"
    }
    // Where nothing is learnt, some fields are compared all the same.
    return candidate.weight == nil ? "left out: \(reason)" : "not learnt: \(reason); weighs alike"
  }

  private var agreements: String {
    var table = TextTable([
      .init(head: "deal"), .init(head: "field", limit: 40), .init(head: "this deal", limit: 30),
      .init(head: "won deal", limit: 30), .init(head: "A"), .init(head: "W"), .init(head: "W·A"),
    ])
    table.rows = trace.deals.flatMap { deal in
      deal.agreements.map { part in
        [
          id(deal.row), part.name, text(part.open) ?? "–", text(part.won) ?? "–", String(part.agreement),
          String(part.weight), String(part.weight * part.agreement),
        ]
      }
    }
    return table.text
  }

  private var similarities: String {
    var table = TextTable([.init(head: "deal"), .init(head: "similarity")])
    table.rows = trace.deals.map { deal in
      [
        id(deal.row),
        "⌊(2 × \(deal.sum) + \(deal.weight)) / (2 × \(deal.weight))⌋ = \(deal.similarity)",
      ]
    }
    return table.text
  }
}
