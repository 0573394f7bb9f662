import Foundation

/// A page taken apart so strictly that text which has left its place cannot go unseen.
struct WholeMarkup {
  struct Tag {
    var name: String
    var attributes: [(name: String, value: String)]
  }

  private(set) var tags: [Tag] = []
  /// The text between tags, style sheets and scripts left out, with character references as they stand.
  private(set) var texts: [String] = []
  /// What is not as the program writes it.
  private(set) var problems: [String] = []

  /// Every tag with each of its attributes: `a href`.
  var shapes: Set<String> {
    Set(tags.flatMap { tag in [tag.name] + tag.attributes.map { "\(tag.name) \($0.name)" } })
  }

  init(_ page: Data) {
    var rest = Substring(decoding: page, as: UTF8.self)
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      take(text: rest[..<open])
      rest = rest[open...]
      guard let close = rest.utf8.firstIndex(of: UInt8(ascii: ">")) else { break }
      take(tag: rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
      for name in ["style", "script"] where tags.last?.name == name {
        guard let end = rest.range(of: "</\(name)>") else { continue }
        rest = rest[end.upperBound...]
      }
    }
    take(text: rest)
  }

  private mutating func take(text: Substring) {
    if text.contains(">") || text.contains("\"") { problems.append("text: \(text.prefix(80))") }
    checkReferences(text)
    texts.append(String(text))
  }

  private mutating func take(tag: Substring) {
    if tag.hasPrefix("/") || tag.hasPrefix("!") { return }
    var rest = tag
    let name = rest.prefix { $0 != " " && $0 != "\n" && $0 != "/" }
    rest = rest.dropFirst(name.count)
    var attributes: [(String, String)] = []
    while true {
      rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "/" }
      if rest.isEmpty { break }
      let key = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ":") }
      rest = rest.dropFirst(key.count)
      guard !key.isEmpty else {
        problems.append("tag: \(tag.prefix(80))")
        break
      }
      guard rest.hasPrefix("=\"") else {
        attributes.append((String(key), ""))
        continue
      }
      let value = rest.dropFirst(2).prefix { $0 != "\"" }
      checkReferences(value)
      attributes.append((String(key), String(value)))
      rest = rest.dropFirst(value.count + 3)
    }
    tags.append(Tag(name: String(name), attributes: attributes))
  }

  /// An ampersand that begins no character reference is one of the data that was not escaped.
  private mutating func checkReferences(_ text: Substring) {
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      let reference = part.prefix { $0 != ";" }
      let isReference = !reference.isEmpty && reference.count < 10 && reference.count < part.count
      if !isReference { problems.append("ampersand: \(part.prefix(40))") }
    }
  }
}
