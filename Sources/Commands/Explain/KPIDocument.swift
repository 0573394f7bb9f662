/// A line of `data/kpis.jsonl`, taken apart: every value by its path, in the order of the line.
///
/// The line is the program's own, so nothing but what `JSONWriter` writes is understood.
struct KPIDocument {
  enum Kind: Equatable {
    case object
    case array(count: Int)
    case scalar
  }

  struct Entry {
    /// Keys joined by dots, such as `response.team.median`.
    let path: String
    let kind: Kind
    /// The value as JSON.
    let json: ArraySlice<UInt8>
  }

  private(set) var entries: [Entry] = []
  private let bytes: [UInt8]

  init(line: [UInt8]) {
    bytes = line
    _ = value(at: 0, path: "")
  }

  subscript(path: String) -> Entry? { entries.first { $0.path == path } }

  /// The values at `path` and below it that are no objects.
  func leaves(below path: String) -> [Entry] {
    entries.filter { $0.kind != .object && (path.isEmpty || $0.path == path || $0.path.hasPrefix(path + ".")) }
  }

  /// Takes the value that begins at `start` apart; gives where it ends.
  private mutating func value(at start: Int, path: String) -> Int {
    guard start < bytes.count else { return start }
    let position = entries.count
    if !path.isEmpty { entries.append(Entry(path: path, kind: .scalar, json: [])) }
    let (kind, end): (Kind, Int) =
      switch bytes[start] {
      case UInt8(ascii: "{"): (.object, members(at: start + 1, path: path))
      case UInt8(ascii: "["): elements(at: start + 1)
      default: (.scalar, Self.end(of: bytes, at: start))
      }
    if !path.isEmpty { entries[position] = Entry(path: path, kind: kind, json: bytes[start..<end]) }
    return end
  }

  private mutating func members(at start: Int, path: String) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "}") {
      let end = Self.end(of: bytes, at: index)
      let key = String(decoding: bytes[index..<end].dropFirst().dropLast(), as: UTF8.self)
      index = value(at: min(end + 1, bytes.count), path: path.isEmpty ? key : path + "." + key)
      if index < bytes.count, bytes[index] == UInt8(ascii: ",") { index += 1 }
    }
    return min(index + 1, bytes.count)
  }

  private func elements(at start: Int) -> (Kind, Int) {
    var index = start
    var count = 0
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
      index = Self.end(of: bytes, at: index)
      count += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: ",") { index += 1 }
    }
    return (.array(count: count), min(index + 1, bytes.count))
  }

  /// Where the value that begins at `start` ends; beyond `start` in any case.
  private static func end(of bytes: [UInt8], at start: Int) -> Int {
    var index = start
    var depth = 0
    var isText = false
    while index < bytes.count {
      let byte = bytes[index]
      if isText {
        if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isText = false }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
      }
      index += 1
      guard depth == 0, !isText, index < bytes.count else { continue }
      if [UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(bytes[index]) { break }
    }
    return min(index, bytes.count)
  }
}

extension KPIDocument.Entry {
  /// The value for people: text without its quotes, a dash for none, long lists by their length.
  var text: String {
    if case .array(let count) = kind, count > 0, json.dropFirst().first.map({ [0x7B, 0x5B].contains($0) }) ?? false {
      return count == 1 ? "1 entry" : "\(count) entries"
    }
    let raw = String(decoding: json, as: UTF8.self)
    if raw == "null" { return "–" }
    return raw.hasPrefix("\"") ? Self.unescaped(raw.dropFirst().dropLast()) : raw
  }

  /// The value if it is a whole number.
  var integer: Int? { Int(String(decoding: json, as: UTF8.self)) }

  /// What is escaped with digits is nothing that a terminal should get.
  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let character = rest.popFirst() {
      guard character == "\\", let escaped = rest.popFirst() else {
        result.append(character)
        continue
      }
      switch escaped {
      case "n", "r", "t": result.append(" ")
      case "u":
        rest = rest.dropFirst(4)
        result.append("\u{FFFD}")
      default: result.append(escaped)
      }
    }
    return result
  }
}
