import Analytics
import Dataset

/// The won deals that an open opportunity is compared with.
extension KPIsFile {
  /// Deals of a list that are written; its size tells how many there are.
  private static let listed = 20
  /// Similarities and weights come in ten-thousandths.
  private static let whole = 10_000.0

  func similar(_ similar: SimilarWonDeals?, _ json: inout JSONWriter) {
    guard let similar else { return json.null() }
    json.object { json in
      json.string("basis", similar.basis.rawValue)
      json.string("reason", similar.reason.rawValue)
      json.integer("size", similar.deals.count)
      json.array("factors", of: similar.factors) { json, factor in
        json.object { json in
          json.string("name", factor.name)
          json.ratio("weight", Double(factor.weight) / Self.whole)
        }
      }
      json.array("deals", of: similar.deals.prefix(Self.listed)) { deal($1, &$0) }
      json.integer("age", similar.age)
      json.key("benchmark")
      benchmark(similar.benchmark, &json)
      json.key("pace")
      pace(similar.pace, &json)
    }
  }

  private func deal(_ deal: SimilarDeal, _ json: inout JSONWriter) {
    let record = RecordID(.opportunity, deal.row)
    // Not the KPIs themselves, which would be a copy of all.
    let position = dataset.position(of: record)
    json.object { json in
      json.string("id", dataset.id(of: record), in: dataset.text)
      json.ratio("similarity", deal.similarity.map { Double($0) / Self.whole })
      json.integer("activities", analysis.kpis[position].activityCount)
      json.integer("seconds_spent", analysis.kpis[position].secondsSpent.total)
      json.integer("team_response_mean", analysis.kpis[position].response.team.mean)
      json.integer("team_response_median", analysis.kpis[position].response.team.median)
      json.ratio("customer_response_rate", analysis.kpis[position].response.customer.rate)
    }
  }

  private func benchmark(_ benchmark: SimilarBenchmark, _ json: inout JSONWriter) {
    json.object { json in
      quartiles("interactions_team", benchmark.interactions.team, &json) { $0.ratio($1) }
      quartiles("interactions_customer", benchmark.interactions.customer, &json) { $0.ratio($1) }
      quartiles("seconds_team", benchmark.seconds.team, &json) { $0.number($1) }
      quartiles("seconds_customer", benchmark.seconds.customer, &json) { $0.number($1) }
      quartiles("response_team", benchmark.response.team, &json) { $0.number($1) }
      quartiles("response_customer", benchmark.response.customer, &json) { $0.number($1) }
      quartiles("rate_customer", benchmark.customerRate, &json) { $0.ratio($1) }
      quartiles("theirs", benchmark.theirs, &json) { $0.ratio($1) }
    }
  }

  private func quartiles(
    _ key: StaticString, _ quartiles: SimilarQuartiles, _ json: inout JSONWriter,
    _ write: (inout JSONWriter, Double?) -> Void
  ) {
    json.key(key)
    json.object { json in
      json.integer("n", quartiles.count)
      json.key("mean")
      write(&json, quartiles.mean)
      json.key("median")
      write(&json, quartiles.median)
      json.key("p25")
      write(&json, quartiles.p25)
      json.key("p75")
      write(&json, quartiles.p75)
    }
  }

  private func pace(_ pace: SimilarPace?, _ json: inout JSONWriter) {
    guard let pace else { return json.null() }
    json.object { json in
      json.array("days", of: pace.days) { $0.integer($1) }
      json.array("deal", of: pace.deal) { $0.integer($1) }
      json.array("p25", of: pace.p25) { $0.integer($1) }
      json.array("median", of: pace.median) { $0.ratio($1) }
      json.array("p75", of: pace.p75) { $0.integer($1) }
    }
  }
}
