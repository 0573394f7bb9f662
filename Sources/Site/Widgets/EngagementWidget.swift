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
        (.openedEmails, "\(formats.number(engagement.opened)) (\(share(engagement.opened, engagement, formats)))"),
        (
          .answeredEmails, "\(formats.number(engagement.answered)) (\(share(engagement.answered, engagement, formats)))"
        ),
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

  private static func share(_ part: Int, _ engagement: EmailEngagement, _ formats: Formats) -> String {
    formats.percent(Double(part) / Double(max(engagement.followed, 1)))
  }
}
