import Analytics
import Dataset
import Markup
import Testing

@testable import Site

@Suite("Health's evidence, coverage and the heat map")
struct InsightWidgetTests {
  /// The text of one widget of a page, with single spaces.
  private func widget(_ key: String, _ page: String) throws -> String {
    let start = try #require(page.firstRange(of: "id=\"\(key)\"")).upperBound
    let end = try #require(page[start...].firstRange(of: "</section>")).upperBound
    let texts = PageText.read("<section " + page[start..<end])
    return texts.joined().split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
  }

  @Test("the page says what recency, frequency and engagement were counted from")
  func evidence() async throws {
    let text = try widget("health", try await SampleReport().page(.opportunity, "1"))
    #expect(text.contains("Customer last engaged 7 days ago; expected every 14 days"))
    #expect(text.contains("In touch on 6 days; 4.3 expected in 60"))
    #expect(
      text.contains("The customer gave 71\u{A0}% of the contact (50\u{A0}% is full); 4 of 5 turns and talks answered"))
  }

  @Test("the one change that gains most is named with person, date and points; where nothing helps there is none")
  func bestNext() async throws {
    let report = try await SampleReport()
    var seen = 0
    for record in report.context.dataset.records where record.type != .account {
      guard let path = report.context.paths[record] else { continue }
      let view = RecordView(context: report.context, record: record, path: path)
      var html = HTMLWriter()
      HealthWidget.render(view, to: &html)
      let text = PageText.read(String(decoding: html.bytes, as: UTF8.self)).joined()
      #expect(text.contains("Most to gain") == (view.kpis.bestNext != nil))
      if let best = view.kpis.bestNext {
        seen += 1
        #expect(text.contains("+\(best.gain)"))
        if let person = best.person { #expect(text.contains(view.personName(person))) }
      }
    }
    #expect(seen > 0)
  }

  @Test("coverage is a table of customers by sellers, with count, direction and last touch; gaps are dashes")
  func coverage() async throws {
    let report = try await SampleReport { tables in
      tables["activities"]? += "20,call,2026-03-30T10:00:00Z,completed,,5,opportunity,1,,,,,,,\n"
      tables["participants"]? += "20,from,user,2\n20,to,contact,2\n"
    }
    let text = try widget("coverage", report.page(.opportunity, "1"))
    #expect(text.contains("2 of the team and 2 of the customer are in touch; 2 of 3 pairs both ways."))
    for cell in ["4both ways ↔ 21 Mar", "1begun by the team alone→ 30 Mar", "–"] {
      #expect(text.replacing(" ", with: "").contains(cell.replacing(" ", with: "")), "\(cell)")
    }
  }

  @Test("one pair is a sentence, not a table")
  func onePair() async throws {
    let report = try await SampleReport { tables in
      tables["participants"] = tables["participants"]?.replacing("3,required,contact,2\n", with: "")
    }
    let page = try report.page(.lead, "1")
    let text = try widget("coverage", page)
    #expect(text.hasSuffix("Only Άννα and Πέτρος are in touch: 3 interactions, both ways, last on 21 Mar 2026."))
  }

  @Test("people that a record names and nobody is in touch with are named")
  func untouched() async throws {
    let report = try await SampleReport { tables in
      tables["stakeholders"]? += "opportunity,1,3,\n"
    }
    #expect(try widget("coverage", report.page(.opportunity, "1")).contains("team: Κανείς"))
  }

  @Test("many people are cut to what fits, and how many are left out is said")
  func many() async throws {
    let report = try await SampleReport { tables in
      for number in 10..<30 {
        tables["contacts"]? += "\(number),Πρόσωπο\(number),,1,,\n"
        tables["participants"]? += "3,required,contact,\(number)\n"
      }
    }
    let text = try widget("coverage", report.page(.account, "1"))
    #expect(text.contains("14 people with less contact are left out."))
  }

  @Test("the heat map names the busiest weekday and hour, and lists every hour in its table")
  func heat() async throws {
    let report = try await SampleReport()
    let text = try widget("heat", report.page(.opportunity, "1"))
    let heat = report.context.kpis(of: try report.record(.opportunity, "1")).heat
    for cell in heat { #expect(text.contains("\(cell.hour):00 (\(cell.interactions))")) }
    // Two of the seven are on a Monday, one on a Saturday, and two each on Tuesdays and Fridays.
    #expect(text.contains("Most on Monday (2 of 7), and between 11:00 and 12:00 (5)."))
  }

  @Test("too few interactions for a pattern are said, not drawn")
  func few() async throws {
    let text = try widget("heat", try await SampleReport().page(.lead, "1"))
    #expect(text.contains("A pattern needs at least 5 interactions in 60 days; so far there are 4."))
  }
}
