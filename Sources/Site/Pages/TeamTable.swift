import Analytics
import Charts
import Dataset
import Markup

/// All records of one type that have a page, one row each.
enum TeamTable {
  static func render(
    _ type: RecordType, _ context: ReportContext, _ ranking: TeamRanking, to html: inout HTMLWriter
  ) {
    let records = ranking.records[type] ?? []
    let words = context.words
    html.raw("<section class=\"card wide\" id=\"")
    html.text(PagePath.folder(type))
    html.raw("\">\n<h2>")
    words.write(.typeAndCount, count: records.count, [.type: .text(words.plain(type.plural))], to: &html)
    html.raw("</h2>\n")
    if records.isEmpty {
      html.empty(words.plain(.noRecords, [.type: .text(words.plain(type.plural))]))
    } else {
      html.scrolling(words.plain(type.plural)) { html in
        html.openTable("data plain team", caption: words.plain(type.plural), columns: columns(type, words))
        for record in records { row(record, context, to: &html) }
        html.closeTable()
      }
    }
    html.raw("</section>\n")
  }

  private static func columns(_ type: RecordType, _ words: Words) -> [(head: String, isNumber: Bool)] {
    let health: [(Term, Bool)] = type == .account ? [] : [(.health, false), (.nineWeeksHead, false)]
    let columns: [(Term, Bool)] =
      [(type.singular, false), (.owner, false)] + health
      + [
        (.lastContact, false), (.nextContact, false), (.interactionsHead, true), (.timeHead, true),
        (.responseHead, true), (.attentionHead, false),
      ]
    return columns.map { (words.plain($0.0), $0.1) }
  }

  private static func row(_ record: RecordID, _ context: ReportContext, to html: inout HTMLWriter) {
    let kpis = context.kpis(of: record)
    let formats = context.formats
    let view = RecordView(context: context, record: record, kpis: kpis, path: PagePath.team)
    html.row(name(of: record, context)) { html in
      owner(of: record, context, to: &html)
      if record.type != .account { health(record, kpis, context, to: &html) }
      if let last = kpis.lastInteraction {
        html.raw("<td>")
        html.text(formats.date(context.dataset.activities[last].at))
        html.raw("<br>\n<span>")
        html.text(view.kindAndPerson(last))
        html.raw("</span></td>\n")
      } else {
        html.cell(context.words.plain(.noneYet))
      }
      html.cell(
        kpis.nextInteraction.map { formats.date(context.dataset.activities[$0].at) } ?? context.words.plain(.noValue))
      html.numberCell(formats.number(kpis.window.total))
      html.numberCell(formats.effort(kpis.secondsSpent.total))
      html.numberCell(kpis.response.team.median.map(formats.duration) ?? context.words.plain(.noValue))
      html.raw("<td>")
      flags(kpis, context, withValues: false, to: &html)
      html.raw("</td>\n")
    }
  }

  private static func health(
    _ record: RecordID, _ kpis: RecordKPIs, _ context: ReportContext, to html: inout HTMLWriter
  ) {
    html.raw("<td>")
    if context.dataset.isOpen(record, asOf: context.asOf) {
      HealthView.badge(kpis.health, context.words, to: &html)
    } else {
      closed(record, context, to: &html)
    }
    if let trend = kpis.health?.trend {
      html.raw(" <span class=\"trend\">")
      context.words.write(trend.term, to: &html)
      html.raw("</span>")
    }
    html.raw("</td>\n<td>")
    if let health = kpis.health {
      let id = context.dataset.text.string(context.dataset.id(of: record))
      HealthView.spark(health, id: ChartID("weeks-\(record.type.code)-\(id)"), context, to: &html)
    }
    html.raw("</td>\n")
  }

  /// What became of a deal or lead, and when if the data says so.
  private static func closed(_ record: RecordID, _ context: ReportContext, to html: inout HTMLWriter) {
    let status = RecordFields(context.dataset, record, asOf: context.asOf)
    html.text(context.words.name(ofCode: status.status ?? ""))
    guard let date = status.closedOn else { return }
    html.raw(" <span class=\"trend\">")
    html.text(context.formats.date(date))
    html.raw("</span>")
  }

  static func name(of record: RecordID, _ context: ReportContext) -> Argument {
    .link(context.dataset.text.string(context.dataset.name(of: record)), path: context.paths[record])
  }

  static func owner(of record: RecordID, _ context: ReportContext, to html: inout HTMLWriter) {
    if let owner = context.dataset.owner(of: record) {
      html.cell(context.dataset.text.string(context.dataset.users[owner].name))
    } else {
      html.cell(context.words.plain(.noValue))
    }
  }

  static func flags(
    _ kpis: RecordKPIs, _ context: ReportContext, withValues: Bool, to html: inout HTMLWriter
  ) {
    if kpis.attention.isEmpty { html.text(context.words.plain(.noValue)) }
    for (index, flag) in kpis.attention.enumerated() {
      if index > 0 { html.raw("\n") }
      html.raw(flag.code.isUrgent ? "<span class=\"chip poor\">" : "<span class=\"chip fair\">")
      let name = Argument.text(context.words.plain(flag.code.term))
      if withValues, let value = flag.value, let term = flag.code.valueTerm {
        let amount = Argument.text(context.words.plain(term, count: value))
        context.words.write(.flagAndValue, [.name: name, .value: amount], to: &html)
      } else {
        Words.write(name, to: &html)
      }
      html.raw("</span>")
    }
  }
}

extension Trend {
  var term: Term {
    switch self {
    case .up: .up
    case .steady: .steady
    case .down: .down
    }
  }
}

extension AttentionCode {
  /// How the value of a flag is said in short.
  var valueTerm: Term? {
    switch self {
    case .awaitingTeam, .ghosted, .overdueClose, .noActivity, .overdueTask: .days
    case .healthDrop: .pointsCount
    case .noNextStep, .singleThreaded: nil
    }
  }
}
