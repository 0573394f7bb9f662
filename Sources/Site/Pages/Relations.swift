import Dataset

/// Which records belong together, looked up the other way round than the tables hold it.
public struct Relations: Sendable {
  /// By row of the account: rows of contacts and of opportunities, ascending.
  let contactsOfAccount: [[Int]]
  let dealsOfAccount: [[Int]]
  /// By row of the contact: rows of opportunities and of leads, ascending.
  let dealsOfContact: [[Int]]
  let leadsOfContact: [[Int]]

  public init(_ dataset: Dataset) {
    var contactsOfAccount = Array(repeating: [Int](), count: dataset.accounts.count)
    var dealsOfAccount = contactsOfAccount
    var dealsOfContact = Array(repeating: [Int](), count: dataset.contacts.count)
    var leadsOfContact = dealsOfContact
    for (row, contact) in dataset.contacts.enumerated() {
      if let account = contact.account { contactsOfAccount[account].append(row) }
    }
    for (row, deal) in dataset.opportunities.enumerated() {
      if let account = deal.account { dealsOfAccount[account].append(row) }
      for contact in Self.distinct(deal.contact, deal.stakeholders) { dealsOfContact[contact].append(row) }
    }
    for (row, lead) in dataset.leads.enumerated() {
      for contact in Self.distinct(lead.contact, lead.stakeholders) { leadsOfContact[contact].append(row) }
    }
    self.contactsOfAccount = contactsOfAccount
    self.dealsOfAccount = dealsOfAccount
    self.dealsOfContact = dealsOfContact
    self.leadsOfContact = leadsOfContact
  }

  /// `first`, then the rest without it.
  static func distinct(_ first: Int?, _ rest: [Int]) -> [Int] {
    guard let first else { return rest }
    return [first] + rest.filter { $0 != first }
  }
}
