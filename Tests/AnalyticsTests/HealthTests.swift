import Analytics
import Dataset
import TestSupport
import Testing

@Suite("Health")
struct HealthTests {
  /// A worked case of the KPI spec, "Health".
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var score: Int?
    var tell: @Sendable (inout Story) -> Void

    init(_ description: String, _ score: Int?, _ tell: @escaping @Sendable (inout Story) -> Void) {
      testDescription = description
      self.score = score
      self.tell = tell
    }
  }

  static let cases = [
    Case("two-way mail daily", 100) { story in
      for day in 0..<60 {
        story.mail(from: "c1", day, "09:00:00", in: "daily")
        story.mail(from: "u1", day, "10:00:00", in: "daily")
      }
    },
    Case("weekly meetings alone", 100) { story in
      for week in 0..<9 { story.meet(week * 7 + 2) }
    },
    Case("weekly meetings with an agenda mail of ours before each", 79) { story in
      for week in 0..<9 {
        story.meet(week * 7)
        story.mail(from: "u1", week * 7 + 1)
      }
    },
    Case("a meeting a month", 84) { story in
      for month in 0..<2 { story.meet(month * 30 + 7) }
    },
    Case("two mails of ours a week, one in four answered", 67) { story in
      // For eight weeks; yesterday's mail may still be answered.
      for number in 0..<16 {
        let day = number / 2 * 7 + number % 2 * 3 + 1
        story.mail(from: "u1", day, in: "mail \(number)")
        if number % 4 == 2 { story.mail(from: "c1", day - 1, in: "mail \(number)") }
      }
    },
    Case("the customer writes every third day and is never answered", 55) { story in
      for number in 0..<20 { story.mail(from: "c1", number * 3 + 1) }
    },
    Case("the customer writes every third day, each answered by phone", 78) { story in
      for number in 0..<20 {
        story.mail(from: "c1", number * 3 + 1)
        story.call(number * 3)
      }
    },
    Case("the customer quiet for 40 days while we write weekly", 20) { story in
      for week in 0..<8 {
        let day = week * 7 + 6
        story.mail(from: "u1", day, in: "week \(week)")
        if day > 40 { story.mail(from: "c1", day - 1, in: "week \(week)") }
      }
    },
    Case("our mail a week, never answered", 0) { story in
      for week in 0..<9 { story.mail(from: "u1", week * 7 + 2) }
    },
    Case("our first mail yesterday", nil) { $0.mail(from: "u1", 1) },
    Case("the customer's first mail yesterday", 77) { $0.mail(from: "c1", 1) },
    Case("the customer's first mail three days ago and unanswered", 32) { $0.mail(from: "c1", 3) },
  ]

  @Test("the worked cases of the documentation come out as they stand there", arguments: cases)
  func workedCase(_ workedCase: Case) async throws {
    var story = Story()
    workedCase.tell(&story)
    let health = try await story.kpis().health
    #expect(health?.score == workedCase.score, "\(String(describing: health))")
    // The contact of a deal with only this deal has the same history.
    #expect(try await story.kpis(.contact, "c1").health == health)
  }

  @Test("grades begin at their bounds, and a trend is five points of four weeks")
  func gradeAndTrend() async throws {
    var story = Story()
    story.mail(from: "c1", 1)
    for (good, fair, grade) in [(77, 40, Grade.good), (78, 77, .fair), (79, 78, .poor)] {
      story.options.health.good = good
      story.options.health.fair = fair
      #expect(try await story.kpis().health?.grade == grade)
    }
    let health = try #require(try await story.kpis().health)
    #expect(health.trend == nil && health.previousScore == nil)
    #expect(health.weekly == [nil, nil, nil, nil, nil, nil, nil, nil, 77])
    story.mail(from: "c1", 29)
    let later = try #require(try await story.kpis().health)
    #expect(later.previousScore == 77)
    #expect(later.trend == (later.score >= 82 ? .up : later.score <= 72 ? .down : .steady))
  }

  @Test("recency halves with every expected interval after the first")
  func recency() async throws {
    for (days, recency) in [(13, 1.0), (14, 1.0), (28, 0.5), (42, 0.25)] {
      var story = Story()
      story.meet(days)
      #expect(try await story.kpis().health?.recency == recency, "\(days) days")
    }
  }

  @Test("accounts and closed deals have none; internal meetings and planned ones make none")
  func none() async throws {
    var story = Story()
    story.meet(1)
    #expect(try await story.kpis(.account, "a1").health == nil)
    story.deal["status"] = "won"
    story.deal["closed_on"] = "2026-03-30"
    #expect(try await story.kpis().health == nil)
    #expect(try await story.kpis(.contact, "c1").health != nil)
    var quiet = Story()
    quiet.talk(.meeting, 3, ["u1", "u2"])
    quiet.plan(.meeting, at: "2026-04-02T10:00:00Z")
    #expect(try await quiet.score() == nil)
  }

  // MARK: - Properties

  /// Deals `d0`, `d1`, … with random histories and, of each, a conversation that the customer waits to be answered in.
  private func randomStory(seed: UInt64, deals: Int) -> (story: Story, owed: [Int: String]) {
    var random = SeededRandom(seed: seed)
    var story = Story()
    story.options.health.emailWeight = .random(in: 0.5...1.5, using: &random)
    story.options.health.meetingWeight = .random(in: 0.5...1.5, using: &random)
    story.options.health.callWeight = .random(in: 0.5...1.5, using: &random)
    story.options.health.expectedDays = .random(in: 3...30, using: &random)
    var owed: [Int: String] = [:]
    for deal in 0..<deals {
      story.otherDeals.append("d\(deal)")
      let longest = Int.random(in: 1...90, using: &random)
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let day = Int.random(in: 0...longest, using: &random)
        let person = Bool.random(using: &random) ? "u1" : "c1"
        switch Int.random(in: 0..<10, using: &random) {
        case 0: story.talk(.meeting, day, [person, "c2"], deal: "d\(deal)")
        case 1: story.talk(.call, day, [person, "u2"], deal: "d\(deal)")
        case 2: story.talk(.task, day, [], deal: "d\(deal)")
        default:
          let clock = "1\(Int.random(in: 0...9, using: &random)):00:00"
          let conversation = "d\(deal) \(Int.random(in: 0..<6, using: &random))"
          story.mail(from: person, day, clock, in: conversation, deal: "d\(deal)")
        }
      }
      // The customer opens a conversation that nobody has answered for days.
      guard Bool.random(using: &random) else { continue }
      let day = Int.random(in: 3...55, using: &random)
      story.mail(from: "c1", day, in: "owed \(deal)", deal: "d\(deal)")
      owed[deal] = "owed \(deal)"
    }
    return (story, owed)
  }

  @Test("a score is from 0 to 100, and its parts from 0 to 1", arguments: 1...4 as ClosedRange<UInt64>)
  func range(_ seed: UInt64) async throws {
    let (story, _) = randomStory(seed: seed, deals: 120)
    for (name, record) in try await story.allKPIs() {
      guard let health = record.kpis.health else { continue }
      #expect((0...100).contains(health.score), "\(name)")
      for part in [health.recency, health.frequency, health.engagement] { #expect((0...1).contains(part), "\(name)") }
      #expect(health.weekly.last == health.score && health.weekly.count == 9, "\(name)")
      #expect(health.weekly.compactMap { $0 }.allSatisfy { (0...100).contains($0) }, "\(name)")
    }
  }

  @Test("answering an owed mail never lowers the score", arguments: 1...4 as ClosedRange<UInt64>)
  func answering(_ seed: UInt64) async throws {
    let (story, owed) = randomStory(seed: seed, deals: 120)
    var answered = story
    for (deal, conversation) in owed.sorted(by: { $0.key < $1.key }) {
      answered.mail(from: "u1", 0, "23:00:00", in: conversation, deal: "d\(deal)")
    }
    let (before, after) = (try await story.allKPIs(), try await answered.allKPIs())
    for deal in owed.keys.sorted() {
      let scores = [before, after].map { $0["opportunity:d\(deal)"]?.kpis.health?.score ?? 0 }
      #expect(scores[0] <= scores[1], "d\(deal)")
    }
  }

  @Test(
    "hearing from the customer never lowers the score on that day: a new conversation, or an answer",
    arguments: 1...4 as ClosedRange<UInt64>)
  func hearing(_ seed: UInt64) async throws {
    let (story, _) = randomStory(seed: seed, deals: 120)
    let before = try await story.allKPIs()
    for isNew in [true, false] {
      var heard = story
      for deal in 0..<120 {
        let ours = (0..<6).map { "d\(deal) \($0)" }.first { story.lastSender(in: $0) == "u1" }
        guard let conversation = isNew ? "new \(deal)" : ours else { continue }
        heard.mail(from: "c1", 0, "23:00:00", in: conversation, deal: "d\(deal)")
      }
      let after = try await heard.allKPIs()
      for deal in 0..<120 {
        let scores = [before, after].map { $0["opportunity:d\(deal)"]?.kpis.health?.score ?? 0 }
        #expect(scores[0] <= scores[1], "d\(deal), a new conversation: \(isNew)")
      }
    }
  }
}
