import Foundation
import Testing

@testable import Charts

/// The colours of the charts, by WCAG 2.2's formula: the light ones stand in their attributes, the dark ones in the
/// style sheets.
@Suite struct PaletteTests {
  /// Name of a colour, as in `s1` of the class `ch-s1`, to `#rrggbb`.
  let light: [String: String]
  let dark: [String: String]
  /// What the page's own variables are in both themes.
  private let page: (light: [String: String], dark: [String: String])
  /// The declarations of the dark theme: selector, property, value.
  private let rules: [(selector: String, property: String, value: String)]

  init() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Templates/css")
    func sheet(_ name: String) throws -> String {
      try String(contentsOf: folder.appending(path: name + ".css"), encoding: .utf8).replacing("\n", with: "")
    }
    let themes = try sheet("report").split(separator: ":root{").dropFirst().prefix(2).map { block in
      Dictionary(
        uniqueKeysWithValues: block.prefix { $0 != "}" }.split(separator: ";")
          .map { $0.split(separator: ":").map(String.init) }.map { ($0[0], $0[1]) })
    }
    try #require(themes.count == 2)
    let page = (light: themes[0], dark: themes[1])
    let rules = try ["charts", "team"].flatMap { Self.darkRules(try sheet($0)) }
    func colour(_ value: String, _ theme: [String: String]) -> String {
      let text = value.hasPrefix("var(") ? theme[String(value.dropFirst(4).dropLast())] ?? "" : value
      return text.count == 4 ? "#" + text.dropFirst().flatMap { [$0, $0] } : text
    }
    var light = ["ink": page.light["--ink"], "card": page.light["--card"]].compactMapValues {
      $0.map { colour($0, [:]) }
    }
    var dark = ["ink": page.dark["--ink"], "card": page.dark["--card"]].compactMapValues { $0.map { colour($0, [:]) } }
    for paint in Paint.allCases {
      let attributes = Self.attributes(paint)
      guard let name = attributes["class"]?.dropFirst(3) else { continue }
      for (property, suffix) in [("fill", ""), ("stroke", attributes["fill"]?.hasPrefix("#") == true ? "-line" : "")] {
        guard let value = attributes[property], value.hasPrefix("#") else { continue }
        light[name + suffix] = value
        dark[name + suffix] = Self.value(of: property, .init(name), rules).map { colour($0, page.dark) }
      }
    }
    (self.light, self.dark, self.page, self.rules) = (light, dark, page, rules)
  }

  /// The declarations within the media query of the dark theme.
  private static func darkRules(_ css: String) -> [(selector: String, property: String, value: String)] {
    guard let start = css.firstRange(of: "(prefers-color-scheme:dark){")?.upperBound else { return [] }
    let block = css[start...].prefix(upTo: css[start...].firstRange(of: "}}")?.lowerBound ?? css.endIndex)
    return block.split(separator: "}").flatMap { rule in
      let parts = rule.split(separator: "{")
      guard parts.count == 2 else { return [(selector: String, property: String, value: String)]() }
      return parts[0].split(separator: ",").flatMap { selector in
        parts[1].split(separator: ";").map { declaration in
          let pair = declaration.split(separator: ":")
          return (String(selector), String(pair[0]), String(pair[1]))
        }
      }
    }
  }

  private static func attributes(_ paint: Paint) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: "\(paint.attributes)".split(separator: "\" ").map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1)
        return (parts[0].trimmingCharacters(in: .whitespaces), parts[1].filter { $0 != "\"" })
      })
  }

  /// What the dark theme sets a property to for a class, or for the text of charts.
  private static func value(
    of property: String, _ name: String, _ rules: [(selector: String, property: String, value: String)]
  ) -> String? {
    let own = rules.first { $0.selector.hasSuffix(".ch-" + name) && $0.property == property }
    return (own ?? rules.first { $0.selector == ".ch text" && $0.property == property })?.value
  }

  private func luminance(_ colour: String) throws -> Double {
    let value = try #require(Int(colour.dropFirst(), radix: 16))
    let channels = [16, 8, 0].map { (shift: Int) -> Double in
      let share = Double(value >> shift & 255) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  private func contrast(_ first: String, _ second: String, in theme: [String: String]) throws -> Double {
    let luminances = [try luminance(#require(theme[first])), try luminance(#require(theme[second]))].sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  @Test(
    "every mark has 3:1 against the card in both themes",
    arguments: [
      "s1", "s2", "s3", "stripe", "a", "b", "band-line", "track-line", "value", "edge", "soft", "axis", "ink", "line",
      "h1", "h2", "h3", "h4", "h5",
      "high", "mid", "low", "unknown",
    ])
  func marks(name: String) throws {
    #expect(try contrast(name, "card", in: light) >= 3)
    #expect(try contrast(name, "card", in: dark) >= 3)
  }

  @Test(
    "text has 4.5:1 against what is behind it in both themes",
    arguments: [
      ("ink", "card"), ("soft", "card"), ("soft", "quiet"), ("in1", "s1"), ("in2", "s2"), ("in3", "s3"),
      ("in3", "stripe"),
    ])
  func texts(text: String, ground: String) throws {
    #expect(try contrast(text, ground, in: light) >= 4.5)
    #expect(try contrast(text, ground, in: dark) >= 4.5)
  }

  @Test("marks have 3:1 against the fills that touch them: a value in its track, the edge of a stretch")
  func neighbours() throws {
    for theme in [light, dark] {
      #expect(try contrast("value", "track", in: theme) >= 3)
      #expect(try contrast("edge", "quiet", in: theme) >= 3)
      #expect(try contrast("ink", "band", in: theme) >= 3)
    }
  }

  @Test("series differ in luminance, as steps of the heat map do, so that they differ in grey too")
  func grey() throws {
    for theme in [light, dark] {
      #expect(try contrast("s1", "s2", in: theme) >= 1.8)
      for (step, next) in zip(1...4, 2...5) { #expect(try contrast("h\(step)", "h\(next)", in: theme) >= 1.25) }
    }
    #expect(try contrast("s1", "s2", in: light) >= 3)
  }

  @Test("whatever the charts paint has a colour in the dark theme", arguments: Paint.allCases)
  func complete(paint: Paint) throws {
    let attributes = Self.attributes(paint)
    guard let name = attributes["class"]?.dropFirst(3) else { return }
    for property in ["fill", "stroke"] where attributes[property]?.hasPrefix("#") == true {
      #expect(Self.value(of: property, String(name), rules) != nil, "\(property) of .ch-\(name)")
    }
  }

  @Test("the neutral colours that the dark theme takes from the page are those of the page in the light one")
  func neutrals() throws {
    for paint in Paint.allCases {
      let attributes = Self.attributes(paint)
      guard let name = attributes["class"]?.dropFirst(3) else { continue }
      for property in ["fill", "stroke"] {
        guard let own = attributes[property], own.hasPrefix("#"),
          let value = Self.value(of: property, String(name), rules), value.hasPrefix("var(")
        else { continue }
        let variable = try #require(page.light[String(value.dropFirst(4).dropLast())])
        #expect(own == variable || own == "#ffffff" && variable == "#fff", "\(property) of .ch-\(name)")
      }
    }
  }
}
