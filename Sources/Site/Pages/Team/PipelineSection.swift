import Analytics
import Charts
import Dataset
import Markup

/// Open deals by close date, health and value, and below the chart those that have no place in it (report spec,
/// "The team page").
enum PipelineSection {
  /// As many names stand in a sentence; the rest of a longer list can be unfolded.
  private static let listed = 12

  static func render(_ context: ReportContext, _ ranking: TeamRanking, to html: inout HTMLWriter) {
    let deals = (ranking.records[.opportunity] ?? []).filter { context.isOpen($0) }
    guard !deals.isEmpty else { return }
    let words = context.words
    let pipeline = Pipeline(deals, context)
    html.raw("<section class=\"card wide\" id=\"pipeline\">\n<h2>")
    words.write(.pipeline, to: &html)
    html.raw("</h2>\n")
    if pipeline.drawn.isEmpty {
      html.empty(words.plain(.pipelineNoneAhead))
    } else {
      html.finding { html in
        words.write(
          .pipelineFinding, count: pipeline.drawn.count, [.list: .text(counts(pipeline.drawn, context))], to: &html)
      }
      PipelineDrawing.write(pipeline, context, to: &html)
    }
    list(.pipelineOverdue, pipeline.overdue, context, to: &html)
    list(.pipelineUndated, pipeline.undated, context, to: &html)
    if !pipeline.drawn.isEmpty {
      html.dataTable(words) { html in
        html.scrolling(words.plain(.pipelineTable)) { table(pipeline, context, to: &$0) }
      }
    }
    html.raw("</section>\n")
  }

  /// “3 good, 1 poor and 2 without a score”.
  static func counts(_ deals: [Pipeline.Deal], _ context: ReportContext) -> String {
    let words = context.words
    var parts: [String] = []
    for grade in Grade.allCases {
      let count = deals.count { $0.health?.grade == grade }
      if count > 0 {
        parts.append(
          words.plain(
            .countAndName, [.number: .text(context.formats.number(count)), .name: .text(words.plain(grade.term))]))
      }
    }
    let unknown = deals.count { $0.health == nil }
    if unknown > 0 { parts.append(words.plain(.withoutScore, count: unknown)) }
    return words.list(parts)
  }

  private static func list(
    _ heading: Term, _ deals: [RecordID], _ context: ReportContext, to html: inout HTMLWriter
  ) {
    guard !deals.isEmpty else { return }
    html.raw("<p class=\"aside\">")
    context.words.write(heading, count: deals.count, to: &html)
    html.raw("\n")
    names(deals.prefix(listed), context, to: &html)
    html.raw("</p>\n")
    guard deals.count > listed else { return }
    html.raw("<details><summary>")
    context.words.write(.andMoreDeals, count: deals.count - listed, to: &html)
    html.raw("</summary>\n<p class=\"aside\">")
    names(deals.dropFirst(listed), context, to: &html)
    html.raw("</p>\n</details>\n")
  }

  private static func names(_ deals: ArraySlice<RecordID>, _ context: ReportContext, to html: inout HTMLWriter) {
    for (index, deal) in deals.enumerated() {
      if index > 0 { html.raw("<span> ·</span>\n") }
      let name = TeamTable.name(of: deal, context)
      if let close = context.dataset.opportunities[deal.row].estimatedCloseOn {
        context.words.write(
          .nameAndDate, [.name: name, .date: .text(context.formats.date(close))], to: &html)
      } else {
        Words.write(name, to: &html)
      }
    }
  }

  /// By close date, then as they are drawn.
  private static func table(_ pipeline: Pipeline, _ context: ReportContext, to html: inout HTMLWriter) {
    let words = context.words
    let columns: [(Term, Bool)] = [
      (.opportunity, false), (.closesHead, false), (.health, false), (.openValue, true),
    ]
    html.openTable(
      "data plain text", caption: words.plain(.pipelineTable), columns: columns.map { (words.plain($0.0), $0.1) })
    let deals = pipeline.drawn.enumerated().sorted { first, second in
      first.element.day == second.element.day
        ? first.offset < second.offset : first.element.day < second.element.day
    }
    for (_, deal) in deals {
      html.row(TeamTable.name(of: deal.record, context)) { html in
        html.cell(context.formats.date(context.asOf + deal.day))
        html.raw("<td>")
        HealthView.badge(deal.health, words, to: &html)
        html.raw("</td>\n<td class=\"n\">")
        Money([deal.record], context).lines(context, to: &html)
        html.raw("</td>\n")
      }
    }
    html.closeTable()
  }
}

/// The chart of the pipeline with its key.
private enum PipelineDrawing {
  static func write(_ pipeline: Pipeline, _ context: ReportContext, to html: inout HTMLWriter) {
    let words = context.words
    let id = ChartID("pipeline-chart")
    chart(id, pipeline, context).write(to: &html)
    let levels: [(BubbleLevel, String)] =
      Grade.allCases.map { ($0.level, words.plain($0.term)) } + [(.unknown, words.plain(.noScore))]
    let present = Set(pipeline.drawn.map { $0.health?.grade.level ?? .unknown })
    Legend(id: id, keys: levels.filter { present.contains($0.0) }.map { (.level($0.0), $0.1) }).write(to: &html)
    html.raw("<p class=\"note\">")
    let sizes = pipeline.largest.map { context.formats.money($0.amount, currency: $0.currency) }
    switch sizes.count {
    case 0: words.write(.pipelineNoValues, to: &html)
    case 1: words.write(.pipelineArea, [.value: .text(sizes[0])], to: &html)
    default: words.write(.pipelineAreas, [.list: .text(words.list(sizes))], to: &html)
    }
    html.raw("</p>\n")
  }

  private static func chart(_ id: ChartID, _ pipeline: Pipeline, _ context: ReportContext) -> BubbleChart {
    let words = context.words
    let rules = context.settings.healthRules
    let axis = PipelineAxis(pipeline.drawn.map(\.day), asOf: context.asOf, formats: context.formats)
    let scores = Set([0, rules.fair, rules.good, 100].map { min(max($0, 0), 100) }).sorted()
    let bands: [BubbleChart.Label] = [
      .init((rules.good + 100) / 2, words.plain(.good)), .init((rules.fair + rules.good) / 2, words.plain(.fair)),
      .init(rules.fair / 2, words.plain(.poor)),
    ]
    let start = context.formats.date(context.asOf)
    let end = pipeline.drawn.map(\.day).max().map { context.formats.date(context.asOf + $0) } ?? start
    let description = words.plain(
      .pipelineDescription, count: pipeline.drawn.count,
      [.list: .text(PipelineSection.counts(pipeline.drawn, context)), .start: .text(start), .end: .text(end)])
    return BubbleChart(
      caption: Caption(id: id, title: words.plain(.pipelineTitle), description: description),
      bubbles: pipeline.drawn.map { bubble($0, context) }, lastDay: axis.lastDay,
      dayLabels: axis.ticks.map { .init($0.day, $0.label) },
      scoreLabels: scores.map { .init($0, context.formats.number($0)) }, bands: bands,
      laterLabel: words.plain(.laterLabel))
  }

  private static func bubble(_ deal: Pipeline.Deal, _ context: ReportContext) -> BubbleChart.Bubble {
    let words = context.words
    let row = context.dataset.opportunities[deal.record.row]
    let name = context.dataset.text.string(row.name)
    let health =
      deal.health.map { health in
        words.plain(
          .countAndName,
          [.number: .text(context.formats.number(health.score)), .name: .text(words.plain(health.grade.term))])
      } ?? words.plain(.noScore)
    let value = row.estimatedValue.map {
      context.formats.money($0, currency: context.dataset.text.string(row.currency))
    }
    let tip = words.plain(
      .pipelineTip,
      [
        .name: .text(name), .score: .text(health), .value: .text(value ?? words.plain(.noEstimate)),
        .date: .text(context.formats.date(context.asOf + deal.day)),
      ])
    return BubbleChart.Bubble(
      day: deal.day, score: deal.health?.score, share: deal.share, level: deal.health?.grade.level ?? .unknown,
      name: name, tip: tip, path: context.paths[deal.record])
  }
}
