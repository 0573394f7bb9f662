import Dataset
import Testing

@testable import Analytics

@Suite("What similar deals have in common")
struct SimilarBasisTests {
  /// Won and lost deals of which the kind tells: 75 of 100 won ones are of kind a, and 25 of 100 lost ones.
  private func learnable(won: Int = 100, lost: Int = 100) -> SimilarWorld {
    var world = SimilarWorld()
    world.add(won, "w", .won) { $0.fields["kind"] = $1 % 4 < 3 ? "a" : "b" }
    world.add(lost, "l", .lost) { $0.fields["kind"] = $1 % 4 < 3 ? "b" : "a" }
    return world
  }

  @Test("A learnt field is compared")
  func similar() async throws {
    var world = learnable()
    world.deals.append(.init(id: "open", industry: "Retail", fields: ["kind": "b"]))
    let similar = try #require(await world.similar("open"))
    #expect(similar.basis == .similar)
    #expect(similar.reason == .learnt)
    #expect(similar.factors == [SimilarFactor(name: "opportunity.kind", weight: 10_000)])
    #expect(similar.deals.count == 25)
    #expect(similar.deals.allSatisfy { $0.similarity == 10_000 })
  }

  @Test("With fewer than 30 won or lost deals, industry, team and value are compared", arguments: [(29, 40), (40, 29)])
  func fewClosed(_ won: Int, _ lost: Int) async throws {
    var world = learnable(won: won, lost: lost)
    for index in world.deals.indices {
      world.deals[index].industry = "Retail"
      world.deals[index].team = "North"
      world.deals[index].value = 100
    }
    world.deals.append(.init(id: "open", industry: "Retail", team: "North", value: 100, fields: ["kind": "b"]))
    let similar = try #require(await world.similar("open"))
    #expect(similar.basis == .alike)
    #expect(similar.reason == .fewClosed)
    #expect(similar.factors.map(\.name) == ["estimated_value", "industry", "team"])
    #expect(similar.factors.map(\.weight) == [3333, 3333, 3333])
  }

  @Test("The same are compared where enough deals closed and no field tells won from lost")
  func noFactor() async throws {
    var world = SimilarWorld()
    world.add(40, "w", .won) { $0.industry = $1 % 2 == 0 ? "Retail" : "Energy" }
    world.add(40, "l", .lost) { $0.industry = $1 % 2 == 0 ? "Retail" : "Energy" }
    world.deals.append(.init(id: "open", industry: "Energy"))
    let similar = try #require(await world.similar("open"))
    #expect(similar.basis == .alike)
    #expect(similar.reason == .noFactor)
    // No closed deal has a team or a value.
    #expect(similar.factors == [SimilarFactor(name: "industry", weight: 10_000)])
    #expect(similar.deals.count == 20)
  }

  @Test("The config adds fields to those, and takes them away")
  func includeAndExclude() async throws {
    var world = SimilarWorld()
    world.add(6, "w", .won) { deal, _ in
      deal.industry = "Retail"
      deal.team = "North"
      deal.currency = "EUR"
      deal.fields["kind"] = "a"
    }
    world.deals.append(
      .init(id: "open", industry: "Retail", team: "North", currency: "EUR", fields: ["kind": "a"]))
    let similar = try #require(
      await world.similar("open") {
        $0.include = ["opportunity.kind", "currency", "industry", "opportunity.unknown"]
        $0.exclude = ["team"]
      })
    #expect(similar.factors.map(\.name) == ["currency", "industry", "opportunity.kind"])
  }

  @Test("With fewer than five similar deals, the most recent won ones are listed, without a similarity")
  func fewSimilar() async throws {
    for (count, basis) in [(4, SimilarWonDeals.Basis.recentWon), (5, .alike)] {
      var world = SimilarWorld()
      world.add(count, "w", .won) { deal, _ in deal.industry = "Retail" }
      world.deals.append(.init(id: "newer", status: .won, closed: "2026-03-02", industry: "Energy"))
      world.deals.append(.init(id: "open", industry: "Retail"))
      let similar = try #require(await world.similar("open"))
      #expect(similar.basis == basis)
      if basis == .recentWon {
        #expect(similar.reason == .fewSimilar)
        #expect(similar.factors.isEmpty)
        #expect(world.ids(similar) == ["newer", "w0", "w1", "w2", "w3"])
        #expect(similar.deals.allSatisfy { $0.similarity == nil })
      }
    }
  }

  @Test("So they are where the deal has values for less than half of the weight; half is enough")
  func fewValues() async throws {
    var world = SimilarWorld()
    world.add(6, "w", .won) { deal, _ in
      deal.industry = "Retail"
      deal.team = "North"
    }
    world.deals.append(.init(id: "half", industry: "Retail"))
    world.deals.append(.init(id: "none"))
    let two = await world.analysis().similar
    #expect(two["half"]?.basis == .alike)
    #expect(two["none"]?.basis == .recentWon)
    #expect(two["none"]?.reason == .fewValues)
    for index in 0..<6 { world.deals[index].value = 100 }
    let three = await world.analysis().similar
    #expect(three["half"]?.reason == .fewValues)
  }

  @Test("A value that is no number counts as one that the deal has")
  func notANumber() async throws {
    var world = SimilarWorld()
    world.add(12, "w", .won) {
      $0.industry = "Retail"
      $0.fields["size"] = String($1)
    }
    world.deals.append(.init(id: "open", industry: "Retail", fields: ["size": "large"]))
    world.deals.append(.init(id: "open too", industry: "Retail"))
    let found = await world.analysis { $0.include = ["opportunity.size"] }.similar
    #expect(found["open"]?.deals.map(\.similarity) == Array(repeating: 5000, count: 12))
    #expect(found["open too"]?.deals.map(\.similarity) == Array(repeating: 10_000, count: 12))
  }

  @Test("Where closed deals have no value at all, the most recent won ones are listed")
  func noValues() async throws {
    var world = SimilarWorld()
    world.add(3, "w", .won)
    world.deals.append(.init(id: "open", industry: "Retail"))
    let similar = try #require(await world.similar("open"))
    #expect(similar.basis == .recentWon)
    #expect(similar.reason == .noValues)
    #expect(similar.deals.count == 3)
  }

  @Test("Without a won deal there is nothing to compare with")
  func noneWon() async {
    var world = SimilarWorld()
    world.add(40, "l", .lost) { deal, _ in deal.industry = "Retail" }
    world.deals.append(.init(id: "open", industry: "Retail"))
    #expect(await world.similar("open") == nil)
  }

  @Test("Only deals that are open on the day have similar ones, and none is in its own list")
  func onlyOpen() async {
    var world = SimilarWorld()
    world.add(6, "w", .won) { deal, _ in deal.industry = "Retail" }
    world.add(2, "l", .lost)
    world.deals.append(.init(id: "open", industry: "Retail"))
    world.deals.append(.init(id: "tomorrow", created: "2026-03-19", industry: "Retail"))
    world.deals.append(.init(id: "won later", status: .won, closed: "2026-03-19", industry: "Retail"))
    world.deals.append(.init(id: "won without a date", status: .won, industry: "Retail"))
    let found = await world.analysis().similar
    #expect(found.keys.sorted() == ["open", "won later"])
    #expect(world.ids(found["won later"]) == ["w0", "w1", "w2", "w3", "w4", "w5"])
  }
}
