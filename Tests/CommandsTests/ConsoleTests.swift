import Dataset
import Site
import Testing

@testable import Commands

@Suite("Messages")
struct DiagnosticTests {
  private func written(_ level: MessageLevel = .normal, _ body: (DiagnosticWriter) -> Void) -> String {
    var text = ""
    body(DiagnosticWriter(level: level) { text += $0 })
    return text
  }

  @Test("a message has place, severity, subject, what was found and what was expected")
  func parts() {
    let full = Diagnostic(
      .error, file: "activities.csv", line: 12, column: 7, message: "at", found: "“soon”",
      expected: "an ISO 8601 instant", help: "write 2025-06-30T09:00:00Z")
    #expect(
      written { $0.write(full) } == """
        activities.csv:12:7: error: at: found “soon”; expected an ISO 8601 instant
          help: write 2025-06-30T09:00:00Z

        """)
    #expect(written { $0.write(.init(.note, message: "hello")) } == "note: hello\n")
    #expect(written { $0.write(.init(.warning, file: "a", line: 2, message: "b")) } == "a:2: warning: b\n")
    #expect(
      written { $0.write(.init(.warning, file: "a", message: "b", expected: "c")) } == "a: warning: b: expected c\n")
  }

  @Test("text from data stays on its line and has no control characters")
  func hostile() {
    let diagnostic = Diagnostic(
      .error, file: "a\u{1B}[2J.csv", message: "x\ny", found: "\u{202E}z", help: "\u{7}h\r\n")
    #expect(
      written { $0.write(diagnostic) } == "a\u{FFFD}[2J.csv: error: x y: found \u{FFFD}z\n  help: \u{FFFD}h  \n")
  }

  @Test("of many messages of one kind ten are shown and the others counted")
  func summary() {
    let many = (1...322).map { Diagnostic(.warning, kind: "left_out_row", file: "a.csv", line: $0, message: "row") }
    let one = Diagnostic(.warning, kind: "dangling_reference", file: "b.csv", line: 1, message: "owner_id")
    let text = written { $0.write(many + [one], rest: "all in data/issues.jsonl") }
    let lines = text.split(separator: "\n")
    #expect(lines.count == 12)
    #expect(lines[9] == "a.csv:10: warning: row")
    #expect(lines[10] == "  and 312 more; all in data/issues.jsonl")
    #expect(lines[11] == "b.csv:1: warning: owner_id")
    #expect(!written { $0.write(Array(many.prefix(10)), rest: "") }.contains("more"))
  }

  @Test("verbose shows all, quiet errors only")
  func levels() {
    let many = (1...12).map { Diagnostic(.warning, message: "\($0)") } + [Diagnostic(.error, message: "e")]
    #expect(written(.verbose) { $0.write(many, rest: "x") }.split(separator: "\n").count == 13)
    #expect(written(.quiet) { $0.write(many, rest: "x") } == "error: e\n")
    #expect(written(.quiet) { $0.write(many[0]) } == "")
  }

  @Test("a problem of the data is a warning, with --strict an error")
  func dataProblems() {
    let problem = DataProblem(
      .leftOutRow, file: "activities.csv", line: 12, column: 7, field: "at", found: "soon", expected: "an instant")
    #expect(
      written { $0.write(Diagnostic(problem)) }
        == "activities.csv:12:7: warning: at: found “soon”; expected an instant\n")
    #expect(Diagnostic(problem, isStrict: true).severity == .error)
    let note = DataProblem(.note, file: "a.md", found: "a commentary that is for no record", expected: "x")
    #expect(
      written { $0.write(Diagnostic(note, isStrict: true)) }
        == "a.md: note: found a commentary that is for no record; expected x\n")
  }
}

@Suite("The terminal")
struct ConsoleTests {
  @Test(
    "colours are for terminals that can, unless NO_COLOR is set",
    arguments: [
      (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
      (true, ["TERM": "dumb"], false),
    ])
  func colours(_ isTerminal: Bool, _ environment: [String: String], _ isColoured: Bool) async throws {
    let world = try World(environment: environment, isTerminal: isTerminal)
    #expect(await world.run("generate") == 64)
    #expect(world.errors.hasPrefix(isColoured ? "\u{1B}[1;31merror\u{1B}[0m: SOURCE" : "error: SOURCE"))
  }

  @Test("progress is one line that is rewritten, and cleared at the end")
  func progress() throws {
    let world = try World(isTerminal: true)
    let progress = Progress(console: world.console, steps: 2, isWanted: true)
    progress.step("reading a\u{1B}.csv")
    progress.step("writing pages")
    progress.clear()
    progress.clear()
    #expect(world.errors == "\r\u{1B}[K[1/2] reading a\u{FFFD}.csv\r\u{1B}[K[2/2] writing pages\r\u{1B}[K")
    #expect(world.output.isEmpty)
  }

  @Test("there is no progress without a terminal or when it is not wanted", arguments: [(true, false), (false, true)])
  func noProgress(_ isTerminal: Bool, _ isWanted: Bool) throws {
    let world = try World(isTerminal: isTerminal)
    let progress = Progress(console: world.console, steps: 2, isWanted: isWanted)
    progress.step("reading")
    progress.clear()
    #expect(world.errors.isEmpty)
  }

  @Test("the line of a report counts in the right number")
  func reportSummary() {
    #expect(
      ReportSummary(out: "report", pages: 412, needingAttention: 6, rowsLeftOut: 3).line
        == "report/: 412 pages, 6 opportunities need attention, 3 rows left out; open report/index.html\n")
    #expect(
      ReportSummary(out: "./r/", pages: 1, needingAttention: 1, rowsLeftOut: 1).line
        == "./r/: 1 page, 1 opportunity needs attention, 1 row left out; open ./r/index.html\n")
    #expect(
      ReportSummary(out: "a\u{1B}b", pages: 0, needingAttention: 0, rowsLeftOut: 0).line
        == "a\u{FFFD}b/: 0 pages, 0 opportunities need attention, 0 rows left out; open a\u{FFFD}b/index.html\n")
  }

  @Test("the lines of a check and of a demo say what comes next")
  func otherSummaries() {
    #expect(
      CheckSummary(rowsRead: 1200, rowsLeftOut: 3, danglingReferences: 1).line
        == "1200 rows read, 3 left out, 1 reference points nowhere; nothing was written\n")
    #expect(
      DemoSummary(out: "demo", opportunities: 120, activities: 1).line
        == "demo/: 120 opportunities, 1 activity; next: rapport generate demo/ --config demo/rapport.yml\n")
    #expect(
      DemoSummary(out: "my $(demo)'s", opportunities: 1, activities: 2).line.hasSuffix(
        "rapport generate 'my $(demo)'\\''s/' --config 'my $(demo)'\\''s/rapport.yml'\n"))
  }

  @Test(
    "the nearest name counts swaps as one mistake and gives up on what is far",
    arguments: [
      ("jbos", "jobs"), ("Time-Zone", "time_zone"), ("onwer", "owner"), ("gen", "generate"),
      ("x", nil), ("", nil), ("banana", nil), (String(repeating: "a", count: 100_000), nil),
    ])
  func nearest(_ text: String, _ expected: String?) {
    #expect(NearestName.find(text, among: ["jobs", "time_zone", "owner", "generate"]) == expected)
  }
}
