import Dataset
import Testing

@testable import Site

@Suite("Team page")
struct TeamPageTests {
  /// A section by its id.
  private func section(_ id: String, of page: String) throws -> Substring {
    try TeamPageText.section(id, of: page)
  }

  @Test("money is given per currency, and of open deals only")
  func money() async throws {
    let totals = try section("totals", of: try await SampleReport().teamPage())
    let texts = PageText.read(String(totals)).map { $0.replacing("\u{A0}", with: " ") }
    #expect(texts.contains { $0.contains("€ 240,000") })
    #expect(texts.contains { $0.contains("$ 90,000") })
    #expect(!texts.contains { $0.contains("330,000") || $0.contains("290,000") })
  }

  @Test("an activity that counts on several records is one of the totals")
  func distinct() async throws {
    let totals = try section("totals", of: try await SampleReport().teamPage())
    #expect(PageText.read(String(totals)).contains("5 emails, 1 meeting and 1 call"))
  }

  @Test("what needs attention stands worst first: flag, then health, then value, then id")
  func attention() async throws {
    let attention = try section("attention", of: try await SampleReport().teamPage())
    let names = PageText.read(String(attention)).filter { ["Φόρτος", "Νέο", "Τίποτα", "Ιδέα", "Άδειο"].contains($0) }
    #expect(names.first == "Φόρτος")
    #expect(Set(names).count == names.count)
    #expect(attention.ranges(of: "<tr").count == names.count + 1)
  }

  @Test("a table holds every record of its type that has a page, flagged ones first")
  func tables() async throws {
    let deals = try section("opportunities", of: try await SampleReport().teamPage())
    let names = PageText.read(String(deals)).filter { ["Φόρτος", "Νέο", "Τέλος", "Τίποτα"].contains($0) }
    #expect(names.first == "Φόρτος")
    #expect(names.last == "Τέλος")
    #expect(Set(names).count == 4)
  }

  @Test("what was wrong with the input is counted, and where all of it stands")
  func quality() async throws {
    var report = try await SampleReport()
    #expect(try section("data-quality", of: report.teamPage()).contains("All rows were read"))
    report.settings.issues.rowsLeftOut = 1
    report.settings.issues.danglingReferences = 2
    let quality = try section("data-quality", of: report.teamPage())
    #expect(quality.contains("1 row was left out"))
    #expect(quality.contains("2 references lead nowhere"))
    #expect(quality.contains("href=\"data/issues.jsonl\""))
  }
}
