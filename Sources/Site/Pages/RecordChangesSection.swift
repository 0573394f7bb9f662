import Analytics
import Dataset
import Markup

/// What has changed on a record since the report before; in one calm line where there is nothing of note.
enum RecordChangesSection {
  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    let changes = view.context.settings.changes
    guard let since = changes.since, let record = changes.of(view.record) else {
      calm(view.plain(changes.silence), view, to: &html)
      return
    }
    let words = view.context.changeWords
    let note = words.note(on: record)
    if record.changes.isEmpty {
      let nothing = words.nothing(since: since)
      calm(view.words.sentences([nothing, note].compactMap { $0 }), view, to: &html)
      return
    }
    html.raw("<section class=\"card wide changes\" id=\"changes\">\n<h2>")
    html.text(words.heading(since: since))
    html.raw("</h2>\n")
    list(record, view.context, to: &html)
    if let note {
      html.raw("<p class=\"note\">")
      html.text(note)
      html.raw("</p>\n")
    }
    html.raw("</section>\n")
  }

  /// The changes of a record, most important first.
  static func list(_ record: RecordChanges, _ context: ReportContext, to html: inout HTMLWriter) {
    html.raw("<ul>\n")
    for change in record.changes {
      html.raw("<li>")
      context.changeWords.write(change, of: record.record, to: &html)
      html.raw("</li>\n")
    }
    html.raw("</ul>\n")
  }

  private static func calm(_ sentence: String, _ view: RecordView, to html: inout HTMLWriter) {
    html.raw("<section id=\"changes\">\n<h2 class=\"sr\">")
    view.write(.changes, to: &html)
    html.raw("</h2>\n<p class=\"calm\">")
    html.text(sentence)
    html.raw("</p>\n</section>\n")
  }
}

extension ReportChanges {
  /// Why there is nothing to compare with.
  var silence: Term {
    if case .off = comparison { .changesOff } else { .changesFirst }
  }
}

extension ReportContext {
  /// How changes are said, with the names of the users of this data set.
  var changeWords: ChangeWords {
    let names = settings.changes.owners
    return ChangeWords(words: words, formats: formats) { names[$0] ?? $0 }
  }
}
