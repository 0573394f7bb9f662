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
      view.write(isClosed(view) ? .notScored : .notEnoughData, to: &html)
      html.raw("</span></p>\n")
      html.empty(reason(view))
    }
    html.closeWidget()
  }

  private static func isClosed(_ view: RecordView) -> Bool {
    !view.dataset.isOpen(view.record, asOf: view.context.asOf)
  }

  private static func reason(_ view: RecordView) -> String {
    if isClosed(view) { return view.plain(.healthOnlyOpen) }
    if view.kpis.lastInteraction == nil { return view.plain(.healthNoInteraction) }
    return view.plain(.healthOneSided, count: view.context.settings.healthRules.expectedDays)
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
    sinceLastReport(health, view, to: &html)
    html.raw("</p>\n")
  }

  /// “· −3 since 23 Mar”: beside the trend of four weeks, what has moved since the report before.
  private static func sinceLastReport(_ health: Health, _ view: RecordView, to html: inout HTMLWriter) {
    guard let date = view.context.settings.changes.since,
      let past = view.context.settings.changes.of(view.record)?.past?.score,
      past != health.score
    else { return }
    html.raw(" ·\n")
    let difference = Argument.text(view.formats.signed(health.score - past))
    view.write(.changeDelta, [.value: difference, .date: .text(view.formats.dayMonth(date))], to: &html)
  }

  private static func parts(_ health: Health, _ view: RecordView, to html: inout HTMLWriter) {
    html.openTable(
      "parts", caption: view.plain(.healthParts),
      columns: [(view.plain(.part), false), (view.plain(.bar), false), (view.plain(.points), true)])
    let recency = health.recency
    let rows: [(Term, Double, Double, String)] = [
      (.recency, 25 * recency, 25, HealthEvidenceText.recency(health.evidence, view)),
      (.frequency, 30 * health.frequency * recency, 30, HealthEvidenceText.frequency(health.evidence, view)),
      (.engagementPart, 45 * health.engagement * recency, 45, HealthEvidenceText.engagement(health.evidence, view)),
    ]
    for (term, points, most, evidence) in rows {
      html.row(.text(view.plain(term))) { html in
        html.raw("<td>")
        TrackBar(value: points, maximum: most, longest: 45).write(to: &html)
        html.raw("</td>\n")
        let part = Argument.text(view.formats.points(points))
        html.numberCell(view.plain(.pointsOf, [.points: part, .total: .text(view.formats.points(most))]))
      }
      html.raw("<tr class=\"why\"><td colspan=\"3\">")
      html.text(evidence)
      html.raw("</td></tr>\n")
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
    let date = best.activity.map { Argument.text(view.formats.dayMonth(view.dataset.localDate(view.activity($0).at))) }
    html.raw("<p class=\"tip\">")
    switch (best.kind, date) {
    case (.answer, let date?):
      view.write(.bestAnswer, count: best.gain, [.person: person, .date: date], to: &html)
    case (.hearFrom, let date?):
      view.write(.bestHearFrom, count: best.gain, [.person: person, .date: date], to: &html)
    case (.meet, let date?):
      view.write(.bestMeetOn, count: best.gain, [.person: person, .date: date], to: &html)
    default: view.write(.bestMeet, count: best.gain, [.person: person], to: &html)
    }
    html.raw("</p>\n")
  }
}

/// The figures behind the parts of the score, in words.
private enum HealthEvidenceText {
  static func recency(_ evidence: HealthEvidence, _ view: RecordView) -> String {
    guard let days = evidence.daysSinceEngaged else { return view.plain(.recencyWhyNever) }
    if days == 0 { return view.plain(.recencyWhyToday) }
    return view.plain(.recencyWhy, count: days, [.limit: .text(view.days(evidence.expectedDays))])
  }

  static func frequency(_ evidence: HealthEvidence, _ view: RecordView) -> String {
    let expected = Argument.text(view.formats.decimal(evidence.expectedContacts, places: 1))
    if evidence.contactWeight == Double(evidence.contactDays) {
      return view.plain(.frequencyWhy, count: evidence.contactDays, [.limit: expected])
    }
    let weight = Argument.text(view.formats.decimal(evidence.contactWeight, places: 1))
    return view.plain(.frequencyWhyWeighed, count: evidence.contactDays, [.number: weight, .limit: expected])
  }

  static func engagement(_ evidence: HealthEvidence, _ view: RecordView) -> String {
    let share = Argument.text(view.formats.percent(evidence.givenShare))
    if evidence.reply == nil { return view.plain(.engagementWhy, [.share: share]) }
    let answered = Argument.text(view.formats.number(evidence.answered + evidence.conversations))
    return view.plain(
      .engagementWhyReply, count: evidence.owed + evidence.conversations, [.share: share, .replies: answered])
  }
}

/// Parts of health that several pages show.
enum HealthView {
  /// Nine weeks of scores, the figures in its name.
  static func spark(_ health: Health, id: ChartID, _ context: ReportContext, to html: inout HTMLWriter) {
    let scores = health.weekly.map { $0.map(context.formats.number) ?? context.words.plain(.noValue) }
    let title = context.words.plain(.nineWeeks, [.list: .text(context.words.series(scores))])
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
