import Analytics
import Markup

/// The elements that the mail is made of.
extension HTMLWriter {
  /// A table that only places things.
  mutating func openLayout(_ attributes: StaticString, style: StaticString) {
    raw("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" ")
    raw(attributes)
    raw(" style=\"")
    raw(style)
    raw("\">\n")
  }

  /// A table of data, with the heads of its columns and their widths.
  mutating func openData(_ columns: [(head: String, width: StaticString)], _ start: StaticString) {
    raw("<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"")
    raw(MailStyle.data)
    raw("\">\n<thead>\n<tr valign=\"bottom\">\n")
    for column in columns {
      raw("<th scope=\"col\" width=\"")
      raw(column.width)
      raw("\" align=\"")
      raw(start)
      raw("\" style=\"")
      raw(MailStyle.head)
      raw("\">")
      text(column.head)
      raw("</th>\n")
    }
    raw("</tr>\n</thead>\n<tbody>\n")
  }

  /// A row of the layout.
  mutating func section(_ start: StaticString, _ style: StaticString, _ body: (inout HTMLWriter) -> Void) {
    raw("<tr><td align=\"")
    raw(start)
    raw("\" style=\"")
    raw(style)
    raw("\">\n")
    body(&self)
    raw("</td></tr>\n")
  }

  mutating func mailCell(_ body: (inout HTMLWriter) -> Void) {
    raw("<td style=\"")
    raw(MailStyle.cell)
    raw("\">")
    body(&self)
    raw("</td>\n")
  }

  mutating func element(_ name: StaticString, _ style: StaticString, _ body: (inout HTMLWriter) -> Void) {
    raw("<")
    raw(name)
    if style.utf8CodeUnitCount > 0 {
      raw(" style=\"")
      raw(style)
      raw("\"")
    }
    raw(">")
    body(&self)
    raw("</")
    raw(name)
    raw(">")
  }

  /// A line of its own, in small letters.
  mutating func small(_ content: String) {
    raw("<br>\n")
    element("span", MailStyle.small) { $0.text(content) }
  }

  mutating func link(_ content: Phrase, _ address: String) {
    raw("<a href=\"")
    text(address)
    raw("\" style=\"")
    raw(MailStyle.link)
    raw("\">")
    raw(content.html)
    raw("</a>")
  }

  mutating func flag(_ name: String, isUrgent: Bool) {
    element("span", isUrgent ? MailStyle.poor : MailStyle.fair) { $0.text(name) }
  }

  /// A bar of two table cells, for a score of 0 to 100; the score stands beside it in words.
  mutating func bar(_ score: Int, _ colour: StaticString) {
    raw("<table role=\"presentation\" width=\"96%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n<tr>\n")
    if score > 0 { stretch(score, colour) }
    if score < 100 { stretch(100 - score, "#dde3e8") }
    raw("</tr>\n</table>\n")
  }

  private mutating func stretch(_ width: Int, _ colour: StaticString) {
    raw("<td width=\"")
    number(width)
    raw("%\" height=\"6\" bgcolor=\"")
    raw(colour)
    raw("\" style=\"")
    raw(MailStyle.stretch)
    raw("\">&nbsp;</td>\n")
  }
}

extension Grade {
  var mailColour: StaticString {
    switch self {
    case .good: "#1b7a52"
    case .fair: "#8a5000"
    case .poor: "#b3261e"
    }
  }

  var mailStyle: StaticString {
    switch self {
    case .good: MailStyle.good
    case .fair: MailStyle.fair
    case .poor: MailStyle.poor
    }
  }
}
