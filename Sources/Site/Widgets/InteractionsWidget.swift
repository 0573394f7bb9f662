import Analytics
import Charts
import Dataset
import Markup

/// Who initiated how many emails, meetings and calls, over the life of the record.
enum InteractionsWidget: Widget {
  static let key = WidgetKey.interactions

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, heading: view.plain(.customerInteractions))
    let counts = view.kpis.interactions
    let total = counts.team.total + counts.customer.total
    if total == 0 {
      html.empty(view.plain(.interactionsEmpty))
    } else {
      html.finding { finding(counts, view, to: &$0) }
      let id = ChartID("interactions-chart")
      let formats = view.formats
      let similar = SimilarView(view)
      let medians = similar?.benchmark.interactions
      let description = view.plain(
        .interactionsDescription,
        [
          .team: .text(SummarySentence.counts(counts.team, view)),
          .customer: .text(SummarySentence.counts(counts.customer, view)),
        ])
      StackedBars(
        caption: Caption(id: id, title: view.plain(.interactionsTitle), description: description),
        rows: [
          .init(label: view.plain(.team), parts: Parts(counts.team), median: medians?.team.median),
          .init(label: view.plain(.customer), parts: Parts(counts.customer), median: medians?.customer.median),
        ], countLabel: { formats.number($0) }
      ).write(to: &html)
      TypeLegend.write(
        id, counts: counts.team + counts.customer, view, hasMedian: (medians?.team.count ?? 0) > 0, to: &html)
      if let similar { similar.note(similar.benchmark.interactions, similar.count, to: &html) }
      html.dataTable(view) { table(counts, view, to: &$0) }
    }
    html.closeWidget()
  }

  private static func finding(_ counts: BySide<CountsByType>, _ view: RecordView, to html: inout HTMLWriter) {
    let total = counts.team.total + counts.customer.total
    let share = Double(counts.team.total) / Double(total)
    let percent = Argument.text(view.formats.percent(share > 0.5 ? share : 1 - share))
    if counts.team.total == counts.customer.total {
      view.write(.startsEven, to: &html)
    } else if counts.customer.total == 0 {
      view.write(.startsOnlyTeam, count: total, to: &html)
    } else if counts.team.total == 0 {
      view.write(.startsOnlyCustomer, count: total, to: &html)
    } else {
      view.write(share > 0.5 ? .startsTeam : .startsCustomer, [.share: percent], to: &html)
    }
  }

  private static func table(_ counts: BySide<CountsByType>, _ view: RecordView, to html: inout HTMLWriter) {
    html.openFigures(
      "data", caption: view.plain(.interactionsTitle), view.words,
      columns: [.initiatedBy, .emails, .meetings, .calls, .total])
    for side in Side.allCases {
      let row = counts[side]
      html.row(.text(view.side(side))) { html in
        for count in [row.email, row.meeting, row.call, row.total] { html.cell(count, view.formats) }
      }
    }
    html.closeTable()
  }
}
