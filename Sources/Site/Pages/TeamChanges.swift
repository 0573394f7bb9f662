import Analytics
import Dataset
import Markup

/// What has changed since the report before, most important first.
enum TeamChanges {
  /// More records are counted, not listed: their pages say what has changed on them.
  static let limit = 25

  static func render(_ context: ReportContext, to html: inout HTMLWriter) {
    let words = context.words
    html.raw("<section class=\"card wide changes\" id=\"changes\">\n<h2>")
    if let since = context.settings.changes.since {
      html.text(context.changeWords.heading(since: since))
    } else {
      words.write(.changes, to: &html)
    }
    html.raw("</h2>\n")
    if let set = context.settings.changes.changeSet, let totals = context.changeWords.totals(of: set) {
      html.raw("<p class=\"find\">")
      html.text(totals)
      html.raw("</p>\n")
      table(set, context, to: &html)
    } else if let since = context.settings.changes.since {
      html.empty(context.changeWords.nothing(since: since))
    } else {
      html.empty(words.plain(context.settings.changes.silence))
    }
    html.raw("</section>\n")
  }

  private static func table(_ set: ChangeSet, _ context: ReportContext, to html: inout HTMLWriter) {
    let words = context.words
    let caption = context.changeWords.heading(since: set.since)
    html.scrolling(caption) { html in
      html.openTable(
        "data plain text", caption: caption,
        columns: [Term.record, .changesHead, .owner, .typeHead].map { (words.plain($0), false) })
      for record in set.records.prefix(limit) { row(record, context, to: &html) }
      html.closeTable()
    }
    guard set.records.count > limit else { return }
    html.raw("<p class=\"note\">")
    words.write(.changesMore, count: set.records.count - limit, to: &html)
    html.raw("</p>\n")
  }

  private static func row(_ changes: RecordChanges, _ context: ReportContext, to html: inout HTMLWriter) {
    let record = changes.record
    let path = context.settings.changes.row(of: record).flatMap { context.paths[$0] }
    html.row(.link(record.name, path: path)) { html in
      html.raw("<td>")
      RecordChangesSection.list(changes, context, to: &html)
      html.raw("</td>\n")
      html.cell(record.ownerID.map(context.changeWords.ownerName) ?? context.words.plain(.noValue))
      html.cell(context.words.plain(record.type.singular))
    }
  }
}
