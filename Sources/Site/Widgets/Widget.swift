import Analytics
import Dataset
import Markup

/// A part of a record page: one question, its answer and the figures behind it.
protocol Widget: SendableMetatype {
  static var key: WidgetKey { get }

  /// Writes the whole section, with what is missing where there is no data.
  static func render(_ view: RecordView, to html: inout HTMLWriter)
}

/// The names of the widgets, as the config has them.
public enum WidgetKey: String, CaseIterable, Sendable {
  case summary, health
  case lastAndNext = "last_and_next"
  case mostContacted = "most_contacted"
  case interactions, hours, engagement, response
  case emailRatio = "email_ratio"
  case activities, coverage, heat, pace, similar, commentary
}

extension HTMLWriter {
  /// Opens the section of a widget, which its heading names.
  mutating func openWidget(_ key: WidgetKey, style: StaticString = "card", heading: String) {
    raw("<section class=\"")
    raw(style)
    raw("\" id=\"")
    text(key.rawValue)
    raw("\">\n<h2>")
    text(heading)
    raw("</h2>\n")
  }

  mutating func closeWidget() { raw("</section>\n") }

  /// The finding: what the figures below it come to.
  mutating func finding(_ body: (inout HTMLWriter) -> Void) {
    raw("<p class=\"find\">")
    body(&self)
    raw("</p>\n")
  }

  /// The figures of a chart, folded up on screen and open in print.
  mutating func dataTable(_ view: RecordView, _ body: (inout HTMLWriter) -> Void) {
    dataTable(view.words, body)
  }

  mutating func dataTable(_ words: Words, _ body: (inout HTMLWriter) -> Void) {
    raw("<details><summary>")
    text(words.plain(.dataTable))
    raw("</summary>\n")
    body(&self)
    raw("</details>\n")
  }
}
