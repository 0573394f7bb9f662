import Testing

/// Parts of the team page, for tests.
enum TeamPageText {
  /// A section by its id.
  static func section(_ id: String, of page: String) throws -> Substring {
    let mark = try #require(page.firstRange(of: " id=\"\(id)\">")).upperBound
    let end = try #require(page[mark...].firstRange(of: "</section>")).lowerBound
    return page[mark..<end]
  }

  /// The rows of a section's tables, heads among them.
  static func rows(_ section: Substring) -> [Substring] {
    section.split(separator: "<tr").dropFirst().map { row in
      row.firstRange(of: "</tr>").map { row[..<$0.lowerBound] } ?? row
    }
  }

  /// The texts of one row, its second lines among them.
  static func texts(_ row: Substring) -> [String] {
    PageText.read("<tr" + row).map { $0.replacing("\u{A0}", with: " ").trimming() }.filter { !$0.isEmpty }
  }
}

extension String {
  fileprivate func trimming() -> String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
