import Analytics
import Dataset
import Markup

/// The won deals that an open deal is compared with: how they were chosen, how they went, and how this one stands.
enum SimilarWidget: Widget {
  static let key = WidgetKey.similar
  static let listed = 10

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    guard view.context.isOpen(view.record) else { return }
    html.openWidget(key, style: "card wide", heading: view.plain(.similarWonDeals))
    if let similar = SimilarView(view) {
      html.finding { finding(similar, to: &$0) }
      html.scrolling(view.plain(.similarWonDeals)) { list(similar, to: &$0) }
      if similar.similar.deals.count > listed {
        html.raw("<p class=\"note\">")
        view.write(.andMoreDeals, count: similar.similar.deals.count - listed, to: &html)
        html.raw("</p>\n")
      }
      html.dataTable(view) { html in
        html.scrolling(view.plain(.benchmarkTitle, [.scope: similar.when])) { benchmark(similar, to: &$0) }
      }
    } else {
      html.empty(view.plain(.similarNone))
    }
    html.closeWidget()
  }

  /// How many deals, alike in what, and why these.
  private static func finding(_ similar: SimilarView, to html: inout HTMLWriter) {
    let view = similar.view
    let count = similar.similar.deals.count
    let date = Argument.text(view.formats.date(view.context.analysis.clock.refreshedOn))
    if similar.similar.basis == .recentWon {
      view.write(.similarRecent, count: count, [.date: date], to: &html)
    } else {
      let factors = similar.similar.factors.map { factor in
        view.plain(
          .factorAndWeight,
          [
            .name: .text(similar.name(ofFactor: factor.name)),
            .share: .text(view.formats.percent(Double(factor.weight) / 10_000)),
          ])
      }
      view.write(.similarFound, count: count, [.list: .text(view.words.list(factors)), .date: date], to: &html)
    }
    view.words.writeSentenceSeparator(to: &html)
    view.write(reason(similar.similar.reason), to: &html)
  }

  private static func reason(_ reason: SimilarWonDeals.Reason) -> Term {
    switch reason {
    case .learnt: .similarLearnt
    case .fewClosed: .similarFewClosed
    case .noFactor: .similarNoFactor
    case .noValues: .similarNoValues
    case .fewValues: .similarFewValues
    case .fewSimilar: .similarFewSimilar
    }
  }

  private static func list(_ similar: SimilarView, to html: inout HTMLWriter) {
    let view = similar.view
    let isCompared = similar.similar.basis != .recentWon
    html.openFigures(
      "data", caption: view.plain(.similarWonDeals), view.words,
      columns: (isCompared ? [.dealHead, .alikeHead] : [.dealHead]) + [
        .activitiesHead, .timeSpentHead, .teamMedianHead, .teamMeanHead, .customerRateHead,
      ])
    for deal in similar.similar.deals.prefix(listed) {
      let record = RecordID(.opportunity, deal.row)
      let response = view.context.kpis(of: record).response
      html.row {
        view.write(nameOf: record, to: &$0)
      } cells: { html in
        if isCompared { html.cell(view.formats.percent(Double(deal.similarity ?? 0) / 10_000)) }
        html.cell(view.context.kpis(of: record).activityCount, view.formats)
        html.cell(view.formats.effort(view.context.kpis(of: record).secondsSpent.total))
        html.cell(response.team.median.map(view.formats.duration) ?? view.plain(.noValue))
        html.cell(response.team.mean.map(view.formats.duration) ?? view.plain(.noValue))
        html.cell(response.customer.rate.map(view.formats.percent) ?? view.plain(.noValue))
      }
    }
    html.closeTable()
  }

  private static func benchmark(_ similar: SimilarView, to html: inout HTMLWriter) {
    let view = similar.view
    let kpis = view.kpis
    html.openFigures(
      "data", caption: view.plain(.benchmarkTitle, [.scope: similar.when]), view.words,
      columns: [.measure, .thisDeal, .medianHead, .middleHalfHead, .meanHead, .dealsHead])
    func row(_ term: Term, _ own: String?, _ quartiles: SimilarQuartiles, _ format: (Double) -> String) {
      let none = view.plain(.noValue)
      html.row(.text(view.plain(term))) { html in
        html.cell(own ?? none)
        html.cell(quartiles.median.map(format) ?? none)
        html.cell(
          SimilarView.band(quartiles).map {
            view.plain(.fromTo, [.first: .text(format($0.lowerBound)), .second: .text(format($0.upperBound))])
          } ?? none)
        html.cell(quartiles.mean.map(format) ?? none)
        html.cell(quartiles.count, view.formats)
      }
    }
    let benchmark = similar.benchmark
    let formats = view.formats
    row(.startedByTeam, formats.number(kpis.interactions.team.total), benchmark.interactions.team, similar.count)
    row(
      .startedByCustomer, formats.number(kpis.interactions.customer.total), benchmark.interactions.customer,
      similar.count)
    row(.timeOfTeam, formats.effort(kpis.secondsSpent.team), benchmark.seconds.team, similar.effort)
    row(.timeOfCustomer, formats.effort(kpis.secondsSpent.customer), benchmark.seconds.customer, similar.effort)
    row(.responseOfTeam, kpis.response.team.median.map(formats.duration), benchmark.response.team, similar.duration)
    row(
      .responseOfCustomer, kpis.response.customer.median.map(formats.duration), benchmark.response.customer,
      similar.duration)
    row(.customerRateHead, kpis.response.customer.rate.map(formats.percent), benchmark.customerRate, formats.percent)
    row(.theirsHead, kpis.emailRatio.theirs.map(formats.ratio), benchmark.theirs, formats.ratio)
    html.closeTable()
  }
}
