/// Who an address belongs to, and the people who belong to no table.
struct PeopleIndex {
  /// The person of each address, by text handle; −1 for none.
  var byEmail: [Int32] = []
  /// The number of users, contacts and leads.
  var resolvedCount = 0
  var unresolved = UnresolvedPeople()
}

extension DatasetBuilder {
  mutating func resolvePrimaryContacts() {
    for pending in primaryContacts {
      if let contact = contactIDs.row(pending.id) {
        tables.accounts[pending.row].primaryContact = contact
      } else {
        problems.append(
          DataProblem(
            .danglingReference, file: pending.file, line: pending.line, column: pending.column,
            field: "primary_contact_id", found: tables.text.string(pending.id),
            expected: "the id of a row of contacts"))
      }
    }
    primaryContacts = []
  }

  /// Puts the tables of records into order of id; references follow.
  mutating func sortRecords() {
    let text = tables.text
    let users = sort(&tables.users, by: \.id, text)
    let accounts = sort(&tables.accounts, by: \.id, text)
    let contacts = sort(&tables.contacts, by: \.id, text)
    let leads = sort(&tables.leads, by: \.id, text)
    let opportunities = sort(&tables.opportunities, by: \.id, text)
    userIDs.reorder(newRows: users)
    accountIDs.reorder(newRows: accounts)
    contactIDs.reorder(newRows: contacts)
    leadIDs.reorder(newRows: leads)
    opportunityIDs.reorder(newRows: opportunities)
    tables.accountFields = fieldNames(.accounts)
    tables.leadFields = fieldNames(.leads)
    tables.opportunityFields = fieldNames(.opportunities)

    func unique(_ rows: [Int], _ order: [Int]) -> [Int] { Array(Set(rows.map { order[$0] })).sorted() }
    for row in tables.accounts.indices {
      tables.accounts[row].owner = tables.accounts[row].owner.map { users[$0] }
      tables.accounts[row].primaryContact = tables.accounts[row].primaryContact.map { contacts[$0] }
    }
    for row in tables.contacts.indices {
      tables.contacts[row].account = tables.contacts[row].account.map { accounts[$0] }
      tables.contacts[row].owner = tables.contacts[row].owner.map { users[$0] }
    }
    for row in tables.leads.indices {
      tables.leads[row].owner = tables.leads[row].owner.map { users[$0] }
      tables.leads[row].contact = tables.leads[row].contact.map { contacts[$0] }
      tables.leads[row].stakeholders = unique(tables.leads[row].stakeholders, contacts)
    }
    for row in tables.opportunities.indices {
      var deal = tables.opportunities[row]
      deal.owner = deal.owner.map { users[$0] }
      deal.account = deal.account.map { accounts[$0] }
      deal.contact = deal.contact.map { contacts[$0] }
      deal.salesTeam = unique(deal.salesTeam, users)
      deal.stakeholders = unique(deal.stakeholders, contacts)
      tables.opportunities[row] = deal
    }
  }

  private mutating func fieldNames(_ table: Table) -> [Text] {
    customColumns[table, default: ColumnNames()].names.map { tables.text.intern($0) }
  }

  /// Sorts rows by id; gives the new position of each old row.
  private func sort<Row>(_ rows: inout [Row], by id: KeyPath<Row, Text>, _ text: TextPool) -> [Int] {
    let old = rows
    let order = old.indices.sorted { text.precedes(old[$0][keyPath: id], old[$1][keyPath: id]) }
    var newRows = [Int](repeating: 0, count: order.count)
    for (new, row) in order.enumerated() { newRows[row] = new }
    rows = order.map { old[$0] }
    return newRows
  }

  /// Lists users, contacts and leads as people; of several with one address the first in that order has it.
  mutating func indexPeople() {
    func add(_ person: Person, _ emails: [Text]) {
      for email in emails {
        let index = Int(email.index)
        if index >= people.byEmail.count {
          people.byEmail.append(contentsOf: repeatElement(-1, count: index + 1 - people.byEmail.count))
        }
        if people.byEmail[index] < 0 { people.byEmail[index] = Int32(tables.people.count) }
      }
      tables.people.append(person)
    }
    for user in tables.users { add(Person(type: .user, side: .team, id: user.id, name: user.name), user.emails) }
    for contact in tables.contacts {
      add(Person(type: .contact, side: .customer, id: contact.id, name: contact.name), contact.emails)
    }
    for lead in tables.leads {
      let name = lead.contactName.isEmpty ? lead.name : lead.contactName
      add(Person(type: .lead, side: .customer, id: lead.id, name: name), lead.emails)
    }
    people.resolvedCount = tables.people.count
  }

  /// Adds the unresolved people in order of id; gives the final index of every person.
  mutating func sortUnresolved() -> [Int32] {
    var unresolved = people.unresolved.people
    for index in unresolved.indices where unresolved[index].name.isEmpty {
      unresolved[index].name = unresolved[index].id
    }
    let newRows = sort(&unresolved, by: \.id, tables.text)
    tables.people.append(contentsOf: unresolved)
    return (0..<people.resolvedCount).map { Int32($0) } + newRows.map { Int32(people.resolvedCount + $0) }
  }
}
