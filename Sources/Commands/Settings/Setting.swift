import Dataset
import Site

/// A documented setting: a key of the config, and the option that does the same.
///
/// `all` is the one list that unknown keys are checked against, that `--help` takes its words from and that the
/// reference in the README is made of.
public struct Setting: Sendable {
  /// Dotted; `TYPE` and `WIDGET` stand for names.
  public let key: String
  /// The long option with its dashes, if there is one.
  public let option: String?
  /// The form of a value, with unit and range.
  public let form: String
  /// What holds where nothing is given.
  public let defaultValue: String
  /// A sentence without its full stop.
  public let meaning: String

  init(_ key: String, _ option: String? = nil, _ form: String, default defaultValue: String, _ meaning: String) {
    self.key = key
    self.option = option
    self.form = form
    self.defaultValue = defaultValue
    self.meaning = meaning
  }

  /// The setting of a key.
  static func named(_ key: String) -> Setting? { all.first { $0.key == key } }

  /// The keys that a mapping at a dotted key may have, in order; `nil` where any are allowed or there is no mapping.
  static func keys(under path: String) -> [String]? {
    let parts = path.split(separator: ".").map(String.init)
    if parts.first == "widgets" {
      if parts.count == 1 { return RecordType.allCases.map(\.code) }
      return parts.count == 2 ? RecordType(code: parts[1]).map { WidgetKey.of($0).map(\.rawValue) } : nil
    }
    let prefix = path.isEmpty ? "" : path + "."
    var keys: [String] = []
    for setting in all where setting.key.hasPrefix(prefix) {
      let key = String(setting.key.dropFirst(prefix.count).prefix { $0 != "." })
      if keys.last != key { keys.append(key) }
    }
    return keys.isEmpty ? nil : keys
  }

  /// The table of all settings in Markdown, for the README.
  public static var reference: String {
    var text = "| key | option | value | default | meaning |\n|---|---|---|---|---|\n"
    for setting in all {
      let option = setting.option.map { "`\($0)`" } ?? "–"
      let cells = ["`\(setting.key)`", option, setting.form, setting.defaultValue, setting.meaning]
      text += "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
    }
    return text
  }

  private static func escaped(_ cell: String) -> String {
    cell.map { $0 == "|" ? "\\|" : String($0) }.joined()
  }
}
