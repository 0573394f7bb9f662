import Markup

/// The plain-text part of the mail: what the HTML part says, in lines of at most 78 columns.
struct DigestText {
  private let digest: Digest
  private let words: Words
  private var text = ""

  static let columns = 78
  /// So many bytes on the way.
  static let sizeLimit = 18_000
  /// For the lines that say how many entries have been left out.
  private static let reserve = 400

  private init(_ digest: Digest, words: Words) {
    self.digest = digest
    self.words = words
  }

  /// - Parameter rows: what the HTML part has room for: this part says no more.
  static func text(_ digest: Digest, words: Words, rows: DigestHTML.Rows) -> [UInt8] {
    let whole = DigestText(digest, words: words)
    let concerns = digest.concerns.prefix(rows.concerns).map { whole.entry($0) }
    let changes = digest.changes?.items.prefix(rows.changes).map { whole.entry($0) } ?? []
    let deals = digest.deals.prefix(rows.deals).map { whole.entry($0) }
    let bare = whole.assembled([], [], [])
    let counts = ByteBudget.rows(
      [concerns, changes, deals].map { $0.map { QuotedPrintable.size(of: Array($0.utf8)) } }, shares: [0.4, 0.2, 0.4],
      room: sizeLimit - reserve - QuotedPrintable.size(of: bare))
    return whole.assembled(
      Array(concerns.prefix(counts[0])), Array(changes.prefix(counts[1])), Array(deals.prefix(counts[2])))
  }

  private func assembled(_ concerns: [String], _ changes: [String], _ deals: [String]) -> [UInt8] {
    var copy = self
    copy.heading(digest.title, "=")
    copy.paragraph(digest.asOf)
    if let address = digest.reportAddress { copy.text += address + "\n" }
    if let whereabouts = digest.whereabouts { copy.paragraph(whereabouts.plain) }
    copy.text += "\n"
    for fact in digest.facts { copy.paragraph(line(fact.name, fact.values.joined(separator: "; ")), hanging: "  ") }
    copy.list(
      words.plain(.needsAttention), concerns, of: digest.concerns.count, none: words.plain(.teamNothingNeedsAttention))
    if let section = digest.changes {
      copy.list(
        section.heading, changes, of: section.items.count, none: section.none, lead: section.totals?.plain)
    }
    copy.list(words.plain(.openDeals), deals, of: digest.deals.count, none: words.plain(.noOpenDeals))
    copy.text += "\n"
    copy.paragraph(words.plain(.notice))
    return Array(copy.text.utf8)
  }

  // MARK: Entries

  private func entry(_ concern: Digest.Concern) -> String {
    var lines = Self.wrapped("* " + concern.name + " (" + concern.about + ")", hanging: "  ")
    lines += indented(line(concern.flag, concern.evidence.plain))
    lines += indented("-> " + concern.action.plain)
    if let others = concern.others { lines += indented(others.plain) }
    return lines + address(concern.address)
  }

  private func entry(_ change: Digest.Change) -> String {
    var lines = Self.wrapped("* " + change.name + " (" + change.about + ")", hanging: "  ")
    for sentence in change.sentences { lines += indented(sentence.plain) }
    return lines + address(change.address)
  }

  private func entry(_ deal: Digest.Deal) -> String {
    var lines = Self.wrapped("* " + deal.name, hanging: "  ")
    lines += indented(deal.about)
    lines += indented(line(words.plain(.health), deal.health.map { bar($0.score) + " " + $0.text } ?? deal.noHealth))
    for (term, moment) in [(Term.lastContact, deal.last), (.nextContact, deal.next)] {
      lines += indented(line(words.plain(term), moment.line(words)))
    }
    if !deal.flags.isEmpty {
      lines += indented(line(words.plain(.attentionHead), words.list(deal.flags.map(\.name))))
    }
    return lines + address(deal.address)
  }

  private func line(_ name: String, _ value: String) -> String {
    words.plain(.mailLine, [.name: .text(name), .value: .text(value)])
  }

  /// Ten characters for a score of 0 to 100.
  private func bar(_ score: Int) -> String {
    let full = (score + 5) / 10
    return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: 10 - full) + "]"
  }

  /// On a line of its own, and whole however long it is: mail programs make links of it.
  private func address(_ address: String?) -> String { address.map { "  " + $0 + "\n" } ?? "" }

  private func indented(_ line: String) -> String { Self.wrapped("  " + line, hanging: "  ") }

  // MARK: Lines

  private mutating func heading(_ line: String, _ rule: String) {
    let lines = Self.wrapped(line, hanging: "")
    let width = lines.split(separator: "\n").map { ColumnWidth.of(String($0)) }.max() ?? 0
    text += lines + String(repeating: rule, count: width) + "\n"
  }

  private mutating func paragraph(_ line: String, hanging: String = "") {
    text += Self.wrapped(line, hanging: hanging)
  }

  private mutating func list(_ name: String, _ entries: [String], of count: Int, none: String, lead: String? = nil) {
    text += "\n"
    heading(name, "-")
    if count == 0 { paragraph(none) }
    if let lead { paragraph(lead) }
    text += entries.joined(separator: "\n")
    if count > entries.count {
      if !entries.isEmpty { text += "\n" }
      paragraph(words.plain(.andMoreRecords, count: count - entries.count))
    }
  }

  /// The text in lines of at most 78 columns, each with its line feed; broken at spaces, and within what is longer.
  static func wrapped(_ text: String, hanging: String) -> String {
    var lines: [String] = []
    let lead = text.prefix { $0 == " " }
    var line = String(lead)
    var width = ColumnWidth.of(line)
    var isEmpty = true
    func flush() {
      lines.append(line)
      line = hanging
      width = ColumnWidth.of(hanging)
      isEmpty = true
    }
    for word in text.dropFirst(lead.count).split(separator: " ") {
      let length = ColumnWidth.of(String(word))
      if !isEmpty && width + 1 + length > columns && length <= columns - ColumnWidth.of(hanging) { flush() }
      if !isEmpty {
        line += " "
        width += 1
      }
      for character in word {
        let step = ColumnWidth.of(String(character))
        if width + step > columns { flush() }
        line.append(character)
        width += step
        isEmpty = false
      }
    }
    lines.append(line)
    return lines.map { $0 + "\n" }.joined()
  }
}

extension Digest.Moment {
  /// `12 Jun 2026, call by Ines Meyer`, or only the day.
  fileprivate func line(_ words: Words) -> String {
    what.isEmpty ? day : words.plain(.dateAndWhat, [.date: .text(day), .activity: .text(what)])
  }
}
