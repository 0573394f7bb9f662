import Foundation
import Ingest
import TestSupport
import Testing

@testable import Analytics
@testable import Dataset

@Suite("The one change that would lift health most")
struct BestNextTests {
  private struct Sample {
    /// Changed by tests.
    var tables: DatasetTables
    let options: AnalyticsOptions

    /// A generated data set with the options of its reference.
    init(_ name: String) throws {
      let folder = Fixtures.vector(name)
      var settings: [String: String] = [:]
      let text = try String(contentsOf: folder.appendingPathComponent("options.yml"), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        settings[parts[0]] = parts[1]
      }
      let domains = try #require(settings["internal_domains"]).split { "[], ".contains($0) }.map(String.init)
      let zone = try #require(settings["time_zone"])
      tables = try NativeSource(path: folder.appendingPathComponent("dataset").path)
        .read(zone: .named(zone), internalDomains: domains).0.tables
      let asOf = try #require(settings["as_of"])
      options = AnalyticsOptions(asOf: try #require(CivilDate(asOf)))
    }

    var dataset: Dataset { Dataset(tables) }

    func analysis() async -> Analysis { await Analysis(dataset, options, jobs: 1) }
  }

  @Test(
    "it is there only with a score, and gains between one point and what is missing to 100", arguments: Fixtures.vectors
  )
  func range(_ name: String) async throws {
    let sample = try Sample(name)
    let analysis = await sample.analysis()
    var kinds: Set<BestNext.Kind> = []
    for kpis in analysis.kpis {
      guard let best = kpis.bestNext else { continue }
      kinds.insert(best.kind)
      let health = try #require(kpis.health)
      #expect(best.gain >= 1 && best.gain <= 100 - health.score)
      switch best.kind {
      case .answer: #expect(best.activity == kpis.waiting.team?.activity)
      case .hearFrom: #expect(best.activity == kpis.waiting.customer?.activity)
      case .meet: #expect(best.activity.map { analysis.facts[$0].flags.contains(.scheduled) } ?? true)
      }
      if let person = best.person { #expect(sample.dataset.people[person].side == .customer) }
    }
    #expect(!kinds.isEmpty)
  }

  @Test("the gain is what the score rises by when the data has that email", arguments: Fixtures.vectors)
  func realChange(_ name: String) async throws {
    let sample = try Sample(name)
    let analysis = await sample.analysis()
    var tried = 0
    for kpis in analysis.kpis {
      guard let best = kpis.bestNext, let health = kpis.health, let waiting = best.activity, best.kind != .meet else {
        continue
      }
      var changed = sample
      changed.tables.insertAnswer(
        to: waiting, by: best.kind == .answer ? .team : .customer, about: kpis.record, before: analysis.clock.end)
      let after = await changed.analysis().kpis[sample.dataset.position(of: kpis.record)]
      #expect(after.health?.score == health.score + best.gain, "\(kpis.record) \(best)")
      tried += 1
    }
    #expect(tried > 0)
  }

  @Test("the gain of a meeting is what the score rises by when it takes place", arguments: Fixtures.vectors)
  func realMeeting(_ name: String) async throws {
    let sample = try Sample(name)
    let analysis = await sample.analysis()
    for kpis in analysis.kpis {
      guard let best = kpis.bestNext, let health = kpis.health, best.kind == .meet else { continue }
      var changed = sample
      changed.tables.insert(type: .meeting, by: .team, about: kpis.record, before: analysis.clock.end) { _ in }
      let after = await changed.analysis().kpis[sample.dataset.position(of: kpis.record)]
      #expect(after.health?.score == health.score + best.gain, "\(kpis.record) \(best)")
    }
  }

  @Test("the figures behind a score make its recency, frequency and engagement", arguments: Fixtures.vectors)
  func evidence(_ name: String) async throws {
    for kpis in await (try Sample(name)).analysis().kpis {
      guard let health = kpis.health else { continue }
      let figures = health.evidence
      #expect((figures.daysSinceEngaged ?? .max > figures.expectedDays) == (health.recency < 1))
      #expect(min(1, figures.contactWeight / figures.expectedContacts).isClose(to: health.frequency))
      #expect(min(figures.share, figures.reply ?? figures.share).isClose(to: health.engagement))
      #expect(figures.answered <= figures.owed)
      #expect(figures.contactDays >= kpis.window.activeDays)
    }
  }
}

extension Double {
  fileprivate func isClose(to other: Double) -> Bool { abs(self - other) < 1e-9 }
}

extension DatasetTables {
  /// Adds an email in the last second before `end` that replies to another.
  fileprivate mutating func insertAnswer(to email: Int, by side: Side, about record: RecordID, before end: Instant) {
    let waiting = activities[email]
    insert(type: .email, by: side, about: record, before: end) { answer in
      answer.conversationID = waiting.conversationID
      answer.inReplyTo = waiting.messageID.isEmpty ? waiting.id : waiting.messageID
    }
  }

  /// Adds an activity without participants in the last second before `end`, after all others of that second.
  fileprivate mutating func insert(
    type: ActivityType, by side: Side, about record: RecordID, before end: Instant,
    _ change: (inout Activity) -> Void
  ) {
    var activity = Activity(
      id: text.intern("~imagined"), type: type, status: .completed, direction: side, isPrivate: false,
      isFollowed: false, at: Instant(seconds: end.seconds - 1), subject: .none, durationSeconds: 0,
      regarding: record, conversationID: .none, messageID: .none, inReplyTo: .none, opens: 0, linkClicks: 0,
      attachmentViews: 0, lastOpenedAt: nil)
    change(&activity)
    let position = activities.firstIndex { $0.at >= end } ?? activities.count
    activities.insert(activity, at: position)
    participationEnds.insert(position == 0 ? 0 : participationEnds[position - 1], at: position)
  }
}
