extension DatasetBuilder {
  mutating func addUser(_ row: RawRow) throws(RowFailure) {
    let (id, name) = try identity(row, UserColumn.id, UserColumn.name)
    try userIDs.add(id, row, cell: UserColumn.id.rawValue, text: tables.text)
    tables.users.append(
      User(
        id: id, name: name, emails: emails(row, UserColumn.email), team: intern(row, UserColumn.team),
        title: intern(row, UserColumn.title)))
  }

  mutating func addAccount(_ row: RawRow) throws(RowFailure) {
    let (id, name) = try identity(row, AccountColumn.id, AccountColumn.name)
    try accountIDs.add(id, row, cell: AccountColumn.id.rawValue, text: tables.text)
    let contact = intern(row, AccountColumn.primaryContactID)
    if !contact.isEmpty {
      let place = row.place(ofCell: AccountColumn.primaryContactID.rawValue)
      primaryContacts.append(
        PendingReference(
          row: tables.accounts.count, id: contact, file: row.file, line: place.line, column: place.column))
    }
    let account = Account(
      id: id, name: name, owner: reference(row, AccountColumn.ownerID, userIDs, .users), primaryContact: nil,
      industry: intern(row, AccountColumn.industry), custom: customValues(row, .accounts))
    tables.accounts.append(account)
  }

  mutating func addContact(_ row: RawRow) throws(RowFailure) {
    let (id, name) = try identity(row, ContactColumn.id, ContactColumn.name)
    try contactIDs.add(id, row, cell: ContactColumn.id.rawValue, text: tables.text)
    let contact = Contact(
      id: id, name: name, emails: emails(row, ContactColumn.email),
      account: reference(row, ContactColumn.accountID, accountIDs, .accounts),
      owner: reference(row, ContactColumn.ownerID, userIDs, .users), jobTitle: intern(row, ContactColumn.jobTitle))
    tables.contacts.append(contact)
  }

  mutating func addLead(_ row: RawRow) throws(RowFailure) {
    let (id, name) = try identity(row, LeadColumn.id, LeadColumn.name)
    let status: LeadStatus
    let createdOn: CivilDate?
    do throws(BadRow) {
      status = try row.code(LeadColumn.status, Codes.leadStatuses) ?? .open
      createdOn = try row.date(LeadColumn.createdOn, tables.zone)
    } catch { throw .left(error) }
    try leadIDs.add(id, row, cell: LeadColumn.id.rawValue, text: tables.text)
    let lead = Lead(
      id: id, name: name, owner: reference(row, LeadColumn.ownerID, userIDs, .users), status: status,
      createdOn: createdOn, contactName: intern(row, LeadColumn.contactName), emails: emails(row, LeadColumn.email),
      company: intern(row, LeadColumn.company),
      contact: reference(row, LeadColumn.contactID, contactIDs, .contacts), source: intern(row, LeadColumn.source),
      custom: customValues(row, .leads), stakeholders: [])
    tables.leads.append(lead)
  }

  mutating func addOpportunity(_ row: RawRow) throws(RowFailure) {
    let (id, name) = try identity(row, OpportunityColumn.id, OpportunityColumn.name)
    var deal: Opportunity
    do throws(BadRow) {
      deal = try opportunity(row, id: id, name: name)
    } catch { throw .left(error) }
    try opportunityIDs.add(id, row, cell: OpportunityColumn.id.rawValue, text: tables.text)
    deal.owner = reference(row, OpportunityColumn.ownerID, userIDs, .users)
    deal.account = reference(row, OpportunityColumn.accountID, accountIDs, .accounts)
    deal.contact = reference(row, OpportunityColumn.contactID, contactIDs, .contacts)
    deal.stage = intern(row, OpportunityColumn.stage)
    deal.currency = intern(row, OpportunityColumn.currency)
    deal.custom = customValues(row, .opportunities)
    tables.opportunities.append(deal)
  }

  /// The values of a deal that may be bad; the rest is filled in when the row is known to be good.
  private func opportunity(_ row: RawRow, id: Text, name: Text) throws(BadRow) -> Opportunity {
    guard
      let status = try row.code(OpportunityColumn.status, Codes.opportunityStatuses)
    else { throw row.bad(OpportunityColumn.status, "open, won or lost") }
    return Opportunity(
      id: id, name: name, status: status, stage: .none, stageSince: try row.date(OpportunityColumn.stageSince, zone),
      estimatedValue: try row.number(OpportunityColumn.estimatedValue),
      actualValue: try row.number(OpportunityColumn.actualValue), currency: .none,
      createdOn: try row.date(OpportunityColumn.createdOn, zone),
      estimatedCloseOn: try row.date(OpportunityColumn.estimatedCloseOn, zone),
      closedOn: try row.date(OpportunityColumn.closedOn, zone), custom: CustomValues(), salesTeam: [], stakeholders: [])
  }

  mutating func addSalesTeam(_ row: RawRow) throws(RowFailure) {
    try check(row, [SalesTeamColumn.opportunityID, .userID])
    guard let deal = reference(row, SalesTeamColumn.opportunityID, opportunityIDs, .opportunities),
      let user = reference(row, SalesTeamColumn.userID, userIDs, .users)
    else { return }
    tables.opportunities[deal].salesTeam.append(user)
  }

  mutating func addStakeholder(_ row: RawRow) throws(RowFailure) {
    try check(row, [StakeholderColumn.recordType, .recordID, .contactID])
    let type: RecordType?
    do throws(BadRow) {
      type = try row.code(StakeholderColumn.recordType, Codes.stakeholderTypes)
    } catch { throw .left(error) }
    let isDeal = type == .opportunity
    guard
      let record = reference(
        row, StakeholderColumn.recordID, isDeal ? opportunityIDs : leadIDs, isDeal ? .opportunities : .leads),
      let contact = reference(row, StakeholderColumn.contactID, contactIDs, .contacts)
    else { return }
    if isDeal {
      tables.opportunities[record].stakeholders.append(contact)
    } else {
      tables.leads[record].stakeholders.append(contact)
    }
  }

  public var zone: TimeZoneRules { tables.zone }

  mutating func intern(_ row: RawRow, _ column: some Column) -> Text { tables.text.intern(row.text(column)) }

  private mutating func identity<C: Column>(_ row: RawRow, _ id: C, _ name: C) throws(RowFailure) -> (Text, Text) {
    try check(row, [id, name])
    return (intern(row, id), intern(row, name))
  }

  func check<C: Column>(_ row: RawRow, _ required: [C]) throws(RowFailure) {
    do throws(BadRow) {
      for column in required { _ = try row.required(column) }
    } catch { throw .left(error) }
  }

  private mutating func emails(_ row: RawRow, _ column: some Column) -> [Text] {
    var emails: [Text] = []
    TextParsing.forEachPart(of: row.text(column)) { emails.append(tables.text.internLowercased($0)) }
    return emails
  }

  private mutating func customValues(_ row: RawRow, _ table: Table) -> CustomValues {
    var values = CustomValues()
    let known = table.columns.count
    for cell in row.cells.indices.dropFirst(known) where !row.cells[cell].isEmpty {
      values.append(tables.text.intern(TextParsing.trimmed(row.cells[cell])), of: cell - known)
    }
    return values
  }

  /// The row that a cell refers to; reported if it is not there.
  mutating func reference(_ row: RawRow, _ column: some Column, _ ids: IDIndex, _ table: Table) -> Int? {
    let utf8 = row.text(column)
    if utf8.isEmpty { return nil }
    if let found = tables.text.find(utf8).flatMap(ids.row) { return found }
    report(.danglingReference, row, column.rawValue, column.name, "the id of a row of \(table.name)")
    return nil
  }
}
