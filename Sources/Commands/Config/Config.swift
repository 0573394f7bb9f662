/// A config file, read but not yet understood.
public struct Config: Sendable {
  /// The file as the user named it, for messages.
  public let file: ResolvedPath
  /// The mapping at the top; `nil` in an empty file.
  let root: ConfigNode?

  /// The folder that paths in it start from.
  var directory: ResolvedPath { file.parent }

  /// The value at a dotted key; `nil` where there is none or nothing is given.
  subscript(key: String) -> ConfigNode? {
    var node = root
    for part in key.split(separator: ".") { node = node?[String(part)] }
    return node.flatMap { $0.isNull ? nil : $0 }
  }

  /// The place of a value, for messages.
  func place(of node: ConfigNode, key: String) -> Place {
    .config(file: file.shown, line: node.line, column: node.column, key: key)
  }
}
