import Markup

/// What was wrong with the input, in numbers.
enum DataQuality {
  static func render(_ context: ReportContext, to html: inout HTMLWriter) {
    let words = context.words
    html.raw("<section class=\"card wide\" id=\"data-quality\">\n<h2>")
    words.write(.dataQuality, to: &html)
    html.raw("</h2>\n")
    if context.settings.issues.total == 0 {
      html.empty(words.plain(.dataQualityGood))
    } else {
      html.raw("<ul>\n")
      let counts: [(Term, Int)] = [
        (.rowsLeftOut, context.settings.issues.rowsLeftOut),
        (.danglingReferences, context.settings.issues.danglingReferences),
        (.otherIssues, context.settings.issues.other),
      ]
      for (term, count) in counts where count > 0 {
        html.raw("<li>")
        words.write(term, count: count, to: &html)
        html.raw("</li>\n")
      }
      if !context.analysis.leaks.isEmpty {
        html.raw("<li>")
        words.write(.leaksFound, [.list: .text(words.list(context.analysis.leaks))], to: &html)
        html.raw("</li>\n")
      }
      html.raw("</ul>\n<p>")
      let file = "data/issues.jsonl"
      words.write(.issuesListedIn, [.file: .link(file, path: file)], to: &html)
      html.raw("</p>\n")
    }
    html.raw("</section>\n")
  }
}
