import Analytics
import Dataset
import Markup

/// What the customer did with the followed emails of the team (KPI spec, "Email engagement").
enum EngagementWidget: Widget {
  static let key = WidgetKey.engagement

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, heading: view.plain(.emailEngagement))
    let engagement = view.kpis.engagement
    if engagement.followed == 0 {
      html.empty(view.plain(.engagementEmpty))
    } else {
      let formats = view.formats
      html.finding { html in
        let opened = Argument.text(formats.outOf(engagement.opened, engagement.followed))
        let answered = Argument.text(formats.outOf(engagement.answered, engagement.followed))
        view.write(.engagementFinding, [.first: opened, .second: answered], to: &html)
      }
      let rows: [(Term, String)] = [
        (.followedEmails, formats.number(engagement.followed)),
        (.openedEmails, share(engagement.opened, engagement, view)),
        (.answeredEmails, share(engagement.answered, engagement, view)),
        (.opens, formats.number(engagement.opens)), (.linkClicks, formats.number(engagement.linkClicks)),
        (.attachmentViews, formats.number(engagement.attachmentViews)),
        (.lastOpened, engagement.lastOpenedAt.map(formats.dateTime) ?? view.plain(.noValue)),
      ]
      html.raw("<dl class=\"small\">\n")
      for (term, value) in rows { html.fact(view.plain(term)) { $0.text(value) } }
      html.raw("</dl>\n")
    }
    html.closeWidget()
  }

  /// “4 (50 %)”.
  private static func share(_ part: Int, _ engagement: EmailEngagement, _ view: RecordView) -> String {
    let share = view.formats.percent(Double(part) / Double(max(engagement.followed, 1)))
    return view.plain(.numberAndShare, [.number: .text(view.formats.number(part)), .share: .text(share)])
  }
}
