import Markup

/// What people wrote about the record.
enum CommentaryWidget: Widget {
  static let key = WidgetKey.commentary

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    if let commentary = view.context.settings.commentary(view.record) {
      render(commentary, view.context, to: &html)
    } else {
      html.openWidget(key, style: "card wide prose", heading: view.plain(.commentary))
      html.empty(view.plain(view.context.settings.hidesCommentary ? .commentaryHidden : .commentaryEmpty))
      html.closeWidget()
    }
  }

  static func render(_ commentary: Commentary, _ context: ReportContext, to html: inout HTMLWriter) {
    html.openWidget(key, style: "card wide prose", heading: context.words.plain(.commentary))
    let date = commentary.date.map(context.formats.date)
    if let author = commentary.author ?? date {
      html.raw("<p class=\"by\">")
      if commentary.author != nil, let date {
        context.words.write(.authorAndDate, [.person: .text(author), .date: .text(date)], to: &html)
      } else {
        html.text(author)
      }
      html.raw("</p>\n")
    }
    html.raw(commentary.html)
    html.closeWidget()
  }
}
