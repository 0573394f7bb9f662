import Analytics
import Dataset
import Markup

/// One record as its page sees it: the KPIs, with names, dates and links at hand.
///
/// An object, because every part of a page is handed it.
final class RecordView: Sendable {
  let context: ReportContext
  let words: Words
  let formats: Formats
  let dataset: Dataset
  let record: RecordID
  /// Where the record's KPIs stand.
  private let position: Int
  /// Where the page stands below OUT; links start from there.
  let path: String
  /// The way back to OUT.
  private let root: String

  init(context: ReportContext, record: RecordID, path: String) {
    self.context = context
    words = context.words
    formats = context.formats
    dataset = context.dataset
    self.record = record
    position = context.dataset.position(of: record)
    self.path = path
    root = PagePath.root(of: path)
  }

  // Inlined for the same reason as `ReportContext.kpis`.
  @inline(__always)
  var kpis: RecordKPIs { context.analysis.kpis[position] }

  /// A message straight into the page.
  func write(
    _ term: Term, count: Int? = nil, _ arguments: KeyValuePairs<Slot, Argument> = [:], to html: inout HTMLWriter
  ) {
    context.words.write(term, count: count, arguments, to: &html)
  }

  func plain(_ term: Term, count: Int? = nil, _ arguments: KeyValuePairs<Slot, Argument> = [:]) -> String {
    context.words.plain(term, count: count, arguments)
  }

  /// The path of a record's page from this one; nil if it has none or is this one.
  func link(to other: RecordID) -> String? {
    target(of: other).map { root + $0 }
  }

  private func target(of other: RecordID?) -> String? {
    guard let other, other != record else { return nil }
    return context.paths[other]
  }

  /// The name of a record, leading to its page if it has one.
  func name(of other: RecordID) -> Argument {
    .link(dataset.text.string(dataset.name(of: other)), path: link(to: other))
  }

  /// The same, straight into the page.
  func write(nameOf other: RecordID, to html: inout HTMLWriter) {
    write(dataset.name(of: other), leadingTo: other, to: &html)
  }

  /// The name of one of `dataset.people`, leading to the page of the contact or lead.
  func write(person index: Int, to html: inout HTMLWriter) {
    write(dataset.people[index].name, leadingTo: personRecord(index), to: &html)
  }

  private func write(_ name: Text, leadingTo other: RecordID?, to html: inout HTMLWriter) {
    guard let target = target(of: other) else { return html.add(name, of: dataset.text) }
    html.raw("<a href=\"")
    html.text(root)
    html.text(target)
    html.raw("\">")
    html.add(name, of: dataset.text)
    html.raw("</a>")
  }

  /// The name of one of `dataset.people`, leading to the page of the contact or lead.
  func person(_ index: Int) -> Argument {
    let name = personName(index)
    guard let record = personRecord(index) else { return .text(name) }
    return .link(name, path: link(to: record))
  }

  func personName(_ index: Int) -> String {
    dataset.people.indices.contains(index) ? dataset.text.string(dataset.people[index].name) : ""
  }

  /// The name of a row of `users`.
  func userName(_ row: Int?) -> String? {
    row.map { dataset.text.string(dataset.users[$0].name) }
  }

  private func personRecord(_ index: Int) -> RecordID? {
    guard dataset.people.indices.contains(index) else { return nil }
    let contactRow = index - dataset.users.count
    let leadRow = contactRow - dataset.contacts.count
    switch dataset.people[index].type {
    case .contact where dataset.contacts.indices.contains(contactRow): return RecordID(.contact, contactRow)
    case .lead where dataset.leads.indices.contains(leadRow): return RecordID(.lead, leadRow)
    default: return nil
    }
  }

  /// The word for a side.
  func side(_ side: Side) -> String { plain(side == .team ? .team : .customer) }

  /// “3 days”.
  func days(_ count: Int) -> String { plain(.days, count: count) }
}
