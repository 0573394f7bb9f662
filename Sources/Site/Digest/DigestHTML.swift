import Analytics
import Markup

/// The HTML part of the mail: tables with attributes and inlined styles only, which Gmail and Outlook show alike; nothing
/// that is loaded, nothing that runs.
struct DigestHTML {
  private let digest: Digest
  private let words: Words
  /// `left`, or `right` where the language is written so.
  private let start: StaticString

  /// So many bytes on the way: Gmail cuts a mail off at 102 KB, and the plain text is part of it.
  static let sizeLimit = 66_000
  /// For the lines that say how many rows have been left out.
  private static let reserve = 600
  /// More rows of a list than there can be room for.
  private static let mostRows = 300

  /// How many rows of each list the mail has.
  struct Rows: Equatable {
    var concerns: Int
    var changes: Int
    var deals: Int
  }

  init(_ digest: Digest, words: Words) {
    self.digest = digest
    self.words = words
    start = words.direction == "rtl" ? "right" : "left"
  }

  /// The document, with as many rows as there is room for.
  func document() -> (bytes: [UInt8], rows: Rows) {
    let concerns = digest.concerns.prefix(Self.mostRows).map { concern in row { self.concern(concern, to: &$0) } }
    let items = digest.changes?.items ?? []
    let changes = items.prefix(Self.mostRows).map { change in row { self.change(change, to: &$0) } }
    let deals = digest.deals.prefix(Self.mostRows).map { deal in row { self.deal(deal, to: &$0) } }
    let bare = assembled([], [], [])
    let counts = ByteBudget.rows(
      [concerns, changes, deals].map { $0.map(QuotedPrintable.size) }, shares: [0.4, 0.2, 0.4],
      room: Self.sizeLimit - Self.reserve - QuotedPrintable.size(of: bare))
    let rows = Rows(concerns: counts[0], changes: counts[1], deals: counts[2])
    return (
      assembled(
        Array(concerns.prefix(rows.concerns)), Array(changes.prefix(rows.changes)), Array(deals.prefix(rows.deals))),
      rows
    )
  }

  private func row(_ write: (inout HTMLWriter) -> Void) -> [UInt8] {
    var html = HTMLWriter()
    write(&html)
    return html.bytes
  }

  private func assembled(_ concerns: [[UInt8]], _ changes: [[UInt8]], _ deals: [[UInt8]]) -> [UInt8] {
    var html = HTMLWriter(capacity: 1 << 16)
    open(to: &html)
    header(to: &html)
    concernsSection(concerns, to: &html)
    changesSection(changes, to: &html)
    dealsSection(deals, to: &html)
    footer(to: &html)
    html.raw("</table>\n</td></tr></table>\n</div>\n</body>\n</html>\n")
    return html.bytes
  }
}

// MARK: Around the lists

extension DigestHTML {
  private func open(to html: inout HTMLWriter) {
    html.raw("<!DOCTYPE html>\n<html lang=\"")
    html.text(words.language)
    html.raw("\" dir=\"")
    html.text(words.direction)
    html.raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.raw("<meta name=\"color-scheme\" content=\"light\">\n<title>")
    html.text(digest.title)
    html.raw("</title>\n</head>\n<body bgcolor=\"#f6f7f8\" style=\"")
    html.raw(MailStyle.page)
    html.raw("\">\n<div role=\"main\">\n")
    html.openLayout("width=\"100%\" bgcolor=\"#f6f7f8\"", style: "background-color:#f6f7f8")
    html.raw("<tr><td align=\"center\" style=\"padding:16px 8px\">\n")
    html.openLayout("width=\"680\" bgcolor=\"#ffffff\"", style: MailStyle.card)
  }

  private func header(to html: inout HTMLWriter) {
    html.section(start, MailStyle.top) { html in
      html.element("h1", MailStyle.title) { $0.text(digest.title) }
      html.element("p", MailStyle.soft) { $0.text(digest.asOf) }
      if let address = digest.reportAddress {
        html.element("p", MailStyle.soft) { $0.link(Phrase(words, .mailOpenReport), address) }
      }
      if let whereabouts = digest.whereabouts {
        html.element("p", MailStyle.soft) { $0.raw(whereabouts.html) }
      }
    }
    html.section(start, MailStyle.section) { html in
      html.openLayout("width=\"100%\"", style: MailStyle.facts)
      html.raw("<tr valign=\"top\">\n")
      for (fact, width) in zip(digest.facts, Self.factWidths) {
        html.raw("<td width=\"")
        html.raw(width)
        html.raw("\" style=\"")
        html.raw(MailStyle.fact)
        html.raw("\">")
        html.text(fact.name)
        for value in fact.values {
          html.raw("<br>\n")
          html.element("span", MailStyle.figure) { $0.text(value) }
        }
        html.raw("</td>\n")
      }
      html.raw("</tr>\n</table>\n")
    }
  }

  /// Money is the longest.
  private static let factWidths: [StaticString] = ["18%", "36%", "18%", "28%"]

  private func footer(to html: inout HTMLWriter) {
    html.section(start, MailStyle.bottom) { html in
      html.element("p", MailStyle.soft) { words.write(.notice, to: &$0) }
    }
  }

  private func heading(_ text: String, to html: inout HTMLWriter) {
    html.element("h2", MailStyle.heading) { $0.text(text) }
  }

  private func more(_ count: Int, to html: inout HTMLWriter) {
    guard count > 0 else { return }
    html.element("p", MailStyle.soft) { words.write(.andMoreRecords, count: count, to: &$0) }
  }
}

// MARK: Lists

extension DigestHTML {
  private func concernsSection(_ rows: [[UInt8]], to html: inout HTMLWriter) {
    html.section(start, MailStyle.section) { html in
      heading(words.plain(.needsAttention), to: &html)
      if digest.concerns.isEmpty {
        html.element("p", MailStyle.soft) { words.write(.teamNothingNeedsAttention, to: &$0) }
        return
      }
      html.openData([(words.plain(.record), "36%"), (words.plain(.attentionHead), "64%")], start)
      for row in rows { html.raw(row) }
      html.raw("</tbody>\n</table>\n")
      more(digest.concerns.count - rows.count, to: &html)
    }
  }

  private func concern(_ concern: Digest.Concern, to html: inout HTMLWriter) {
    html.raw("<tr valign=\"top\">\n")
    nameCell(concern.name, concern.address, to: &html) { html in
      html.small(concern.about)
    }
    html.mailCell { html in
      html.flag(concern.flag, isUrgent: concern.isUrgent)
      html.raw(" ")
      html.raw(concern.evidence.html)
      html.raw("<br>\n<b>→</b> ")
      html.raw(concern.action.html)
      if let others = concern.others {
        html.raw("<br>\n")
        html.element("span", MailStyle.small) { $0.raw(others.html) }
      }
    }
    html.raw("</tr>\n")
  }

  private func changesSection(_ rows: [[UInt8]], to html: inout HTMLWriter) {
    guard let changes = digest.changes else { return }
    html.section(start, MailStyle.section) { html in
      heading(changes.heading, to: &html)
      if changes.items.isEmpty {
        html.element("p", MailStyle.soft) { $0.text(changes.none) }
        return
      }
      if let totals = changes.totals { html.element("p", MailStyle.soft) { $0.raw(totals.html) } }
      html.openData([(words.plain(.record), "36%"), (words.plain(.changesHead), "64%")], start)
      for row in rows { html.raw(row) }
      html.raw("</tbody>\n</table>\n")
      more(changes.items.count - rows.count, to: &html)
    }
  }

  private func change(_ change: Digest.Change, to html: inout HTMLWriter) {
    html.raw("<tr valign=\"top\">\n")
    nameCell(change.name, change.address, to: &html) { html in
      html.small(change.about)
    }
    html.mailCell { html in
      for (index, sentence) in change.sentences.enumerated() {
        if index > 0 { html.raw("<br>\n") }
        html.raw(sentence.html)
      }
    }
    html.raw("</tr>\n")
  }

  private func dealsSection(_ rows: [[UInt8]], to html: inout HTMLWriter) {
    html.section(start, MailStyle.section) { html in
      heading(words.plain(.openDeals), to: &html)
      if digest.deals.isEmpty {
        html.element("p", MailStyle.soft) { words.write(.noOpenDeals, to: &$0) }
        return
      }
      html.openData(
        [
          (words.plain(.opportunity), "40%"), (words.plain(.health), "18%"), (words.plain(.lastContact), "21%"),
          (words.plain(.nextContact), "21%"),
        ], start)
      for row in rows { html.raw(row) }
      html.raw("</tbody>\n</table>\n")
      more(digest.deals.count - rows.count, to: &html)
    }
  }

  private func deal(_ deal: Digest.Deal, to html: inout HTMLWriter) {
    html.raw("<tr valign=\"top\">\n")
    nameCell(deal.name, deal.address, to: &html) { html in
      html.small(deal.about)
      for (index, flag) in deal.flags.enumerated() {
        html.raw(index == 0 ? "<br>\n" : ", ")
        html.flag(flag.name, isUrgent: flag.isUrgent)
      }
    }
    html.mailCell { html in
      if let health = deal.health {
        html.element("span", health.grade.mailStyle) { $0.text(health.text) }
        html.raw("\n")
        html.bar(health.score, health.grade.mailColour)
      } else {
        html.element("span", MailStyle.small) { $0.text(deal.noHealth) }
      }
    }
    for moment in [deal.last, deal.next] {
      html.mailCell { html in
        html.text(moment.day)
        if !moment.what.isEmpty { html.small(moment.what) }
      }
    }
    html.raw("</tr>\n")
  }

  private func nameCell(
    _ name: String, _ address: String?, to html: inout HTMLWriter, _ rest: (inout HTMLWriter) -> Void
  ) {
    html.raw("<th scope=\"row\" align=\"")
    html.raw(start)
    html.raw("\" style=\"")
    html.raw(MailStyle.cell)
    html.raw("\">")
    if let address { html.link(Phrase(name), address) } else { html.element("b", "") { $0.text(name) } }
    rest(&html)
    html.raw("</th>\n")
  }
}
