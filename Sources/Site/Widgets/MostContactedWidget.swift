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
    html.openFigures(
      "data plain", caption: view.plain(caption), view.words,
      columns: [head, .emails, .meetings, .calls, .lastHead])
    for person in people {
      html.row {
        view.write(person: person.person, to: &$0)
      } cells: { html in
        html.cell(person.counts.email, view.formats)
        html.cell(person.counts.meeting, view.formats)
        html.cell(person.counts.call, view.formats)
        html.cell(view.formats.date(person.lastAt))
      }
    }
    html.closeTable()
  }
}
