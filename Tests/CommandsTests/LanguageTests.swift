import Foundation
import TestSupport
import Testing

@testable import Commands

/// The example in two languages: the same figures in the same places, in other words.
@Suite("Languages")
struct LanguageTests {
  private static let data = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Examples/data").path

  private func example(in language: String) async throws -> [String: Data] {
    let world = try World()
    try await world.succeed(
      "generate", Self.data, "--config", Self.data + "/rapport.yml", "--out", world.directory + "/report",
      "--language", language, "--all")
    return try world.files()
  }

  @Test("pages in Traditional Chinese have the figures and the structure of those in English; data files are the same")
  func example() async throws {
    let english = try await example(in: "en")
    let chinese = try await example(in: "zh-TW")
    #expect(english.keys.sorted() == chinese.keys.sorted())
    let pages = english.keys.filter { $0.hasSuffix(".html") }
    let data = Set(english.keys).subtracting(pages).subtracting(["data/manifest.json"])
    for path in data { #expect(english[path] == chinese[path], "\(path)") }
    #expect(pages.count > 20)
    for path in pages {
      let first = WholeMarkup(try #require(english[path]))
      let second = WholeMarkup(try #require(chinese[path]))
      #expect(second.problems.isEmpty)
      #expect(second.tags.first { $0.name == "html" }?.attributes.map(\.value).prefix(2) == ["zh-Hant", "ltr"])
      #expect(Self.structure(first) == Self.structure(second), "\(path)")
      let pairs = try zip(Self.numberCells(#require(english[path])), Self.numberCells(#require(chinese[path])))
      // Dates, too, stand in such cells; their months are words in English.
      for (first, second) in pairs where !second.contains("月") {
        #expect(Self.figures(first) == Self.figures(second), "\(path)")
      }
    }
  }

  /// Every tag with its classes, ids and links. Bold stands where a language puts the stress, and a label of a chart
  /// only where there is room for it.
  private static func structure(_ page: WholeMarkup) -> [String] {
    page.tags.filter { $0.name != "b" && $0.name != "text" }.map { tag in
      let kept = tag.attributes.filter { ["class", "id", "href", "scope", "role", "colspan"].contains($0.name) }
      return ([tag.name] + kept.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
    }
  }

  private static func numberCells(_ page: Data) -> [String] {
    String(decoding: page, as: UTF8.self).components(separatedBy: "<td class=\"n\">").dropFirst()
      .map { $0.components(separatedBy: "</td>").first ?? "" }
  }

  private static func figures(_ cell: String) -> String {
    String(cell.filter { $0.isASCII && ($0.isNumber || $0 == ".") })
  }

  @Test("a language that there is none of is an error with those that there are, and what to do")
  func unknown() throws {
    #expect(
      try complaints(about: "language: zh-Hnat\n") == """
        rapport.yml:1:11: error: language: found “zh-Hnat”; expected “en” or “zh-Hant”
          help: Did you mean “zh-Hant”? Else put a translation of words/en.yml into a folder as words/zh-Hnat.yml and \
        give the folder with --templates

        """)
    #expect(
      try complaints(about: "language: tlh\n") == """
        rapport.yml:1:11: error: language: found “tlh”; expected “en” or “zh-Hant”
          help: For another language, put a translation of words/en.yml into a folder as words/tlh.yml and give the \
        folder with --templates

        """)
  }

  @Test("a language is one file of a folder of templates; check says what is missing in it")
  func ownLanguage() async throws {
    let world = try World()
    try world.write(SmallData.tables)
    let file = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Templates/words/en.yml")
    let german = try String(contentsOf: file, encoding: .utf8)
      .replacingOccurrences(of: "language: en\n", with: "language: de\n")
      .replacingOccurrences(of: "atAGlance: At a glance", with: "atAGlance: Auf einen Blick")
    try world.write("mine/words/de.yml", german)
    try await world.succeed(
      "generate", "data", "--as-of", "2026-03-31", "--templates", "mine", "--language", "de-AT")
    let page = String(decoding: try #require(try world.files()["index.html"]), as: UTF8.self)
    #expect(page.contains("<html lang=\"de\" dir=\"ltr\"") && page.contains("<h2>Auf einen Blick</h2>"))
    try world.write("mine/words/de.yml", german.replacingOccurrences(of: "  noOwner: No owner\n", with: ""))
    let status = await world.run(
      "check", "data", "--as-of", "2026-03-31", "--templates", "mine", "--language", "de")
    #expect(status == 64)
    #expect(
      world.errors
        == "mine: error: words/de.yml: “noOwner” is missing; copy it from words/en.yml and translate it\n")
  }
}
