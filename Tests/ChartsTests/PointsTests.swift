import Charts
import Testing

@Suite struct PointsTests {
  private func ratio(_ first: Double?, _ second: Double?) throws -> Drawing {
    let chart = RatioAxis(
      caption: caption(), first: first.map { .init(ratio: $0, label: "ours 1.23") },
      second: second.map { .init(ratio: $0, label: "theirs 0.81") }, tickLabel: { "\($0)" })
    return try #require(Drawing(written(chart.write)))
  }

  @Test("labels and marks of two ratios never overlap, however close they are, nor do they touch the ticks' labels")
  func close() throws {
    for first in [0, 0.01, 0.25, 0.9, 1, 1.05, 1.9, 4, 300, .infinity] {
      for second in [0, 0.02, 0.25, 0.8, 1, 1.06, 2, 4, 300, .infinity] {
        let drawing = try ratio(first, second)
        let labels = drawing.all("text").compactMap { $0.box(characterWidth: 7.5) }
        for (index, box) in labels.enumerated() {
          for other in labels[(index + 1)...] { #expect(!box.overlaps(other), "\(first) \(second)") }
        }
        let marks = drawing.elements.filter { ["ch-a", "ch-b"].contains($0.attributes["class"]) }
          .compactMap { $0.box(characterWidth: 0) }
        #expect(marks.count == 2 && !marks[0].overlaps(marks[1]), "\(first) \(second)")
      }
    }
  }

  @Test("a ratio that the axis does not reach is an arrow, no point")
  func beyond() throws {
    #expect(try ratio(2, nil).all("circle").count == 1)
    #expect(try ratio(1000, nil).all("circle").isEmpty)
    #expect(try ratio(0, nil).all("circle").isEmpty)
  }

  @Test("a ratio that does not exist is not drawn")
  func none() throws {
    for drawing in [try ratio(nil, nil), try ratio(.nan, -1)] {
      #expect(!drawing.elements.contains { ["ch-a", "ch-b"].contains($0.attributes["class"]) })
    }
  }

  @Test("a range goes from its median to its slow end; without replies only its words show")
  func ranges() throws {
    let chart = RangeBars(
      caption: caption(),
      rows: [
        .init(side: .first, label: "Team", median: 3600, p90: 7200, valueLabel: "1 h"),
        .init(side: .second, label: "Customer", median: nil, p90: nil, valueLabel: "no replies"),
      ], ticks: [.init(seconds: 0, label: "0"), .init(seconds: 7200, label: "2 h")])
    let drawing = try #require(Drawing(written(chart.write)))
    let dot = try #require(drawing.all("circle").first?.number("cx"))
    let line = try #require(drawing.bars.first?.box(characterWidth: 0))
    #expect(abs(line.left - dot) < 0.11 && abs(line.right - 384) < 0.11)
    #expect(!drawing.elements.contains { $0.attributes["class"] == "ch-b" })
    #expect(drawing.all("text").map(\.text).contains("no replies"))
  }

  @Test(
    "a gap breaks the line, a week alone is a dot, and the last one is marked",
    arguments: [
      ([1, 2, 3], 1, 1), ([1, 2, nil, 3, 4], 2, 1), ([nil, 5, nil, 6, 7], 1, 2), ([5, 6, nil], 1, 0),
      ([nil, nil], 0, 0), ([], 0, 0),
    ] as [([Int?], Int, Int)])
  func sparkline(values: [Int?], lines: Int, dots: Int) throws {
    let drawing = try #require(Drawing(written(Sparkline(id: ChartID("s"), title: "t", values: values).write)))
    #expect(drawing.all("path").count == lines && drawing.all("circle").count == dots)
  }

  @Test("a higher score is higher up")
  func up() throws {
    let ys = try [0, 40, 100].map { score in
      let chart = Sparkline(id: ChartID("s"), title: "t", values: [score])
      return try #require(Drawing(written(chart.write))?.all("circle").first?.number("cy"))
    }
    #expect(ys[0] > ys[1] && ys[1] > ys[2])
  }

  @Test("a track bar has no value bar at 0 and a full one at its maximum")
  func track() throws {
    let widths = try [0, 15, 30, 99].map { value in
      try #require(Drawing(written(TrackBar(value: value, maximum: 30).write))).bars.first?.number("width")
    }
    #expect(widths[0] == nil)
    #expect(widths[2] == widths[3])
    #expect(try #require(widths[1]) < #require(widths[2]))
  }
}
