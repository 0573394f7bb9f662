/// A value of the config with its place: YAML without anchors, tags and styles.
public struct ConfigNode: Sendable, Equatable {
  public enum Value: Sendable, Equatable {
    /// `isQuoted` tells the text "null" from nothing.
    case text(String, isQuoted: Bool)
    case list([ConfigNode])
    /// In the order of the file; every key is there once.
    case mapping([Entry])
  }

  public struct Entry: Sendable, Equatable {
    public var key: String
    public var keyLine: Int
    public var keyColumn: Int
    public var value: ConfigNode
  }

  public var value: Value
  /// 1-based.
  public var line: Int
  /// 1-based, in characters of Unicode.
  public var column: Int

  /// Whether nothing is given: an empty value, `~` or `null`.
  var isNull: Bool {
    guard case .text(let text, isQuoted: false) = value else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// What messages call it.
  var phrase: String {
    switch value {
    case .text(let text, _): text.isEmpty ? "nothing" : quoted(text)
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The value of a key of a mapping.
  subscript(key: String) -> ConfigNode? {
    guard case .mapping(let entries) = value else { return nil }
    return entries.first { $0.key == key }?.value
  }
}
