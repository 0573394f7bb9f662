import Dataset
import Markup

/// The latest and the next activities, so that the numbers can be traced.
enum ActivityLists {
  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    section("recent", .recentActivities, view.kpis.recent, empty: .recentEmpty, view, to: &html)
    section("upcoming", .nextActivities, view.kpis.upcoming, empty: .upcomingEmpty, view, to: &html)
  }

  private static func section(
    _ id: StaticString, _ heading: Term, _ activities: [Int], empty: Term, _ view: RecordView,
    to html: inout HTMLWriter
  ) {
    html.raw("<section class=\"card wide\" id=\"")
    html.raw(id)
    html.raw("\">\n<h2>")
    view.write(heading, to: &html)
    html.raw("</h2>\n")
    if activities.isEmpty {
      html.empty(view.plain(empty))
    } else {
      html.scrolling(view.plain(heading)) { html in
        html.openTable(
          "data text log", caption: view.plain(heading),
          columns: [Term.date, .kindHead, .who, .directionHead, .subject, .alsoOnHead].map { (view.plain($0), false) })
        for index in activities { row(index, view, to: &html) }
        html.closeTable()
      }
    }
    html.raw("</section>\n")
  }

  private static func row(_ index: Int, _ view: RecordView, to html: inout HTMLWriter) {
    let activity = view.activity(index)
    html.row(.text(view.formats.dateTime(activity.at)), anchor: view.anchor(index)) { html in
      html.cell(view.kind(activity.type))
      let people = view.participants(index)
      html.cell(people.isEmpty && activity.type == .task ? view.plain(.noValue) : names(people, view))
      if activity.type == .task {
        html.cell(view.plain(.noValue))
      } else {
        html.cell(view.plain(view.initiatingSide(index) == .team ? .fromTeam : .fromCustomer))
      }
      html.cell(view.subject(index) ?? view.plain(.noSubject))
      let others = Int(view.context.analysis.links.recordCounts[index]) - 1
      html.cell(others > 0 ? view.plain(.alsoCountsOn, count: others) : view.plain(.noValue))
    }
  }

  /// Up to three names, and how many there are besides.
  static func names(_ people: [Int], _ view: RecordView) -> String {
    if people.isEmpty { return view.plain(.nobodyListed) }
    let names = people.prefix(3).map { view.personName($0) }
    let rest = people.count - names.count
    if rest == 0 { return view.words.list(names) }
    return view.words.list(names + [view.plain(.othersCount, count: rest)])
  }
}
