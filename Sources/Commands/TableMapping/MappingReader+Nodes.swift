import Dataset
import Ingest
import Site

/// Looking into the parts of a mapping.
extension MappingReader {
  func child(_ key: String, of layer: Layer) -> Layer? {
    guard let node = layer.node[key], !node.isNull else { return nil }
    return Layer(node: node, file: layer.file, key: "\(layer.key).\(key)")
  }

  func place(_ layer: Layer) -> MappingPlace {
    MappingPlace(file: layer.file, line: layer.node.line, column: layer.node.column)
  }

  mutating func report(_ layer: Layer, found: String? = nil, expected: String, help: String? = nil) {
    report(
      .badValue(
        .config(file: layer.file, line: layer.node.line, column: layer.node.column, key: layer.key),
        found: found ?? (layer.node.isNull ? "nothing" : layer.node.phrase), expected: expected, help: help))
  }

  /// The entries of a mapping; reports anything else.
  mutating func entries(_ layer: Layer, expected: String) -> [ConfigNode.Entry]? {
    if case .mapping(let entries) = layer.node.value { return entries }
    report(layer, expected: expected)
    return nil
  }

  /// Reports keys that are not known.
  mutating func checkKeys(_ entries: [ConfigNode.Entry], of layer: Layer, among known: [String]) {
    for entry in entries where !known.contains(entry.key) {
      let place = Place.config(
        file: layer.file, line: entry.keyLine, column: entry.keyColumn, key: "\(layer.key).\(entry.key)")
      report(.unknownKey(place, nearest: NearestName.find(entry.key, among: known), known: known))
    }
  }

  mutating func text(_ layer: Layer, expected: String) -> String? {
    if case .text(let text, _) = layer.node.value, !text.isEmpty { return text }
    report(layer, expected: expected)
    return nil
  }

  /// One text, or a list of them.
  mutating func texts(_ layer: Layer, expected: String) -> [Layer] {
    guard case .list(let list) = layer.node.value else {
      return text(layer, expected: expected) == nil ? [] : [layer]
    }
    return list.compactMap { node in
      let item = Layer(node: node, file: layer.file, key: layer.key)
      return text(item, expected: expected) == nil ? nil : item
    }
  }

  mutating func name(_ layer: Layer) -> MappedName? {
    text(layer, expected: "the name of a column").map { MappedName($0, at: place(layer)) }
  }

  mutating func word<Value: RawRepresentable & CaseIterable>(
    _ key: String, of layer: Layer
  ) -> Value? where Value.RawValue == String {
    guard let layer = child(key, of: layer) else { return nil }
    let words = Value.allCases.map(\.rawValue)
    guard case .text(let text, _) = layer.node.value, let value = Value(rawValue: text) else {
      report(layer, expected: "one of \(listed(words))", help: NearestNameHelp.help(layer.node, among: words))
      return nil
    }
    return value
  }

  func listed(_ names: [String]) -> String { names.map { quoted($0) }.joined(separator: ", ") }
}

enum NearestNameHelp {
  static func help(_ text: String, among names: [String]) -> String? {
    NearestName.find(text, among: names).flatMap { $0 == text ? nil : "Did you mean \(quoted($0))?" }
  }

  static func help(_ node: ConfigNode, among names: [String]) -> String? {
    if case .text(let text, _) = node.value { return help(text, among: names) }
    return nil
  }
}
