import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("rapport diff")
struct DiffTests {
  private let monday = WeeklyData.monday

  /// Two reports in folders of their own, the second knowing nothing of the first.
  private func world(_ edit: (inout [TableText]) -> Void = { _ in }) async throws -> World {
    let world = try World()
    var tables = WeeklyData.first
    edit(&tables)
    try await world.report(tables, monday[0], to: "old")
    try await world.report(WeeklyData.second, monday[1], to: "new")
    return world
  }

  /// What a command writes to standard output.
  private func output(_ world: World, _ arguments: String...) async throws -> String {
    let before = world.output
    let status = await world.run(["diff"] + arguments)
    try #require(status == 0, "\(world.errors)")
    return String(world.output.dropFirst(before.count))
  }

  @Test("as text, for people")
  func text() async throws {
    let world = try await world()
    #expect(
      try await output(world, "old", "new") == """
        Relationship report: changes from 23 Mar 2026 to 30 Mar 2026
        1 won, 1 lost, 2 gone, 1 new, 1 close date slipped, 1 value changed, 1 stage changed, 1 owner changed

        Opportunity Fleet (Ada)
          Won: €\u{A0}5,000

        Opportunity Depot (Ada)
          Lost: €\u{A0}3,000

        Opportunity Ghost (Ada)
          Gone: no longer in the report

        Lead Enquiry (Bo)
          Gone: no longer in the report

        Opportunity Fresh (Ada)
          New: Propose, €\u{A0}900, closes 30 Jun 2026

        Opportunity Slow (Bo)
          Close date slipped by 14 days to 14 May 2026
          Value up from €\u{A0}100 to €\u{A0}250
          Stage moved from Propose to Negotiate, in it for 4 days
          Owner changed from Ada to Bo

        """)
  }

  @Test("as Markdown, for the notes of a meeting")
  func markdown() async throws {
    let world = try await world()
    let text = try await output(world, "old", "new", "--format", "markdown")
    #expect(
      text.hasPrefix(
        """
        ## Relationship report: changes from 23 Mar 2026 to 30 Mar 2026

        1 won, 1 lost, 2 gone, 1 new, 1 close date slipped, 1 value changed, 1 stage changed, 1 owner changed

        - **Fleet** (Opportunity, Ada)
          - Won: €\u{A0}5,000
        - **Depot** (Opportunity, Ada)
          - Lost: €\u{A0}3,000

        """))
  }

  @Test("as JSON, for another program")
  func json() async throws {
    let world = try await world()
    let text = try await output(world, "old", "new", "--format", "json")
    #expect(
      text.hasPrefix(
        #"{"since":"2026-03-23","as_of":"2026-03-30","records":[{"type":"opportunity","id":"fleet","name":"Fleet","#
          + #""page":"opportunities/fleet-53380e50.html","owner_id":"u1","past":{"score":null,"interactions":0,"last_at":null},"#
          + #""events":[{"code":"won","flag":null,"from":"open","to":"won","days":null,"times":null,"component":null}]},"#
      ))
    #expect(text.hasSuffix("]}\n") && !text.dropLast().contains("\n"))
  }

  @Test("the folder that knows its past says what its own pages say")
  func sameAsPages() async throws {
    let world = try World()
    try await world.report(WeeklyData.first, monday[0])
    try FileManager.default.copyItem(
      at: world.folder.appendingPathComponent("report"), to: world.folder.appendingPathComponent("old"))
    try await world.report(WeeklyData.second, monday[1])
    let text = try await output(world, "old", "report")
    #expect(text.contains("Lead Enquiry (Bo)\n  Qualified\n"))
    let page = try world.text("report/index.html")
    for line in text.split(separator: "\n") where line.hasPrefix("  ") {
      let said = page.replacingOccurrences(of: "<b>", with: "").replacingOccurrences(of: "</b>", with: "")
      #expect(said.contains("<li>\(line.dropFirst(2))</li>"), "\(line)")
    }
  }

  @Test("deals that were won in a week between are not gone")
  func overWeeks() async throws {
    let world = try World()
    try await world.report(WeeklyData.first, monday[0], to: "old")
    try await world.report(WeeklyData.first, monday[0])
    try await world.report(WeeklyData.second, monday[1])
    try await world.report(WeeklyData.second, monday[2])
    let text = try await output(world, "old", "report")
    #expect(text.contains("Opportunity Fleet (Ada)\n  Won: €\u{A0}5,000\n"))
    #expect(text.contains("Lead Enquiry (Bo)\n  Qualified\n"))
  }

  @Test("two reports with the later one first are compared the other way round, and that is said")
  func otherWay() async throws {
    let world = try await world()
    #expect(try await output(world, "new", "old") == output(world, "old", "new"))
    #expect(
      world.errors
        == "new: note: is of 2026-03-30 and old of 2026-03-23; what follows is from the earlier to the later\n"
    )
  }

  @Test("reports of other records are compared, with a warning")
  func otherFilter() async throws {
    let world = try World()
    try await world.report(WeeklyData.first, monday[0], to: "old")
    try await world.report(WeeklyData.first, monday[1], "--owner", "u2", to: "new")
    _ = try await output(world, "old", "new")
    #expect(world.errors.hasPrefix("old: warning: was made with no filter, new with --owner u2\n  help: "))
  }

  @Test("a report compared with itself has no change")
  func same() async throws {
    let world = try await world()
    #expect(
      try await output(world, "new", "new") == """
        Relationship report: changes from 30 Mar 2026 to 30 Mar 2026
        Nothing of note has changed since 30 Mar 2026.

        """)
  }

  @Test("names act neither on a terminal nor in Markdown")
  func hostile() async throws {
    let world = try await world {
      WeeklyData.edit(
        &$0, "ghost", ["name": "\u{1B}[31m<img src=x> *a* [b](http://c) | `d` # @e\u{202E}\nf www.g.h"])
    }
    #expect(
      try await output(world, "old", "new").contains(
        "Opportunity \u{FFFD}[31m<img src=x> *a* [b](http://c) | `d` # @e\u{FFFD} f www.g.h (Ada)\n"))
    #expect(
      try await output(world, "old", "new", "--format", "markdown").contains(
        "- **\u{FFFD}\\[31m&lt;img src=x&gt; \\*a\\* \\[b\\](http:\\//c) \\| \\`d\\` \\# \\@e\u{FFFD} f www\\.g.h** "
          + "(Opportunity, Ada)\n"))
  }

  @Test(
    "folders that are none, or hold no report, end with 66; what is missing or too much on the command line with 64",
    arguments: [
      (["nowhere", "new"], 66, "nowhere: error: cannot be read: No such file or directory\n"),
      (
        ["data", "new"], 66,
        "data: error: the folder: found no data/manifest.json in it; expected the folder of a report, as rapport "
          + "generate makes it\n"
      ),
      (
        ["new"], 64,
        "error: NEW: found nothing; expected the folder of a report\n  help: name two folders, the earlier first: "
          + "rapport diff last-week report\n"
      ),
      (["old", "new", "--textconv", "x"], 64, "error: --textconv: found OLD as well; expected one of the two\n"),
      (["--textconv", "nowhere"], 66, "nowhere: error: cannot be read: No such file or directory\n"),
    ] as [([String], Int32, String)])
  func refused(_ arguments: [String], _ status: Int32, _ message: String) async throws {
    let world = try await world()
    #expect(await world.run(["diff"] + arguments) == status)
    #expect(world.errors == message)
  }

  @Test("a damaged report ends with 65, and is named with file and line")
  func damaged() async throws {
    let world = try await world()
    try world.write("new/data/kpis.jsonl", "{}\n")
    #expect(await world.run("diff", "old", "new") == 65)
    #expect(world.errors.hasPrefix("new/data/kpis.jsonl:1:3: error: "))
    try world.write("old/data/manifest.json", "[]")
    #expect(await world.run("diff", "old", "new") == 65)
    #expect(world.errors.contains("old/data/manifest.json: error: the report is damaged: it is not the manifest"))
  }
}

/// Real repositories, with the program as their `textconv`.
@Suite("Reports in git")
struct GitDiffTests {
  private func git(_ arguments: [String], in folder: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    process.arguments = ["git"] + identity + arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": folder.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
    return String(decoding: output, as: UTF8.self)
  }

  @Test("git diff with the textconv shows what changed, as text, and nothing else")
  func textconv() async throws {
    let world = try World()
    let program = try Program().path
    try await world.report(WeeklyData.first, WeeklyData.monday[0])
    let report = world.folder.appendingPathComponent("report")
    try world.write("report/.gitattributes", "*.html diff=rapport\n")
    _ = try git(["init", "-q"], in: report)
    _ = try git(["config", "diff.rapport.textconv", "'\(program)' diff --textconv"], in: report)
    _ = try git(["add", "-A"], in: report)
    _ = try git(["commit", "-qm", "one"], in: report)
    var tables = WeeklyData.first
    WeeklyData.edit(&tables, "ghost", ["estimated_value": "700"])
    try await world.report(tables, WeeklyData.monday[0])
    let changed = try git(["diff", "--name-only", "--", "*.html"], in: report).split(separator: "\n").map(String.init)
    #expect(changed.count == 2 && changed.contains("index.html"))
    let diff = try git(["diff", "-U0", "--", "opportunities"], in: report)
    let lines = diff.split(separator: "\n").filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
    #expect(lines.filter { !$0.hasPrefix("+++") && !$0.hasPrefix("---") } == ["+- €\u{A0}700"])
  }
}
