import Yams

/// YAML text into `ConfigNode`s, with limits that no honest config meets.
enum ConfigParser {
  static let maximumBytes = 256 * 1024
  static let maximumNodes = 50_000
  static let maximumDepth = 32
  /// Aliases copy what they stand for, so that few of them can make millions of values.
  static let maximumAliases = 8

  /// - Throws: `CommandLineError`, with line and column.
  static func parse(_ text: String, file: String) throws(CommandLineError) -> ConfigNode? {
    let aliases = aliasCount(text)
    guard aliases <= maximumAliases else {
      throw .configUnusable(
        file: file, found: "\(aliases) aliases (*name)", expected: "at most \(maximumAliases)")
    }
    let root: Node?
    do {
      // Without a resolver every plain value stays the text that it is: “no” is a language as much as an answer.
      root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
      throw CommandLineError(error, file: file, text: text)
    } catch {
      throw .configMalformed(file: file, line: 1, column: 1, problem: "\(error)")
    }
    guard let root else { return nil }
    var budget = maximumNodes
    return try node(root, file: file, depth: 0, budget: &budget)
  }

  private static func node(
    _ node: Node, file: String, depth: Int, budget: inout Int
  ) throws(CommandLineError) -> ConfigNode {
    let line = node.mark?.line ?? 1
    let column = node.mark?.column ?? 1
    budget -= 1
    guard budget >= 0 else {
      throw .configUnusable(
        file: file, line: line, column: column, found: "more than \(maximumNodes) values", expected: "fewer")
    }
    guard depth <= maximumDepth else {
      throw .configUnusable(
        file: file, line: line, column: column, found: "values nested deeper than \(maximumDepth) levels",
        expected: "fewer levels")
    }
    let value: ConfigNode.Value
    switch node {
    case .scalar(let scalar): value = .text(scalar.string, isQuoted: scalar.style != .plain)
    case .sequence(let sequence):
      var list: [ConfigNode] = []
      for item in sequence { list.append(try self.node(item, file: file, depth: depth + 1, budget: &budget)) }
      value = .list(list)
    case .mapping(let mapping): value = try entries(mapping, file: file, depth: depth, budget: &budget)
    // Never made by the parser, which puts in what the alias stands for.
    case .alias: throw .configMalformed(file: file, line: line, column: column, problem: "an alias without a value")
    }
    return ConfigNode(value: value, line: line, column: column)
  }

  private static func entries(
    _ mapping: Node.Mapping, file: String, depth: Int, budget: inout Int
  ) throws(CommandLineError) -> ConfigNode.Value {
    var entries: [ConfigNode.Entry] = []
    for (key, value) in mapping {
      let line = key.mark?.line ?? 1
      let column = key.mark?.column ?? 1
      guard case .scalar(let name) = key else {
        throw .configMalformed(file: file, line: line, column: column, problem: "a key must be text")
      }
      let node = try node(value, file: file, depth: depth + 1, budget: &budget)
      entries.append(.init(key: name.string, keyLine: line, keyColumn: column, value: node))
    }
    return .mapping(entries)
  }

  /// How many words look like aliases: they begin with an asterisk that something other than white space follows.
  private static func aliasCount(_ text: String) -> Int {
    var count = 0
    var previous = UInt8(ascii: "\n")
    var isAsterisk = false
    for byte in text.utf8 {
      if isAsterisk && !" \t\r\n*".utf8.contains(byte) { count += 1 }
      isAsterisk = byte == UInt8(ascii: "*") && " \t\r\n[{,:-?".utf8.contains(previous)
      previous = byte
    }
    return count
  }
}

extension CommandLineError {
  fileprivate init(_ error: YamlError, file: String, text: String) {
    func malformed(_ problem: String, _ mark: Mark?, _ context: YamlError.Context? = nil) -> CommandLineError {
      let problem = context.map { "\(problem) (\($0.text), from line \($0.mark.line))" } ?? problem
      return .configMalformed(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, problem: problem)
    }
    switch error {
    case .parser(_, let problem, let mark, _) where problem.hasPrefix("Maximum nesting level"):
      self = .configUnusable(
        file: file, line: mark.line, column: mark.column,
        found: "values nested deeper than \(ConfigParser.maximumDepth) levels", expected: "fewer levels")
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      self = malformed(problem, mark, context)
    case .composer(_, let problem, let mark, _): self = malformed(problem, mark)
    case .reader(let problem, let offset, _, _):
      let before = text.prefix(offset ?? 0)
      let line = before.count { $0.isNewline } + 1
      let column = before.reversed().prefix { !$0.isNewline }.count + 1
      self = .configMalformed(file: file, line: line, column: column, problem: problem)
    case .duplicatedKeysInMapping(let keys, let context):
      self = .duplicateKeys(file: file, line: context.mark.line, column: context.mark.column, keys: keys)
    default: self = malformed("\(error)", nil)
    }
  }
}
