import Analytics
import Dataset
import Markup

/// The controls that the script of the team page brings to life; hidden without it.
///
/// They stand in the page, and not in the script, so that their words come from the catalogue.
enum TeamFilters {
  /// A value that is neither an id nor a code: those are trimmed.
  private static let none = " none"
  private static let any = " any"

  static func render(_ context: ReportContext, _ ranking: TeamRanking, to html: inout HTMLWriter) {
    let records = RecordType.allCases.flatMap { ranking.records[$0] ?? [] }
    guard !records.isEmpty else { return }
    let words = context.words
    html.raw("<form class=\"card wide filters\" id=\"filters\" role=\"search\" aria-label=\"")
    words.write(.filterRecords, to: &html)
    html.raw("\" data-more=\"")
    words.write(.showAll, [.number: .text("{0}")], to: &html)
    html.raw("\" hidden>\n<label><span>")
    words.write(.filterText, to: &html)
    html.raw("</span>\n<input type=\"search\" name=\"q\" autocomplete=\"off\" spellcheck=\"false\"></label>\n")
    select("owner", .owner, all: .allOwners, owners(of: records, context), words, to: &html)
    let grades = Grade.allCases.map { (value: $0.code, name: words.plain($0.term)) }
    select("grade", .health, all: .allGrades, grades + [(none, words.plain(.noScore))], words, to: &html)
    let flags = AttentionCode.allCases.map { (value: $0.code, name: words.plain($0.term)) }
    select(
      "flag", .attentionHead, all: .allFlags,
      [(any, words.plain(.anyFlag))] + flags + [(none, words.plain(.noFlag))], words, to: &html)
    html.raw("<button type=\"reset\">")
    words.write(.clearFilters, to: &html)
    html.raw("</button>\n<output data-shown=\"")
    words.write(.recordsShown, [.first: .text("{0}"), .total: .text("{1}")], to: &html)
    html.raw("\"></output>\n</form>\n")
  }

  private static func select(
    _ name: StaticString, _ label: Term, all: Term, _ options: [(value: String, name: String)], _ words: Words,
    to html: inout HTMLWriter
  ) {
    html.raw("<label><span>")
    words.write(label, to: &html)
    html.raw("</span>\n<select name=\"")
    html.raw(name)
    html.raw("\">\n<option value=\"\">")
    words.write(all, to: &html)
    html.raw("</option>\n")
    for option in options {
      html.raw("<option value=\"")
      html.text(option.value)
      html.raw("\">")
      html.text(option.name)
      html.raw("</option>\n")
    }
    html.raw("</select></label>\n")
  }

  /// By name; then what nobody owns, if there is any.
  private static func owners(of records: [RecordID], _ context: ReportContext) -> [(value: String, name: String)] {
    let dataset = context.dataset
    let rows = Set(records.map { dataset.owner(of: $0) })
    let owners = rows.compactMap { $0 }.map { dataset.users[$0] }.sorted { first, second in
      first.name == second.name
        ? dataset.text.precedes(first.id, second.id) : dataset.text.precedes(first.name, second.name)
    }
    return owners.map { (dataset.text.string($0.id), dataset.text.string($0.name)) }
      + (rows.contains(nil) ? [(none, context.words.plain(.noOwner))] : [])
  }
}
