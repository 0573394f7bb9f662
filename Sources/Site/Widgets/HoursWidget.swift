import Analytics
import Charts
import Dataset
import Markup

/// The time that each side put in (KPI spec, "Hours").
enum HoursWidget: Widget {
  static let key = WidgetKey.hours

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, heading: view.plain(.hoursInvested))
    let seconds = view.kpis.secondsSpent
    if seconds.total == 0 {
      html.empty(view.plain(.hoursEmpty))
    } else {
      let formats = view.formats
      html.finding { html in
        let team = Argument.text(formats.effort(seconds.team))
        let customer = Argument.text(formats.effort(seconds.customer))
        view.write(.hoursFinding, [.team: team, .customer: customer], to: &html)
      }
      let similar = SimilarView(view)
      let description = view.plain(
        .hoursDescription,
        [.team: .text(formats.effort(seconds.team)), .customer: .text(formats.effort(seconds.customer))])
      PairBars(
        caption: Caption(
          id: ChartID("hours-chart"), title: view.plain(.hoursTitle), description: description),
        rows: Side.allCases.map { side in
          let quartiles = similar?.benchmark.seconds[side]
          return .init(
            side: side == .team ? .first : .second, label: view.side(side), value: Double(seconds[side]),
            valueLabel: formats.effort(seconds[side]), median: quartiles?.median,
            band: quartiles.flatMap(SimilarView.band))
        }
      ).write(to: &html)
      if let similar { similar.note(similar.benchmark.seconds, similar.effort, to: &html) }
      html.dataTable(view) { html in
        html.openFigures("data", caption: view.plain(.hoursTitle), view.words, columns: [.side, .minutesHead])
        for side in Side.allCases {
          html.row(.text(view.side(side))) {
            $0.cell(formats.decimal(Double(seconds[side]) / 60, places: 1))
          }
        }
        html.closeTable()
      }
    }
    html.closeWidget()
  }
}
