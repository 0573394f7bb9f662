import Dataset
import Testing

@testable import Analytics

@Suite("Planted signals")
struct FactorPlantedTests {
  private func model(_ world: SimilarWorld, _ change: (inout SimilarOptions) -> Void = { _ in }) -> FactorModel {
    let dataset = world.dataset()
    var options = SimilarOptions()
    change(&options)
    return FactorModel(dataset, TrainingSet(dataset, asOf: SimilarWorld.asOf), options)
  }

  /// Deals that are won or lost by a coin, with fields that do not care.
  private func noise(_ count: Int, _ numbers: inout SeededNumbers) -> SimilarWorld {
    var world = SimilarWorld()
    for index in 0..<count {
      var deal = SimilarWorld.Deal(id: "d\(index)", status: Bool.random(using: &numbers) ? .won : .lost)
      deal.closed = "2026-02-02"
      deal.fields["twelve"] = "c\(Int.random(in: 0..<12, using: &numbers))"
      deal.fields["forty"] = "c\(Int.random(in: 0..<40, using: &numbers))"
      deal.fields["flag"] = Int.random(in: 0..<100, using: &numbers) == 0 ? "yes" : "no"
      deal.fields["number"] = String(Int.random(in: 0..<100_000, using: &numbers))
      world.deals.append(deal)
    }
    return world
  }

  @Test("Of fields that tell nothing, at most one in fifty is taken for a factor", arguments: [60, 200, 1000])
  func noise(_ deals: Int) {
    let runs = 200
    var kept = 0
    for seed in 0..<runs {
      var numbers = SeededNumbers(seed: UInt64(deals * runs + seed))
      let model = model(noise(deals, &numbers))
      kept += model.basis == .similar ? model.factors.count : 0
      kept += model.leaks.count
    }
    #expect(kept * 50 <= runs * 4)
  }

  @Test("A field with which 75 % are won, else 25 %, is found among 1,000 deals in every run")
  func effect() {
    for seed in 0..<20 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      var world = noise(1000, &numbers)
      for index in world.deals.indices {
        let isWon = world.deals[index].status == .won
        world.deals[index].fields["effect"] = (Int.random(in: 0..<4, using: &numbers) < 3) == isWon ? "yes" : "no"
      }
      let model = model(world)
      #expect(model.basis == .similar)
      #expect(model.factors.first?.field.name == "opportunity.effect")
    }
  }

  /// 200 deals, of them `typical` of 100 with the reason that goes with their outcome, filled in afterwards.
  private func afterwards(typical: Int) -> SimilarWorld {
    var world = SimilarWorld()
    world.add(100, "w", .won) { $0.fields["reason"] = $1 < typical ? "price" : "other" }
    world.add(100, "l", .lost) { $0.fields["reason"] = $1 < typical ? "rival" : "other" }
    world.deals.append(.init(id: "open", created: "2026-03-02"))
    return world
  }

  @Test("A field filled in after the outcome is reported and not compared by")
  func leak() async throws {
    let (similar, leaks) = await afterwards(typical: 95).analysis()
    #expect(leaks == ["opportunity.reason"])
    let found = try #require(similar["open"])
    #expect(found.basis == .recentWon)
    #expect(found.factors.isEmpty)
  }

  @Test("Checking for leaks alone finds the same")
  func leaksAlone() {
    let dataset = afterwards(typical: 95).dataset()
    #expect(Analysis.leaks(in: dataset, AnalyticsOptions(asOf: SimilarWorld.asOf)) == ["opportunity.reason"])
  }

  @Test("The config can include such a field, exclude it, or tell from what share on it is one")
  func config() {
    let world = afterwards(typical: 95)
    let included = model(world) { $0.include = ["opportunity.reason"] }
    #expect(included.factors.map(\.field.name) == ["opportunity.reason"])
    #expect(included.basis == .similar)
    #expect(included.leaks.isEmpty)
    let excluded = model(world) { $0.exclude = ["opportunity.reason"] }
    #expect(excluded.leaks.isEmpty)
    #expect(excluded.factors.isEmpty)
    let allowed = model(world) { $0.leak = 1 }
    #expect(allowed.factors.map(\.field.name) == ["opportunity.reason"])
  }
}
