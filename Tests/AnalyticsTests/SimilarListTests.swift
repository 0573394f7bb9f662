import Dataset
import Testing

@testable import Analytics

@Suite("How alike deals are")
struct SimilarListTests {
  @Test("Similarity weighs equal categories and near numbers, over the fields that the open deal has")
  func arithmetic() async throws {
    var world = SimilarWorld()
    // Values 10, 20, …, 100: mid-ranks times 20 are 1, 3, …, 19; a step apart is 1 − 3 · 2/20 = 0.7.
    world.add(10, "w", .won) { deal, index in
      deal.industry = index < 5 ? "Retail" : "Energy"
      deal.team = index == 3 ? "" : "North"
      deal.value = Double(index + 1) * 10
      deal.currency = index == 2 ? "USD" : "EUR"
    }
    world.deals.append(.init(id: "open", industry: "Retail", team: "North", value: 40, currency: "EUR"))
    let similar = try #require(await world.similar("open") { $0.similarity = 0 })
    var byID: [String: Int] = [:]
    for (id, deal) in zip(world.ids(similar), similar.deals) { byID[id] = deal.similarity }
    // EUR has nine values, without 30: mid-ranks times 18 of 10, 20, 40, 50, 60 are 1, 3, 5, 7, 9.
    // Two steps of rank: 1 − 6/18 = 0.6667; four: 0.3333; of six and more: 0.
    // (3333 · (10,000 + 10,000 + 3333)) / 9999 = 7777.67 and so on, rounded half up.
    #expect(byID["w0"] == 7778)
    #expect(byID["w1"] == 8889)
    // Another currency.
    #expect(byID["w2"] == 6667)
    // No team, the same value.
    #expect(byID["w3"] == 6667)
    #expect(byID["w4"] == 8889)
    // Another industry.
    #expect(byID["w5"] == 4444)
    #expect(byID["w6"] == 3333)
    #expect(byID["w9"] == 3333)
  }

  @Test("A field that the open deal does not have is left out of its similarity")
  func missingHere() async throws {
    var world = SimilarWorld()
    world.add(6, "w", .won) { deal, index in
      deal.industry = "Retail"
      deal.team = index == 0 ? "South" : "North"
      deal.value = 5
    }
    world.deals.append(.init(id: "open", industry: "Retail", team: "North"))
    let similar = try #require(await world.similar("open"))
    #expect(similar.deals.map(\.similarity) == [10_000, 10_000, 10_000, 10_000, 10_000, 5000])
    #expect(world.ids(similar) == ["w1", "w2", "w3", "w4", "w5", "w0"])
  }

  @Test("A rare category is still a category of its own when deals are compared")
  func rareCategories() async throws {
    var world = SimilarWorld()
    world.add(5, "a", .won) { deal, _ in deal.industry = "Retail" }
    world.add(5, "b", .won) { deal, _ in deal.industry = "Energy" }
    world.deals.append(.init(id: "open", industry: "Retail"))
    let similar = await world.similar("open")
    #expect(world.ids(similar) == ["a0", "a1", "a2", "a3", "a4"])
  }

  @Test("The most alike come first, of those the last closed, of those the smaller id; at most a hundred")
  func order() async throws {
    var world = SimilarWorld()
    world.add(120, "w", .won) { deal, index in
      deal.industry = "Retail"
      deal.team = index == 110 || index == 111 ? "North" : "South"
      if index == 50 || index == 51 { deal.closed = "2026-03-02" }
    }
    world.deals.append(.init(id: "open", industry: "Retail", team: "North"))
    let similar = try #require(await world.similar("open"))
    #expect(similar.deals.count == 100)
    #expect(similar.deals[1].similarity == 10_000)
    #expect(similar.deals[2].similarity == 5000)
    #expect(world.ids(similar).prefix(6) == ["w110", "w111", "w50", "w51", "w0", "w1"])
    let fewer = await world.similar("open") {
      $0.atMost = 3
      $0.atLeast = 2
    }
    #expect(world.ids(fewer) == ["w110", "w111", "w50"])
  }

  @Test("Exactly the least similarity is enough")
  func least() {
    #expect(SimilarityIndex.best([4999, 5000, 5001, 10_000], atLeast: 5000, atMost: 100) == [3, 2, 1])
    #expect(SimilarityIndex.best([5000, 5000, 5000], atLeast: 5000, atMost: 2) == [0, 1])
    #expect(SimilarityIndex.best([4999], atLeast: 5000, atMost: 2).isEmpty)
    #expect(SimilarityIndex.best([0, 1], atLeast: 0, atMost: 5) == [1, 0])
    #expect(SimilarityIndex.best([], atLeast: 5000, atMost: 2).isEmpty)
  }
}
