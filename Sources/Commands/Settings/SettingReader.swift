import Site

/// Looks settings up: on the command line, else in the config. What is wrong is collected, so that a user can mend
/// everything at once.
struct SettingReader {
  /// A value as text, with its place.
  struct Raw {
    var text: String
    var place: Place
  }

  private let commandLine: [String: [Raw]]
  let config: Config?
  private(set) var problems: [CommandLineError] = []

  /// - Parameter commandLine: the values of the options that were given, by the key of their setting.
  init(commandLine: [String: [Raw]], config: Config?) {
    self.commandLine = commandLine
    self.config = config
    if let root = config?.root { checkKeys(of: root, path: "") }
  }

  mutating func report(_ problem: CommandLineError) { problems.append(problem) }

  mutating func reportBadValue(_ raw: Raw, expected: String, help: String? = nil) {
    report(.badValue(raw.place, found: raw.text.isEmpty ? "nothing" : quoted(raw.text), expected: expected, help: help))
  }

  /// The one value of a setting, `nil` if it is not given.
  mutating func single(_ key: String, expected: String) -> Raw? {
    if let given = commandLine[key] { return given.last }
    guard let config, let node = config[key] else { return nil }
    let place = config.place(of: node, key: key)
    guard case .text(let text, _) = node.value else {
      report(.badValue(place, found: node.phrase, expected: expected))
      return nil
    }
    return Raw(text: text, place: place)
  }

  /// The values of a setting that may have several, `nil` if it is not given. One value needs no list.
  mutating func several(_ key: String, expected: String) -> [Raw]? {
    if let given = commandLine[key] { return given }
    guard let config, let node = config[key] else { return nil }
    var items = [node]
    if case .list(let list) = node.value { items = list }
    return items.compactMap { item in
      let place = config.place(of: item, key: key)
      guard case .text(let text, _) = item.value, !item.isNull else {
        report(.badValue(place, found: item.isNull ? "nothing" : item.phrase, expected: expected))
        return nil
      }
      return Raw(text: text, place: place)
    }
  }

  /// Where a setting is given, `nil` if it is not.
  func place(of key: String) -> Place? {
    if let given = commandLine[key]?.last { return given.place }
    guard let config, let node = config[key] else { return nil }
    return config.place(of: node, key: key)
  }

  private mutating func checkKeys(of node: ConfigNode, path: String) {
    guard let config, let known = Setting.keys(under: path), !node.isNull else { return }
    guard case .mapping(let entries) = node.value else {
      let keys = known.map { quoted($0) }.joined(separator: ", ")
      report(
        .badValue(config.place(of: node, key: path), found: node.phrase, expected: "a mapping with any of \(keys)"))
      return
    }
    for entry in entries {
      let key = path.isEmpty ? entry.key : "\(path).\(entry.key)"
      if known.contains(entry.key) {
        checkKeys(of: entry.value, path: key)
        continue
      }
      let place = Place.config(file: config.file.shown, line: entry.keyLine, column: entry.keyColumn, key: key)
      report(.unknownKey(place, nearest: nearest(to: entry.key, in: path, among: known), known: known))
    }
  }

  /// A key of this mapping with nearly that name, else one of that name anywhere.
  private func nearest(to key: String, in path: String, among known: [String]) -> String? {
    if let name = NearestName.find(key, among: known) { return path.isEmpty ? name : "\(path).\(name)" }
    if path.hasPrefix("widgets") { return nil }
    let leaves = Setting.all.map { $0.key.split(separator: ".").last.map(String.init) ?? $0.key }
    guard let leaf = NearestName.find(key, among: leaves) else { return nil }
    return leaves.firstIndex(of: leaf).map { Setting.all[$0].key }
  }
}
