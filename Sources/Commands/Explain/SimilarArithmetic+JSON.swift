import Analytics
import Site

extension SimilarArithmetic {
  /// One object. Weights, agreements and similarities are in ten-thousandths as in the computation, w is a share.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.string("refreshed_on", trace.refreshedOn.description)
      json.integer("won", trace.won)
      json.integer("lost", trace.lost)
      json.integer("minimum_won", options.minimumWon)
      json.integer("minimum_lost", options.minimumLost)
      json.integer("present_weight", trace.presentWeight)
      json.integer("all_weight", trace.allWeight)
      json.integer("similar_count", trace.similarCount)
      json.array("candidates", of: trace.candidates) { write($1, &$0) }
      json.array("deals", of: trace.deals) { write($1, &$0) }
    }
  }

  private func write(_ candidate: SimilarTrace.Candidate, _ json: inout JSONWriter) {
    json.object { json in
      json.string("name", candidate.name)
      json.integer("n", candidate.signal.map { $0.won + $0.lost } ?? candidate.count)
      json.integer("won", candidate.signal?.won)
      json.integer("lost", candidate.signal?.lost)
      json.number("i", candidate.signal?.information)
      json.number("h", candidate.signal?.entropy)
      json.integer("df", candidate.signal?.degreesOfFreedom)
      json.number("g", candidate.signal?.statistic)
      json.number("bound", candidate.signal?.bound)
      json.number("w", candidate.share.map { Double($0) / 1_000_000 })
      json.string("verdict", candidate.verdict.rawValue)
      json.integer("weight", candidate.weight)
    }
  }

  private func write(_ deal: SimilarTrace.Deal, _ json: inout JSONWriter) {
    json.object { json in
      json.string("id", id(deal.row))
      json.array("factors", of: deal.agreements) { json, part in
        json.object { json in
          json.string("name", part.name)
          json.string("this_deal", text(part.open))
          json.string("won_deal", text(part.won))
          json.integer("agreement", part.agreement)
          json.integer("weight", part.weight)
        }
      }
      json.integer("sum", deal.sum)
      json.integer("weight", deal.weight)
      json.integer("similarity", deal.similarity)
    }
  }
}
