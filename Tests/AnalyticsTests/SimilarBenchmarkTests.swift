import Dataset
import Testing

@testable import Analytics

@Suite("Similar deals at the same age")
struct SimilarBenchmarkTests {
  private func quartiles(
    _ count: Int, _ mean: Double?, _ median: Double?, _ p25: Double?, _ p75: Double?
  ) -> SimilarQuartiles {
    SimilarQuartiles(count: count, mean: mean, median: median, p25: p25, p75: p75)
  }

  @Test("Quartiles are of nearest rank, the median of an even number the mean of the middle two")
  func quartiles() {
    #expect(SimilarQuartiles([4, 1, 3, 2]) == quartiles(4, 2.5, 2.5, 1, 3))
    #expect(SimilarQuartiles([5, 1, 4, 2, 3]) == quartiles(5, 3, 3, 2, 4))
    #expect(SimilarQuartiles([7]) == quartiles(1, 7, 7, 7, 7))
    #expect(SimilarQuartiles([]) == quartiles(0, nil, nil, nil, nil))
  }

  @Test("Mean and median of seconds are whole, halves up")
  func seconds() {
    #expect(SimilarQuartiles(seconds: [1, 2, 3, 4]) == quartiles(4, 3, 3, 1, 3))
    #expect(SimilarQuartiles(seconds: [1, 1, 2]) == quartiles(3, 1, 1, 1, 2))
    #expect(SimilarQuartiles(seconds: []) == quartiles(0, nil, nil, nil, nil))
  }

  @Test("A mean of ratios is that of the exact sum")
  func exactSum() {
    #expect(SimilarQuartiles(Array(repeating: 0.1, count: 10)).mean == 0.1)
    #expect(Statistics.sum([1e100, 1, -1e100]) == 1)
  }

  @Test(
    "The pace has every day up to 59, beyond that sixty of them",
    arguments: [(0, [0]), (3, [0, 1, 2, 3]), (59, Array(0...59)), (60, Array(0...58) + [60])])
  func days(_ age: Int, _ days: [Int]) {
    #expect(SimilarComparison.days(age: age) == days)
  }

  @Test("The days of a long pace are rounded down")
  func longPace() {
    let days = SimilarComparison.days(age: 100)
    #expect(days.count == 60)
    // 100/59 = 1.69, 200/59 = 3.39, 5800/59 = 98.3.
    #expect(Array(days.prefix(3)) == [0, 1, 3])
    #expect(Array(days.suffix(2)) == [98, 100])
  }

  /// The open deal is ten days old. The won deal wrote on its days 0 and 10, was answered on day 11 and met on day 12.
  private func world(wonCreated: String? = "2026-01-01") -> SimilarWorld {
    var world = SimilarWorld()
    world.deals = [
      .init(
        id: "open", created: "2026-03-08",
        activities: [.init(date: "2026-03-09"), .init(type: .task, date: "2026-03-10", minutes: 30)]),
      .init(
        id: "won", status: .won, created: wonCreated, closed: "2026-01-12",
        activities: [
          .init(date: "2026-01-01", hour: 9), .init(date: "2026-01-01", hour: 11, side: .customer),
          .init(date: "2026-01-11", hour: 10), .init(date: "2026-01-12", hour: 10, side: .customer),
          .init(type: .meeting, date: "2026-01-13", minutes: 60), .init(type: .task, date: "2026-01-02", minutes: 10),
        ]),
    ]
    return world
  }

  @Test("Of the won deals only what they had done by that age counts")
  func sameAge() async throws {
    let similar = try #require(await world().similar("open"))
    #expect(similar.age == 10)
    let benchmark = similar.benchmark
    // Two mails of the team and one of the customer, and ten minutes of a task.
    #expect(benchmark.interactions.team == quartiles(1, 2, 2, 2, 2))
    #expect(benchmark.interactions.customer == quartiles(1, 1, 1, 1, 1))
    #expect(benchmark.seconds.team == quartiles(1, 1350, 1350, 1350, 1350))
    #expect(benchmark.seconds.customer == quartiles(1, 600, 600, 600, 600))
    // The customer answered after two hours; the team has answered after nearly ten days.
    #expect(benchmark.response.customer == quartiles(1, 7200, 7200, 7200, 7200))
    #expect(benchmark.response.team == quartiles(1, 860_400, 860_400, 860_400, 860_400))
    // One of two turns is answered by then.
    #expect(benchmark.customerRate == quartiles(1, 0.5, 0.5, 0.5, 0.5))
    #expect(benchmark.theirs == quartiles(1, 0.5, 0.5, 0.5, 0.5))
  }

  @Test("Without a date of creation, whole lives are compared, and there is no age and no pace")
  func wholeLives() async throws {
    var world = world(wonCreated: nil)
    world.deals[0].created = nil
    let similar = try #require(await world.similar("open"))
    #expect(similar.age == nil)
    #expect(similar.pace == nil)
    #expect(similar.benchmark.interactions.team == quartiles(1, 3, 3, 3, 3))
    #expect(similar.benchmark.customerRate == quartiles(1, 1, 1, 1, 1))
    // Two hours and a day: 7200 and 86,400 seconds.
    #expect(similar.benchmark.response.customer.median == 46_800)
  }

  @Test("Won deals without a date of creation are listed, but not compared at an age")
  func noCreation() async throws {
    let similar = try #require(await world(wonCreated: nil).similar("open"))
    #expect(similar.deals.count == 1)
    #expect(similar.benchmark.interactions.team == quartiles(0, nil, nil, nil, nil))
    let pace = try #require(similar.pace)
    #expect(pace.days == Array(0...10))
    #expect(pace.deal == [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    #expect(pace.p25 == Array(repeating: nil, count: 11))
    #expect(pace.median == Array(repeating: nil, count: 11))
    #expect(pace.p75 == Array(repeating: nil, count: 11))
  }

  @Test("What happened before the creation of a deal counts from its first day on")
  func beforeCreation() async throws {
    var world = world()
    world.deals[1].activities.append(.init(type: .call, date: "2025-12-20", minutes: 5))
    let similar = try #require(await world.similar("open"))
    #expect(similar.benchmark.interactions.team.mean == 3)
    #expect(similar.pace?.p25.first == 3)
  }

  @Test("The pace of a won deal is flat after its close; its benchmark is not")
  func flat() async throws {
    var world = world()
    world.deals[0].created = "2026-03-02"
    let similar = try #require(await world.similar("open"))
    #expect(similar.age == 16)
    let pace = try #require(similar.pace)
    #expect(pace.p25 == [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 4, 4, 4, 4, 4, 4])
    #expect(pace.median == pace.p25.map { $0.map(Double.init) })
    #expect(pace.p75 == pace.p25)
    #expect(pace.deal.suffix(10) == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    #expect(similar.benchmark.interactions.team.mean == 3)
  }

  @Test("The band of a pace is taken over the deals of each day")
  func band() async throws {
    var world = SimilarWorld()
    world.add(4, "w", .won) { deal, index in
      deal.created = "2026-01-01"
      deal.activities = (0..<index * 2).map { _ in .init(date: "2026-01-02") }
    }
    world.deals.append(.init(id: "open", created: "2026-03-17"))
    let similar = try #require(await world.similar("open"))
    #expect(
      similar.pace
        == SimilarPace(days: [0, 1], deal: [0, 0], p25: [0, 0], median: [0, 3], p75: [0, 4]))
    // Three of them wrote, and nobody answered: one turn each, rates and ratios of 0.
    #expect(similar.benchmark.interactions.team == quartiles(4, 3, 3, 0, 4))
    #expect(similar.benchmark.response.team.count == 0)
    #expect(similar.benchmark.customerRate == quartiles(3, 0, 0, 0, 0))
    #expect(similar.benchmark.theirs == quartiles(3, 0, 0, 0, 0))
  }

  @Test("Interactions and done tasks are a deal's activities")
  func activityCount() async {
    let dataset = world().dataset()
    let analysis = await Analysis(dataset, AnalyticsOptions(asOf: SimilarWorld.asOf), jobs: 1)
    #expect(analysis.kpis.filter { $0.record.type == .opportunity }.map(\.activityCount) == [2, 6])
  }
}
