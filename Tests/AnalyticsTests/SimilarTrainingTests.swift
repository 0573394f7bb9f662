import Dataset
import Testing

@testable import Analytics

@Suite("The deals that are learnt from")
struct SimilarTrainingTests {
  @Test(
    "The list is refreshed on Mondays",
    arguments: [
      ("2026-03-15", "2026-03-09"), ("2026-03-16", "2026-03-16"), ("2026-03-17", "2026-03-16"),
      ("2026-03-22", "2026-03-16"), ("1969-12-31", "1969-12-29"),
    ])
  func boundary(_ asOf: String, _ expected: String) throws {
    #expect(TrainingSet.refreshBoundary(try #require(CivilDate(asOf))).description == expected)
  }

  @Test("They closed by the last refresh and were there on the day of the report")
  func members() {
    var world = SimilarWorld()
    world.deals = [
      .init(id: "a", status: .won, created: "2026-01-05", closed: "2026-03-16"),
      .init(id: "b closed after the refresh", status: .won, created: "2026-01-05", closed: "2026-03-17"),
      .init(id: "c closed when nobody knows", status: .won, created: "2026-01-05"),
      .init(id: "d created tomorrow", status: .won, created: "2026-03-19", closed: "2026-03-02"),
      .init(id: "e open", created: "2026-01-05"),
      .init(id: "f open with a date", created: "2026-01-05", closed: "2026-03-02"),
      .init(id: "g", status: .lost, closed: "2026-03-02"),
      .init(id: "h created today", status: .lost, created: "2026-03-18", closed: "2026-03-02"),
    ]
    let training = TrainingSet(world.dataset(), asOf: SimilarWorld.asOf)
    #expect(training.rows == [0, 6, 7])
    #expect(training.isWon == [true, false, false])
    #expect(training.won == [0])
    #expect(training.lostCount == 2)
  }

  @Test("Of the won ones the last closed comes first, of one day the smaller id")
  func order() {
    var world = SimilarWorld()
    world.deals = [
      .init(id: "a", status: .won, closed: "2026-02-02"), .init(id: "b", status: .won, closed: "2026-03-02"),
      .init(id: "c", status: .won, closed: "2026-03-02"), .init(id: "d", status: .won, closed: "2026-03-09"),
    ]
    #expect(TrainingSet(world.dataset(), asOf: SimilarWorld.asOf).won == [3, 1, 2, 0])
  }

  @Test("Two reports of one week list the same deals; the next week's may not")
  func week() async throws {
    var world = SimilarWorld()
    world.add(6, "w", .won) { $0.industry = $1 == 5 ? "Retail" : "Energy" }
    world.deals.append(.init(id: "won on Wednesday", status: .won, closed: "2026-03-18", industry: "Energy"))
    world.deals.append(.init(id: "open", created: "2026-01-05", industry: "Energy"))
    var lists: [[String]] = []
    for day in 0..<8 {
      let similar = await world.similar("open", asOf: try #require(CivilDate("2026-03-16")) + day)
      lists.append(world.ids(similar))
    }
    #expect(lists[0] == ["w0", "w1", "w2", "w3", "w4"])
    #expect(lists[..<7].allSatisfy { $0 == lists[0] })
    #expect(lists[7] == ["won on Wednesday"] + lists[0])
  }

  @Test("Neither the number of workers nor the order in which texts were read changes anything")
  func determinism() async throws {
    var numbers = SeededNumbers(seed: 7)
    var world = SimilarWorld()
    let industries = ["Retail", "Energy", "Health", "Banking"]
    for (prefix, status) in [("w", OpportunityStatus.won), ("l", .lost), ("o", .open)] {
      world.add(80, prefix, status) { deal, _ in
        let isTypical = Int.random(in: 0..<4, using: &numbers) < 3
        deal.industry = industries[Int.random(in: 0..<2, using: &numbers) + (isTypical == (status == .won) ? 0 : 2)]
        deal.value = Double(Int.random(in: 1...500, using: &numbers)) * (status == .won ? 100 : 60)
        if status == .open { deal.closed = nil }
        deal.activities = (0..<4).map { index in
          .init(
            date: "2026-01-0\(Int.random(in: 1...9, using: &numbers))", hour: Int.random(in: 8...18, using: &numbers),
            side: index % 2 == 0 ? .team : .customer)
        }
      }
    }
    let expected = await world.analysis()
    #expect(expected.similar.count == 80)
    #expect(Set(expected.similar.values.map(\.basis)).contains(.similar))
    world.earlierTexts = industries.reversed()
    world.deals.reverse()
    for jobs in [2, 5] {
      let found = await world.analysis(jobs: jobs)
      #expect(found.similar == expected.similar)
    }
  }
}
