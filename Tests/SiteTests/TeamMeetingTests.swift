import Crypto
import Dataset
import Foundation
import Markup
import Testing

@testable import Site

@Suite("Team page: for the meeting")
struct TeamMeetingTests {
  private func attention(_ report: SampleReport) throws -> [Substring] {
    TeamPageText.rows(try TeamPageText.section("attention", of: report.teamPage()))
  }

  @Test("each line says what to do, with the figures, and leads to the activity behind it")
  func whatToDo() async throws {
    let report = try await SampleReport()
    let row = try #require(attention(report).dropFirst().first)
    #expect(TeamPageText.texts(row).contains("Answer Πέτρος: “Ευχαριστώ”"))
    #expect(TeamPageText.texts(row).contains("Waiting for the team, 10 days"))
    let path = try #require(report.context.paths[report.record(.opportunity, "1")])
    let target = try #require(
      PageText.attributes("href", in: String(row)).first { $0.hasPrefix(path + "#") })
    let anchor = target.dropFirst(path.count + 1)
    let page = try report.page(.opportunity, "1")
    let listed = try #require(page.firstRange(of: "<tr id=\"\(anchor)\">"))
    #expect(page[listed.upperBound...].prefix(700).contains("Ευχαριστώ"))
  }

  @Test("where no listed activity is behind a flag, its line leads to the flags of the page")
  func toFlags() async throws {
    let report = try await SampleReport()
    let row = try #require(attention(report).first { $0.contains(">Τίποτα<") })
    let path = try #require(report.context.paths[report.record(.opportunity, "4")])
    #expect(PageText.attributes("href", in: String(row)).contains(path + "#attention"))
    #expect(try report.page(.opportunity, "4").contains("id=\"attention\""))
  }

  @Test("hidden subjects are not quoted")
  func hidden() async throws {
    var report = try await SampleReport()
    report.settings.hidesSubjects = true
    let row = try #require(attention(report).dropFirst().first)
    #expect(TeamPageText.texts(row).contains("Answer the email from Πέτρος"))
    #expect(!report.teamPage().contains("Ευχαριστώ"))
  }

  @Test("a report of one seller says so in its title and heading, one of everybody does not")
  func scope() async throws {
    var report = try await SampleReport()
    #expect(report.teamPage().contains("<h1>Ω</h1>"))
    report.settings.scope = ["Άννα <&>"]
    #expect(report.teamPage().contains("<title>Ω: Άννα &lt;&amp;&gt;</title>"))
    #expect(report.teamPage().contains("<h1>Ω: Άννα &lt;&amp;&gt;</h1>"))
  }

  @Test("teams and people stand in order of their names, those without last")
  func order() async throws {
    let report = try await SampleReport { tables in
      tables["users"] = "id,name,team\n1,Άννα,Ωμέγα\n2,Νίκος,Άλφα\n"
    }
    let teams = TeamPageText.rows(try TeamPageText.section("teams", of: report.teamPage()))
    #expect(teams.dropFirst().map { TeamPageText.texts($0)[0] } == ["Άλφα", "Ωμέγα", "No team"])
    let totals = TeamPageText.rows(try TeamPageText.section("totals", of: report.teamPage()))
    #expect(totals.suffix(3).map { TeamPageText.texts($0)[0] } == ["No owner", "Άννα", "Νίκος"])
  }

  @Test("the figures of a team are those of its open deals and leads")
  func figures() async throws {
    let report = try await SampleReport()
    let records = try [report.record(.opportunity, "1"), report.record(.lead, "1")]
    let figures = TeamFigures(records, report.context)
    // Both wait for an answer to activity 9, which counts on the deal, too; the deal has a meeting ahead.
    #expect((figures.deals.count, figures.leads, figures.waiting, figures.withNextStep) == (1, 1, 2, 1))
    // Activity 2 answers 1; 9 answers 8, on both.
    #expect((figures.replies, figures.turns) == (3, 3))
  }

  @Test(
    "the median of an even count is the mean of the middle two, halves up",
    arguments: [
      ([], nil), ([7], 7), ([9, 1], 5), ([1, 2], 2), ([5, 1, 3], 3), ([4, 1, 2, 9], 3),
    ] as [([Int], Int?)])
  func median(values: [Int], expected: Int?) {
    #expect(TeamFigures.median(values) == expected)
  }

  @Test("the team page alone holds a script, which its policy allows by hash")
  func script() async throws {
    let report = try await SampleReport()
    let page = report.teamPage()
    let start = try #require(page.firstRange(of: "<script>")).upperBound
    let end = try #require(page.firstRange(of: "</script>")).lowerBound
    let digest = Data(SHA256.hash(data: Data(page[start..<end].utf8))).base64EncodedString()
    #expect(page.contains("; script-src 'sha256-\(digest)'; "))
    let record = try report.page(.opportunity, "1")
    #expect(!record.contains("<script") && !record.contains("script-src"))
  }

  @Test("with external assets the script is a file that only the team page asks for")
  func external() throws {
    let words = try TemplateSource().words(language: "en")
    let frame = try PageFrame(templates: TemplateSource(), words: words, assets: .external)
    func page(_ kind: PageFrame.Kind) -> String {
      var html = HTMLWriter()
      frame.write(kind, path: "index.html", to: &html) { _, _ in }
      return String(decoding: html.bytes, as: UTF8.self)
    }
    #expect(page(.team).contains("<script src=\"assets/report.js\" defer></script>"))
    #expect(page(.team).contains("script-src 'self'"))
    #expect(!page(.record).contains("script"))
    #expect(frame.externalScript?.isEmpty == false)
  }

  @Test("a script cannot end its element, and its line breaks are those that a browser hashes")
  func scriptText() throws {
    #expect(throws: TemplateError.unsafeScript) { try Script("a = '</SCRIPT>'") }
    #expect(throws: TemplateError.unsafeScript) { try Script("<!-- x") }
    #expect(try Script("a\r\nb\rc").text == "a\nb\nc")
  }

  @Test("controls are hidden until the script shows them, and owners are told by id")
  func filters() async throws {
    let page = try await SampleReport { tables in
      tables["users"] = "id,name\n\"1\"\"><b>\",Άννα\n2,Άννα\n"
      tables["leads"] = "id,name,owner_id\n1,Ιδέα,\"1\"\"><b>\"\n"
    }.teamPage()
    let form = try #require(page.firstRange(of: "<form"))
    #expect(page[form.lowerBound...].prefix { $0 != ">" }.hasSuffix(" hidden"))
    #expect(page.contains("role=\"search\""))
    #expect(page.ranges(of: "<option value=\"2\">Άννα</option>").count == 1)
    #expect(page.ranges(of: "<option value=\"1&quot;&gt;&lt;b&gt;\">Άννα</option>").count == 1)
    #expect(page.contains(" data-owner=\"1&quot;&gt;&lt;b&gt;\""))
  }

  @Test("a cell sorts by its number and not by its text; a row names its owner, grade and flags")
  func machineValues() async throws {
    let report = try await SampleReport()
    let rows = TeamPageText.rows(try TeamPageText.section("opportunities", of: report.teamPage()))
    let deal = try #require(rows.first { $0.contains(">Φόρτος<") })
    #expect(deal.hasPrefix(" data-owner=\"1\""))
    #expect(deal.contains("data-flags=\"awaiting_team overdue_close"))
    #expect(deal.contains("<td class=\"n\" data-v=\"240000\">"))
    let nothing = try #require(rows.first { $0.contains(">Τίποτα<") })
    #expect(!nothing.contains("data-owner") && !nothing.contains("data-grade"))
  }
}
