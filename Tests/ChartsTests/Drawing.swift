import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of what a chart wrote, in order.
struct Drawing {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// Of this element or, nearest first, of those around it.
    var inherited: [String: String]
    var text = ""
    /// Whether it is part of a pattern and not a mark.
    var isDefinition: Bool

    func number(_ name: String) -> Double? { attributes[name].flatMap(Double.init) }
  }

  struct Box {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    func contains(_ other: Box, within tolerance: Double = 0.11) -> Bool {
      left - tolerance <= other.left && other.right <= right + tolerance && top - tolerance <= other.top
        && other.bottom <= bottom + tolerance
    }
  }

  let elements: [Element]
  let source: String

  /// Nil if it is not well-formed.
  init?(_ bytes: [UInt8]) {
    source = String(decoding: bytes, as: UTF8.self)
    let collector = Collector()
    let parser = XMLParser(data: Data("<page>\(source)</page>".utf8))
    parser.delegate = collector
    guard parser.parse() else { return nil }
    elements = collector.elements
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name && !$0.isDefinition } }

  /// Marks that are bars, not the ground.
  var bars: [Element] { all("rect").filter { !["ch-quiet", "ch-track"].contains($0.attributes["class"] ?? "") } }

  var viewBox: Box? {
    let numbers = all("svg").first?.attributes["viewBox"]?.split(separator: " ").compactMap { Double($0) } ?? []
    return numbers.count == 4 ? Box(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3]) : nil
  }

  /// The numbers of all coordinates, as they are written.
  var coordinates: [Substring] {
    let numeric: Set = ["x", "y", "width", "height", "cx", "cy", "r", "rx"]
    return elements.flatMap { element in
      element.attributes.filter { numeric.contains($0.key) }.map { Substring($0.value) }
    }
      + source.split(separator: " d=\"").dropFirst().flatMap {
        $0.prefix { $0 != "\"" }.split { "MLHVZ \n".contains($0) }
      }
  }

  private final class Collector: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [Int] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      let parent = open.last.map { elements[$0] }
      let inherited = (parent?.inherited ?? [:]).merging(attributes) { $1 }
      let isDefinition = name == "defs" || parent?.isDefinition == true
      for (name, attributes) in name == "path" ? Self.marks(attributes) : [(name, attributes)] {
        elements.append(
          Element(name: name, attributes: attributes, inherited: inherited, isDefinition: isDefinition))
      }
      open.append(elements.count - 1)
    }

    /// The parts of a path, each as a mark of its own: `M x y H x V y H x Z` as the rectangle that it is.
    private static func marks(_ attributes: [String: String]) -> [(name: String, attributes: [String: String])] {
      (attributes["d"] ?? "").split(separator: "M").map { "M" + $0.trimmingCharacters(in: .whitespaces) }
        .filter { $0 != "M" }
        .map { part in
          let numbers = part.split { $0.isLetter || $0.isWhitespace }.compactMap { Double($0) }
          guard part.filter(\.isLetter) == "MHVHZ", numbers.count == 5, numbers[4] == numbers[0] else {
            return ("path", attributes.merging(["d": part]) { $1 })
          }
          func text(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
          let box = [
            "x": text(numbers[0]), "y": text(numbers[1]), "width": text(numbers[2] - numbers[0]),
            "height": text(numbers[3] - numbers[1]),
          ]
          return ("rect", attributes.filter { $0.key != "d" }.merging(box) { $1 })
        }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) { open.removeLast() }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if let index = open.last { elements[index].text += text }
    }
  }
}

extension Drawing.Element {
  /// Where the mark is, text as wide as `characterWidth` times its characters; nil for what is not a mark.
  func box(characterWidth: Double) -> Drawing.Box? {
    switch name {
    case "rect":
      guard let width = number("width"), let height = number("height") else { return nil }
      let (x, y) = (number("x") ?? 0, number("y") ?? 0)
      return Drawing.Box(left: x, top: y, right: x + width, bottom: y + height)
    case "circle":
      guard let x = number("cx"), let y = number("cy"), let radius = number("r") else { return nil }
      return Drawing.Box(left: x - radius, top: y - radius, right: x + radius, bottom: y + radius)
    case "text":
      guard let x = number("x"), let y = number("y") else { return nil }
      let width = Double(text.count) * characterWidth
      let left =
        switch inherited["text-anchor"] {
        case "middle": x - width / 2
        case "end": x - width
        default: x
        }
      return Drawing.Box(left: left, top: y - 9, right: left + width, bottom: y + 3)
    case "path": return pathBox
    default: return nil
    }
  }

  /// Of the absolute commands that the charts use: M, L, H, V, Z.
  private var pathBox: Drawing.Box? {
    var xs: [Double] = []
    var ys: [Double] = []
    var commands: [(Character, String)] = []
    for character in attributes["d"] ?? "" {
      if character.isLetter {
        commands.append((character, ""))
      } else if !commands.isEmpty {
        commands[commands.count - 1].1.append(character)
      }
    }
    for (command, argument) in commands {
      let numbers = argument.split(separator: " ").compactMap { Double($0) }
      switch (command, numbers.count) {
      case ("M", 2), ("L", 2):
        xs.append(numbers[0])
        ys.append(numbers[1])
      case ("H", 1): xs.append(numbers[0])
      case ("V", 1): ys.append(numbers[0])
      case ("Z", 0): break
      default: return nil
      }
    }
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return nil }
    return Drawing.Box(left: left, top: top, right: right, bottom: bottom)
  }
}
