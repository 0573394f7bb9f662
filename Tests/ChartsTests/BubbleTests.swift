import Foundation
import Testing

@testable import Charts

@Suite struct BubbleTests {
  private func chart(_ bubbles: [BubbleChart.Bubble], lastDay: Int = 100) -> BubbleChart {
    BubbleChart(
      caption: caption(), bubbles: bubbles, lastDay: lastDay, dayLabels: [.init(0, "12 Jun"), .init(50, "1 Aug")],
      scoreLabels: [.init(0, "0"), .init(60, "60")], bands: [.init(80, "good")], laterLabel: "later")
  }

  private func bubble(
    _ day: Int, _ score: Int?, share: Double? = 1, level: BubbleLevel = .high, path: String? = nil
  ) -> BubbleChart.Bubble {
    .init(day: day, score: score, share: share, level: level, name: "Deal \(day)", tip: "A tip", path: path)
  }

  private func circles(_ bubbles: [BubbleChart.Bubble], lastDay: Int = 100) throws -> [Drawing.Element] {
    let drawing = try #require(Drawing(written(chart(bubbles, lastDay: lastDay).write)))
    return drawing.all("circle")
  }

  @Test("a later day is further right by as much, and a higher score further up by as much")
  func scales() throws {
    let places = try circles([bubble(0, 0), bubble(50, 50), bubble(100, 100)])
    let xs = try places.map { try #require($0.number("cx")) }
    let ys = try places.map { try #require($0.number("cy")) }
    #expect(abs((xs[1] - xs[0]) - (xs[2] - xs[1])) < 0.2 && xs[1] > xs[0])
    #expect(abs((ys[0] - ys[1]) - (ys[1] - ys[2])) < 0.2 && ys[0] > ys[1])
  }

  @Test("no score stands where a score of 0 does, and what is outside 0 to 100 at the edge")
  func edges() throws {
    let ys = try circles([bubble(10, 0), bubble(20, nil), bubble(30, -7), bubble(40, 100), bubble(50, 250)])
      .map { $0.number("cy") }
    #expect(ys[0] == ys[1] && ys[1] == ys[2] && ys[3] == ys[4] && ys[0] != ys[3])
  }

  @Test("a quarter of the largest value has a quarter of its area, whatever the shape")
  func areas() throws {
    let radii = try circles([bubble(10, 50, share: 1), bubble(50, 50, share: 0.25)]).map { $0.number("r") }
    #expect(try #require(radii[0]) == 2 * #require(radii[1]))
    let mark = { (level: BubbleLevel) in BubbleMark(level, x: 0, y: 0, radius: 10).reach }
    let disc = 100 * Double.pi
    let diamond = mark(.middle)
    #expect(abs(2 * diamond.side * diamond.up - disc) < 0.1)
    let triangle = mark(.low)
    #expect(abs(triangle.side * (triangle.up + triangle.down) - disc) < 0.1)
    let square = mark(.unknown)
    #expect(abs(4 * square.side * square.up - disc) < 0.1)
  }

  @Test("no value, and values too small to see, have the smallest bubble", arguments: [nil, 0, -1, .nan, 1e-9])
  func smallest(share: Double?) throws {
    let radii = try circles([bubble(10, 50), bubble(50, 50, share: share)]).map { $0.number("r") }
    #expect(radii == [28, 4])
  }

  @Test("many bubbles are smaller, and all of them inside the picture")
  func many() throws {
    let bubbles = (0..<500).map { bubble($0 % 100, $0 * 7 % 101, share: Double($0 % 10 + 1) / 10) }
    let drawing = try #require(Drawing(written(chart(bubbles).write)))
    let picture = try #require(drawing.viewBox)
    #expect(drawing.all("circle").count == 500)
    #expect(drawing.all("circle").allSatisfy { $0.box(characterWidth: 6).map { picture.contains($0) } ?? false })
    #expect(drawing.all("circle").compactMap { $0.number("r") }.max() == 7)
  }

  @Test("what is later than the axis stands apart at its end")
  func later() throws {
    let drawing = try #require(Drawing(written(chart([bubble(100, 50), bubble(9_999, 50)]).write)))
    let xs = try drawing.all("circle").map { try #require($0.number("cx")) }
    #expect(xs[1] - xs[0] > 50)
    #expect(drawing.all("text").contains { $0.text == "later" })
    let without = try #require(Drawing(written(chart([bubble(100, 50)]).write)))
    #expect(!without.all("text").contains { $0.text == "later" })
  }

  @Test("each level has a shape and a colour of its own")
  func levels() throws {
    let bubbles = BubbleLevel.allCases.enumerated().map { bubble(20 * $0.offset, 50, level: $0.element) }
    let drawing = try #require(Drawing(written(chart(bubbles).write)))
    let marks = drawing.elements.filter { ($0.attributes["stroke"] ?? "") == "#ffffff" && $0.name != "text" }
    #expect(Set(marks.compactMap { $0.attributes["fill"] }).count == 4)
    let shapes = marks.map { $0.name + String(($0.attributes["d"] ?? "").filter { $0 == "L" }) }
    #expect(Set(shapes) == ["circle", "pathLLL", "pathLL", "rect"])
  }

  @Test("the smallest is drawn last, so that nothing covers it as a whole")
  func order() throws {
    let radii = try circles([bubble(10, 50, share: 0.1), bubble(10, 50, share: 1), bubble(10, 50, share: 0.5)])
      .compactMap { $0.number("r") }
    #expect(radii == radii.sorted(by: >))
  }

  @Test("a bubble leads to its page by pointer alone, and no image holds a link")
  func links() throws {
    let drawing = try #require(
      Drawing(written(chart([bubble(1, 50, path: "a.html?b=1&c=\"2\""), bubble(50, 50)]).write)))
    let links = drawing.all("a")
    #expect(links.map { $0.attributes["href"] } == ["a.html?b=1&c=\"2\""])
    #expect(links.allSatisfy { $0.attributes["tabindex"] == "-1" && $0.inherited["role"] != "img" })
    let image = try #require(drawing.all("svg").first { $0.attributes["role"] == "img" })
    #expect(image.attributes["aria-labelledby"] == "c-t c-d")
  }

  @Test("names keep clear of each other and of all bubbles, and the first come first")
  func names() throws {
    let bubbles = (0..<60).map { bubble($0 * 13 % 100, $0 * 29 % 101, share: 1 - Double($0) / 80) }
    let chart = chart(bubbles)
    let layout = BubbleLayout(of: chart)
    let marks = bubbles.map { bubble in
      BubbleMark(
        bubble.level, x: layout.x(bubble.day, lastDay: 100), y: layout.y(Double(bubble.score ?? 0)),
        radius: layout.radius(bubble.share))
    }
    let labels = BubbleLabels(marks: marks, names: bubbles.map(\.name), layout: layout).labels
    #expect(labels.count > 3)
    let boxes = labels.map { label in
      let width = TextWidth.of(label.text, size: 12)
      let left = label.isBefore ? label.x - width : label.x
      return Drawing.Box(left: left, top: label.y - 9, right: left + width, bottom: label.y + 3)
    }
    for (index, box) in boxes.enumerated() {
      #expect(!boxes.dropFirst(index + 1).contains { $0.overlaps(box) })
      #expect(
        !marks.contains { mark in
          let (side, up, down) = mark.reach
          return box.overlaps(.init(left: mark.x - side, top: mark.y - up, right: mark.x + side, bottom: mark.y + down))
        })
    }
    let alone = BubbleLabels(marks: Array(marks.prefix(1)), names: ["Only one"], layout: layout).labels
    #expect(alone.map(\.text) == ["Only one"])
  }
}
