import Foundation
import TestSupport
import Testing

@testable import Commands

/// Changes and history (report spec), from one Monday to the next.
@Suite("From week to week")
struct WholeChangesTests {
  private let first = WeeklyData.first
  private let second = WeeklyData.second
  private let monday = WeeklyData.monday

  /// The codes of what has changed on a record, as its line of `data/kpis.jsonl` says.
  private func codes(_ id: String, in world: World, _ out: String = "report") throws -> [String]? {
    guard let line = try world.kpis(out).first(where: { $0["id"].text == id }) else { return nil }
    return line["changes"]["events"].items.compactMap { $0["code"].text }
  }

  @Test("the first report keeps every record that has a page, in order, and says that there is no earlier one")
  func firstReport() async throws {
    let world = try World()
    try await world.report(first, monday[0])
    let lines = try JSONValue.lines(Data(world.text("report/data/history.jsonl").utf8))
    #expect(lines.map { "\($0["type"].text ?? ""):\($0["id"].text ?? "")" } == (try world.records()))
    #expect(try world.days() == [monday[0]])
    #expect(try world.kpis().allSatisfy { $0["changes"] == .null })
    let sentence = "There is no earlier report to compare with; the next one will say what has changed."
    for (path, page) in try world.files() where path.hasSuffix(".html") {
      #expect(String(decoding: page, as: UTF8.self).contains(sentence), "\(path)")
    }
  }

  @Test("the same week again gives the same bytes, from the first report on", arguments: [0, 1, 2])
  func again(_ weeks: Int) async throws {
    let world = try World()
    for week in 0...weeks { try await world.report(week == 0 ? first : second, monday[week]) }
    let before = try world.files()
    try await world.report(weeks == 0 ? first : second, monday[weeks])
    #expect(try unequalFiles(before, world.files()) == [])
  }

  @Test("the order of rows does not matter", arguments: 1...3 as ClosedRange<UInt64>)
  func anyOrder(_ seed: UInt64) async throws {
    let (world, other) = (try World(), try World())
    try await world.report(first, monday[0])
    try await world.report(second, monday[1])
    try await other.report(first.shuffled(seed: seed), monday[0])
    try await other.report(second.shuffled(seed: seed), monday[1])
    #expect(try unequalFiles(world.files(), other.files()) == [])
  }

  @Test("an old week made again compares with the week before it, and the newer ones stay in the history")
  func oldWeek() async throws {
    let world = try World()
    try await world.report(first, monday[0])
    try await world.report(second, monday[1])
    let before = try world.files()
    try await world.report(second, monday[2])
    #expect(try world.days() == monday)
    try await world.report(second, monday[1])
    #expect(try world.days() == monday)
    let history = "data/history.jsonl"
    #expect(try unequalFiles(before, world.files()).filter { $0 != history && $0 != "data/manifest.json" } == [])
  }

  @Test("deals won, lost, gone, new and moved are said on the team page, and those with a page there, too")
  func events() async throws {
    let world = try World()
    try await world.report(first, monday[0])
    try await world.report(second, monday[1])
    let team = try world.text("report/index.html")
    for sentence in [
      "<h2>Changes since 23 Mar 2026</h2>", "<li><b>Won</b>: €\u{A0}5,000</li>", "<li><b>Lost</b>: €\u{A0}3,000</li>",
      "<li><b>Gone</b>: no longer in the report</li>", "<li><b>Qualified</b></li>",
      "<li><b>New</b>: Propose, €\u{A0}900, closes 30 Jun 2026</li>",
      "<li>Close date slipped by <b>14 days</b> to 14 May 2026</li>",
      "<li>Value up from €\u{A0}100 to <b>€\u{A0}250</b></li>",
      "<li>Stage moved from Propose to <b>Negotiate</b>, in it for 4 days</li>",
      "<li>Owner changed from Ada to <b>Bo</b></li>",
    ] {
      #expect(team.contains(sentence), "\(sentence)")
    }
    #expect(try codes("slow", in: world) == ["close_slipped", "value", "stage", "owner"])
    #expect(try codes("fresh", in: world) == ["new"])
    // The new deal's page lists it among similar won deals.
    #expect(try codes("fleet", in: world) == ["won"])
    #expect(try codes("depot", in: world) == nil)
    let slow = try #require(try world.kpis().first { $0["id"].text == "slow" })
    let expected = try JSONValue(
      Data(
        #"""
        {"since":"2026-03-23","past":{"score":77,"interactions":1,"last_at":"2026-03-20T10:00:00Z"},"events":[
        {"code":"close_slipped","flag":null,"from":"2026-04-30","to":"2026-05-14","days":14,"times":1,"component":null},
        {"code":"value","flag":null,"from":100,"to":250,"days":null,"times":null,"component":null},
        {"code":"stage","flag":null,"from":"Propose","to":"Negotiate","days":4,"times":null,"component":null},
        {"code":"owner","flag":null,"from":"u1","to":"u2","days":null,"times":null,"component":null}]}
        """#.utf8))
    #expect(expected.differences(from: slow["changes"], at: "changes") == [])
  }

  @Test("what has been said once is not said again a week later")
  func quietWeek() async throws {
    let world = try World()
    try await world.report(first, monday[0])
    try await world.report(second, monday[1])
    try await world.report(second, monday[2])
    let team = try world.text("report/index.html")
    #expect(team.contains("<h2>Changes since 30 Mar 2026</h2>"))
    for word in ["<b>Won</b>", "<b>Lost</b>", "<b>Gone</b>", "<b>New</b>", "<b>Qualified</b>"] {
      #expect(!team.contains(word), "\(word)")
    }
  }

  @Test("a close date that is put off a second time is counted")
  func slipsTwice() async throws {
    let world = try World()
    try await world.report(first, monday[0])
    try await world.report(second, monday[1])
    var third = second
    WeeklyData.edit(&third, "slow", ["estimated_close_on": "2026-05-15"])
    try await world.report(third, monday[2])
    #expect(
      try world.text("report/index.html").contains(
        "<li>Close date slipped by <b>1 day</b> to 15 May 2026, 2 times so far</li>"))
  }

  @Test("a deal that was lost and is open again is reopened, even after weeks in which it was not looked at")
  func reopened() async throws {
    let world = try World()
    try await world.report(first, monday[0])
    try await world.report(second, monday[1])
    try await world.report(second, "2026-06-29")
    try await world.report(first, "2026-07-06")
    #expect(try codes("depot", in: world)?.first == "reopened")
    #expect(try codes("ghost", in: world) == ["new"])
  }

  @Test("a deal that came and was won within the week is won; one that was won long ago and is listed now is no news")
  func wonWithinTheWeek() async throws {
    let world = try World()
    try await world.report(first, monday[0])
    var tables = first
    tables["opportunities"]?.rows += [
      WeeklyData.deal("quick", "Quick", created: "2026-03-24"), WeeklyData.deal("old", "Old", created: "2025-01-01"),
    ]
    WeeklyData.edit(&tables, "quick", ["status": "won", "closed_on": "2026-03-26"])
    WeeklyData.edit(&tables, "old", ["status": "won", "closed_on": "2025-06-01"])
    try await world.report(tables, monday[1])
    #expect(try world.text("report/index.html").contains("<b>Won</b>"))
    #expect(try codes("quick", in: world) == ["won"])
    #expect(try codes("old", in: world) == [])
  }

  @Test("a deal that another seller has taken over leaves a seller's own report, and says to whom")
  func takenOver() async throws {
    let world = try World()
    try await world.report(first, monday[0], "--owner", "u1")
    var tables = first
    WeeklyData.edit(&tables, "slow", ["owner_id": "u2"])
    try await world.report(tables, monday[1], "--owner", "u1")
    let team = try world.text("report/index.html")
    #expect(
      team.contains("<li><b>Gone</b>: no longer in the report</li>\n<li>Owner changed from Ada to <b>Bo</b></li>"))
    #expect(
      !(try world.text("report/data/history.jsonl")).contains(#""as_of":"2026-03-30","type":"opportunity","id":"slow""#)
    )
  }

  @Test("with --previous none nothing is compared, and the history goes on")
  func none() async throws {
    let world = try World()
    try await world.report(first, monday[0])
    try await world.report(second, monday[1], "--previous", "none")
    #expect(try world.days() == [monday[0], monday[1]])
    #expect(try world.kpis().allSatisfy { $0["changes"] == .null })
    #expect(try world.text("report/index.html").contains("This report was not compared with an earlier one."))
    try await world.report(second, monday[1])
    #expect(try codes("fresh", in: world) == ["new"])
  }

  @Test("with --previous DIR the past of that report is carried over, and the result is the same as in one folder")
  func directory() async throws {
    let (world, other) = (try World(), try World())
    for week in 0...2 { try await other.report(week == 0 ? first : second, monday[week]) }
    try await world.report(first, monday[0], to: "w0")
    try await world.report(second, monday[1], "--previous", "w0", to: "w1")
    try await world.report(second, monday[2], "--previous", "w1/", to: "w2")
    #expect(try unequalFiles(other.files(), world.files("w2")) == [])
    #expect(try world.days("w0") == [monday[0]])
  }

  @Test("a --previous that is no report ends with 66, one that is not there with 64, and nothing is written")
  func noReport() async throws {
    let world = try World()
    try world.write(first)
    #expect(await world.run("generate", "data", "--as-of", monday[0], "--previous", "data") == 66)
    #expect(
      world.errors == "data: error: the folder: found no data/manifest.json in it; expected the folder of a report, "
        + "as rapport generate makes it\n")
    #expect(await world.run("generate", "data", "--as-of", monday[0], "--previous", "nowhere") == 64)
    #expect(!world.exists("report"))
  }

  @Test("a line of the past that cannot be read ends with 65, named with its place, and nothing is lost")
  func damaged() async throws {
    let world = try World()
    try await world.report(first, monday[0])
    let history = try world.text("report/data/history.jsonl")
    try world.write("report/data/history.jsonl", history + "<<<<<<< HEAD\n")
    let before = try world.files()
    try world.write(second)
    #expect(await world.run("generate", "data", "--as-of", monday[1]) == 65)
    let line = history.split(separator: "\n").count + 1
    #expect(
      world.errors == """
        report/data/history.jsonl:\(line):1: error: the report’s past: found “<<<<<<< HEAD”; expected a JSON object, \
        { … }
          help: restore the file from a copy, or take this line out; with --previous none the report is compared with \
        nothing, and the file keeps all its lines

        """)
    #expect(try unequalFiles(before, world.files()) == [])
    try await world.report(second, monday[1], "--previous", "none")
    let kept = try world.text("report/data/history.jsonl")
    #expect(kept.contains("<<<<<<< HEAD\n") && kept.contains(history))
  }

  @Test("names of the past are as harmless on pages as those of the data")
  func hostile() async throws {
    let world = try World()
    var tables = first
    WeeklyData.edit(&tables, "ghost", ["name": "<script>alert(1)</script>\u{202E}", "stage": "<i>"])
    try await world.report(tables, monday[0])
    try await world.report(second, monday[1])
    let team = try world.text("report/index.html")
    #expect(team.contains("&lt;script&gt;alert(1)&lt;/script&gt;\u{FFFD}"))
    #expect(!team.contains("<script>alert"))
  }
}
