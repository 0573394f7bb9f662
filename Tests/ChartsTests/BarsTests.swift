import Charts
import Testing

@Suite struct BarsTests {
  private func diverging(
    _ days: [DivergingBars.Day], _ change: (inout DivergingBars) -> Void = { _ in }
  ) throws -> Drawing {
    var chart = DivergingBars(
      caption: caption(), days: days, dayLabels: [.init(day: 2, label: "3 Feb")], aboveLabel: "Team",
      belowLabel: "Customer", countLabel: { "\($0)" })
    change(&chart)
    return try #require(Drawing(written(chart.write)))
  }

  @Test("days without anything draw no bar")
  func empty() throws {
    #expect(try diverging(Array(repeating: .init(), count: 60)).bars.isEmpty)
    #expect(try diverging([]).bars.isEmpty)
    #expect(try diverging([.init(above: Parts(-4, 0, 0))]).bars.isEmpty)
  }

  @Test("one bar per day, side and series that has any, in proportion, on its side of the axis")
  func bars() throws {
    let drawing = try diverging([.init(above: Parts(4, 0, 2)), .init(), .init(below: Parts(0, 3))])
    let heights = drawing.bars.compactMap { $0.number("height") }
    #expect(heights.count == 3)
    // A gap is taken from each.
    #expect(abs((heights[0] + 1.5) / (heights[2] + 1.5) - 2) < 0.02)
    let axis = try #require(drawing.all("path").first { $0.attributes["class"] == "ch-axis" }?.box(characterWidth: 0))
    for bar in drawing.bars {
      let box = try #require(bar.box(characterWidth: 0))
      #expect(box.left > drawing.bars[0].number("x") ?? 0 ? box.top > axis.top : box.bottom < axis.top)
    }
  }

  @Test("bars of a stack do not touch, however large the counts are")
  func apart() throws {
    for counts in [Parts(1, 1, 1), Parts(500, 20, 60), Parts(.max, .max, .max)] {
      let boxes = try diverging([.init(above: counts, below: counts)]).bars.compactMap { $0.box(characterWidth: 0) }
      #expect(boxes.count == 6)
      for (index, box) in boxes.enumerated() {
        for other in boxes[(index + 1)...] { #expect(!box.overlaps(other)) }
      }
    }
  }

  @Test("there are at most ten grid lines, the axis among them")
  func grid() throws {
    for count in [1, 4, 7, 38, 500, 99_999, Int.max] {
      let drawing = try diverging([.init(above: Parts(count), below: Parts(count / 3))])
      #expect(drawing.all("path").filter { $0.inherited["class"] == "ch-grid" }.count < 10)
    }
  }

  @Test("a stretch is shaded to the day; its label shows where it fits, not where it does not")
  func stretches() throws {
    let days = Array(repeating: DivergingBars.Day(), count: 60)
    let drawing = try diverging(days) {
      $0.stretches = [.init(days: 0..<3, label: "too long for this"), .init(days: 10..<30, label: "20 quiet days")]
    }
    let texts = drawing.all("text").map(\.text)
    #expect(texts.contains("20 quiet days") && !texts.contains("too long for this"))
    let shades = drawing.all("rect").compactMap { $0.number("width") }
    #expect(shades.count == 2 && abs(shades[1] / shades[0] - 20.0 / 3) < 0.02)
  }

  @Test("labels of the days never touch one another")
  func dayLabels() throws {
    let days = Array(repeating: DivergingBars.Day(), count: 60)
    let drawing = try diverging(days) { $0.dayLabels = (0..<60).map { .init(day: $0, label: "\($0) Sep") } }
    let boxes = drawing.all("text").filter { $0.text.hasSuffix("Sep") }.compactMap { $0.box(characterWidth: 7) }
    #expect(boxes.count > 5)
    for (box, next) in zip(boxes, boxes.dropFirst()) { #expect(box.right < next.left) }
  }

  @Test("something to come is marked beyond the last day")
  func upcoming() throws {
    let days = Array(repeating: DivergingBars.Day(above: Parts(1)), count: 60)
    let drawing = try diverging(days) { $0.upcoming = "Next: 14 April" }
    let marker = try #require(drawing.all("circle").first?.box(characterWidth: 0))
    let last = try #require(drawing.bars.last?.box(characterWidth: 0))
    #expect(marker.left > last.right)
    #expect(drawing.all("text").map(\.text).contains("Next: 14 April"))
    #expect(try diverging(days).all("circle").isEmpty)
  }

  @Test("counts in stacked bars stand within their bar, or not at all")
  func inBar() throws {
    var random = Seeded(state: 3)
    for _ in 0..<200 {
      let row = StackedBars.Row(label: "Team", parts: random.parts(), median: random.maybe(random.amount()))
      let drawing = try #require(
        Drawing(written(StackedBars(caption: caption(), rows: [row]) { "\($0)" }.write)))
      let bars = drawing.bars.compactMap { $0.box(characterWidth: 0) }
      let tick = drawing.all("path").first { $0.attributes["class"] == "ch-median" }?.box(characterWidth: 0)
      for label in drawing.all("text") where label.attributes["class"]?.hasPrefix("ch-in") == true {
        let box = try #require(label.box(characterWidth: 8))
        #expect(bars.contains { $0.contains(box) })
        if let tick { #expect(!tick.overlaps(box)) }
      }
      let total = try #require(drawing.all("text").last)
      #expect(total.text == "\(row.parts.total)" || total.text.hasSuffix("…"))
    }
  }

  @Test("nothing is drawn for nothing in the horizontal bars")
  func horizontalZero() throws {
    let stacked = StackedBars(caption: caption(), rows: [.init(label: "Team", parts: Parts())]) { "\($0)" }
    #expect(try #require(Drawing(written(stacked.write))).bars.isEmpty)
    let pair = PairBars(
      caption: caption(),
      rows: [0, -2, .nan, .infinity].map { .init(side: .first, label: "Team", value: $0, valueLabel: "0 h") })
    #expect(try #require(Drawing(written(pair.write))).bars.isEmpty)
  }

  @Test("a bar of half the amount is half as long")
  func proportion() throws {
    let pair = PairBars(
      caption: caption(),
      rows: [31.0, 15.5].map { .init(side: .first, label: "Team", value: $0, valueLabel: "\($0) h") })
    let widths = try #require(Drawing(written(pair.write))).bars.compactMap { $0.number("width") }
    #expect(widths.count == 2 && abs(widths[0] / widths[1] - 2) < 0.01)
  }

  @Test("a cell without interactions is not drawn, and more is larger")
  func heat() throws {
    let cells = (0..<6).map { HeatMap.Cell(row: 0, column: $0, count: $0) }
    let chart = HeatMap(caption: caption(), rowLabels: ["Mon"], columnLabels: [], cells: cells)
    let widths = try #require(Drawing(written(chart.write))).bars.compactMap { $0.number("width") }
    #expect(widths.count == 5 && widths == widths.sorted() && Set(widths).count == 5)
  }
}
