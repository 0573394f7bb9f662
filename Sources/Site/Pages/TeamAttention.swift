import Analytics
import Dataset
import Markup

/// The records with flags, worst first; why stands beside the name, so that a phone shows it, too.
enum TeamAttention {
  static func render(_ context: ReportContext, _ ranking: TeamRanking, to html: inout HTMLWriter) {
    let words = context.words
    html.raw("<section class=\"card wide\" id=\"attention\">\n<h2>")
    words.write(.needsAttention, to: &html)
    html.raw("</h2>\n")
    if ranking.needingAttention.isEmpty {
      html.empty(words.plain(.teamNothingNeedsAttention))
    } else {
      html.scrolling(words.plain(.needsAttention)) { html in
        html.openTable(
          "data plain text", caption: words.plain(.needsAttention),
          columns: [Term.record, .attentionHead, .health, .openValue, .owner, .typeHead].map {
            (words.plain($0), $0 == .openValue)
          })
        for record in ranking.needingAttention { row(record, context, to: &html) }
        html.closeTable()
      }
    }
    html.raw("</section>\n")
  }

  private static func row(_ record: RecordID, _ context: ReportContext, to html: inout HTMLWriter) {
    let kpis = context.kpis(of: record)
    html.row(TeamTable.name(of: record, context)) { html in
      html.raw("<td>")
      TeamTable.flags(kpis, context, withValues: true, to: &html)
      html.raw("</td>\n")
      html.raw("<td>")
      HealthView.badge(kpis.health, context.words, to: &html)
      html.raw("</td>\n")
      html.raw("<td class=\"n\">")
      Money(record.type == .opportunity ? [record] : [], context).lines(context, to: &html)
      html.raw("</td>\n")
      TeamTable.owner(of: record, context, to: &html)
      html.cell(context.words.plain(record.type.singular))
    }
  }
}
