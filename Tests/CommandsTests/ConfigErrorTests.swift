import Foundation
import Testing

@testable import Commands

@Suite("What is said of a wrong config")
struct ConfigErrorTests {
  @Test(
    "an unknown key names its place and the nearest key",
    arguments: [
      ("titel: x", "rapport.yml:1:1: error: unknown key “titel”\n  help: Did you mean “title”?\n"),
      ("As-Of: 2025-01-01", "rapport.yml:1:1: error: unknown key “As-Of”\n  help: Did you mean “as_of”?\n"),
      (
        "jobs: 1\nhealth:\n  goood: 5",
        "rapport.yml:3:3: error: unknown key “health.goood”\n  help: Did you mean “health.good”?\n"
      ),
      (
        "expected_days: 5",
        "rapport.yml:1:1: error: unknown key “expected_days”\n  help: Did you mean “health.expected_days”?\n"
      ),
      (
        "health: {weights: {fax: 1}}",
        "rapport.yml:1:20: error: unknown key “health.weights.fax”\n"
          + "  help: the keys here are “email”, “meeting”, “call”, “task”\n"
      ),
      (
        "widgets: {lead: {similar: true}, deal: {}}",
        "rapport.yml:1:18: error: unknown key “widgets.lead.similar”\n"
          + "  help: the keys here are “summary”, “health”, “activities”, “last_and_next”, “most_contacted”, "
          + "“interactions”, “email_ratio”, “response”, “hours”, “heat”, “engagement”, “coverage”, “commentary”\n"
          + "rapport.yml:1:34: error: unknown key “widgets.deal”\n"
          + "  help: the keys here are “account”, “contact”, “lead”, “opportunity”\n"
      ),
    ])
  func unknownKeys(_ config: String, _ expected: String) throws {
    #expect(try complaints(about: config) == expected)
  }

  @Test(
    "a wrong value names its place, itself and what would be right",
    arguments: [
      ("as_of: 2025-02-29", "1:8: error: as_of: found “2025-02-29”; expected a date such as 2025-06-30"),
      ("jobs: 0", "1:7: error: jobs: found “0”; expected a whole number from 1 to 256"),
      ("jobs: 2.5", "1:7: error: jobs: found “2.5”; expected a whole number from 1 to 256"),
      ("jobs: ''", "1:7: error: jobs: found nothing; expected a whole number from 1 to 256"),
      ("jobs: [1]", "1:7: error: jobs: found a list; expected a whole number from 1 to 256"),
      ("title: {a: b}", "1:8: error: title: found a mapping; expected text"),
      ("title: '  '", "1:8: error: title: found “  ”; expected text"),
      ("strict: maybe", "1:9: error: strict: found “maybe”; expected true or false"),
      (
        "health: good",
        "1:9: error: health: found “good”; expected a mapping with any of “weights”, “expected_days”, "
          + "“good”, “fair”"
      ),
      ("health: {good: 101}", "1:16: error: health.good: found “101”; expected a whole number from 0 to 100"),
      (
        "health: {good: 30}",
        "1:16: error: health.good: found fair 40 and good 30; expected health.fair not above "
          + "health.good"
      ),
      (
        "health: {weights: {email: 2}}",
        "1:27: error: health.weights.email: found “2”; expected a number from 0.5 to 1.5"
      ),
      ("similar: {leak: nan}", "1:17: error: similar.leak: found “nan”; expected a number from 0 to 1"),
      (
        "similar: {at_most: 4}",
        "1:20: error: similar.at_most: found at_least 5 and at_most 4; expected "
          + "similar.at_least not above similar.at_most"
      ),
      (
        "similar: {factors: {include: [stage]}}",
        "1:31: error: similar.factors.include: found “stage”; expected "
          + "industry, team, currency, estimated_value, opportunity.COLUMN or account.COLUMN"
      ),
      (
        "internal_domains: [a.example, '@b.example']",
        "1:31: error: internal_domains: found “@b.example”; expected a "
          + "domain such as example.com"
      ),
      ("owner: [u1, ]\nteam: [{}]", "2:8: error: team: found a mapping; expected the name of a team"),
    ])
  func badValues(_ config: String, _ expected: String) throws {
    #expect(try complaints(about: config) == "rapport.yml:\(expected)\n")
  }

  @Test("a misspelt word is told the nearest one")
  func words() throws {
    #expect(
      try complaints(about: "insights: enhansed") == """
        rapport.yml:1:11: error: insights: found “enhansed”; expected “basic” or “enhanced”
          help: Did you mean “enhanced”?

        """)
    #expect(
      try complaints(about: "attention: {off: [ghosted, overdue_tasks]}").hasSuffix(
        "  help: Did you mean “overdue_task”?\n"))
  }

  @Test("an unknown time zone is refused")
  func timeZone() throws {
    #expect(
      try complaints(about: "time_zone: Europe/Berlni") == """
        rapport.yml:1:12: error: time_zone: found “Europe/Berlni”; expected an IANA name such as Europe/Berlin, \
        America/New_York or UTC

        """)
  }

  @Test("everything wrong is said at once, in order of the checks")
  func several() throws {
    let text = try complaints(about: "jobs: x\nall: y\nowners: z\n")
    #expect(text.split(separator: "\n").count { $0.contains("error:") } == 3)
  }
}

@Suite("What is said of a config that is no YAML")
struct ConfigSyntaxTests {
  @Test(
    "the place and the reason are named",
    arguments: [
      (
        "a: [1\nb: 2\n",
        "2:2: error: the config is not valid YAML: did not find expected ',' or ']' "
          + "(while parsing a flow sequence, from line 1)"
      ),
      (
        "title: x\n\tjobs: 2\n",
        "2:1: error: the config is not valid YAML: found a tab character that violates indentation "
          + "(while scanning a plain scalar, from line 1)"
      ),
      ("title: x\nö\u{1}: 2\n", "2:2: error: the config is not valid YAML: control characters are not allowed"),
      ("title: *x\n", "1:8: error: the config is not valid YAML: found undefined alias"),
      ("? [a]\n: 1\n", "1:3: error: the config is not valid YAML: a key must be text"),
    ])
  func malformed(_ config: String, _ expected: String) throws {
    let help = "  help: indent with spaces, never tabs, and put text that holds any of : # [ ] { } & * ! in quotes\n"
    #expect(try complaints(about: config) == "rapport.yml:\(expected)\n\(help)")
  }

  @Test("a key that is there twice is refused", arguments: ["jobs: 1\njobs: 2\n", "jobs: 1\n'jobs': 1\n"])
  func duplicates(_ config: String) throws {
    #expect(
      try complaints(about: config) == "rapport.yml:1:1: error: “jobs”: found more than once; expected every key once\n"
    )
  }

  @Test("a list or a word at the top is refused")
  func noMapping() throws {
    #expect(
      try complaints(about: "- a\n")
        == "rapport.yml:1:1: error: the config: found a list; expected keys with values, such as “title: Pipeline”\n")
    #expect(try complaints(about: "jobs\n").contains("found “jobs”; expected keys with values"))
  }

  @Test("more than one document is refused")
  func documents() throws {
    #expect(try complaints(about: "jobs: 1\n---\njobs: 2\n").contains("but found another document"))
  }

  @Test("aliases cannot blow a small file up")
  func aliasBomb() throws {
    let base = "tables:\n  a0: &a0 [" + Array(repeating: "x", count: 20_000).joined(separator: ",") + "]\n"
    let doubling = (1...30).map { "  a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
    #expect(
      try complaints(about: base + doubling)
        == "rapport.yml: error: the config: found 60 aliases (*name); expected at most 8\n")
    #expect(
      try complaints(about: base + "  a1: [*a0, *a0, *a0]\n").contains("found more than 50000 values; expected fewer"))
  }

  @Test("nesting and size have limits", arguments: [100, 900, 5000])
  func nesting(_ depth: Int) throws {
    let text = "tables: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(try complaints(about: text).contains("found values nested deeper than 32 levels; expected fewer levels"))
  }

  @Test("a file that is too large, no text or not there is refused")
  func files() throws {
    let world = try World()
    try world.write("large.yml", String(repeating: "# x\n", count: 100_000))
    try world.write("latin.yml", Data([0x74, 0x3A, 0x20, 0xFC]))
    #expect(
      try world.complaints("--config", "large.yml")
        == "large.yml: error: the config: found more than 256 KB; expected a config file\n")
    #expect(
      try world.complaints("--config", "latin.yml").hasPrefix(
        "latin.yml: error: the config cannot be read: it is not UTF-8 text\n"))
    #expect(
      try world.complaints("--config", "no.yml") == """
        no.yml: error: the config cannot be read: No such file or directory
          help: name another with --config FILE; without it, rapport.yml of the working directory is read if it is there

        """)
    #expect(try world.complaints("--config", ".").contains("Is a directory"))
  }
}
