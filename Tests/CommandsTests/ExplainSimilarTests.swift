import Analytics
import Dataset
import Foundation
import Ingest
import TestSupport
import Testing

@testable import Commands

@Suite("Explain, similar won deals")
struct ExplainSimilarTests {
  private static let tables = [
    "users.csv": "id,name,team\nu1,Ana Lee,North\nu2,Jo Kim,South\n",
    "accounts.csv": "id,name,industry\na1,Rotbach,Ener\u{1B}gy\na2,Hallandsby,Food\n",
    "activities.csv": "id,type,at\n",
    "contacts.csv": "id,name\nk1,Tomas Berg\n",
    "opportunities.csv": """
    id,name,status,owner_id,account_id,created_on,closed_on,estimated_value,currency,tier
    l1,Lost,lost,u2,a2,2025-01-01,2025-05-01,4000,EUR,gold
    o1,Pumps,open,u1,a1,2026-03-01,,2000,EUR,gold
    o2,Bare,open,,,2026-03-01,,,,
    w1,First,won,u1,a1,2025-01-01,2025-06-01,1000,EUR,gold
    w2,Second,won,u2,a1,2025-01-01,2025-06-02,2000,EUR,gold
    w3,Third,won,u2,a2,2025-01-01,2025-06-03,2000,USD,gold
    w4,Late,won,u1,a1,2025-01-01,2026-03-31,2000,EUR,gold

    """,
  ]

  private func explain(_ arguments: String..., config: String) async throws -> World {
    let world = try World(config: config)
    for (name, text) in Self.tables { try world.write("data/" + name, text) }
    let status = await CommandLineTool.run(
      arguments: ["explain", "data", "--as-of", "2026-03-31"] + arguments, environment: [:],
      workingDirectory: world.directory, console: world.console)
    #expect(status == 0, "\(world.errors)")
    return world
  }

  private static let config = "similar: {at_least: 2, factors: {exclude: [opportunity.tier]}}\n"

  @Test("where too few deals are closed, those alike are worked out field by field")
  func alike() async throws {
    let world = try await explain("--record", "opportunity:o1", "--kpi", "similar.basis", config: Self.config)
    #expect(
      world.output == """
        opportunity:o1 “Pumps”, 2026-03-31, UTC

        kpi            value
        similar.basis  alike

        What the listed deals have in common with this one.

          training  3 won and 1 lost by 2026-03-30, the last Monday; learning needs 30 and 30
          similar   2 of the 3 won from 0.5 on, at most 100; 2 are needed
          basis     alike, as too few deals are won or lost to learn from

        field             N  won  lost  I         H         df  G       bound    w  W     verdict
        industry          4  3    1     0         0.562335  0   0       –        –  3333  \
        not learnt: too few deals; weighs alike
        team              4  3    1     0         0.562335  0   0       –        –  3333  \
        not learnt: too few deals; weighs alike
        currency          4  3    1     0         0.562335  0   0       –        –  –     left out: too few deals
        estimated_value   4  3    1     0.562335  0.562335  2   4.4987  14.1327  –  3333  \
        not learnt: too few deals; weighs alike
        opportunity.tier  4  –    –     –         –         –   –       –        –  –     left out: excluded

        deal  field            this deal  won deal   A      W     W·A
        w2    estimated_value  2,000 EUR  2,000 EUR  10000  3333  33330000
        w2    industry         Ener\u{FFFD}gy    Ener\u{FFFD}gy    10000  3333  33330000
        w2    team             North      South      0      3333  0
        w1    estimated_value  2,000 EUR  1,000 EUR  0      3333  0
        w1    industry         Ener\u{FFFD}gy    Ener\u{FFFD}gy    10000  3333  33330000
        w1    team             North      North      10000  3333  33330000

        deal  similarity
        w2    ⌊(2 × 66660000 + 9999) / (2 × 9999)⌋ = 6667
        w1    ⌊(2 × 66660000 + 9999) / (2 × 9999)⌋ = 6667

        No single activity makes it.

        """)
  }

  @Test("where no deal is similar the last won are listed, and nothing is said to be compared")
  func recent() async throws {
    let world = try await explain("--record", "opportunity:o2", "--kpi", "similar.basis", config: Self.config)
    #expect(world.output.contains("basis     recent_won, as this deal has values for 0 of the weight of 9999"))
    #expect(world.output.contains("deals     the last won, none by similarity"))
    #expect(!world.output.contains("⌊"))
  }

  @Test("JSON holds the same figures, with values without control characters")
  func json() async throws {
    let world = try await explain(
      "--record", "opportunity:o1", "--kpi", "similar.deals", "--format", "json", config: Self.config)
    let object = try #require(JSONSerialization.jsonObject(with: Data(world.output.utf8)) as? [String: Any])
    let similar = try #require(object["similar"] as? [String: Any])
    #expect(similar["won"] as? Int == 3)
    #expect(similar["refreshed_on"] as? String == "2026-03-30")
    let candidates = try #require(similar["candidates"] as? [[String: Any]])
    #expect(candidates.last?["verdict"] as? String == "excluded")
    let deals = try #require(similar["deals"] as? [[String: Any]])
    #expect(deals.compactMap { $0["id"] as? String } == ["w2", "w1"])
    #expect(deals.compactMap { $0["similarity"] as? Int } == [6667, 6667])
    #expect(!world.output.unicodeScalars.contains("\u{1B}"))
  }

  @Test("other KPIs of similar deals have a rule without this arithmetic")
  func pace() async throws {
    let world = try await explain(
      "--record", "opportunity:o1", "--kpi", "similar.pace", "--format", "json", config: Self.config)
    #expect(!world.output.contains("\"candidates\""))
    #expect(world.output.contains("\"rule\":\"The interactions up to each day"))
  }
}

@Suite("Explain, similar won deals of generated data")
struct ExplainedSimilarityTests {
  @Test("every explained similarity is that of the list, and the kept fields weigh what its factors do")
  func similarities() async throws {
    var random = SeededRandom(seed: 5)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("explained-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(Self.tables(&random), to: folder)
    let (dataset, _) = try NativeSource(path: folder.path).read(zone: .named("UTC"), internalDomains: [])
    let options = AnalyticsOptions(asOf: try #require(CivilDate("2026-03-31")))
    let analysis = await Analysis(dataset, options, jobs: 2)
    var explained = 0
    for kpis in analysis.kpis where kpis.record.type == .opportunity {
      guard let similar = kpis.similar else { continue }
      let trace = SimilarTrace(ofOpportunity: kpis.record.row, in: dataset, options, listing: 10)
      #expect(trace.basis == similar.basis && trace.reason == similar.reason)
      let kept = trace.candidates.filter { $0.weight != nil }
      if similar.basis != .recentWon {
        #expect(Set(kept.map(\.name)) == Set(similar.factors.map(\.name)))
        for factor in similar.factors { #expect(kept.first { $0.name == factor.name }?.weight == factor.weight) }
        #expect(trace.deals.map(\.row) == similar.deals.prefix(10).map(\.row))
        #expect(trace.deals.map(\.similarity) == similar.deals.prefix(10).map(\.similarity))
      } else {
        #expect(trace.deals.isEmpty)
      }
      #expect(kept.allSatisfy { $0.verdict == .learnt })
      explained += trace.deals.count
    }
    #expect(explained > 100)
    let verdicts = Set(
      SimilarTrace(ofOpportunity: 0, in: dataset, options, listing: 0).candidates.map(\.verdict))
    #expect(verdicts.isSuperset(of: [.learnt, .leak, .insignificant, .tooFew, .noValues]))
  }

  /// Deals of which `size` tells a little, `answer` all, and `noise` nothing of the outcome.
  private static func tables(_ random: inout SeededRandom) -> [String: String] {
    var text = "id,name,status,created_on,closed_on,estimated_value,currency,size,answer,noise,rare\n"
    for index in 0..<400 {
      let isOpen = index % 10 == 0
      let isWon = Bool.random(using: &random)
      let isTelling = Int.random(in: 0..<100, using: &random) < 45
      let size = (isTelling ? isWon : Bool.random(using: &random)) ? "large" : "small"
      let value = Int.random(in: 1000...9000, using: &random) + (isWon ? 1500 : 0)
      let noise = Int.random(in: 0..<4, using: &random)
      let cells = [
        "o\(index)", "Deal \(index)", isOpen ? "open" : isWon ? "won" : "lost", "2025-05-01",
        isOpen ? "" : "2025-09-01", index % 17 == 0 ? "" : "\(value)", index % 5 == 0 ? "USD" : "EUR",
        index % 13 == 0 ? "" : size, isWon ? "yes" : "no", "n\(noise)", index % 20 == 1 ? "r" : "",
      ]
      text += cells.joined(separator: ",") + "\n"
    }
    return ["users.csv": "id,name\nu1,Ana Lee\n", "activities.csv": "id,type,at\n", "opportunities.csv": text]
  }
}
