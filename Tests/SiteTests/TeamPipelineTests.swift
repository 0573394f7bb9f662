import Dataset
import Testing

@testable import Site

@Suite("Team page: pipeline")
struct TeamPipelineTests {
  private func section(_ report: SampleReport) throws -> Substring {
    try TeamPageText.section("pipeline", of: report.teamPage())
  }

  @Test("a deal that is to close is drawn and leads to its page; its figures stand in the table")
  func drawn() async throws {
    let report = try await SampleReport()
    let pipeline = try section(report)
    let path = try #require(report.context.paths[report.record(.opportunity, "2")])
    #expect(pipeline.ranges(of: "<a href=\"\(path)\" tabindex=\"-1\">").count == 1)
    let rows = TeamPageText.rows(pipeline)
    #expect(rows.count == 2)
    #expect(TeamPageText.texts(rows[1]) == ["Νέο", "30 Jun 2026", "no score", "$ 90,000"])
    #expect(pipeline.contains("role=\"img\" aria-labelledby=\"pipeline-chart-t pipeline-chart-d\""))
  }

  @Test("deals that cannot be drawn are counted and named below the chart; closed ones are not")
  func notDrawn() async throws {
    let texts = PageText.read(String(try await section(SampleReport())))
    let overdue = try #require(texts.firstIndex(of: "Not drawn, 1 deal whose close date has passed:"))
    #expect(texts[(overdue + 1)...].prefix(2) == ["Φόρτος", " (20 Mar 2026)"])
    let undated = try #require(texts.firstIndex(of: "Not drawn, 1 deal without a close date:"))
    #expect(texts[undated + 1] == "Τίποτα")
    #expect(!texts.contains { $0.contains("Τέλος") })
  }

  @Test("a deal that is to close on the day of the report is drawn, one a day earlier is not")
  func boundary() async throws {
    for (date, drawn) in [("2026-03-31", 1), ("2026-03-30", 0)] {
      let report = try await SampleReport { tables in
        tables["opportunities"] = "id,name,status,estimated_close_on\n1,Α,open,\(date)\n"
      }
      let pipeline = Pipeline([try report.record(.opportunity, "1")], report.context)
      #expect(pipeline.drawn.count == drawn)
      #expect(pipeline.overdue.count == 1 - drawn)
    }
  }

  @Test("area is measured within each currency; without a value there is none")
  func shares() async throws {
    let report = try await SampleReport { tables in
      tables["opportunities"] = """
        id,name,status,estimated_value,currency,estimated_close_on
        1,Α,open,400,EUR,2026-05-01
        2,Β,open,100,EUR,2026-05-01
        3,Γ,open,90000,JPY,2026-05-01
        4,Δ,open,,EUR,2026-05-01
        5,Ε,open,0,GBP,2026-05-01

        """
    }
    let deals = try ["1", "2", "3", "4", "5"].map { try report.record(.opportunity, $0) }
    let pipeline = Pipeline(deals, report.context)
    let shares = deals.map { deal in pipeline.drawn.first { $0.record == deal }?.share }
    #expect(shares == [1, 0.25, 1, nil, nil])
    #expect(pipeline.largest.map(\.currency) == ["EUR", "JPY"])
    #expect(try section(report).contains("each currency measured by its own largest deal"))
  }

  @Test(
    "the axis ends with the latest date, at least four weeks on; a date far beyond the usual does not stretch it",
    arguments: [
      ([], 28), ([3], 28), ([10, 90], 90), ([30, 40, 50, 60, 70, 80, 90, 100, 110, 26_000], 330), ([400], 400),
    ] as [([Int], Int)])
  func lastDay(days: [Int], expected: Int) {
    #expect(PipelineAxis.lastDay(days) == expected)
  }

  @Test("ticks are Mondays, or firsts of months; January and distant years show the year")
  func ticks() async throws {
    let formats = try await SampleReport().context.formats
    let start = try SampleReport.date("2026-11-20")
    let weeks = PipelineAxis([40], asOf: start, formats: formats)
    #expect(weeks.ticks.prefix(3).map(\.label) == ["20 Nov", "23 Nov", "30 Nov"])
    let months = PipelineAxis([120], asOf: start, formats: formats)
    #expect(months.ticks.map(\.label) == ["20 Nov", "1 Dec", "1 Jan 2027", "1 Feb", "1 Mar"])
    let distant = PipelineAxis([2_900_000], asOf: start, formats: formats)
    #expect(distant.ticks.count <= 10)
    #expect(distant.ticks.last?.label.hasPrefix("1 Jan ") == true)
  }

  @Test("without open deals there is no chart, and without a date ahead it is said")
  func empty() async throws {
    let none = try await SampleReport { $0["opportunities"] = "id,name,status\n1,Α,won\n" }
    #expect(!none.teamPage().contains("id=\"pipeline\""))
    let undated = try await SampleReport { $0["opportunities"] = "id,name,status\n1,Α,open\n" }
    let pipeline = try section(undated)
    #expect(pipeline.contains("No open deal has a close date that is still ahead"))
    #expect(!pipeline.contains("<svg"))
  }
}
