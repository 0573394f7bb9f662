import Dataset
import Markup

/// What a record is: name, type, stage, value, dates, owner, account, as-of.
enum RecordHeader {
  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.raw("<nav><a href=\"")
    html.text(PagePath.relative(PagePath.team, from: view.path))
    html.raw("\">")
    view.write(.teamPage, to: &html)
    html.raw("</a> <span aria-hidden=\"true\">›</span> ")
    html.text(view.plain(view.record.type.plural))
    html.raw("</nav>\n<h1>")
    view.dataset.text.withUTF8(view.dataset.name(of: view.record)) { html.text($0) }
    html.raw("</h1>\n<ul class=\"meta\">\n")
    item(to: &html) { view.write(view.record.type.singular, to: &$0) }
    switch view.record.type {
    case .opportunity: opportunity(view.dataset.opportunities[view.record.row], view, to: &html)
    case .lead: lead(view.dataset.leads[view.record.row], view, to: &html)
    case .account: account(view.dataset.accounts[view.record.row], view, to: &html)
    case .contact: contact(view.dataset.contacts[view.record.row], view, to: &html)
    }
    item(to: &html) {
      if let owner = view.userName(view.dataset.owner(of: view.record)) {
        view.write(.ownerIs, [.person: .text(owner)], to: &$0)
      } else {
        view.write(.noOwner, to: &$0)
      }
    }
    html.raw("<li class=\"asof\">")
    view.write(.asOf, [.date: .text(view.formats.date(view.context.asOf))], to: &html)
    html.raw("</li>\n</ul>\n")
  }

  private static func opportunity(_ deal: Opportunity, _ view: RecordView, to html: inout HTMLWriter) {
    let status = view.dataset.status(ofOpportunity: view.record.row, asOf: view.context.asOf)
    if status != .open, let closedOn = deal.closedOn {
      let term: Term = status == .won ? .wonOn : .lostOn
      item(to: &html) { view.write(term, [.date: .text(view.formats.date(closedOn))], to: &$0) }
    } else if status != .open {
      item(to: &html) { view.write(status == .won ? .won : .lost, to: &$0) }
    }
    if !deal.stage.isEmpty {
      let stage = Argument.text(view.dataset.text.string(deal.stage))
      if let since = deal.stageSince, since <= view.context.asOf {
        let days = Argument.text(view.days(view.context.asOf - since))
        item(to: &html) { view.write(.stageFor, [.stage: stage, .days: days], to: &$0) }
      } else {
        item(to: &html) { Words.write(stage, to: &$0) }
      }
    }
    let currency = view.dataset.text.string(deal.currency)
    if status != .open, let value = deal.actualValue {
      item(to: &html) { $0.text(view.formats.money(value, currency: currency)) }
    } else if let value = deal.estimatedValue {
      item(to: &html) { $0.text(view.formats.money(value, currency: currency)) }
    }
    created(deal.createdOn, view, to: &html)
    if status == .open, let close = deal.estimatedCloseOn {
      item(to: &html) { view.write(.closesOn, [.date: .text(view.formats.date(close))], to: &$0) }
    }
    if let account = deal.account {
      item(to: &html) { view.write(.accountIs, [.name: view.name(of: RecordID(.account, account))], to: &$0) }
    }
  }

  private static func lead(_ lead: Lead, _ view: RecordView, to html: inout HTMLWriter) {
    let status: Term =
      switch lead.status {
      case .open: .open
      case .qualified: .qualified
      case .disqualified: .disqualified
      }
    item(to: &html) { view.write(status, to: &$0) }
    for text in [lead.contactName, lead.company, lead.source] where !text.isEmpty {
      item(to: &html) { html in view.dataset.text.withUTF8(text) { html.text($0) } }
    }
    created(lead.createdOn, view, to: &html)
  }

  private static func account(_ account: Account, _ view: RecordView, to html: inout HTMLWriter) {
    if !account.industry.isEmpty {
      item(to: &html) { html in view.dataset.text.withUTF8(account.industry) { html.text($0) } }
    }
    if let contact = account.primaryContact {
      item(to: &html) { view.write(.primaryContactIs, [.name: view.name(of: RecordID(.contact, contact))], to: &$0) }
    }
  }

  private static func contact(_ contact: Contact, _ view: RecordView, to html: inout HTMLWriter) {
    if !contact.jobTitle.isEmpty {
      item(to: &html) { html in view.dataset.text.withUTF8(contact.jobTitle) { html.text($0) } }
    }
    if let account = contact.account {
      item(to: &html) { view.write(.accountIs, [.name: view.name(of: RecordID(.account, account))], to: &$0) }
    }
  }

  private static func created(_ date: CivilDate?, _ view: RecordView, to html: inout HTMLWriter) {
    guard let date else { return }
    item(to: &html) { view.write(.createdOn, [.date: .text(view.formats.date(date))], to: &$0) }
  }

  private static func item(to html: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void) {
    html.raw("<li>")
    body(&html)
    html.raw("</li>\n")
  }
}

extension RecordType {
  var singular: Term {
    switch self {
    case .account: .account
    case .contact: .contact
    case .lead: .lead
    case .opportunity: .opportunity
    }
  }

  var plural: Term {
    switch self {
    case .account: .accounts
    case .contact: .contacts
    case .lead: .leads
    case .opportunity: .opportunities
    }
  }
}
