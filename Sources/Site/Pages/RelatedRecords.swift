import Analytics
import Dataset
import Markup

/// The records that belong to this one, with their health and flags.
enum RelatedRecords {
  /// More than that of one kind are counted, not listed.
  private static let limit = 20

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.raw("<section class=\"card wide\" id=\"related\">\n<h2>")
    view.write(.relatedRecords, to: &html)
    html.raw("</h2>\n")
    let groups = groups(of: view).filter { !$0.records.isEmpty }
    if groups.isEmpty { html.empty(view.plain(view.record.type.relatedEmpty)) }
    for group in groups { table(group, view, to: &html) }
    html.raw("</section>\n")
  }

  private struct Group {
    let heading: Term
    let records: [RecordID]
  }

  private static func groups(of view: RecordView) -> [Group] {
    let dataset = view.dataset
    let relations = view.context.relations
    let row = view.record.row
    func deals(_ rows: [Int]) -> [RecordID] {
      rows.map { RecordID(.opportunity, $0) }
        .filter { view.context.isOpen($0) && dataset.exists($0, asOf: view.context.asOf) }
    }
    func leads(_ rows: [Int]) -> [RecordID] {
      rows.map { RecordID(.lead, $0) }
        .filter { view.context.isOpen($0) && dataset.exists($0, asOf: view.context.asOf) }
    }
    func contacts(_ rows: [Int]) -> [RecordID] { rows.map { RecordID(.contact, $0) } }
    func account(_ row: Int?) -> [RecordID] { row.map { [RecordID(.account, $0)] } ?? [] }
    switch view.record.type {
    case .account:
      return [
        Group(heading: .openDeals, records: sorted(deals(relations.dealsOfAccount[row]), view)),
        Group(heading: .contacts, records: sorted(contacts(relations.contactsOfAccount[row]), view)),
      ]
    case .contact:
      return [
        Group(heading: .openDeals, records: sorted(deals(relations.dealsOfContact[row]), view)),
        Group(heading: .leads, records: sorted(leads(relations.leadsOfContact[row]), view)),
        Group(heading: .account, records: account(dataset.contacts[row].account)),
      ]
    case .lead:
      let lead = dataset.leads[row]
      return [Group(heading: .contacts, records: contacts(Relations.distinct(lead.contact, lead.stakeholders)))]
    case .opportunity:
      let deal = dataset.opportunities[row]
      let primary = deal.account.flatMap { dataset.accounts[$0].primaryContact }
      let people = Relations.distinct(deal.contact, deal.stakeholders)
      let others = primary.map { people.contains($0) ? [] : [$0] } ?? []
      return [
        Group(heading: .contacts, records: contacts(people + others)),
        Group(heading: .account, records: account(deal.account)),
      ]
    }
  }

  /// The latest interaction first, then by row.
  private static func sorted(_ records: [RecordID], _ view: RecordView) -> [RecordID] {
    records.map { (record: $0, last: view.context.kpis(of: $0).lastInteraction ?? -1) }
      .sorted { $0.last == $1.last ? $0.record.row < $1.record.row : $0.last > $1.last }
      .map(\.record)
  }

  private static func table(_ group: Group, _ view: RecordView, to html: inout HTMLWriter) {
    let caption = view.plain(.relatedCaption, [.name: .text(view.plain(group.heading))])
    html.scrolling(caption) { html in
      html.openTable(
        "data plain text", caption: caption,
        columns: [group.heading, .health, .lastContact, .attentionHead].map { (view.plain($0), false) })
      for record in group.records.prefix(limit) { row(record, view, to: &html) }
      html.closeTable()
    }
    if group.records.count > limit {
      html.raw("<p class=\"note\">")
      view.write(.andMoreRecords, count: group.records.count - limit, to: &html)
      html.raw("</p>\n")
    }
  }

  private static func row(_ record: RecordID, _ view: RecordView, to html: inout HTMLWriter) {
    html.row {
      view.write(nameOf: record, to: &$0)
    } cells: { html in
      html.cell { html in
        if record.type == .account {
          view.write(.noHealthForAccounts, to: &html)
        } else {
          HealthView.badge(view.context.kpis(of: record).health, view.words, to: &html)
        }
      }
      if let last = view.context.kpis(of: record).lastInteraction {
        html.cell { view.formats.write(dateOf: view.activity(last).at, to: &$0) }
      } else {
        html.cell(.noneYet, view.words)
      }
      html.cell { html in
        let flags = view.context.kpis(of: record).attention
        if flags.isEmpty { view.write(.noValue, to: &html) }
        for (index, flag) in flags.enumerated() {
          if index > 0 { html.raw(" · ") }
          view.write(flag.code.term, to: &html)
        }
      }
    }
  }
}

extension RecordType {
  fileprivate var relatedEmpty: Term {
    switch self {
    case .account: .relatedEmptyAccount
    case .contact: .relatedEmptyContact
    case .lead: .relatedEmptyLead
    case .opportunity: .relatedEmptyOpportunity
    }
  }
}
