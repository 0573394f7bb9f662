import Analytics
import Dataset
import Testing

/// KPI spec, "Attention": each flag just before and just after its limit. The day ends at 2026-04-01T00:00Z.
@Suite("Attention")
struct AttentionTests {
  /// A deal on which nothing is wrong: two people met lately, and a call is planned.
  private func calm() -> Story {
    var story = Story()
    story.talk(.meeting, 5, ["u1", "c1", "c2"])
    story.plan(.call, id: "next", at: "2026-04-03T10:00:00Z")
    return story
  }

  @Test("a deal on which nothing is wrong has no flag")
  func nothing() async throws {
    #expect(try await calm().flags() == [])
  }

  @Test("awaiting_team: a mail of the customer's is more than two days old and nobody has been in touch since")
  func awaitingTeam() async throws {
    var story = calm()
    story.mail(from: "c1", 1, "00:00:00")
    #expect(try await story.flags() == [])
    story = calm()
    story.mail(from: "c1", 2, "23:59:59")
    #expect(try await story.flags() == ["awaiting_team 2 2 e100002"])
    story.options.attention.awaitingTeamDays = 3
    #expect(try await story.flags() == [])
    story.options.attention.awaitingTeamDays = 2
    // Any interaction that the team initiates is an answer, a call among them.
    story.call(0)
    #expect(try await story.flags() == [])
  }

  @Test("of several waiting mails the earliest is the evidence, and only those of the last sixty days wait")
  func earliestWaiting() async throws {
    var story = Story()
    for day in [60, 59, 30] { story.mail(from: "c1", day, "00:00:00") }
    story.talk(.meeting, 61, ["u1", "c2"])
    let flags = try await story.flags()
    #expect(flags.first == "awaiting_team 60 2 e100001")
  }

  @Test("ghosted: our mail is unanswered for longer than the expected days")
  func ghosted() async throws {
    var story = Story()
    story.plan(.call, id: "next", at: "2026-04-03T10:00:00Z")
    story.talk(.meeting, 20, ["u1", "c1", "c2"])
    story.mail(from: "u1", 13, "00:00:00")
    #expect(try await story.flags() == [])
    story.events[2].at = "2026-03-17T23:59:59Z"
    #expect(try await story.flags() == ["ghosted 14 14 e100002"])
    story.options.attention.ghostedDays = 15
    #expect(try await story.flags() == [])
  }

  @Test("overdue_close: the estimated close is before the day of the report")
  func overdueClose() async throws {
    var story = calm()
    story.deal["estimated_close_on"] = "2026-03-31"
    #expect(try await story.flags() == [])
    story.deal["estimated_close_on"] = "2026-03-30"
    #expect(try await story.flags() == ["overdue_close 1 0 –"])
  }

  @Test("no_activity: longer than the expected days since the last interaction and since the deal was made")
  func noActivity() async throws {
    var story = Story()
    story.plan(.call, id: "next", at: "2026-04-03T10:00:00Z")
    story.talk(.meeting, 14, ["u1", "c1", "c2"])
    #expect(try await story.flags() == [])
    story.events[1].at = Story.time(15)
    #expect(try await story.flags() == ["no_activity 15 14 e100001"])
    story.deal["created_on"] = "2026-03-17"
    story.events[1].at = Story.time(15)
    #expect(try await story.flags().allSatisfy { !$0.hasPrefix("no_activity") })
    story.deal["created_on"] = "2026-03-16"
    story.events.removeLast()
    #expect(try await story.flags() == ["no_activity 15 14 –"])
    story.deal["created_on"] = nil
    #expect(try await story.flags() == ["no_activity – 14 –"])
  }

  @Test("health_drop: as many points lost in four weeks as the limit, or more")
  func healthDrop() async throws {
    var story = Story()
    for week in 0..<5 { story.talk(.meeting, week * 7 + 28, ["u1", "c1", "c2"]) }
    let health = try #require(try await story.kpis().health)
    let lost = try #require(health.previousScore) - health.score
    #expect(lost > 15)
    story.options.attention.healthDrop = lost
    #expect(try await story.flags().contains("health_drop \(lost) \(lost) –"))
    story.options.attention.healthDrop = lost + 1
    #expect(try await story.flags().allSatisfy { !$0.hasPrefix("health_drop") })
  }

  @Test("no_next_step: nothing is planned from the end of the day on; with the last interaction as evidence")
  func noNextStep() async throws {
    var story = Story()
    story.talk(.meeting, 5, ["u1", "c1", "c2"])
    story.plan(.meeting, at: "2026-04-01T00:00:00Z")
    #expect(try await story.flags() == [])
    story.events[1] = .init(
      id: "e100001", type: .task, at: "2026-03-31T23:59:59Z", people: [], cells: ["status": "open"])
    #expect(try await story.flags() == ["no_next_step – – e100000"])
    story.events[1] = .init(
      id: "e100001", type: .call, at: "2026-04-01T10:00:00Z", people: [], cells: ["status": "canceled"])
    #expect(try await story.flags() == ["no_next_step – – e100000"])
  }

  @Test("overdue_task: an open call or task of a day before; the earliest, and of those the smaller id")
  func overdueTask() async throws {
    var story = calm()
    story.plan(.task, id: "today", at: "2026-03-31T00:00:00Z")
    #expect(try await story.flags() == [])
    story.plan(.call, id: "b", at: "2026-03-30T23:59:59Z")
    story.plan(.task, id: "a", at: "2026-03-30T23:59:59Z")
    story.plan(.meeting, id: "0", at: "2026-03-01T10:00:00Z")
    #expect(try await story.flags() == ["overdue_task 1 0 a"])
    story.plan(.call, id: "z", at: "2026-03-29T10:00:00Z")
    #expect(try await story.flags() == ["overdue_task 2 0 z"])
  }

  @Test("single_threaded: one person of the customer's takes part, or as many as the limit; not with no_activity")
  func singleThreaded() async throws {
    var story = Story()
    story.plan(.call, id: "next", at: "2026-04-03T10:00:00Z")
    story.talk(.meeting, 5, ["u1", "u2", "c1"])
    #expect(try await story.flags() == ["single_threaded 1 1 –"])
    story.options.attention.singleThreadedPeople = 0
    #expect(try await story.flags() == [])
    story.options.attention.singleThreadedPeople = 2
    story.talk(.call, 6, ["u1", "c2"])
    #expect(try await story.flags() == ["single_threaded 2 2 –"])
    // One of sixty days ago is not in the window.
    story.options.attention.singleThreadedPeople = 1
    story.events[2].at = Story.time(60)
    #expect(try await story.flags() == ["single_threaded 1 1 –"])
    story.events[1].at = Story.time(15)
    #expect(try await story.flags() == ["no_activity 15 14 e100001"])
  }

  @Test("flags are in the order of the documentation, and those that are off are not raised")
  func order() async throws {
    var story = Story()
    story.deal["estimated_close_on"] = "2026-03-01"
    for week in 2..<9 { story.talk(.meeting, week * 7 + 28, ["u1", "c1"]) }
    story.mail(from: "c1", 30)
    story.mail(from: "u1", 29)
    story.mail(from: "c1", 28)
    story.plan(.task, at: Story.time(3))
    let codes = try await story.flags().map { String($0.prefix { $0 != " " }) }
    #expect(codes == ["awaiting_team", "overdue_close", "no_activity", "health_drop", "no_next_step", "overdue_task"])
    story.options.attention.off = [.awaitingTeam, .overdueClose]
    #expect(try await story.flags().count == 4)
  }

  @Test("closed deals, accounts and contacts have none; leads have, but for those of deals alone")
  func otherRecords() async throws {
    var story = Story()
    story.mail(from: "c1", 20)
    #expect(try await story.flags(.account, "a1") == [])
    #expect(try await story.flags(.contact, "c1") == [])
    story.deal["status"] = "won"
    story.deal["closed_on"] = "2026-03-30"
    #expect(try await story.flags() == [])
    // Closed tomorrow is open today.
    story.deal["closed_on"] = "2026-04-01"
    #expect(try await story.flags().isEmpty == false)
    #expect(try await story.flags(.lead, "l1") == ["no_next_step – – –"])
    story.talk(.call, 1, ["u1", "c1"], deal: "l1")
    #expect(try await story.flags(.lead, "l1") == ["no_next_step – – e100001"])
  }
}
