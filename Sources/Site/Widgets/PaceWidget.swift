import Analytics
import Charts
import Dataset
import Markup

/// The interactions of an open deal from its first day on, against those of similar won deals at the same age.
enum PaceWidget: Widget {
  static let key = WidgetKey.pace

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    guard view.context.isOpen(view.record) else { return }
    html.openWidget(key, heading: view.plain(.pace))
    if let similar = SimilarView(view) {
      if let pace = similar.similar.pace, let comparison = comparison(pace), let now = comparison.last {
        let count = pace.deal.last ?? 0
        let middle = middle(now, similar)
        html.finding { html in
          let term: Term =
            Double(count) > now.high ? .paceAhead : Double(count) < now.low ? .paceBehind : .paceWithin
          view.write(term, count: count, [.value: .text(middle)], to: &html)
        }
        chart(pace, comparison, similar, to: &html)
        html.dataTable(view) { table(pace, similar, to: &$0) }
      } else {
        html.empty(view.plain(similar.similar.pace == nil ? .paceNoAge : .paceNoDates))
      }
    } else {
      html.empty(view.plain(.similarNone))
    }
    html.closeWidget()
  }

  /// What similar won deals had on each day; nil if none of them has a date of creation.
  private static func comparison(_ pace: SimilarPace) -> [PaceBand.Comparison]? {
    let days = pace.days.indices.compactMap { index -> PaceBand.Comparison? in
      guard let low = pace.p25[index], let median = pace.median[index], let high = pace.p75[index] else { return nil }
      return PaceBand.Comparison(low: Double(low), median: median, high: Double(high))
    }
    return days.count == pace.days.count ? days : nil
  }

  private static func middle(_ day: PaceBand.Comparison, _ similar: SimilarView) -> String {
    similar.view.plain(.fromTo, [.first: .text(similar.count(day.low)), .second: .text(similar.count(day.high))])
  }

  private static func chart(
    _ pace: SimilarPace, _ comparison: [PaceBand.Comparison], _ similar: SimilarView, to html: inout HTMLWriter
  ) {
    let view = similar.view
    let formats = view.formats
    let words = view.words
    let id = ChartID("pace-chart")
    let description = view.plain(
      .paceDescription, count: pace.deal.last ?? 0,
      [
        .days: .text(view.days(pace.days.last ?? 0)),
        .value: .text(comparison.last.map { middle($0, similar) } ?? ""),
      ])
    PaceBand(
      caption: Caption(id: id, title: view.plain(.pace), description: description), days: pace.days,
      counts: pace.deal, comparison: comparison, label: view.plain(.thisDeal),
      dayLabel: { $0 == 0 ? words.plain(.dayNumber, [.number: .text(formats.number(0))]) : formats.number($0) },
      countLabel: { formats.number($0) }
    ).write(to: &html)
    Legend(
      id: id,
      keys: [(.band, view.plain(.middleHalfOfSimilar)), (.comparison, view.plain(.medianOfSimilar))]
    ).write(to: &html)
  }

  /// Every tenth day and the last one: the line between them is plain.
  private static func table(_ pace: SimilarPace, _ similar: SimilarView, to html: inout HTMLWriter) {
    let view = similar.view
    html.openFigures(
      "data days", caption: view.plain(.pace), view.words,
      columns: [.dayHead, .thisDeal, .medianHead, .middleHalfHead])
    let last = pace.days.count - 1
    for index in pace.days.indices where index % 10 == 0 || index == last {
      html.row(.text(view.formats.number(pace.days[index]))) { html in
        html.cell(pace.deal[index], view.formats)
        html.cell(pace.median[index].map(similar.count) ?? view.plain(.noValue))
        if let low = pace.p25[index], let high = pace.p75[index] {
          html.cell(
            view.plain(
              .fromTo, [.first: .text(view.formats.number(low)), .second: .text(view.formats.number(high))]))
        } else {
          html.cell(view.plain(.noValue))
        }
      }
    }
    html.closeTable()
  }
}
