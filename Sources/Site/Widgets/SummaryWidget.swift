import Analytics
import Dataset
import Markup

/// The relationship in a few sentences, the most telling comparison first, and the facts that answer the first
/// questions: when, by whom, what next, how much, who answers, who starts.
enum SummaryWidget: Widget {
  static let key = WidgetKey.summary

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, style: "card summary", heading: view.plain(.inShort))
    let sentences = SummarySentence.all(of: view).prefix(4)
    if sentences.isEmpty {
      html.empty(view.plain(.summaryEmpty))
    } else {
      html.raw("<ul>\n")
      for sentence in sentences {
        html.raw("<li>")
        sentence.write(&html)
        html.raw("</li>\n")
      }
      html.raw("</ul>\n")
    }
    html.raw("<dl>\n")
    contacts(view, to: &html)
    if view.kpis.lastInteraction != nil || view.kpis.secondsSpent.total > 0 { amounts(view, to: &html) }
    html.raw("</dl>\n")
    html.closeWidget()
  }

  private static func contacts(_ view: RecordView, to html: inout HTMLWriter) {
    if let last = view.kpis.lastInteraction {
      html.fact(view.plain(.lastContact)) { html in
        date(of: last, view, to: &html)
        html.raw("<br>\n<span>")
        html.text(ago(view))
        html.raw("</span>")
      }
    } else {
      html.fact(view.plain(.lastContact), isLacking: true) { view.write(.noneYet, to: &$0) }
    }
    if let next = view.kpis.nextInteraction {
      html.fact(view.plain(.nextContact)) { html in
        date(of: next, view, to: &html)
        if let subject = view.subject(next) {
          html.raw("<br>\n<span>")
          html.text(subject)
          html.raw("</span>")
        }
      }
    } else {
      html.fact(view.plain(.nextContact), isLacking: view.context.isOpen(view.record)) {
        view.write(.nothingScheduled, to: &$0)
      }
    }
  }

  private static func date(of index: Int, _ view: RecordView, to html: inout HTMLWriter) {
    let date = view.formats.weekdayDate(view.activity(index).at)
    view.write(
      .dateAndWhat, [.date: .text(date), .activity: .text(view.kindAndPerson(index))], to: &html)
  }

  private static func ago(_ view: RecordView) -> String {
    guard let days = view.kpis.window.quietDays else { return "" }
    return days <= 0 ? view.plain(.onTheDay) : view.plain(.daysAgo, count: days)
  }

  private static func amounts(_ view: RecordView, to html: inout HTMLWriter) {
    if view.shows(.hours) {
      html.fact(view.plain(.timeInvested)) { html in
        let team = Argument.text(view.formats.effort(view.kpis.secondsSpent.team))
        let customer = Argument.text(view.formats.effort(view.kpis.secondsSpent.customer))
        view.write(.teamAndCustomer, [.team: team, .customer: customer], to: &html)
      }
    }
    html.fact(view.plain(.exchanged)) { html in
      html.text(SummarySentence.counts(view.kpis.interactions.team + view.kpis.interactions.customer, view))
    }
    html.fact(view.plain(.startedBy)) { html in
      let team = Argument.text(view.formats.number(view.kpis.interactions.team.total))
      let customer = Argument.text(view.formats.number(view.kpis.interactions.customer.total))
      view.write(.teamAndCustomer, [.team: team, .customer: customer], to: &html)
    }
    guard view.shows(.response) else { return }
    html.fact(view.plain(.answered)) { html in
      let response = view.kpis.response
      if response.team.turns + response.customer.turns == 0 {
        view.write(.nothingToAnswer, to: &html)
        return
      }
      let team = Argument.text(share(of: response.team, view))
      let customer = Argument.text(share(of: response.customer, view))
      view.write(.teamAndCustomer, [.team: team, .customer: customer], to: &html)
    }
  }

  private static func share(of response: ResponseTimes, _ view: RecordView) -> String {
    response.turns == 0 ? view.plain(.nothingToAnswer) : view.formats.outOf(response.replies, response.turns)
  }
}

extension CountsByType {
  static func + (first: Self, second: Self) -> Self {
    CountsByType(
      email: first.email + second.email, meeting: first.meeting + second.meeting, call: first.call + second.call)
  }
}
