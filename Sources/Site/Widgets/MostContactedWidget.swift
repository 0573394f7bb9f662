import Analytics
import Dataset
import Markup

/// The people of both sides who take part in most interactions.
enum MostContactedWidget: Widget {
  static let key = WidgetKey.mostContacted

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, heading: view.plain(.mostContacted))
    table(
      view.kpis.mostContacted ?? [], head: .customer, caption: .mostContacted, empty: .mostContactedEmpty, view, &html)
    table(
      view.kpis.mostContactedBy ?? [], head: .byWhom, caption: .mostContactedBy, empty: .mostContactedByEmpty, view,
      &html)
    html.closeWidget()
  }

  private static func table(
    _ people: [PersonTotals], head: Term, caption: Term, empty: Term, _ view: RecordView, _ html: inout HTMLWriter
  ) {
    if people.isEmpty {
      html.empty(view.plain(empty))
      return
    }
    html.openTable(
      "data plain", caption: view.plain(caption),
      columns: [(view.plain(head), false)]
        + [Term.emails, .meetings, .calls, .lastHead].map { (view.plain($0), true) })
    for person in people {
      html.row(view.person(person.person)) { html in
        for count in [person.counts.email, person.counts.meeting, person.counts.call] {
          html.numberCell(view.formats.number(count))
        }
        html.numberCell(view.formats.date(person.lastAt))
      }
    }
    html.closeTable()
  }
}
