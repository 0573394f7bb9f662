import Foundation

/// A JSON value that can be compared. Numbers are equal where their values are, `1` and `1.0` among them.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// - Throws: if the text is not JSON.
  public init(_ json: some DataProtocol) throws {
    self.init(any: try JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed))
  }

  /// The value of each line of a JSON Lines file.
  public static func lines(_ file: Data) throws -> [JSONValue] {
    try file.split(separator: UInt8(ascii: "\n")).map { try JSONValue($0) }
  }

  private init(any value: Any) {
    switch value {
    case let number as NSNumber where String(cString: number.objCType) == "c": self = .bool(number.boolValue)
    case let number as NSNumber: self = .number(number.doubleValue)
    case let text as String: self = .text(text)
    case let items as [Any]: self = .array(items.map { JSONValue(any: $0) })
    case let members as [String: Any]: self = .object(members.mapValues { JSONValue(any: $0) })
    default: self = .null
    }
  }

  /// A member of an object; null where there is none.
  public subscript(_ key: String) -> JSONValue {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  public var text: String? { if case .text(let text) = self { text } else { nil } }
  public var number: Double? { if case .number(let number) = self { number } else { nil } }
  public var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }

  /// The keys of an object, in no order.
  public var keys: [String] { if case .object(let members) = self { Array(members.keys) } else { [] } }

  /// Every text in the value, keys aside.
  public var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .array(let items): items.flatMap(\.texts)
    case .object(let members): members.values.flatMap(\.texts)
    default: []
    }
  }

  /// One line for each place where `found` is not what this value says.
  public func differences(from found: JSONValue, at path: String) -> [String] {
    switch (self, found) {
    case (.object(let expected), .object(let found)):
      Set(expected.keys).union(found.keys).sorted().flatMap { key -> [String] in
        guard let value = expected[key] else { return ["\(path).\(key): expected no such field"] }
        guard let other = found[key] else { return ["\(path).\(key): expected \(value), found no such field"] }
        return value.differences(from: other, at: "\(path).\(key)")
      }
    case (.array(let expected), .array(let found)) where expected.count == found.count:
      zip(expected, found).enumerated().flatMap { index, pair in
        pair.0.differences(from: pair.1, at: "\(path)[\(index)]")
      }
    default: self == found ? [] : ["\(path): expected \(self), found \(found)"]
    }
  }
}

extension JSONValue: CustomStringConvertible {
  public var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let text): "\"\(text)\""
    case .array(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    }
  }
}
