import Bytes
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
    let words = view.words
    let isTask = activity.type == .task
    html.row(anchor: view.anchor(index)) {
      view.formats.write(dateTime: activity.at, to: &$0)
    } cells: { html in
      html.cell(activity.type.term, words)
      let people = view.participants(index)
      if isTask && people.isEmpty { html.cell(.noValue, words) } else { html.cell { write(people, view, to: &$0) } }
      html.cell(isTask ? .noValue : view.initiatingSide(index) == .team ? .fromTeam : .fromCustomer, words)
      html.cell { html in
        if let text = view.visibleSubject(index) {
          html.add(text, of: view.dataset.text)
        } else {
          view.write(view.wordForSubject(index) ?? .noSubject, to: &html)
        }
      }
      let others = Int(view.context.analysis.links.recordCounts[index]) - 1
      html.cell { others > 0 ? view.write(.alsoCountsOn, count: others, to: &$0) : view.write(.noValue, to: &$0) }
    }
  }

  /// Up to three names, and how many there are besides.
  static func names(_ people: [Int], _ view: RecordView) -> String {
    ByteBuffer.text { write(people, view, to: &$0) }
  }

  private static func write<Sink: TextSink & ~Copyable>(_ people: [Int], _ view: RecordView, to sink: inout Sink) {
    if people.isEmpty { return sink.add(view.plain(.nobodyListed)) }
    let named = min(people.count, 3)
    let rest = people.count - named
    view.words.writeList(rest > 0 ? named + 1 : named, to: &sink) { item, sink in
      if item == named { return sink.add(view.plain(.othersCount, count: rest)) }
      sink.add(view.dataset.people[people[item]].name, of: view.dataset.text)
    }
  }
}
