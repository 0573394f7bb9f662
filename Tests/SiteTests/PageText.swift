/// What is read of a page, for tests.
enum PageText {
  /// Everything that people or assistive technology read: text outside tags, and the values of the attributes that
  /// hold text. Style sheets, scripts and file names in `<a>` are left out.
  static func read(_ page: String) -> [String] {
    var texts: [String] = []
    var rest = Substring(page)
    while let open = rest.firstIndex(of: "<") {
      texts.append(String(rest[..<open]))
      guard let close = rest[open...].firstIndex(of: ">") else { break }
      let tag = rest[open...close]
      rest = rest[rest.index(after: close)...]
      for name in ["aria-label", "title", "alt"] {
        if let value = attribute(name, in: tag) { texts.append(value) }
      }
      for (open, close) in [("<style", "</style>"), ("<script", "</script>")] where tag.hasPrefix(open) {
        if let end = rest.firstRange(of: close) { rest = rest[end.upperBound...] }
      }
    }
    return texts.filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("data/") }
  }

  /// The values of an attribute, in order.
  static func attributes(_ name: String, in page: String) -> [String] {
    tags(page).compactMap { attribute(name, in: $0) }
  }

  static func tags(_ page: String) -> [Substring] {
    var tags: [Substring] = []
    var rest = Substring(page)
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      tags.append(rest[open...close])
      rest = rest[rest.index(after: close)...]
      // What a script compares is no tag.
      if tags.last?.hasPrefix("<script") == true, let end = rest.firstRange(of: "</script>") {
        rest = rest[end.lowerBound...]
      }
    }
    return tags
  }

  private static func attribute(_ name: String, in tag: Substring) -> String? {
    guard let start = tag.firstRange(of: " \(name)=\""), let end = tag[start.upperBound...].firstIndex(of: "\"") else {
      return nil
    }
    return String(tag[start.upperBound..<end])
  }
}
