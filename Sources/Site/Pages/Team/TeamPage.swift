import Analytics
import Dataset
import Markup

/// The first page of a report: totals, what needs attention, every record in a table (report spec, "The team page").
public enum TeamPage {
  public static func render(_ context: ReportContext, to html: inout HTMLWriter) {
    let ranking = TeamRanking(context)
    let title = title(context)
    context.frame.write(.team, path: PagePath.team, to: &html) { slot, html in
      switch slot {
      case .title: html.text(title)
      case .running: html.text(context.words.plain(.runningTitle, context.running(title)))
      case .header: header(title, context, to: &html)
      case .main: main(context, ranking, to: &html)
      case .footer: Notice.render(context.words, to: &html)
      }
    }
  }

  /// The title of the report, and whose records it holds if it is not everybody's.
  static func title(_ context: ReportContext) -> String {
    guard !context.settings.scope.isEmpty else { return context.settings.title }
    let names = Argument.text(context.words.list(context.settings.scope))
    return context.words.plain(.titleAndScope, [.name: .text(context.settings.title), .list: names])
  }

  private static func header(_ title: String, _ context: ReportContext, to html: inout HTMLWriter) {
    html.raw("<h1>")
    html.text(title)
    html.raw("</h1>\n<ul class=\"meta\">\n<li>")
    let zone = Argument.text(context.dataset.zone.name)
    context.words.write(
      .teamAsOf, [.date: .text(context.formats.weekdayDate(context.asOf)), .zone: zone], to: &html)
    html.raw("</li>\n<li>")
    context.words.write(
      .windowFrom, [.start: .text(context.formats.date(context.windowStart))], to: &html)
    html.raw("</li>\n</ul>\n")
  }

  private static func main(_ context: ReportContext, _ ranking: TeamRanking, to html: inout HTMLWriter) {
    TeamTotals.render(context, ranking, to: &html)
    TeamFilters.render(context, ranking, to: &html)
    PipelineSection.render(context, ranking, to: &html)
    TeamAttention.render(context, ranking, to: &html)
    TeamChanges.render(context, to: &html)
    TeamSummary.render(context, ranking, to: &html)
    for type in [RecordType.opportunity, .lead, .account, .contact] {
      TeamTable.render(type, context, ranking, to: &html)
    }
    if let commentary = context.settings.commentary(nil) { CommentaryWidget.render(commentary, context, to: &html) }
    DataQuality.render(context, to: &html)
  }
}

/// The records of the team page in their orders.
struct TeamRanking {
  /// Records with a page, by type, worst first, else longest quiet first.
  let records: [RecordType: [RecordID]]
  /// Those with flags, worst first.
  let needingAttention: [RecordID]

  init(_ context: ReportContext) {
    var records: [RecordType: [RecordID]] = [:]
    for type in RecordType.allCases {
      let all = (0..<context.dataset.count(of: type)).map { RecordID(type, $0) }
        .filter { context.paths[$0] != nil }
      records[type] = Self.worstFirst(all, context)
    }
    self.records = records
    let flagged = RecordType.allCases.flatMap { records[$0] ?? [] }
      .filter { !context.kpis(of: $0).attention.isEmpty }
    needingAttention = Self.worstFirst(flagged, context)
  }

  private static func worstFirst(_ records: [RecordID], _ context: ReportContext) -> [RecordID] {
    let text = context.dataset.text
    return records.map { (record: $0, id: context.dataset.id(of: $0), rank: Rank($0, context)) }
      .sorted { first, second in
        if first.rank != second.rank { return first.rank < second.rank }
        return first.id == second.id ? first.record.type < second.record.type : text.precedes(first.id, second.id)
      }
      .map(\.record)
  }

  /// Worst first: rank of the first flag, then health ascending (none last), then value descending (KPI spec,
  /// "Attention"); closed deals and leads after all others.
  private struct Rank: Comparable {
    let isClosed: Int
    let flag: Int
    let score: Int
    let value: Double

    init(_ record: RecordID, _ context: ReportContext) {
      let first = context.kpis(of: record).attention.first
      flag = first.map { Int($0.code.rawValue) } ?? Int.max
      isClosed = context.dataset.isOpen(record, asOf: context.asOf) ? 0 : 1
      score = context.kpis(of: record).health?.score ?? Int.max
      value = record.type == .opportunity ? context.dataset.opportunities[record.row].estimatedValue ?? 0 : 0
    }

    static func < (a: Self, b: Self) -> Bool {
      if a.isClosed != b.isClosed { return a.isClosed < b.isClosed }
      if a.flag != b.flag { return a.flag < b.flag }
      if a.score != b.score { return a.score < b.score }
      return a.value > b.value
    }
  }
}
