import Analytics
import Charts
import Dataset
import Markup

/// The score with its grade, its trend, what it is made of and what would raise it (KPI spec, "Health").
enum HealthWidget: Widget {
  static let key = WidgetKey.health

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, style: "card health", heading: view.plain(.relationshipHealth))
    if let health = view.kpis.health {
      score(health, view, to: &html)
      parts(health, view, to: &html)
      bestNext(view, to: &html)
    } else {
      html.raw("<p class=\"score grey\"><b aria-hidden=\"true\">–</b> <span>")
      view.write(.notEnoughData, to: &html)
      html.raw("</span></p>\n")
      html.empty(reason(view))
    }
    html.closeWidget()
  }

  private static func reason(_ view: RecordView) -> String {
    if view.record.type != .contact && !view.context.isOpen(view.record) { return view.plain(.healthOnlyOpen) }
    if view.kpis.lastInteraction == nil { return view.plain(.healthNoInteraction) }
    return view.plain(.healthOneSided, count: view.context.healthRules.expectedDays)
  }

  private static func score(_ health: Health, _ view: RecordView, to html: inout HTMLWriter) {
    html.raw("<p class=\"score ")
    html.text(health.grade.code)
    html.raw("\"><b>")
    html.number(health.score)
    html.raw("</b> <span>")
    html.text(view.plain(health.grade.term))
    html.raw("</span></p>\n")
    HealthView.spark(health, id: ChartID("health-weeks"), view.context, to: &html)
    html.raw("<p class=\"trend")
    if let trend = health.trend, trend != .steady { html.raw(trend == .up ? " good" : " poor") }
    html.raw("\">")
    let since = Argument.text(view.formats.dayMonth(view.context.asOf - 28))
    if let trend = health.trend, let previous = health.previousScore {
      let difference = abs(health.score - previous)
      switch trend {
      case .up: view.write(.trendUp, count: difference, [.date: since], to: &html)
      case .down: view.write(.trendDown, count: difference, [.date: since], to: &html)
      case .steady: view.write(.trendSteady, [.date: since], to: &html)
      }
    } else {
      view.write(.trendNone, [.date: since], to: &html)
    }
    html.raw("</p>\n")
  }

  private static func parts(_ health: Health, _ view: RecordView, to html: inout HTMLWriter) {
    html.openTable(
      "parts", caption: view.plain(.healthParts),
      columns: [(view.plain(.part), false), (view.plain(.bar), false), (view.plain(.points), true)])
    let recency = health.recency
    let rows: [(Term, Double, Double)] = [
      (.recency, 25 * recency, 25), (.frequency, 30 * health.frequency * recency, 30),
      (.engagementPart, 45 * health.engagement * recency, 45),
    ]
    for (term, points, most) in rows {
      html.row(.text(view.plain(term))) { html in
        html.raw("<td>")
        TrackBar(value: points, maximum: most, longest: 45).write(to: &html)
        html.raw("</td>\n")
        let part = Argument.text(view.formats.points(points))
        html.numberCell(view.plain(.pointsOf, [.points: part, .total: .text(view.formats.points(most))]))
      }
    }
    html.closeTable()
    html.raw("<p class=\"note\">")
    view.write(
      .healthFormula,
      [
        .recency: .text(view.formats.ratio(recency)), .frequency: .text(view.formats.ratio(health.frequency)),
        .engagement: .text(view.formats.ratio(health.engagement)), .score: .text(view.formats.number(health.score)),
      ], to: &html)
    html.raw("</p>\n")
  }

  private static func bestNext(_ view: RecordView, to html: inout HTMLWriter) {
    guard let best = view.kpis.bestNext else { return }
    let person = best.person.map { view.person($0) } ?? .text(view.side(.customer))
    html.raw("<p class=\"tip\">")
    switch best.kind {
    case .answer: view.write(.bestAnswer, count: best.gain, [.person: person], to: &html)
    case .hearFrom: view.write(.bestHearFrom, count: best.gain, [.person: person], to: &html)
    case .meet: view.write(.bestMeet, count: best.gain, to: &html)
    }
    html.raw("</p>\n")
  }
}

/// Parts of health that several pages show.
enum HealthView {
  /// Nine weeks of scores, the figures in its name.
  static func spark(_ health: Health, id: ChartID, _ context: ReportContext, to html: inout HTMLWriter) {
    let scores = health.weekly.map { $0.map(context.formats.number) ?? context.words.plain(.noValue) }
    let title = context.words.plain(.nineWeeks, [.list: .text(scores.joined(separator: ", "))])
    Sparkline(id: id, title: title, values: health.weekly).write(to: &html)
  }

  /// “72 good”, with the grade as a word and a colour.
  static func badge(_ health: Health?, _ words: Words, to html: inout HTMLWriter) {
    guard let health else {
      html.raw("<span class=\"grey\">")
      words.write(.noScore, to: &html)
      html.raw("</span>")
      return
    }
    html.raw("<span class=\"badge ")
    html.text(health.grade.code)
    html.raw("\"><b>")
    html.number(health.score)
    html.raw("</b> ")
    words.write(health.grade.term, to: &html)
    html.raw("</span>")
  }
}

extension Grade {
  var term: Term {
    switch self {
    case .good: .good
    case .fair: .fair
    case .poor: .poor
    }
  }
}
