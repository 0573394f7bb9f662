import Markup

/// How the numbers are made, in short, and where they all stand.
enum Method {
  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    let context = view.context
    html.raw("<section class=\"card wide method\" id=\"method\">\n<h2>")
    view.write(.howMade, to: &html)
    html.raw("</h2>\n<ul>\n")
    item(to: &html) {
      view.write(
        .methodClock,
        [
          .date: .text(view.formats.date(context.asOf)), .zone: .text(context.dataset.zone.name),
          .start: .text(view.formats.date(context.windowStart)),
        ], to: &$0)
    }
    for term in [Term.methodCounts, .methodPeople, .methodHours, .methodResponse] {
      item(to: &html) { view.write(term, to: &$0) }
    }
    if view.record.type != .account {
      let rules = context.settings.healthRules
      item(to: &html) {
        view.write(
          .methodHealth, count: rules.expectedDays,
          [.first: .text(view.formats.number(rules.good)), .second: .text(view.formats.number(rules.fair))], to: &$0)
      }
    }
    if view.kpis.similar != nil { item(to: &html) { view.write(.methodSimilar, to: &$0) } }
    item(to: &html) {
      let file = "data/kpis.jsonl"
      view.write(
        .methodData, [.file: .link(file, path: PagePath.relative(file, from: view.path))], to: &$0)
    }
    html.raw("</ul>\n</section>\n")
  }

  private static func item(to html: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void) {
    html.raw("<li>")
    body(&html)
    html.raw("</li>\n")
  }
}
