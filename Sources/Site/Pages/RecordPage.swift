import Analytics
import Dataset
import Markup

/// The page of one record (report spec, "A page").
public enum RecordPage {
  /// Writes the page at the end of `html`; nothing if the record has no path.
  public static func render(_ record: RecordID, _ context: ReportContext, to html: inout HTMLWriter) {
    guard let path = context.paths[record] else { return }
    let view = RecordView(context: context, record: record, path: path)
    let name = context.dataset.text.string(context.dataset.name(of: record))
    context.frame.write(.record, path: path, to: &html) { slot, html in
      switch slot {
      case .title:
        html.text(name)
        html.raw(" · ")
        html.text(context.settings.title)
      case .running: html.text(context.words.plain(.runningTitle, context.running(name)))
      case .header: RecordHeader.render(view, to: &html)
      case .main: main(view, to: &html)
      case .footer: Notice.render(view.words, to: &html)
      }
    }
  }

  private static func main(_ view: RecordView, to html: inout HTMLWriter) {
    AttentionSection.render(view, to: &html)
    RecordChangesSection.render(view, to: &html)
    func write(_ place: WidgetList.Place, in grid: StaticString?) {
      let widgets = view.context.widgets.widgets(of: view.record.type, at: place)
      if widgets.isEmpty { return }
      if let grid {
        html.raw("<div class=\"")
        html.raw(grid)
        html.raw("\">\n")
      }
      for widget in widgets { widget.render(view, to: &html) }
      if grid != nil { html.raw("</div>\n") }
    }
    write(.hero, in: "hero")
    write(.wide, in: nil)
    write(.half, in: "cards")
    write(.last, in: nil)
    ActivityLists.render(view, to: &html)
    RelatedRecords.render(view, to: &html)
    Method.render(view, to: &html)
  }
}

/// The notice that ends every page.
enum Notice {
  static func render(_ words: Words, to html: inout HTMLWriter) {
    html.raw("<p>")
    words.write(.notice, to: &html)
    html.raw("</p>\n")
  }
}
