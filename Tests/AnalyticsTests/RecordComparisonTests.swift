import Dataset
import Testing

@testable import Analytics

@Suite("What has changed on a record")
struct RecordComparisonTests {
  /// An open deal; each test changes what it is about.
  static let deal: RecordState = {
    var state = RecordState(type: .opportunity, id: "o1", name: "Deal")
    state.status = "open"
    state.stage = "Propose"
    state.estimatedValue = 1000
    state.estimatedCloseOn = CivilDate(days: 100)
    state.ownerID = "u1"
    state.score = 70
    (state.frequency, state.recency, state.engagement) = (1, 1, 0.3333)
    state.flags = [.noNextStep]
    return state
  }()

  private func changed(
    from past: RecordState = deal, slips: Int = 1, _ edit: (inout RecordState) -> Void
  ) -> [RecordChange] {
    var now = Self.deal
    edit(&now)
    return RecordComparison().changes(from: past, to: now, slips: { slips })
  }

  @Test("nothing is said of a record that is as it was")
  func nothing() {
    #expect(changed { _ in } == [])
  }

  @Test("a deal that came to an end is won or lost, and nothing else is said of it", arguments: ["won", "lost"])
  func closed(_ status: String) {
    let changes = changed {
      $0.status = status
      $0.flags = []
      $0.score = nil
      $0.ownerID = "u2"
      $0.estimatedValue = 5
    }
    #expect(changes == [.closed(to: status, from: "open")])
    #expect(changes.map(\.code) == [status])
  }

  @Test("a deal that was lost and is open again is reopened, with the flags that are up")
  func reopened() {
    var past = Self.deal
    past.status = "lost"
    past.flags = []
    past.score = nil
    #expect(changed(from: past) { _ in } == [.reopened(from: "lost"), .flagRaised(.noNextStep)])
  }

  @Test("a deal that no report has had is new, whatever else it is")
  func new() {
    #expect(RecordComparison().changes(from: nil, to: Self.deal) == [.new])
  }

  @Test("a deal that only older reports have is reopened if it was closed there, else new")
  func older() {
    let comparison = RecordComparison()
    #expect(
      comparison.changes(from: nil, earlierStatus: "won", to: Self.deal)
        == [.reopened(from: "won"), .flagRaised(.noNextStep)])
    #expect(comparison.changes(from: nil, earlierStatus: "open", to: Self.deal) == [.new])
  }

  @Test("a deal that was won before any report had it is news only if it was lately")
  func wonMeanwhile() {
    var won = Self.deal
    won.status = "won"
    #expect(RecordComparison().changes(from: nil, to: won) == [])
    won.today.closedLately = true
    #expect(RecordComparison().changes(from: nil, to: won) == [.closed(to: "won", from: nil)])
    #expect(RecordComparison().changes(from: nil, earlierStatus: "won", to: won) == [])
  }

  @Test("an open record that has left the report is gone, one that was over is not missed")
  func gone() {
    let comparison = RecordComparison()
    #expect(comparison.departure(of: Self.deal, now: nil) == [.gone])
    var lost = Self.deal
    lost.status = "lost"
    #expect(comparison.departure(of: lost, now: nil) == [])
    var other = Self.deal
    other.ownerID = "u2"
    #expect(comparison.departure(of: Self.deal, now: other) == [.gone, .owner(from: "u1", to: "u2")])
    #expect(comparison.departure(of: Self.deal, now: Self.deal) == [])
  }

  @Test("flags are raised and cleared in the order of their table, raised ones first")
  func flags() {
    let changes = changed { $0.flags = [.awaitingTeam, .singleThreaded] }
    #expect(changes == [.flagRaised(.awaitingTeam), .flagRaised(.singleThreaded), .flagCleared(.noNextStep)])
  }

  @Test("a flag that somebody mutes is not cleared")
  func muted() {
    let changes = changed {
      $0.flags = []
      $0.today.muted = [.noNextStep]
    }
    #expect(changes == [])
  }

  @Test("health is mentioned from five points on", arguments: [(66, 0), (65, 1), (74, 0), (75, 1)])
  func threshold(_ score: Int, _ count: Int) {
    #expect(changed { $0.score = score }.count == count)
  }

  @Test("health that begins or ends is no move")
  func noScore() {
    #expect(changed { $0.score = nil } == [])
    var past = Self.deal
    past.score = nil
    #expect(changed(from: past) { _ in } == [])
  }

  @Test("a customer gone quiet is put down to recency, although all parts of the score shrink with it")
  func recency() {
    // 70 = 1 · (25 + 30 + 15); 35 = 0.5 · 70: engagement alone falls by 7.5, frequency by 15.
    let changes = changed {
      $0.score = 35
      $0.recency = 0.5
    }
    #expect(changes == [.health(from: 70, to: 35, component: .recency)])
    #expect(changes.first?.code == "health_fell")
  }

  @Test("the part that did most in the direction of the move is named")
  func component() {
    let moved = changed {
      $0.score = 85
      $0.frequency = 0.9
      $0.engagement = 0.7333
    }
    #expect(moved == [.health(from: 70, to: 85, component: .engagement)])
    let fallen = changed {
      $0.score = 55
      $0.frequency = 0.5
    }
    #expect(fallen == [.health(from: 70, to: 55, component: .frequency)])
  }

  @Test("without the parts of both scores none is named")
  func noParts() {
    var past = Self.deal
    past.engagement = nil
    #expect(changed(from: past) { $0.score = 10 } == [.health(from: 70, to: 10, component: nil)])
  }

  @Test("a close date that is put off counts, one that is pulled in does not")
  func closeDate() {
    let (old, later, earlier) = (CivilDate(days: 100), CivilDate(days: 114), CivilDate(days: 90))
    #expect(
      changed(slips: 3) { $0.estimatedCloseOn = later } == [.closeDate(from: old, to: later, slips: 3)])
    #expect(changed(slips: 3) { $0.estimatedCloseOn = earlier } == [.closeDate(from: old, to: earlier, slips: 0)])
    #expect(changed { $0.estimatedCloseOn = nil } == [.closeDate(from: old, to: nil, slips: 0)])
    var past = Self.deal
    past.estimatedCloseOn = nil
    #expect(changed(from: past) { _ in } == [.closeDate(from: nil, to: old, slips: 0)])
  }

  @Test("close dates slip when they are later than the last one known")
  func slips() {
    func date(_ day: Int) -> CivilDate { CivilDate(days: day) }
    #expect(CloseDates.slips([]) == 0)
    #expect(CloseDates.slips([date(1), date(1), date(2), date(1), date(3)]) == 2)
    #expect(CloseDates.slips([nil, date(5), nil, date(7), nil]) == 1)
  }

  @Test("value, stage and owner are said with what they were, the stage with how long it has been this one")
  func details() {
    let changes = changed {
      $0.estimatedValue = nil
      $0.stage = "Close"
      $0.today.daysInStage = 4
      $0.ownerID = nil
    }
    #expect(
      changes == [
        .value(from: 1000, to: nil), .stage(from: "Propose", to: "Close", days: 4), .owner(from: "u1", to: nil),
      ])
  }

  @Test("all changes of a record are in order of importance")
  func order() {
    let changes = changed {
      $0.flags = [.awaitingTeam]
      $0.score = 20
      $0.estimatedCloseOn = CivilDate(days: 200)
      $0.estimatedValue = 1
      $0.stage = "Close"
      $0.ownerID = "u2"
    }
    #expect(
      changes.map(\.code) == ["flag_raised", "health_fell", "close_slipped", "value", "stage", "owner", "flag_cleared"])
  }
}

@Suite("What has changed in a report")
struct ChangeSetTests {
  private func record(
    _ id: String, _ changes: RecordChange..., type: RecordType = .opportunity, value: Double? = nil
  ) -> RecordChanges {
    var state = RecordState(type: type, id: id, name: id)
    state.estimatedValue = value
    return RecordChanges(record: state, past: state, changes: changes)
  }

  private func ids(_ compared: [RecordChanges]) -> [String] {
    ChangeSet(since: CivilDate(days: 1), asOf: CivilDate(days: 8), compared: compared).records.map(\.record.id)
  }

  @Test("records are in order of what matters most on them, whatever order they come in")
  func order() {
    let compared = [
      record("cleared", .flagCleared(.ghosted)), record("stage", .stage(from: "A", to: "B", days: nil)),
      record("unchanged"), record("contact", .health(from: 90, to: 20, component: nil), type: .contact),
      record("fell-5", .health(from: 50, to: 45, component: nil)),
      record("fell-30", .health(from: 50, to: 20, component: nil)), record("silent", .flagRaised(.ghosted)),
      record("waiting", .flagRaised(.awaitingTeam)), record("new", .new), record("gone", .gone),
      record("reopened", .reopened(from: "won")), record("lost", .closed(to: "lost", from: "open")),
      record("won", .closed(to: "won", from: "open")),
    ]
    let expected = [
      "won", "lost", "reopened", "gone", "new", "waiting", "silent", "fell-30", "fell-5", "contact", "stage", "cleared",
    ]
    #expect(ids(compared) == expected)
    #expect(ids(compared.reversed()) == expected)
  }

  @Test("of equal changes the larger deal comes first, then deals, leads, accounts and contacts, by id")
  func ties() {
    let compared = [
      record("b", .new, type: .contact), record("a", .new, type: .contact), record("c", .new, type: .account),
      record("d", .new, type: .lead), record("f", .new), record("e", .new), record("g", .new, value: 10),
      record("h", .new, value: 20),
    ]
    #expect(ids(compared) == ["h", "g", "e", "f", "d", "c", "a", "b"])
  }

  @Test("changes are counted by kind")
  func counts() {
    let set = ChangeSet(
      since: CivilDate(days: 1), asOf: CivilDate(days: 8),
      compared: [record("a", .new), record("b", .flagRaised(.ghosted), .flagRaised(.noNextStep)), record("c", .new)])
    #expect(set.counts == [.new: 2, .flagRaised: 2])
  }
}
