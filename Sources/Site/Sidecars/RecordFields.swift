import Analytics
import Dataset

/// The fields of a record of any type, as they were at the end of D; empty or nil where the type has none.
struct RecordFields {
  var ownerID = Text.none
  /// nil for accounts and contacts.
  var status: String?
  var accountID = Text.none
  var contactID = Text.none
  var stage = Text.none
  var stageSince: CivilDate?
  /// D − `stageSince`.
  var daysInStage: Int?
  var estimatedValue: Double?
  var actualValue: Double?
  var currency = Text.none
  var createdOn: CivilDate?
  var estimatedCloseOn: CivilDate?
  var closedOn: CivilDate?

  init(_ dataset: Dataset, _ record: RecordID, asOf: CivilDate) {
    func account(_ row: Int?) -> Text { row.map { dataset.accounts[$0].id } ?? .none }
    func contact(_ row: Int?) -> Text { row.map { dataset.contacts[$0].id } ?? .none }
    ownerID = dataset.owner(of: record).map { dataset.users[$0].id } ?? .none
    switch record.type {
    case .account: break
    case .contact: accountID = account(dataset.contacts[record.row].account)
    case .lead:
      let lead = dataset.leads[record.row]
      status = lead.status.code
      contactID = contact(lead.contact)
      createdOn = lead.createdOn
    case .opportunity:
      let deal = dataset.opportunities[record.row]
      status = dataset.status(ofOpportunity: record.row, asOf: asOf).code
      accountID = account(deal.account)
      contactID = contact(deal.contact)
      stage = deal.stage
      stageSince = deal.stageSince
      daysInStage = deal.stageSince.flatMap { $0 <= asOf ? asOf - $0 : nil }
      estimatedValue = deal.estimatedValue
      currency = deal.currency
      createdOn = deal.createdOn
      estimatedCloseOn = deal.estimatedCloseOn
      // What came of the deal later was not known on the day of the report.
      if deal.closedOn.map({ $0 <= asOf }) ?? true {
        actualValue = deal.actualValue
        closedOn = deal.closedOn
      }
    }
  }
}
