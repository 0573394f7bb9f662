import Analytics
import Charts
import Dataset
import Markup

/// Interactions per day of the window, the team's above the axis and the customer's below it.
enum ActivitiesWidget: Widget {
  static let key = WidgetKey.activities

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, style: "card wide", heading: view.plain(.relationshipActivities))
    let window = view.kpis.window
    if window.total == 0 {
      html.empty(view.plain(.activitiesEmpty, [.date: .text(view.formats.date(view.context.windowStart))]))
    } else {
      html.finding { html in
        let team = Argument.text(view.plain(.countInteractions, count: window.team.total))
        let customer = Argument.text(view.formats.number(window.customer.total))
        let active = Argument.text(view.days(window.activeDays))
        view.write(.activitiesFinding, [.team: team, .customer: customer, .days: active], to: &html)
      }
      let id = ChartID("activities-chart")
      TypeLegend.write(id, counts: window.team + window.customer, view, to: &html)
      chart(id, view).write(to: &html)
      html.dataTable(view) { html in
        html.scrolling(view.plain(.interactionsPerDay)) { table(view, to: &$0) }
      }
    }
    html.closeWidget()
  }

  private static func chart(_ id: ChartID, _ view: RecordView) -> DivergingBars {
    let start = view.context.windowStart
    var days = Array(repeating: DivergingBars.Day(), count: 60)
    for day in view.kpis.daily where days.indices.contains(day.date - start) {
      days[day.date - start] = DivergingBars.Day(above: Parts(day.team), below: Parts(day.customer))
    }
    let formats = view.formats
    // Mondays, every second one.
    let mondays = (0..<60).filter { (start + $0).weekday == 1 }
    let labels = mondays.enumerated().filter { $0.offset % 2 == 0 }
      .map { DivergingBars.DayLabel(day: $0.element, label: formats.dayMonth(start + $0.element)) }
    let stretches = quietStretches(days).map {
      DivergingBars.Stretch(days: $0, label: view.plain(.quietDays, count: $0.count))
    }
    let next = view.kpis.nextInteraction.map {
      view.plain(.nextOn, [.date: .text(formats.dayMonth(view.dataset.localDate(view.activity($0).at)))])
    }
    return DivergingBars(
      caption: caption(id, stretches: quietStretches(days), view), days: days, stretches: stretches, dayLabels: labels,
      aboveLabel: view.plain(.team), belowLabel: view.plain(.customer), upcoming: next,
      countLabel: { formats.number($0) })
  }

  private static func caption(_ id: ChartID, stretches: [Range<Int>], _ view: RecordView) -> Caption {
    let start = view.context.windowStart
    let window = view.kpis.window
    let range: KeyValuePairs<Slot, Argument> = [
      .start: .text(view.formats.date(start)), .end: .text(view.formats.date(view.context.asOf)),
    ]
    var sentences = [
      view.plain(
        .activitiesDescription,
        [
          .team: .text(SummarySentence.counts(window.team, view)),
          .customer: .text(SummarySentence.counts(window.customer, view)),
        ])
    ]
    let early = view.kpis.daily.filter { $0.date < start + 30 }.reduce(0) { $0 + $1.team.total + $1.customer.total }
    let late = window.total - early
    sentences.append(
      view.plain(
        late > early ? .trendMore : late < early ? .trendLess : .trendSame,
        [.first: .text(view.formats.number(early)), .second: .text(view.formats.number(late))]))
    sentences += stretches.map { stretch in
      let last = Argument.text(view.formats.dayMonth(start + (stretch.upperBound - 1)))
      return view.plain(
        .quietBetween, [.start: .text(view.formats.dayMonth(start + stretch.lowerBound)), .end: last])
    }
    return Caption(
      id: id, title: view.plain(.activitiesTitle, range), description: view.words.sentences(sentences))
  }

  /// Runs of at least 7 days without an interaction.
  private static func quietStretches(_ days: [DivergingBars.Day]) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var start = 0
    for (index, day) in days.enumerated() where day.above.total + day.below.total > 0 {
      if index - start >= 7 { stretches.append(start..<index) }
      start = index + 1
    }
    if days.count - start >= 7 { stretches.append(start..<days.count) }
    return stretches
  }

  private static func table(_ view: RecordView, to html: inout HTMLWriter) {
    html.openFigures(
      "data days", caption: view.plain(.interactionsPerDay), view.words,
      columns: [
        .date, .emailsSent, .emailsReceived, .meetingsSent, .meetingsReceived, .callsMade, .callsReceived,
      ])
    for day in view.kpis.daily {
      html.row {
        view.formats.write(date: day.date, to: &$0)
      } cells: { html in
        html.cell(day.team.email, view.formats)
        html.cell(day.customer.email, view.formats)
        html.cell(day.team.meeting, view.formats)
        html.cell(day.customer.meeting, view.formats)
        html.cell(day.team.call, view.formats)
        html.cell(day.customer.call, view.formats)
      }
    }
    html.closeTable()
    html.raw("<p class=\"note\">")
    view.write(.daysWithoutLeftOut, to: &html)
    html.raw("</p>\n")
  }
}

extension Parts {
  init(_ counts: CountsByType) { self.init(counts.email, counts.meeting, counts.call) }
}

/// The key to the colours of emails, meetings and calls.
enum TypeLegend {
  /// - Parameters:
  ///   - counts: what the chart shows; types without any have no key.
  ///   - hasMedian: whether it compares with similar won deals.
  static func write(
    _ id: ChartID, counts: CountsByType, _ view: RecordView, hasMedian: Bool = false, to html: inout HTMLWriter
  ) {
    var keys: [(swatch: Legend.Swatch, label: String)] = []
    if counts.email > 0 { keys.append((.firstSeries, view.plain(.email))) }
    if counts.meeting > 0 { keys.append((.secondSeries, view.plain(.meeting))) }
    if counts.call > 0 { keys.append((.thirdSeries, view.plain(.call))) }
    if hasMedian { keys.append((.median, view.plain(.medianOfSimilarWonDeals))) }
    Legend(id: id, keys: keys).write(to: &html)
  }
}
