import Foundation
import Testing

@testable import Charts

/// The colours of `Templates/css/charts.css`, by WCAG 2.2's formula.
@Suite struct PaletteTests {
  let css: String
  /// The variables of both themes: name to colour.
  let light: [String: String]
  let dark: [String: String]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Templates/css/charts.css")
    css = try String(contentsOf: file, encoding: .utf8)
    let themes = css.split(separator: ":root{").dropFirst().prefix(2).map { block in
      let declarations = block.prefix { $0 != "}" }.split { $0 == ";" || $0 == "\n" }
      return Dictionary(
        uniqueKeysWithValues: declarations.map { $0.split(separator: ":") }.map { (String($0[0]), String($0[1])) })
    }
    try #require(themes.count == 2)
    (light, dark) = (themes[0], themes[1])
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
    let luminances = [
      try luminance(#require(theme["--ch-" + first])), try luminance(#require(theme["--ch-" + second])),
    ].sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  @Test("both themes have the same colours' names")
  func complete() { #expect(light.keys.sorted() == dark.keys.sorted()) }

  @Test(
    "every mark has 3:1 against the card in both themes",
    arguments: [
      "s1", "s2", "s3", "stripe", "a", "b", "bound", "value", "edge", "soft", "ink", "h1", "h2", "h3", "h4", "h5",
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

  @Test("the style sheet's light theme is what the charts' own attributes say", arguments: Paint.allCases)
  func attributes(paint: Paint) throws {
    let text = "\(paint.attributes)"
    let attributes = Dictionary(
      uniqueKeysWithValues: text.split(separator: "\" ").map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1)
        return (parts[0].trimmingCharacters(in: .whitespaces), parts[1].filter { $0 != "\"" })
      })
    let selectors = [attributes["class"].map { "." + $0 }, ".ch text"].compactMap { $0 }
    for (attribute, value) in attributes where value.hasPrefix("#") {
      let name = selectors.lazy.compactMap { variable(of: attribute, by: $0) }.first
      #expect(light[try #require(name, "no rule for \(attribute) of \(selectors[0])")] == value)
    }
  }

  /// The variable to which a rule for `selector` sets `property`.
  private func variable(of property: String, by selector: String) -> String? {
    for rule in css.split(separator: "}") {
      let parts = rule.split(separator: "{")
      guard parts.count == 2 else { continue }
      let selectors = parts[0].split { $0 == "," || $0 == "\n" }
      guard selectors.contains(where: { $0 == selector || $0.hasSuffix(" " + selector) }) else { continue }
      for declaration in parts[1].split(separator: ";") where declaration.hasPrefix(property + ":var(") {
        return String(declaration.dropFirst(property.count + 5).dropLast())
      }
    }
    return nil
  }
}
