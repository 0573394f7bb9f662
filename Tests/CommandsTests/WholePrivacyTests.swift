import Foundation
import TestSupport
import Testing

@testable import Commands

/// Nothing of a name is left anywhere in OUT (page spec, "Words").
@Suite("Privacy")
struct WholePrivacyTests {
  /// Runs a command on the private data, with commentary, and gives the world it left.
  static func report(
    privacy: String, options: [String] = ["--all"], tables: [TableText] = PrivateData.tables,
    in world: World? = nil, asOf: String = "2026-03-31", config: String = ""
  ) async throws -> World {
    let world = try world ?? World()
    try world.write(
      "rapport.yml",
      "title: Pipeline\ncommentary: notes\ninternal_domains: [jaxhollow.example]\n\(config)privacy: {\(privacy)}\n")
    try world.write(tables)
    for (path, text) in PrivateData.commentary { try world.write(path, text) }
    let status = await world.run(["generate", "data", "--as-of", asOf] + options)
    try #require(status == 0, "\(world.errors)")
    return world
  }

  /// The words that stand somewhere in a report, file names included, with the files that tell them.
  static func told(_ words: [String], _ world: World, _ path: String = "report") throws -> [String: [String]] {
    var told: [String: [String]] = [:]
    for (file, data) in try world.files(path) {
      let text = (file + "\n" + String(decoding: data, as: UTF8.self)).lowercased()
      for word in words where text.contains(word) { told[word, default: []].append(file) }
    }
    return told
  }

  @Test("without privacy, every word that is searched for below stands in the report")
  func bites() async throws {
    let world = try await Self.report(privacy: "")
    let told = try Self.told(PrivateData.shownWords + PrivateData.hiddenWords, world)
    #expect(Set(told.keys) == Set(PrivateData.shownWords))
  }

  @Test(
    "hide_subjects: no subject stands in the report, and nothing else changes",
    arguments: [["--all"], ["--external-assets", "--all"]])
  func subjects(_ options: [String]) async throws {
    let open = try await Self.report(privacy: "", options: options)
    let world = try await Self.report(privacy: "hide_subjects: true", options: options)
    #expect(try Self.told(["blatherskite"], world).isEmpty)
    let kept = PrivateData.shownWords.filter { $0 != "blatherskite" }
    #expect(Set(try Self.told(kept, world).keys) == Set(kept))
    #expect(try open.files().keys.sorted() == world.files().keys.sorted())
  }

  @Test(
    "redact_names: nothing of a person, a company, a subject or a commentary stands in the report",
    arguments: [
      ["--all"], ["--insights", "basic", "--external-assets"], ["--language", "zh-Hant"],
      ["--owner", "zorvath@jaxhollow.example", "--all"],
      ["--only", "contact:fenwick.durrow@wexcombe.example", "--only", "account:a-wexcombe"],
    ])
  func names(_ options: [String]) async throws {
    let world = try await Self.report(privacy: "redact_names: true", options: options)
    #expect(try Self.told(PrivateData.shownWords + PrivateData.hiddenWords, world) == [:])
    #expect(try !world.records().isEmpty)
    // What is wrong is told to the user with the real words all the same.
    #expect(world.errors.contains("Mumblecrust") && world.errors.contains("peregrine"))
  }

  @Test("redact_names: words of the sales team itself stay, and the mute of a commentary works")
  func vocabulary() async throws {
    let world = try await Self.report(privacy: "redact_names: true")
    let pages = try world.files().filter { $0.key.hasSuffix(".html") }.values.map {
      String(decoding: $0, as: UTF8.self)
    }
    for word in ["Offer", "Steel", "Pipeline"] { #expect(pages.contains { $0.contains(word) }, "\(word)") }
    let deal = try #require(try world.kpis().first { $0["id"].text == "o1" })
    #expect(deal["muted"].items == [.text("no_next_step")])
    let page = try #require(try world.files()[deal["page"].text ?? ""])
    #expect(String(decoding: page, as: UTF8.self).contains("Commentary is not shown in a report without names."))
  }

  @Test("redact_names: no number changes")
  func numbers() async throws {
    let open = try await Self.report(privacy: "")
    let redacted = try await Self.report(privacy: "redact_names: true")
    #expect(
      try redacted.kpis().map(Self.withoutNames).map(\.description).sorted()
        == open.kpis().map(Self.withoutNames).map(\.description).sorted())
    let keys = try redacted.records()
    #expect(keys == keys.sorted(), "lines are in order of the ids that they show")
  }

  /// A line without what tells who it is about; people whose figures are equal stand in the order of their names.
  private static func withoutNames(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let items):
      let rest = items.map(withoutNames)
      let isOfPeople = items.contains { $0["person_type"] != .null }
      return .array(isOfPeople ? rest.sorted { $0.description < $1.description } : rest)
    case .object(let members):
      let telling: Set = ["id", "name", "page", "subject"]
      return .object(
        members.filter { !telling.contains($0.key) && !$0.key.hasSuffix("_id") }.mapValues(withoutNames))
    default: return value
    }
  }

  @Test("pseudonyms stay the same from week to week, whoever comes and goes; another salt gives others")
  func stable() async throws {
    let world = try await Self.report(privacy: "redact_names: true")
    let first = try Self.names(world)
    var tables = PrivateData.tables
    tables["contacts"]?.rows.insert(["b0", "Aaron Early", nil, nil, "u1", nil], at: 0)
    tables["contacts"]?.rows.removeLast()
    let later = try Self.names(
      try await Self.report(privacy: "redact_names: true", tables: tables, asOf: "2026-04-07"))
    let common = Set(first.keys).intersection(later.keys)
    #expect(common.count >= 9)
    for key in common { #expect(first[key] == later[key], "\(key)") }
    let salted = try Self.names(try await Self.report(privacy: "redact_names: true, salt: pepper"))
    #expect(Set(salted.values).isDisjoint(with: first.values))
    #expect(Set(first.values).count == first.count)
  }

  /// The shown name of each record and user, by shown type and id.
  private static func names(_ world: World) throws -> [String: String] {
    var names: [String: String] = [:]
    for line in try world.kpis() {
      names["\(line["type"].text ?? ""):\(line["id"].text ?? "")"] = line["name"].text
      for person in line["most_contacted_by"].items {
        names["user:\(person["person_id"].text ?? "")"] = person["name"].text
      }
    }
    return names
  }

  @Test("redact_names: a report with the same filter is made anew, one with another is refused as ever")
  func filter() async throws {
    let options = ["--only", "contact:fenwick.durrow@wexcombe.example"]
    let world = try await Self.report(privacy: "redact_names: true", options: options)
    #expect(await world.run(["generate", "data", "--as-of", "2026-03-31"] + options) == 0)
    #expect(await world.run(["generate", "data", "--as-of", "2026-03-31"]) != 0)
  }

  @Test("redact_names: the past that is carried over is redacted, too, and compared with as ever")
  func past() async throws {
    let world = try await Self.report(privacy: "", asOf: "2026-03-17")
    _ = try await Self.report(privacy: "", in: world, asOf: "2026-03-24")
    #expect(try Self.told(["quibblewick", "fenwick"], world)["fenwick"]?.contains("data/history.jsonl") == true)
    _ = try await Self.report(privacy: "redact_names: true", in: world, asOf: "2026-03-31")
    #expect(try Self.told(PrivateData.shownWords + PrivateData.hiddenWords, world) == [:])
    let history = try JSONValue.lines(#require(try world.files()["data/history.jsonl"]))
    #expect(Set(history.compactMap(\.["as_of"].text)) == ["2026-03-17", "2026-03-24", "2026-03-31"])
    for line in try world.kpis() {
      #expect(!line["changes"].texts.contains("new"), "known since the report before")
      let named = history.filter { $0["type"] == line["type"] && $0["id"] == line["id"] }.map(\.["name"])
      #expect(!named.isEmpty && named.allSatisfy { $0 == line["name"] })
    }
    let page = String(decoding: try #require(try world.files()["index.html"]), as: UTF8.self)
    #expect(page.contains("24 Mar 2026"))

    // Another week carries the redacted past over as it is.
    let before = try #require(try world.files()["data/history.jsonl"])
    _ = try await Self.report(privacy: "redact_names: true", in: world, asOf: "2026-04-07")
    #expect(try #require(try world.files()["data/history.jsonl"]).starts(with: before))
  }

  @Test("redact_names: the e-mail of the report tells no more than the report")
  func mail() async throws {
    let world = try await Self.report(privacy: "redact_names: true")
    try await world.succeed("email", "report", "--to", "team@kestrel.example", "--out", "mail.eml")
    let mail = try String(contentsOf: world.folder.appendingPathComponent("mail.eml"), encoding: .utf8)
      .replacingOccurrences(of: "=\r\n", with: "").replacingOccurrences(of: "=\n", with: "")
    #expect(mail.contains("O-"))
    for word in PrivateData.shownWords + PrivateData.hiddenWords {
      #expect(!mail.lowercased().contains(word), "\(word)")
    }
  }

  @Test("explain speaks as the report does, and takes an id of either")
  func explain() async throws {
    let world = try await Self.report(privacy: "redact_names: true")
    let shown = try #require(
      try world.kpis().first { $0["type"].text == "contact" && $0["id"].text.map { $0.count == 16 } == true })
    let name = try #require(shown["name"].text)
    let common = ["explain", "data", "--as-of", "2026-03-31", "--quiet"]
    for id in ["fenwick.durrow@wexcombe.example", "王小明", try #require(shown["id"].text)] {
      for format in ["text", "json"] {
        for kpi in [[], ["--kpi", "coverage"], ["--kpi", "most_contacted"]] {
          #expect(await world.run(common + ["--record", "contact:\(id)", "--format", format] + kpi) == 0)
        }
      }
    }
    #expect(await world.run(common + ["--record", "opportunity:o1", "--kpi", "similar"]) == 0)
    #expect(world.output.contains(name))
    let output = world.output.lowercased()
    for word in PrivateData.shownWords + PrivateData.hiddenWords { #expect(!output.contains(word), "\(word)") }
  }
}
