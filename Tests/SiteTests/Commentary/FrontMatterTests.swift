import Analytics
import Dataset
import Testing

@testable import Site

@Suite("Front matter")
struct FrontMatterTests {
  private func parse(_ text: String) -> (commentary: CommentarySource?, problems: [CommentaryProblem]) {
    CommentaryFile.parse(Array(text.utf8), file: "f.md")
  }

  @Test("author, date, mute and until are read and taken off the text")
  func whole() {
    let text =
      "---\nauthor: Ada \ndate: 2026-03-01\nmute: [ghosted, awaiting_team, ghosted]\nuntil: 2026-03-31\n---\n\n# Hi\n"
    let result = parse(text)
    #expect(result.problems.isEmpty)
    #expect(
      result.commentary
        == CommentarySource(
          author: "Ada", date: CivilDate(year: 2026, month: 3, day: 1), mute: [.awaitingTeam, .ghosted],
          until: CivilDate(year: 2026, month: 3, day: 31), body: "\n# Hi\n", bodyLine: 7, path: "f.md"))
  }

  @Test("a single code needs no list; line ends and a byte order mark do not matter")
  func variants() {
    let result = parse("\u{FEFF}--- \r\nmute: ghosted\r\nauthor:\r\n---\r\ntext")
    #expect(result.problems.isEmpty)
    #expect(result.commentary?.mute == [.ghosted])
    #expect(result.commentary?.author == nil)
    #expect(result.commentary?.body == "text")
    #expect(result.commentary?.bodyLine == 5)
  }

  @Test(
    "a text without front matter is all body", arguments: ["", "a\n---\nb\n---\n", "----\na\n", " ---\na: b\n---\n"])
  func none(text: String) {
    #expect(parse(text).commentary == CommentarySource(body: text, path: "f.md"))
  }

  @Test("empty front matter is none")
  func empty() {
    #expect(parse("---\n---\na").commentary?.body == "a")
    #expect(parse("---\n# note\n---\na").problems.isEmpty)
  }

  @Test("front matter that does not end is an error, not text")
  func unended() {
    let result = parse("---\nauthor: x\n")
    #expect(result.commentary == nil)
    #expect(result.problems.first?.line == 1)
  }

  @Test("an unknown key is told with its line and the nearest known one, the rest is kept")
  func unknownKey() {
    let result = parse("---\nauthor: Ada\nmutte: ghosted\n---\nb")
    #expect(result.commentary?.author == "Ada")
    #expect(result.commentary?.body == "b")
    #expect(
      result.problems == [
        CommentaryProblem(
          file: "f.md", line: 3, column: 1, found: "the unknown key “mutte”",
          expected: "did you mean “mute”? the keys are author, date, mute, until")
      ])
  }

  @Test("an unknown flag is told with its place and the nearest known one")
  func unknownCode() {
    let problems = parse("---\nmute: [ghosted, awaiting_them]\n---\n").problems
    #expect(problems.count == 1)
    #expect(problems.first?.line == 2)
    #expect(problems.first?.column == 17)
    #expect(problems.first?.found == "“awaiting_them” for “mute”")
    #expect(problems.first?.expected.hasPrefix("did you mean “awaiting_team”? ") == true)
  }

  @Test(
    "a value of the wrong kind is left out with a problem",
    arguments: [
      "date: 2026-02-30", "date: yesterday", "until: [2026-01-01]", "author: {a: b}", "mute: {ghosted: true}",
      "mute: [[ghosted]]", "- a", "text", "author: a\nauthor: b", "author: \"x", "\tauthor: x", "a: b: c", "? [a]\n: b",
      "author: !!binary [x", "@", "author: x\n...\nauthor: y",
    ])
  func wrong(yaml: String) {
    let result = parse("---\n\(yaml)\n---\nbody\n")
    #expect(result.problems.count == 1)
    #expect(result.problems.allSatisfy { ($0.line ?? 0) >= 2 && $0.file == "f.md" })
    #expect(result.commentary?.body == "body\n")
    #expect(result.commentary?.mute == [])
    #expect(result.commentary?.date == nil)
  }

  @Test("anchors and aliases are refused before anything is made of them")
  func bombs() {
    var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    for level in 1..<12 {
      bomb += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",") + "]\n"
    }
    let result = parse("---\n\(bomb)? *a11\n: x\n---\nbody")
    #expect(result.problems.map(\.line) == [2])
    #expect(result.problems.first?.found.contains("anchor or alias") == true)
    #expect(result.commentary?.body == "body")
    #expect(parse("---\nauthor: R&D * Sales & Co\n---\n").problems.isEmpty)
  }

  @Test("front matter that is long or nested deeply is refused")
  func large() {
    for yaml in [
      String(repeating: "[", count: 8000), String(repeating: "- ", count: 4000) + "a",
      String(repeating: "{a: ", count: 2000), "author: " + String(repeating: "x", count: 10_000),
    ] {
      #expect(parse("---\n\(yaml)\n---\nbody").problems.count == 1)
    }
  }

  @Test("what a file says is harmless in a message")
  func harmless() {
    let problems = parse("---\n\"k\\u202E\\e[31m\": x\nmute: \"\\e]0;x\\a\"\n---\n").problems
    #expect(problems.count == 2)
    #expect(
      problems.allSatisfy {
        !($0.found + $0.expected).unicodeScalars.contains { $0.properties.generalCategory == .control }
      })
  }

  @Test("flags are muted up to and with the last day, or for good")
  func muting() {
    var commentary = CommentarySource(mute: [.ghosted], until: CivilDate(days: 100), body: "", path: "")
    #expect(commentary.muted(on: CivilDate(days: 99)) == [.ghosted])
    #expect(commentary.muted(on: CivilDate(days: 100)) == [.ghosted])
    #expect(commentary.muted(on: CivilDate(days: 101)) == [])
    commentary.until = nil
    #expect(commentary.muted(on: CivilDate(days: 9999)) == [.ghosted])
  }
}
