/// Who an address belongs to, and the people who belong to no table.
struct PeopleIndex {
  /// The person of each address, by text handle; −1 for none.
  var byEmail: [Int32] = []
  /// The number of users, contacts and leads.
  var resolvedCount = 0
  var unresolved: [Person] = []
  /// The position in `unresolved` of each id, by text handle.
  var unresolvedByID: [Text: Int] = [:]
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

  /// The person that a participant is (dataset spec, "Who is who").
  mutating func person(_ row: RawRow, _ type: PersonType?) throws(RowFailure) -> Int {
    let address = row.text(ParticipantColumn.email)
    let name = row.text(ParticipantColumn.name)
    let isNameless = name.isEmpty && address.isEmpty
    if !row.text(ParticipantColumn.personID).isEmpty {
      if let person = referencedPerson(row, type) { return person }
      if isNameless {
        throw .left(row.bad(ParticipantColumn.personID, "the id of a person who is there, or an email or a name"))
      }
      report(
        .danglingReference, row, ParticipantColumn.personID.rawValue, "person_id",
        "the id of a row of users, contacts or leads, with its person_type")
    } else if isNameless {
      throw .left(row.bad(ParticipantColumn.personID, "a person_id, an email or a name"))
    }
    return personByAddress(address, name: name)
  }

  private func referencedPerson(_ row: RawRow, _ type: PersonType?) -> Int? {
    guard let id = tables.text.find(row.text(ParticipantColumn.personID)) else { return nil }
    switch type {
    case .user: return userIDs.row(id).map { tables.person(user: $0) }
    case .contact: return contactIDs.row(id).map { tables.person(contact: $0) }
    case .lead: return leadIDs.row(id).map { tables.person(lead: $0) }
    case .unresolved, nil: return nil
    }
  }

  /// The person whose address it is, else an unresolved one. A participant has one address, taken as it stands.
  private mutating func personByAddress(
    _ address: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let name = tables.text.intern(name)
    if address.isEmpty { return unresolved(name, .customer, name: name) }
    let email = tables.text.internLowercased(address)
    let index = Int(email.index)
    if index < people.byEmail.count, people.byEmail[index] >= 0 { return Int(people.byEmail[index]) }
    return unresolved(email, isInternal(email) ? .team : .customer, name: name)
  }

  private mutating func unresolved(_ id: Text, _ side: Side, name: Text) -> Int {
    guard let known = people.unresolvedByID[id] else {
      let index = people.unresolved.count
      people.unresolvedByID[id] = index
      people.unresolved.append(Person(type: .unresolved, side: side, id: id, name: name))
      return people.resolvedCount + index
    }
    let person = people.unresolved[known]
    if !name.isEmpty, person.name.isEmpty || tables.text.precedes(name, person.name) {
      people.unresolved[known].name = name
    }
    if side == .team { people.unresolved[known].side = .team }
    return people.resolvedCount + known
  }

  /// Whether an address belongs to one of the internal domains or a subdomain of one.
  private func isInternal(_ email: Text) -> Bool {
    if internalDomains.isEmpty { return false }
    return tables.text.withUTF8(email) { utf8 in
      guard let at = utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
      let domain = utf8[(at + 1)...]
      return internalDomains.contains { internalDomain in
        let suffix = internalDomain.utf8
        guard domain.count >= suffix.count, domain.suffix(suffix.count).elementsEqual(suffix) else { return false }
        return domain.count == suffix.count || domain[domain.endIndex - suffix.count - 1] == UInt8(ascii: ".")
      }
    }
  }

  /// Adds the unresolved people in order of id; gives the final index of every person.
  mutating func sortUnresolved() -> [Int32] {
    for index in people.unresolved.indices where people.unresolved[index].name.isEmpty {
      people.unresolved[index].name = people.unresolved[index].id
    }
    let newRows = sort(&people.unresolved, by: \.id, tables.text)
    tables.people.append(contentsOf: people.unresolved)
    return (0..<people.resolvedCount).map { Int32($0) } + newRows.map { Int32(people.resolvedCount + $0) }
  }
}
