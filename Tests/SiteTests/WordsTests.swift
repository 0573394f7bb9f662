import Markup
import Templates
import TestSupport
import Testing

@testable import Site

@Suite("Words")
struct WordsTests {
  private let english: String

  init() throws { english = try #require(Templates.embedded("words/en.yml")) }

  @Test("every catalogue reads, and has just the messages and slots of the English one")
  func catalogues() throws {
    let reference = try TemplateSource().words(language: "en")
    for path in Templates.paths where path.hasPrefix("words/") {
      let words = try Words(yaml: try #require(Templates.embedded(path)), file: path)
      for term in Term.allCases {
        #expect(slots(of: term, in: words) == slots(of: term, in: reference), "\(path): \(term.key)")
      }
    }
  }

  @Test("singular and plural of a message have the same slots")
  func pluralSlots() throws {
    let words = try TemplateSource().words(language: "en")
    for term in Term.allCases {
      let one = try #require(words.messages.message(term, isOne: true))
      let other = try #require(words.messages.message(term, isOne: false))
      let slots = [one, other].map { words.messages.slots(of: $0).union([.count]) }
      #expect(slots[0] == slots[1], "\(term.key)")
    }
  }

  private func slots(of term: Term, in words: Words) -> Set<Slot>? {
    words.messages.message(term, isOne: false).map { message in
      words.messages.slots(of: message)
        .union(words.messages.message(term, isOne: true).map { words.messages.slots(of: $0) } ?? [])
    }
  }

  @Test("a key that is missing, unknown or has an unknown slot is named with its file")
  func badCatalogues() {
    let missing = english.replacing("  teamPage: Team page\n", with: "")
    #expect(throws: CatalogueError.missing(file: "x.yml", key: "teamPage")) { try Words(yaml: missing, file: "x.yml") }
    let unknown = english.replacing("  teamPage:", with: "  teamPaje:")
    #expect(throws: CatalogueError.unknownKey(file: "x.yml", key: "teamPaje")) {
      try Words(yaml: unknown, file: "x.yml")
    }
    let slot = english.replacing("\"as of {date}\"", with: "\"as of {day}\"")
    #expect {
      try Words(yaml: slot, file: "x.yml")
    } throws: { error in
      "\(error)".hasPrefix("x.yml: “asOf”: “{day}” is not known")
    }
  }

  @Test("a language without a catalogue, or one that is a path, is refused with those that there are")
  func unknownLanguage() {
    for tag in ["tlh", "../words/en", "", "-", "zh", "zh-CN", "zh-Hans-TW"] {
      #expect(throws: CatalogueError.unknownLanguage(tag, known: ["en", "zh-Hant"])) {
        try TemplateSource().words(language: tag)
      }
    }
  }

  @Test("a tag is served by its own catalogue in any case, else by that of its first parts")
  func tags() throws {
    let served = [
      "en": "en", "EN": "en", "en-GB": "en", "en_US": "en", "zh-hant": "zh-Hant", "ZH-HANT-TW": "zh-Hant",
      "zh-TW": "zh-Hant", "zh-hk": "zh-Hant", "zh_MO": "zh-Hant",
    ]
    for (tag, language) in served { #expect(try TemplateSource().words(language: tag).language == language, "\(tag)") }
  }

  @Test("one file in a folder of templates is a language, and a copy that forgot its own tag is told so")
  func ownLanguage() throws {
    try withTemporaryFolder { folder in
      try write(["words/fr.yml": english.replacing("language: en\n", with: "language: fr\n")], to: folder)
      try write(["words/de.yml": english, "words/notes.txt": "x"], to: folder)
      let source = TemplateSource(folder: folder.path)
      #expect(source.languages == ["de", "en", "fr", "zh-Hant"])
      #expect(try source.words(language: "fr-CA").language == "fr")
      #expect(throws: CatalogueError.wrongValue(file: "words/de.yml", key: "language", expected: "de")) {
        try source.words(language: "de")
      }
    }
  }

  @Test("what is put into a message is escaped, its own bold is not")
  func escaping() throws {
    let words = try TemplateSource().words(language: "en")
    var html = HTMLWriter()
    words.write(.ownerIs, [.person: .text("<b>&\"'**x**{date}")], to: &html)
    let expected = "Owner <b>&lt;b&gt;&amp;&quot;&#39;**x**{date}</b>"
    #expect(String(decoding: html.bytes, as: UTF8.self) == expected)
    #expect(words.plain(.ownerIs, [.person: .text("<b>")]) == "Owner <b>")
  }

  @Test("a count chooses the number and fills its slot, grouped")
  func plurals() throws {
    let words = try TemplateSource().words(language: "en")
    #expect(words.plain(.days, count: 1) == "1 day")
    #expect(words.plain(.days, count: 0) == "0 days")
    #expect(words.plain(.countEmails, count: 12_345) == "12,345 emails")
  }

  @Test("lists are joined as the language does")
  func lists() throws {
    let words = try TemplateSource().words(language: "en")
    #expect(words.list([]) == "")
    #expect(words.list(["A"]) == "A")
    #expect(words.list(["A", "B"]) == "A and B")
    #expect(words.list(["A", "B", "C"]) == "A, B and C")
  }

  @Test("no word of a page stands in the program: in a language without Latin letters no page has any")
  func noEnglishLeft() async throws {
    let words = try Words(yaml: Self.withoutLatinLetters(english), file: "words/qaa.yml")
    var report = try await SampleReport(words: words)
    report.settings.issues.rowsLeftOut = 2
    report.settings.issues.danglingReferences = 1
    report.settings.issues.other = 1
    let latin = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for page in report.allPages() {
      for text in PageText.read(page) {
        let plain = text.replacing("&amp;", with: "").replacing("Europe/Berlin", with: "")
          .replacing("&quot;", with: "").replacing("&#39;", with: "")
        #expect(!plain.contains { latin.contains($0) }, "\(text)")
        #expect(!plain.contains { "{}*".contains($0) }, "a slot was not filled: \(text)")
      }
    }
  }

  @Test("a page in Traditional Chinese has no Latin word but names of files, columns and codes")
  func chinese() async throws {
    let words = try TemplateSource().words(language: "zh-Hant")
    let report = try await SampleReport(words: words)
    let kept: Set<Substring> = [
      "CRM", "Markdown", "created", "on", "closed", "won", "open", "estimated", "close", "data", "kpis", "issues",
      "jsonl", "Europe",
      "Berlin",
      "quot", "amp",
    ]
    for page in report.allPages() {
      #expect(page.contains("<html lang=\"zh-Hant\""))
      for text in PageText.read(page) {
        for run in text.split(whereSeparator: { !$0.isASCII || !$0.isLetter }) where !kept.contains(run) {
          Issue.record("“\(run)” in “\(text)”")
        }
        #expect(!text.contains { "{}*".contains($0) }, "a slot was not filled: \(text)")
      }
    }
  }

  @Test("no message of the Chinese catalogue is the English one, or has Latin words that are not names")
  func translated() throws {
    let words = try TemplateSource().words(language: "zh-Hant")
    let english = try TemplateSource().words(language: "en")
    let kept: Set<Substring> = [
      "CRM", "Markdown", "created", "on", "closed", "won", "open", "estimated", "close", "index", "html",
    ]
    for term in Term.allCases {
      #expect(Self.latinWords(words.plain(term)).isSubset(of: kept), "\(term.rawValue): \(words.plain(term))")
      let hasWords = !Self.latinWords(english.plain(term)).isEmpty
      #expect(!hasWords || words.plain(term) != english.plain(term), "\(term.rawValue)")
    }
  }

  /// The words of a message, its slots aside.
  private static func latinWords(_ text: String) -> Set<Substring> {
    let slots = Slot.allCases.map { Substring($0.rawValue) }
    return Set(text.split(whereSeparator: { !$0.isASCII || !$0.isLetter })).subtracting(slots)
  }

  @Test("Traditional Chinese writes dates, times, amounts and lists as Taiwan does")
  func chineseFormats() throws {
    let words = try TemplateSource().words(language: "zh-Hant")
    let formats = Formats(words: words, zone: .utc)
    let date = try SampleReport.date("2026-03-31")
    #expect(formats.date(date) == "2026年3月31日")
    #expect(formats.dayMonth(date) == "3月31日")
    #expect(formats.weekdayDate(date) == "2026年3月31日（週二）")
    #expect(formats.percent(0.53) == "53%")
    #expect(formats.number(1_234_567) == "1,234,567")
    #expect(formats.duration(5_400).replacing("\u{A0}", with: " ") == "90 分鐘")
    #expect(formats.duration(345_600).replacing("\u{A0}", with: " ") == "4 天")
    #expect(formats.effort(54_000).replacing("\u{A0}", with: " ") == "15 小時")
    #expect(formats.money(1_200, currency: "TWD").replacing("\u{A0}", with: " ") == "NT$ 1,200")
    #expect(words.list(["A", "B", "C"]) == "A、B、C")
    #expect(words.plain(.days, count: 1) == "1 天")
    #expect(words.sentences(["一。", "二。"]) == "一。二。")
  }

  /// The catalogue with its texts in Cyrillic letters; keys, slots and patterns of dates stay.
  private static func withoutLatinLetters(_ catalogue: String) -> String {
    let kept: Set<Substring> = ["language", "direction", "plural", "date", "day_month", "weekday_date"]
    var isFormat = false
    return catalogue.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      if line.hasPrefix("formats:") { isFormat = true }
      if line.hasPrefix("terms:") { isFormat = false }
      let key = line.prefix { $0 != ":" }.drop { $0 == " " }
      if line.drop(while: { $0 == " " }).hasPrefix("#") || (isFormat || !line.hasPrefix(" ")) && kept.contains(key) {
        return String(line)
      }
      let isText = line.hasPrefix("    ") && !key.isEmpty && !["one", "other"].contains(key)
      let textStart = isText ? line.startIndex : line.firstIndex(of: ":") ?? line.startIndex
      return line[..<textStart] + transliterated(line[textStart...])
    }.joined(separator: "\n")
  }

  private static func transliterated(_ text: Substring) -> String {
    var result = ""
    var depth = 0
    var rest = text
    while let character = rest.first {
      // The braces of a YAML mapping, whose keys stay.
      if rest.hasPrefix("{one:") || rest.hasPrefix(", other:") || rest.hasPrefix(" {one:") {
        let end = rest.firstIndex(of: ":") ?? rest.startIndex
        result += rest[...end]
        rest = rest[rest.index(after: end)...]
        continue
      }
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      result.append(depth <= 0 && character.isASCII && character.isLetter ? "ж" : character)
      rest = rest.dropFirst()
    }
    return result
  }
}

extension MessageTable {
  fileprivate func slots(of message: Entry) -> Set<Slot> { Set(stretches[message.stretches].compactMap(\.slot)) }
}
