import Foundation
import TestSupport
import Testing

/// Whatever stands in the files, a run ends with a report that is whole or with an error that says why, and with no
/// report then. A trap or an endless loop would end the tests.
///
/// The environment variable `RAPPORT_FUZZ` sets how many documents of each kind are tried (80), `RAPPORT_FUZZ_SEED`
/// which (1).
@Suite("Damaged input")
struct FuzzTests {
  private static func setting(_ name: String, default value: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? value
  }

  private static let count = setting("RAPPORT_FUZZ", default: 80)
  private static let seed = setting("RAPPORT_FUZZ_SEED", default: 1)
  private static let seeds = (seed..<seed + count)

  private static let csv = [",", "\"", "\"\"", "\",\"", "a,b,c\r\n", "id", "name", "custom", "\"a\nb\""]
  private static let json = [
    "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud800", "\\udc00\\ud800", "\"id\":", "{\"a\":{\"b\":[]}}",
    "1.5",
    "[[[[[[[[[[", "false",
  ]
  private static let yaml = [
    "- ", ": ", "|\n", ">-\n", "&a", "*a", "<<: *a", "!!binary ", "? ", "{a: ", "[", "]", "'", "\"", "#", "---\n",
    "...\n", "~",
    "health:", "  good: 300\n", "widgets:\n", "privacy:\n", "similar:\n  factors:\n", "attention:\n  off: [ghosted]\n",
  ]
  private static let markdown = [
    "---\n", "mute: [awaiting_team]\n", "until: 2026-04-01\n", "# ", "> ", "- [ ] ", "| a | b |\n|---|---|\n", "```\n",
    "***", "~~",
    "[a](javascript:alert(1))", "![x](../x.png)", "[^1]", "[^1]: x\n", "<img src=x onerror=alert(1)>", "&#0;", "\\",
    "{{", "}}",
    "<https://a.example>", "www.example.com", "{{response.team.median}}", "((((((((((", "[[[[[[[[[[",
    "****************",
  ]

  @Test("a table of CSV", arguments: seeds)
  func csv(seed: UInt64) async throws {
    let tables = SmallData.tables
    try await check(seed) { world, random in
      try world.write(tables)
      let table = tables[Int(seed % UInt64(tables.count))]
      try Self.damage("data/\(table.name).csv", in: world, Self.csv, ",\n", random)
    }
  }

  @Test("a table of JSON Lines", arguments: seeds)
  func jsonLines(seed: UInt64) async throws {
    let tables = SmallData.tables
    try await check(seed) { world, random in
      try world.write(tables, .jsonLines)
      let table = tables[Int(seed % UInt64(tables.count))]
      try Self.damage("data/\(table.name).jsonl", in: world, Self.json, ",:\n\"", random)
    }
  }

  @Test("a config", arguments: seeds)
  func config(seed: UInt64) async throws {
    try await check(seed) { world, random in
      try world.write(SmallData.tables)
      try world.write("rapport.yml", Self.wholeConfig)
      try Self.damage("rapport.yml", in: world, Self.yaml, ":\n,[]", random)
    }
  }

  @Test("a commentary with front matter", arguments: seeds)
  func commentary(seed: UInt64) async throws {
    try await check(seed) { world, random in
      try world.write(SmallData.tables)
      try world.write("rapport.yml", "commentary: notes\n")
      try world.write("notes/opportunity-o1.md", Self.wholeCommentary)
      try Self.damage("notes/opportunity-o1.md", in: world, Self.markdown, "\n |", random)
    }
  }

  @Test("tables far larger than any that somebody makes: a field of 1 MB, 20,000 columns, nesting without end")
  func giants() async throws {
    let letters = String(repeating: "x", count: 1_000_000)
    let columns = (0..<20_000).map { "c\($0)" }.joined(separator: ",")
    let nesting = String(repeating: "[", count: 1_000_000)
    let giants = [
      ("accounts.csv", "id,name\na1,\(letters)\n"), ("accounts.csv", "id,name,\(columns)\na1,Acme\n"),
      ("accounts.csv", "id,name\na1,\"\(letters)"), ("accounts.jsonl", "{\"id\":\"a1\",\"name\":\(nesting)\n"),
      ("accounts.jsonl", "{\"id\":\"a1\",\"name\":\"\(letters)\"}\n"),
    ]
    for (name, text) in giants {
      try await check(1) { world, _ in
        try world.write(SmallData.tables.filter { $0.name != "accounts" })
        try world.write("data/" + name, text)
      }
    }
  }

  // MARK: Running

  private static func damage(
    _ path: String, in world: World, _ tokens: [String], _ separators: String, _ seed: UInt64
  ) throws {
    var input = FuzzInput(seed: seed, tokens: tokens, separators: separators)
    let document = try Data(contentsOf: world.folder.appendingPathComponent(path))
    try world.write(path, Data(input.damaged([UInt8](document))))
  }

  /// Makes a report of what `prepare` writes, and checks what has to hold whatever that is.
  private func check(_ seed: UInt64, _ prepare: (World, UInt64) throws -> Void) async throws {
    let world = try World(environment: ["SOURCE_DATE_EPOCH": "1774915200"])
    try prepare(world, seed)
    let status = await world.run("generate", "data", "--all")
    #expect([0, 1, 64, 65, 66].contains(status), "\(world.errors)")
    let isHarmless = world.errors.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) }
    #expect(isHarmless)
    guard status <= 1 else {
      #expect(!world.errors.isEmpty)
      return #expect(!world.exists("report"), "\(world.errors)")
    }
    let manifest = try JSONValue(Data(contentsOf: world.folder.appendingPathComponent("report/data/manifest.json")))
    let listed = manifest["files"].items.compactMap { $0["path"].text }
    #expect(Set(listed + ["data/manifest.json"]) == Set(try world.files().keys))
    for line in try world.kpis() { #expect(line["id"].text != nil) }
  }

  private static let wholeConfig = """
    time_zone: Europe/Berlin
    title: Weekly
    internal_domains: [example.com, example.org]
    past_open_meetings: count
    health:
      weights: {email: 1, meeting: 1.5}
      expected_days: 14
      good: 60
    attention: {ghosted_days: 10, off: [overdue_task]}
    similar:
      factors: {include: [industry], exclude: [opportunity.stage]}
    widgets: {opportunity: {pace: false}}
    privacy: {hide_subjects: true}
    fail_on: [ghosted]
    jobs: 2
    """

  private static let wholeCommentary = """
    ---
    author: Ada
    date: 2026-03-30
    mute: [no_next_step]
    until: 2026-04-15
    ---
    # Where we are

    We wait for **legal**; our usual time is {{response.team.median}}. See <https://example.com>[^1].

    | what | when |
    |---|---|
    | offer | ~~May~~ June |

    - [x] depots
    - [ ] guarantee

    [^1]: A note.
    """
}
