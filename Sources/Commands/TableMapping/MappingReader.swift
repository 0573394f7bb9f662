import Dataset
import Ingest

/// Understands the `tables` of a config (sources spec, `table:`). What is wrong is collected, so that a user can mend
/// everything at once.
struct MappingReader {
  /// A part of a mapping with the file that it is written in.
  struct Layer {
    var node: ConfigNode
    var file: String
    /// Dotted.
    var key: String
  }

  private(set) var problems: [CommandLineError] = []

  static let ruleKeys = ["dates", "time_zone", "numbers", "encoding", "delimiter", "if_missing"]
  static let rootKeys = ["use"] + Table.allCases.map(\.name) + ruleKeys

  /// The mapping of the key `tables`: the name of a ready one, or a mapping of tables.
  mutating func mapping(_ node: ConfigNode, file: String) -> TableMapping {
    let layer = Layer(node: node, file: file, key: "tables")
    if case .text(let name, _) = node.value { return readyMapping(name, layer) ?? TableMapping() }
    guard let entries = entries(layer, expected: "the name of a ready mapping, or tables with their files") else {
      return TableMapping()
    }
    checkKeys(entries, of: layer, among: Self.rootKeys)
    var name = ""
    var ready: Layer?
    if let use = child("use", of: layer), let text = text(use, expected: "the name of a ready mapping") {
      ready = readyLayer(text, use)
      name = ready == nil ? "" : text
    }
    let rules = rules(layer, over: ready.map { self.rules($0, over: ReadingRules()) } ?? ReadingRules())
    var result = TableMapping(name: name)
    for table in Table.allCases {
      result.entries += tableEntries(table, layer, over: ready, rules)
    }
    if result.entries.isEmpty && problems.isEmpty {
      report(layer, found: "no table", expected: "at least one of \(listed(Table.allCases.map(\.name)))")
    }
    return result
  }

  /// A ready mapping as it ships; `nil` if there is none of that name.
  static func ready(_ name: String) -> TableMapping? {
    var reader = MappingReader()
    guard let root = ReadyMapping.named(name)?.root else { return nil }
    return reader.readyMapping(root)
  }

  private mutating func readyMapping(_ name: String, _ layer: Layer) -> TableMapping? {
    guard let ready = readyLayer(name, layer) else { return nil }
    var mapping = readyMapping(ready)
    mapping.name = name
    return mapping
  }

  private mutating func readyMapping(_ ready: Layer) -> TableMapping {
    let rules = rules(ready, over: ReadingRules())
    return TableMapping(entries: Table.allCases.flatMap { tableEntries($0, ready, over: nil, rules) })
  }

  private mutating func readyLayer(_ name: String, _ layer: Layer) -> Layer? {
    if let ready = ReadyMapping.named(name) { return ready.root }
    let names = ReadyMapping.all.map(\.name)
    let nearest = NearestNameHelp.help(name, among: names)
    report(
      layer, found: quoted(name), expected: "a ready mapping, one of \(listed(names)), or tables with their files",
      help: nearest)
    return nil
  }

  /// The entries of one table: of the config, of a ready mapping, or of both.
  private mutating func tableEntries(
    _ table: Table, _ layer: Layer, over ready: Layer?, _ rules: ReadingRules
  ) -> [TableEntry] {
    let own = items(child(table.name, of: layer))
    let base = items(ready.flatMap { child(table.name, of: $0) })
    guard let own else { return (base ?? []).map { entry([$0], of: table, rules) } }
    if own.count == 1, case .text("none", _) = own[0].node.value { return [] }
    guard let base, !base.isEmpty else { return own.map { entry([$0], of: table, rules) } }
    // Entries that name the files of the ready mapping, or none, change it; others take its place.
    let changed = own.map { layer in changedEntry(by: layer, among: base) }
    if changed.contains(nil) { return own.map { entry([$0], of: table, rules) } }
    return base.indices.map { index in
      let changes = own.indices.filter { changed[$0] == index }.map { own[$0] }
      return entry([base[index]] + changes, of: table, rules)
    }
  }

  /// The position of the ready entry that an entry changes.
  private mutating func changedEntry(by layer: Layer, among base: [Layer]) -> Int? {
    guard let file = child("file", of: layer) else { return base.count == 1 ? 0 : nil }
    return base.firstIndex { ready in child("file", of: ready)?.node.value.isSameText(as: file.node.value) ?? false }
  }

  /// A table's value as a list: one entry needs none.
  private func items(_ layer: Layer?) -> [Layer]? {
    guard let layer else { return nil }
    guard case .list(let list) = layer.node.value else { return [layer] }
    return list.map { Layer(node: $0, file: layer.file, key: layer.key) }
  }

  /// What holds for several values is understood with each of them, and is wrong once.
  mutating func report(_ problem: CommandLineError) {
    if !problems.contains(problem) { problems.append(problem) }
  }
}

extension ConfigNode.Value {
  fileprivate func isSameText(as other: ConfigNode.Value) -> Bool {
    if case .text(let first, _) = self, case .text(let second, _) = other { return first == second }
    return false
  }
}
