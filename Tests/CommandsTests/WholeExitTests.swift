import Foundation
import TestSupport
import Testing

@testable import Commands

/// Exit codes and messages, from end to end.
@Suite("How a run ends")
struct WholeExitTests {
  private static let options = ["--as-of", "2026-03-31"]

  private func world(config: String? = nil, _ change: (inout [TableText]) -> Void = { _ in }) throws -> World {
    let world = try World(config: config)
    var tables = SmallData.tables
    change(&tables)
    try world.write(tables)
    return world
  }

  @Test("a source that is not there or holds no tables ends with 66, names it, and nothing is written")
  func noSource() async throws {
    let world = try World()
    #expect(await world.run("generate", "nowhere") == 66)
    #expect(world.errors == "nowhere: error: the source cannot be read: No such file or directory\n")
    let other = try World()
    try other.write("data/readme.txt", "hello")
    #expect(await other.run("generate", "data") == 66)
    #expect(
      other.errors.hasPrefix("data: error: the source: found nothing in it that is known; expected one of: a folder"))
    #expect(!world.exists("report") && !other.exists("report"))
  }

  @Test("a table that every data set must have ends with 65 and is named")
  func missingTable() async throws {
    let world = try self.world { $0.removeAll { $0.name == "activities" } }
    #expect(await world.run("generate", "data") == 65)
    #expect(world.errors.contains("found no activities.csv or activities.jsonl"))
    #expect(!world.exists("report"))
  }

  @Test("an id that is there twice ends with 65, with both places, and the old report stays as it is")
  func duplicateID() async throws {
    let world = try self.world()
    #expect(await world.run(["generate", "data"] + Self.options) == 0)
    let before = try world.files()
    try world.write("data/accounts.csv", "id,name\na1,Acme\na2,Bolt\na1,Acme again\n")
    #expect(await world.run(["generate", "data"] + Self.options) == 65)
    #expect(world.errors.hasPrefix("accounts.csv:4:1: error: "))
    #expect(world.errors.contains("“a1”") && world.errors.contains("line 2"))
    #expect(try unequalFiles(before, world.files()) == [])
  }

  @Test("a row that cannot be used is left out with 0, counted in the summary, and is an error with --strict")
  func badRow() async throws {
    let world = try self.world {
      $0["activities"]?.rows.append(["bad", "email", "soon"])
      $0["activities"]?.rows.append(["worse", "letter", "2026-03-01"])
    }
    #expect(await world.run(["generate", "data"] + Self.options) == 0)
    #expect(world.output.hasSuffix(" 2 rows left out; open report/index.html\n"))
    #expect(world.errors.contains("activities.csv:8:16: warning: at: found “soon”; expected a date and time"))
    #expect(world.errors.contains("activities.csv:9:10: warning: type: found “letter”; expected one of email, meeting"))
    let issues = try JSONValue.lines(#require(try world.files()["data/issues.jsonl"]))
    #expect(issues.map { $0["line"] } == [.number(8), .number(9)])

    let strict = try World()
    try strict.write(SmallData.tables)
    try strict.write("data/leads.csv", "id,name,owner_id\nl1,Lead,nobody\n")
    #expect(await strict.run(["generate", "data", "--strict"] + Self.options) == 65)
    #expect(strict.errors.contains("leads.csv:2:9: error: owner_id: found “nobody”; expected the id of a row of users"))
    #expect(strict.errors.contains("found 1 problem with the data"))
    #expect(!strict.exists("report") && strict.output.isEmpty)
    #expect(await strict.run(["check", "data", "--strict"] + Self.options) == 65)
    #expect(await strict.run(["check", "data"] + Self.options) == 0)
    #expect(strict.output.hasSuffix("0 left out, 1 reference points nowhere; nothing was written\n"))
  }

  @Test("a key that the config does not have ends with 64, with line, column and the nearest one")
  func unknownKey() async throws {
    let world = try self.world(config: "title: Sales\nhealth:\n  expected_day: 7\n")
    #expect(await world.run("generate", "data") == 64)
    #expect(
      world.errors == """
        rapport.yml:3:3: error: unknown key “health.expected_day”
          help: Did you mean “health.expected_days”?

        """)
    #expect(!world.exists("report"))
  }

  @Test("a folder with other files ends with 73 and is not touched; --adopt writes among them and keeps them")
  func otherFiles() async throws {
    let world = try self.world()
    try world.write("report/README.md", "mine")
    #expect(await world.run(["generate", "data"] + Self.options) == 73)
    #expect(world.errors.contains("is not empty and holds no report"))
    #expect(world.errors.contains("--adopt"))
    #expect(try world.files() == ["README.md": Data("mine".utf8)])
    #expect(await world.run(["generate", "data", "--adopt"] + Self.options) == 0)
    #expect(try world.files()["README.md"] == Data("mine".utf8))
    #expect(await world.run(["generate", "data"] + Self.options) == 0)
  }

  @Test("--fail-on ends with 1 where the flag is up, with the report written, and with 0 where it is not")
  func failOn() async throws {
    let world = try self.world()
    #expect(await world.run(["generate", "data", "--fail-on", "overdue_task,awaiting_team"] + Self.options) == 1)
    #expect(world.exists("report/data/manifest.json"))
    #expect(world.output.contains("report/: "))
    #expect(await world.run(["generate", "data", "--fail-on", "overdue_task"] + Self.options) == 0)
    #expect(await world.run(["generate", "data", "--fail-on", "overdue_tasks"] + Self.options) == 64)
    #expect(world.errors.contains("overdue_task"))
  }

  @Test("the program itself ends with these codes, and says on each stream what belongs there")
  func program() async throws {
    let program = try Program()
    let world = try self.world()
    let done = try await program.run(["generate", "data"] + Self.options, in: world.folder)
    #expect(done.status == 0 && done.errors.isEmpty)
    #expect(done.output.hasPrefix("report/: ") && done.output.hasSuffix("\n"))
    let flag = try await program.run(
      ["generate", "data", "--fail-on", "awaiting_team"] + Self.options, in: world.folder)
    #expect(flag.status == 1 && !flag.output.isEmpty)
    for (arguments, status) in [
      (["generate", "nowhere"], 66), (["generate"], 64), (["generate", "data", "--time-zone", "Mars/Base"], 64),
      (["generate", "data", "--out", "data"], 73), (["generate", "data", "--out", "rapport.yml/x"], 73),
    ] as [([String], Int32)] {
      try world.write("rapport.yml", "title: T\n")
      let result = try await program.run(arguments, in: world.folder)
      #expect(result.status == status, "\(arguments): \(result.errors)")
      #expect(result.output.isEmpty && result.errors.contains("error: "), "\(arguments): \(result.errors)")
    }
  }

  @Test("every zone of the tests is known to the program that is run, also one with rules of long ago")
  func zones() async throws {
    let program = try Program()
    let world = try self.world()
    for zone in ["Europe/Berlin", "America/Chicago", "Pacific/Auckland", "Asia/Kathmandu", "UTC"] {
      let result = try await program.run(["check", "data", "--time-zone", zone] + Self.options, in: world.folder)
      #expect(result.status == 0, "\(zone): \(result.errors)")
    }
  }
}
