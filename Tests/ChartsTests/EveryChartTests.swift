import Charts
import Foundation
import Testing

@Suite struct EveryChartTests {
  static let texts = [
    "", "4 h", "A label of some length", String(repeating: "W", count: 90), "<script>alert(\"1\")</script> & 'x'",
    "日本語のラベル", "\u{202E}evil\u{0}",
  ]

  /// Every chart of many random inputs, with each of the texts.
  static let all: [(name: String, bytes: [UInt8])] = {
    var random = Seeded(state: 60)
    return (0..<40).flatMap { _ in
      texts.flatMap { specimens(&random, text: $0).sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }
  }()

  @Test("whatever the input, a chart is well-formed, and text from data stays text")
  func wellFormed() throws {
    let known = ["page", "div", "svg", "title", "desc", "g", "rect", "path", "circle", "text", "defs", "pattern", "a"]
    for (name, bytes) in Self.all {
      let drawing = try #require(Drawing(bytes), "\(name): \(String(decoding: bytes, as: UTF8.self))")
      #expect(drawing.elements.allSatisfy { known.contains($0.name) })
      #expect(!drawing.elements.contains { $0.attributes.keys.contains { $0 == "style" || $0.hasPrefix("on") } })
      #expect(!drawing.source.contains("\u{202E}") && !drawing.source.contains("\u{0}"))
    }
  }

  @Test("every coordinate is a finite number of at most one decimal")
  func finite() throws {
    for (name, bytes) in Self.all {
      let drawing = try #require(Drawing(bytes))
      for value in drawing.coordinates {
        #expect(Double(value)?.isFinite == true, "\(name): \(value)")
        #expect((value.split(separator: ".").dropFirst().first?.count ?? 0) <= 1, "\(name): \(value)")
      }
      for element in drawing.elements {
        if element.name == "path" && !element.isDefinition {
          #expect(element.box(characterWidth: 0) != nil, "\(name) \(element.attributes["d"] ?? "")")
        }
      }
    }
  }

  @Test("every mark and every label is inside the picture")
  func inside() throws {
    for (name, bytes) in Self.all {
      let drawing = try #require(Drawing(bytes))
      let picture = try #require(drawing.viewBox)
      for element in drawing.elements where !element.isDefinition {
        // Half an em of 14 is less than the widest character; what is cut by its width is tested with wide ones.
        guard let box = element.box(characterWidth: 6) else { continue }
        #expect(picture.contains(box), "\(name) \(element.name) \(element.attributes) \(element.text)")
      }
    }
  }

  @Test("no bar is without area")
  func area() throws {
    for (name, bytes) in Self.all {
      for bar in try #require(Drawing(bytes)).all("rect") {
        #expect(try #require(bar.number("width")) > 0 && #require(bar.number("height")) > 0, "\(name)")
      }
    }
  }

  @Test("marks are hidden from assistive technology; a chart is an image with a name and a description")
  func accessible() throws {
    for (name, bytes) in Self.all where name != "TrackBar" {
      let drawing = try #require(Drawing(bytes))
      // Links may not be within an image, so the one chart with links has its image inside its drawing.
      let svg = try #require(drawing.all("svg").first { $0.attributes["role"] == "img" })
      #expect(drawing.all("svg").count == (name == "BubbleChart" ? 2 : 1))
      let ids = drawing.elements.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
      let named = svg.attributes["aria-labelledby"]?.split(separator: " ").map(String.init) ?? []
      #expect(named == (name == "Sparkline" ? ["c-t"] : ["c-t", "c-d"]))
      #expect(named.allSatisfy(ids.contains))
      #expect(drawing.all("g").first?.attributes["aria-hidden"] == "true")
    }
  }

  @Test("every mark and label has a line of its own")
  func lines() {
    for (_, bytes) in Self.all {
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let marks = ["<rect", "<path", "<circle", "<text"].reduce(0) { $0 + line.ranges(of: $1).count }
        #expect(marks <= 1, "\(line)")
        if line.hasPrefix("M") { #expect(line.count { $0 == "M" } == 1, "\(line)") }
      }
    }
  }

  @Test("the same input gives the same bytes")
  func same() {
    var first = Seeded(state: 9)
    var second = Seeded(state: 9)
    #expect(specimens(&first, text: "x") == specimens(&second, text: "x"))
  }

  @Test("hostile text comes back as it was from the title, the description and the labels")
  func escaped() throws {
    let hostile = "</title><script>\"'&"
    let chart = PairBars(
      caption: caption(hostile), rows: [.init(side: .first, label: "a", value: 1, valueLabel: "<b>&\"")])
    let drawing = try #require(Drawing(written(chart.write)))
    #expect(drawing.all("title").map(\.text) == [hostile])
    #expect(drawing.all("desc").map(\.text) == [hostile])
    #expect(drawing.all("text").map(\.text) == ["a", "<b>&\""])
  }

  @Test("any text becomes an id, and different texts become different ids")
  func ids() throws {
    let prefixes = ["", "c60", "60", "a b", "a_b", "a_20b", "\"><script>", "é", "-x", "_", "i_", "i"]
    let ids = try prefixes.map { prefix in
      let chart = Sparkline(id: ChartID(prefix), title: "t", values: [1])
      return try #require(Drawing(written(chart.write))?.all("title").first?.attributes["id"])
    }
    #expect(Set(ids).count == ids.count)
    #expect(ids[1] == "c60-t")
    for id in ids {
      let first = try #require(id.utf8.first)
      #expect((0x61...0x7A).contains(first | 0x20))
      #expect(id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }, "\(id)")
    }
  }
}
