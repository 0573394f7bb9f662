import Foundation
import TestSupport
import Testing

@testable import Commands

/// Which records get a page (page spec, "The folder"; command-line spec, the filters).
@Suite("Which pages are made")
struct WholeFilterTests {
  private static let all = [
    "account:a1", "account:a2", "account:a3", "contact:c1", "contact:c2", "contact:c3", "lead:l1", "lead:l2",
    "opportunity:o1", "opportunity:o2", "opportunity:o3", "opportunity:o4",
  ]
  /// What is open or active, and the won deal `o3`, which the pages of open deals list.
  private static let active = [
    "account:a1", "account:a2", "contact:c1", "contact:c2", "lead:l1", "opportunity:o1", "opportunity:o2",
    "opportunity:o3", "opportunity:o4",
  ]

  /// The records with a page of the small data set, checked against the files and links.
  private func records(_ options: [String]) async throws -> [String] {
    let world = try World()
    try world.write(SmallData.tables)
    try #require(await world.run(["generate", "data", "--as-of", "2026-03-31"] + options) == 0, "\(world.errors)")
    let files = try world.files()
    let pages = try world.kpis().compactMap(\.["page"].text)
    #expect(Set(files.keys.filter { $0.hasSuffix(".html") }) == Set(pages + ["index.html"]))
    #expect(world.output.hasPrefix("report/: \(pages.count + 1) page"))
    for (path, data) in files where path.hasSuffix(".html") {
      for link in Self.links(String(decoding: data, as: UTF8.self)) {
        let target = URL(fileURLWithPath: "/" + path).deletingLastPathComponent().appendingPathComponent(link)
          .standardizedFileURL.path.dropFirst()
        #expect(files[String(target)] != nil, "\(path) links to \(link), which is not there")
      }
    }
    return try world.records()
  }

  /// The files that a page links to.
  private static func links(_ page: String) -> [String] {
    page.components(separatedBy: "href=\"").dropFirst().compactMap { part in
      let link = part.prefix { $0 != "\"" && $0 != "#" }
      return link.isEmpty || link.contains(":") ? nil : String(link)
    }
  }

  @Test(
    "open deals and leads, accounts and contacts that are active, won deals that are listed; not yet closed is open")
  func standard() async throws {
    #expect(try await records([]) == Self.active)
    #expect(try await records(["--insights", "basic"]) == Self.active.filter { $0 != "opportunity:o3" })
  }

  @Test("--all: every record that was there on the day")
  func everything() async throws {
    #expect(try await records(["--all"]) == Self.all)
  }

  @Test(
    "--only: a type, a record, or several",
    arguments: [
      (["--only", "opportunity"], ["opportunity:o1", "opportunity:o2", "opportunity:o3", "opportunity:o4"]),
      (["--only", "lead", "--only", "contact:c2"], ["contact:c2", "lead:l1"]),
      (["--only", "account:a3", "--all"], ["account:a3"]),
    ])
  func only(_ options: [String], _ expected: [String]) async throws {
    #expect(try await records(options) == expected)
  }

  @Test(
    "--owner and --team: records of these owners, and of both where both are given",
    arguments: [
      (["--owner", "u2"], ["account:a2", "contact:c2", "opportunity:o2"]),
      (
        ["--team", "North"],
        ["account:a1", "contact:c1", "lead:l1", "opportunity:o1", "opportunity:o3", "opportunity:o4"]
      ),
      (["--team", "North", "--owner", "u3"], ["opportunity:o4"]),
      (["--team", "North", "--team", "South"], active),
      (["--owner", "u1", "--only", "opportunity", "--all"], ["opportunity:o1", "opportunity:o3"]),
    ])
  func owners(_ options: [String], _ expected: [String]) async throws {
    #expect(try await records(options) == expected)
  }

  @Test(
    "a filter that names nothing in the data is refused, with the nearest name",
    arguments: [
      (
        ["--team", "north"],
        "error: --team: found “north”, which is not in the data; expected the team of a user\n"
          + "  help: Did you mean “North”?\n"
      ),
      (
        ["--owner", "u1", "--owner", "nobody"],
        "error: --owner: found “nobody”, which is not in the data; expected the id of a user\n"
      ),
      (
        ["--only", "lead:l11"],
        "error: --only: found “l11”, which is not in the data; expected the id of a lead\n"
          + "  help: Did you mean “l1”?\n"
      ),
    ])
  func unknown(_ options: [String], _ message: String) async throws {
    let world = try World()
    try world.write(SmallData.tables)
    #expect(await world.run(["generate", "data", "--as-of", "2026-03-31"] + options) == 64)
    #expect(world.errors == message)
  }

  @Test("a filter changes which records have a line, never a number of one")
  func numbers() async throws {
    let world = try World()
    try world.write(SmallData.tables)
    let day = ["--as-of", "2026-03-31"]
    #expect(await world.run(["generate", "data", "--all"] + day) == 0)
    #expect(await world.run(["generate", "data", "--only", "opportunity:o1", "--out", "one"] + day) == 0)
    let line = try #require(try world.kpis("one").first)
    #expect(try world.kpis().contains(line))
  }

  @Test("--insights basic leaves out health, hours and response of pages, and changes no number")
  func basic() async throws {
    let world = try World()
    try world.write(SmallData.tables)
    let arguments = ["generate", "data", "--as-of", "2026-03-31", "--all"]
    #expect(await world.run(arguments + ["--insights", "basic", "--out", "basic"]) == 0)
    #expect(await world.run(arguments) == 0)
    let basic = try world.files("basic")
    let enhanced = try world.files()
    #expect(basic.keys == enhanced.keys)
    #expect(basic["data/kpis.jsonl"] == enhanced["data/kpis.jsonl"])
    let page = try #require(try world.kpis().first { $0["id"] == .text("o1") }?["page"].text)
    for heading in ["Hours invested", "Response time", "Relationship health"] {
      let text = Data("<h2>\(heading)</h2>".utf8)
      #expect(enhanced[page]?.range(of: text) != nil, "\(heading)")
      #expect(basic[page]?.range(of: text) == nil, "\(heading)")
    }
    #expect(basic[page]?.range(of: Data("<h2>Email send/receive ratio</h2>".utf8)) != nil)
  }

  @Test("another filter than that of the report in the folder is refused without --adopt, and then replaces it")
  func otherFilter() async throws {
    let world = try World()
    try world.write(SmallData.tables)
    let arguments = ["generate", "data", "--as-of", "2026-03-31"]
    #expect(await world.run(arguments) == 0)
    let before = try world.files()
    #expect(await world.run(arguments + ["--owner", "u1"]) == 73)
    #expect(world.errors.contains("--adopt"))
    #expect(try unequalFiles(before, world.files()) == [])
    #expect(await world.run(arguments + ["--owner", "u1", "--adopt"]) == 0)
    #expect(await world.run(arguments + ["--owner", "u1", "--out", "fresh"]) == 0)
    #expect(try unequalFiles(world.files(), world.files("fresh")) == [])
    #expect(await world.run(arguments + ["--owner", "u1"]) == 0)
    #expect(await world.run(arguments) == 73)
  }
}
