import Analytics
import Dataset
import Markup

/// All records of one type that have a page, one row each, worst first.
///
/// Rows and heads carry what the script of the team page filters and sorts by: `data-owner`, `data-grade` and
/// `data-flags` of a row, `data-key` and `data-order` of a head, `data-v` of a cell.
enum TeamTable {
  /// From so many rows on, those out of sight are laid out when they come into sight.
  static let large = 200

  static func render(
    _ type: RecordType, _ context: ReportContext, _ ranking: TeamRanking, to html: inout HTMLWriter
  ) {
    let records = ranking.records[type] ?? []
    let words = context.words
    html.raw("<section class=\"card wide records\" id=\"")
    html.text(PagePath.folder(type))
    html.raw("\">\n<h2>")
    words.write(.typeAndCount, count: records.count, [.type: .text(words.plain(type.plural))], to: &html)
    html.raw("</h2>\n")
    if records.isEmpty {
      html.empty(words.plain(.noRecords, [.type: .text(words.plain(type.plural))]))
    } else {
      let columns = TeamColumn.all(of: type)
      html.scrolling(words.plain(type.plural)) { html in
        open(type, columns, isLarge: records.count >= large, words, to: &html)
        for record in records { row(record, columns, context, to: &html) }
        html.closeTable()
      }
    }
    html.raw("</section>\n")
  }

  private static func open(
    _ type: RecordType, _ columns: [TeamColumn], isLarge: Bool, _ words: Words, to html: inout HTMLWriter
  ) {
    html.raw("<table class=\"data plain team of-")
    html.text(PagePath.folder(type))
    if isLarge { html.raw(" large") }
    html.raw("\">\n<caption class=\"sr\">")
    words.write(type.plural, to: &html)
    html.raw("</caption>\n<thead><tr>\n<th scope=\"col\" data-key=\"name\" data-order=\"text\">")
    words.write(type.singular, to: &html)
    html.raw("</th>\n")
    for column in columns {
      html.raw(column.isNumber ? "<th scope=\"col\" class=\"n\" data-key=\"" : "<th scope=\"col\" data-key=\"")
      html.raw(column.key)
      html.raw(column.order == .text ? "\" data-order=\"text\">" : "\" data-order=\"number\">")
      words.write(column.head, to: &html)
      html.raw("</th>\n")
    }
    html.raw("</tr></thead>\n<tbody>\n")
  }

  private static func row(
    _ record: RecordID, _ columns: [TeamColumn], _ context: ReportContext, to html: inout HTMLWriter
  ) {
    let view = RecordView(context: context, record: record, path: PagePath.team)
    openRow(view, to: &html)
    html.raw("<th scope=\"row\">")
    Words.write(name(of: record, context), to: &html)
    html.raw("</th>\n")
    for column in columns { column.write(view, &html) }
    html.raw("</tr>\n")
  }

  /// Opens a row with what the filters look at.
  static func openRow(_ view: RecordView, to html: inout HTMLWriter) {
    html.raw("<tr")
    if let owner = view.dataset.owner(of: view.record) {
      html.raw(" data-owner=\"")
      html.text(view.dataset.text.string(view.dataset.users[owner].id))
      html.raw("\"")
    }
    if let health = view.kpis.health {
      html.raw(" data-grade=\"")
      html.text(health.grade.code)
      html.raw("\"")
    }
    if !view.kpis.attention.isEmpty {
      html.raw(" data-flags=\"")
      for (index, flag) in view.kpis.attention.enumerated() {
        if index > 0 { html.raw(" ") }
        html.text(flag.code.code)
      }
      html.raw("\"")
    }
    html.raw(">")
  }

  static func name(of record: RecordID, _ context: ReportContext) -> Argument {
    .link(context.dataset.text.string(context.dataset.name(of: record)), path: context.paths[record])
  }
}
