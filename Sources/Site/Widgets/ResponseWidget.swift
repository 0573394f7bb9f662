import Analytics
import Charts
import Dataset
import Markup

/// How fast and how often each side answers the other's emails (KPI spec, "Conversations and response").
enum ResponseWidget: Widget {
  static let key = WidgetKey.response
  /// With fewer, the 90th percentile is the slowest of all.
  private static let fewReplies = 10

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, heading: view.plain(.responseTime))
    let response = view.kpis.response
    if response.team.turns + response.customer.turns == 0 {
      html.empty(view.plain(.responseEmpty))
    } else {
      html.finding { finding(response, view, to: &$0) }
      let similar = SimilarView(view)
      if response.team.replies + response.customer.replies > 0 { chart(response, view, similar).write(to: &html) }
      if let similar { similar.note(similar.benchmark.response, similar.duration, to: &html) }
      html.raw("<p class=\"note\">")
      view.write(.calendarTime, to: &html)
      html.raw("</p>\n")
      html.dataTable(view) { html in
        html.scrolling(view.plain(.responseTitle)) { table(response, view, to: &$0) }
      }
    }
    html.closeWidget()
  }

  private static func finding(_ response: BySide<ResponseTimes>, _ view: RecordView, to html: inout HTMLWriter) {
    switch (response.team.median, response.customer.median) {
    case (let team?, let customer?):
      view.write(
        .responseBoth,
        [.team: .text(view.formats.duration(team)), .customer: .text(view.formats.duration(customer))], to: &html)
    case (let team?, nil):
      view.write(.responseOnlyTeam, [.team: .text(view.formats.duration(team))], to: &html)
    case (nil, let customer?):
      view.write(.responseOnlyCustomer, [.customer: .text(view.formats.duration(customer))], to: &html)
    case (nil, nil): view.write(.responseNobody, to: &html)
    }
  }

  private static func chart(
    _ response: BySide<ResponseTimes>, _ view: RecordView, _ similar: SimilarView?
  ) -> RangeBars {
    let rows = Side.allCases.map { side in
      let times = response[side]
      return RangeBars.Row(
        side: side == .team ? .first : .second, label: view.side(side), median: times.median, p90: times.p90,
        mean: times.mean, valueLabel: label(times, view),
        band: similar.flatMap { SimilarView.band($0.benchmark.response[side]) }.map {
          Int($0.lowerBound)...Int($0.upperBound)
        })
    }
    let most = rows.map(\.longest).max() ?? 0
    let ticks = Ticks.time(upTo: most).map { RangeBars.Tick(seconds: $0, label: view.formats.duration($0)) }
    let description = view.words.sentences(Side.allCases.map { sentence($0, response[$0], view) })
    return RangeBars(
      caption: Caption(
        id: ChartID("response-chart"), title: view.plain(.responseTitle), description: description),
      rows: rows, ticks: ticks)
  }

  private static func label(_ times: ResponseTimes, _ view: RecordView) -> String {
    guard let median = times.median, let slow = times.p90 else { return view.plain(.noAnswers) }
    return view.plain(
      times.replies < fewReplies ? .medianToSlowest : .medianToSlow,
      [.median: .text(view.formats.duration(median)), .slow: .text(view.formats.duration(slow))])
  }

  private static func sentence(_ side: Side, _ times: ResponseTimes, _ view: RecordView) -> String {
    guard let median = times.median, let mean = times.mean, let slow = times.p90 else {
      return view.plain(.responseNone, [.side: .text(view.side(side))])
    }
    return view.plain(
      times.replies < fewReplies ? .responseDescriptionFew : .responseDescription, count: times.turns,
      [
        .side: .text(view.side(side)), .median: .text(view.formats.duration(median)),
        .mean: .text(view.formats.duration(mean)), .slow: .text(view.formats.duration(slow)),
        .replies: .text(view.formats.number(times.replies)),
      ])
  }

  private static func table(_ response: BySide<ResponseTimes>, _ view: RecordView, to html: inout HTMLWriter) {
    html.openFigures(
      "data", caption: view.plain(.responseTitle), view.words,
      columns: [.side, .answersHead, .rateHead, .medianHead, .meanHead, .slowHead])
    for side in Side.allCases {
      let times = response[side]
      html.row(.text(view.side(side))) { html in
        html.cell(view.formats.outOf(times.replies, times.turns))
        html.cell(times.rate.map(view.formats.percent) ?? view.plain(.noValue))
        for seconds in [times.median, times.mean, times.p90] {
          html.cell(seconds.map(view.formats.duration) ?? view.plain(.noValue))
        }
      }
    }
    html.closeTable()
  }
}
