import Foundation
import TestSupport
import Testing

@testable import Commands

/// People whose activities are left out altogether, by id or address (page spec, "Words").
@Suite("Opting out")
struct OptOutTests {
  @Test(
    "nothing of who opted out stands in the report, and everybody else does",
    arguments: [
      ("ZORVATH@jaxhollow.example", PrivateData.zorvath), ("fenwick.durrow@wexcombe.example", PrivateData.fenwick),
      ("L1", PrivateData.isolde), ("isolde@thistlemere.example", PrivateData.isolde),
      ("Nimrodel@Pendrake.example", PrivateData.nimrodel), ("王小明", ["王小明"]),
    ])
  func traces(_ entry: String, _ words: [String]) async throws {
    // The account of the north is a company that has nothing to do with the lead.
    var tables = PrivateData.tables
    tables["accounts"]?.rows[1][1] = "The north"
    let world = try await WholePrivacyTests.report(privacy: "opt_out: ['\(entry)']", tables: tables)
    #expect(try WholePrivacyTests.told(words, world) == [:])
    let others = PrivateData.shownWords.filter { !words.contains($0) && !PrivateData.isolde.contains($0) }
    #expect(Set(try WholePrivacyTests.told(others, world).keys) == Set(others))
    #expect(world.errors.contains("note: privacy.opt_out: left out"))
  }

  @Test("a report goes as if the person and all they took part in had never been in the data")
  func asIfNeverThere() async throws {
    let leftOut = try World()
    try leftOut.write(SmallData.tables)
    try leftOut.write("rapport.yml", "privacy: {opt_out: [c2]}\n")
    try await leftOut.succeed("generate", "data", "--as-of", "2026-03-31", "--all")

    let never = try World()
    var tables = SmallData.tables
    tables["contacts"]?.rows.removeAll { $0[0] == "c2" }
    tables["activities"]?.rows.removeAll { ["x3", "x4"].contains($0[0]) }
    tables["participants"]?.rows.removeAll { ["x3", "x4"].contains($0[0]) }
    tables["opportunities"]?.rows[1][5] = nil
    try never.write(tables)
    try await never.succeed("generate", "data", "--as-of", "2026-03-31", "--all")
    #expect(unequalFiles(try leftOut.files(), try never.files()) == [])
  }

  @Test("who opted out owns nothing, and the deals stay")
  func owner() async throws {
    let world = try World()
    try world.write(SmallData.tables)
    try world.write("rapport.yml", "privacy: {opt_out: [u1]}\n")
    try await world.succeed("generate", "data", "--as-of", "2026-03-31", "--all")
    let deal = try #require(try world.kpis().first { $0["id"].text == "o1" })
    #expect(deal["owner_id"] == .null)
    #expect(deal["recent"].items.isEmpty)
    #expect(
      world.errors
        == "note: privacy.opt_out: left out 3 activities of 1 person\n")
  }

  @Test("an id means everyone with it, and an address everyone who has it, whatever their tables and the case")
  func everyone() async throws {
    var tables = SmallData.tables
    tables["contacts"] = TableText(
      "contacts", ["id", "name", "email", "account_id", "owner_id"],
      [
        ["c1", "Ann", "ann@acme.example", "a1", "u1"], ["c2", "Ben", nil, "a2", "u2"],
        ["c3", "Ann at home", "Ann@Acme.example; ann@home.example", nil, nil],
      ])
    let world = try World()
    try world.write(tables)
    try world.write("rapport.yml", "privacy: {opt_out: [ann@home.example]}\n")
    try await world.succeed("generate", "data", "--as-of", "2026-03-31", "--all")
    #expect(try world.records().filter { $0.hasPrefix("contact") } == ["contact:c2"])
  }

  @Test(
    "the past forgets who opted out, whether still in the data or not, and nobody is told that they are gone",
    arguments: [true, false])
  func past(_ isInData: Bool) async throws {
    var tables = PrivateData.tables
    let world = try await WholePrivacyTests.report(privacy: "", tables: tables, asOf: "2026-03-24")
    let id = "fenwick.durrow@wexcombe.example"
    if !isInData { tables["contacts"]?.rows.removeAll { $0[0] == id } }
    if !isInData {
      for name in ["participants", "activities", "opportunities"] {
        tables[name]?.rows.removeAll { $0.contains(id) }
      }
    }
    _ = try await WholePrivacyTests.report(
      privacy: "opt_out: ['\(id)', 'zorvath@jaxhollow.example']", tables: tables, in: world)
    let told = try WholePrivacyTests.told(PrivateData.fenwick + PrivateData.zorvath, world)
    #expect(told == [:])
    #expect(try WholePrivacyTests.told(["ottoline"], world)["ottoline"]?.contains("data/history.jsonl") == true)
  }

  @Test("an entry that is nobody is a note with the nearest one, stops nothing and is not told in the report")
  func unknown() async throws {
    // With a sign that no hash has.
    let world = try World()
    try world.write(SmallData.tables)
    try world.write("rapport.yml", "privacy: {opt_out: [c_2, nobody@zzyzx.example]}\n")
    let status = await world.run(["generate", "data", "--as-of", "2026-03-31", "--strict", "--all"])
    #expect(status == 0)
    #expect(
      world.errors == """
        note: privacy.opt_out: found “c_2”, which is nobody in the data; expected the id or address of a person
          help: Did you mean “c2”?
        note: privacy.opt_out: found “nobody@zzyzx.example”, which is nobody in the data; expected the id or address \
        of a person

        """)
    #expect(try WholePrivacyTests.told(["zzyzx", "c_2"], world) == [:])
  }

  @Test("check tells the same, and counts what it read")
  func check() async throws {
    let world = try World()
    try world.write(SmallData.tables)
    try await world.succeed("check", "data", "--as-of", "2026-03-31")
    let all = world.output
    try world.write("rapport.yml", "privacy: {opt_out: [c2]}\n")
    try await world.succeed("check", "data", "--as-of", "2026-03-31")
    #expect(world.output == all + all)
    #expect(world.errors == "note: privacy.opt_out: left out 2 activities of 1 person\n")
  }
}
