import Dataset
import Markup

/// The latest interaction and the earliest scheduled activity, each with who, how and what about.
enum LastAndNextWidget: Widget {
  static let key = WidgetKey.lastAndNext

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, heading: view.plain(.lastAndNext))
    html.raw("<h3>")
    view.write(.lastInteraction, to: &html)
    html.raw("</h3>\n")
    if let last = view.kpis.lastInteraction {
      activity(last, view, to: &html)
    } else {
      html.empty(view.plain(.lastInteractionEmpty))
    }
    html.raw("<h3>")
    view.write(.nextInteraction, to: &html)
    html.raw("</h3>\n")
    if let next = view.kpis.nextInteraction {
      activity(next, view, to: &html)
    } else {
      html.empty(view.plain(.nextInteractionEmpty))
    }
    html.closeWidget()
  }

  private static func activity(_ index: Int, _ view: RecordView, to html: inout HTMLWriter) {
    html.raw("<dl class=\"two\">\n")
    html.fact(view.plain(.when)) { $0.text(view.formats.dateTime(view.activity(index).at)) }
    html.fact(view.plain(.what)) { $0.text(view.kindAndPerson(index)) }
    let people = view.participants(index).filter { $0 != view.initiator(index) }
    if !people.isEmpty {
      html.fact(view.plain(.with)) { $0.text(ActivityLists.names(people, view)) }
    }
    html.fact(view.plain(.subject)) { $0.text(view.subject(index) ?? view.plain(.noSubject)) }
    html.raw("</dl>\n")
  }
}
