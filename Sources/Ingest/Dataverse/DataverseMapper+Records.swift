import Dataset

extension DataverseMapper {
  mutating func addUser(_ record: DataverseRecord, _ id: Text) -> Table? {
    let mail = record.string(.internalemailaddress)
    let account = record.string(.domainname)
    let isOther = account.lowercased() != mail.lowercased()
    let addresses = (isOther ? [mail, account] : [mail]).filter { $0.contains("@") }
    let name = fullName(record)
    addRow(to: .users, file: record.file, id)
    set(UserColumn.id, id: id)
    tables.set(UserColumn.name, name.isEmpty ? addresses.first ?? account : name)
    tables.set(UserColumn.email, addresses.joined(separator: ";"))
    let title = record.string(.jobtitle)
    tables.set(UserColumn.title, title.isEmpty ? record.string(.title) : title)
    people.users.append(
      (
        tables.count(of: .users) - 1, id, record.teamNames, self.id(record.value(.businessunitid)),
        String(decoding: record[.businessunitid].label, as: UTF8.self)
      ))
    return .users
  }

  mutating func addAccount(_ record: DataverseRecord, _ id: Text) -> Table? {
    addRow(to: .accounts, file: record.file, id)
    set(AccountColumn.id, id: id)
    tables.set(AccountColumn.name, record.value(.name))
    setOwner(AccountColumn.ownerID, record)
    set(AccountColumn.primaryContactID, id: self.id(record.value(.primarycontactid)))
    tables.set(AccountColumn.industry, label(record, .industrycode))
    setCustomFields(record, .accounts)
    return .accounts
  }

  mutating func addContact(_ record: DataverseRecord, _ id: Text) -> Table? {
    let emails = self.emails(record)
    let name = fullName(record)
    addRow(to: .contacts, file: record.file, id)
    set(ContactColumn.id, id: id)
    tables.set(ContactColumn.name, name.isEmpty ? emails.first ?? "" : name)
    tables.set(ContactColumn.email, emails.joined(separator: ";"))
    let customer = target(of: record[.parentcustomerid])
    if customer.table == .account {
      set(ContactColumn.accountID, id: customer.id)
    } else if customer.id.isEmpty {
      set(ContactColumn.accountID, id: self.id(record.value(.accountid)))
    }
    setOwner(ContactColumn.ownerID, record)
    tables.set(ContactColumn.jobTitle, record.value(.jobtitle))
    return .contacts
  }

  mutating func addLead(_ record: DataverseRecord, _ id: Text) -> Table? {
    let person = fullName(record)
    let topic = record.string(.subject)
    let company = record.string(.companyname)
    addRow(to: .leads, file: record.file, id)
    set(LeadColumn.id, id: id)
    tables.set(LeadColumn.name, [topic, person, company].first { !$0.isEmpty } ?? "")
    setOwner(LeadColumn.ownerID, record)
    tables.set(LeadColumn.status, leadStatus(record))
    set(LeadColumn.createdOn, DataverseDate.instant(record.value(.createdon)))
    tables.set(LeadColumn.contactName, person)
    tables.set(LeadColumn.email, emails(record).joined(separator: ";"))
    tables.set(LeadColumn.company, company)
    let customer = target(of: record[.customerid])
    let contact = self.id(record.value(.parentcontactid))
    if !contact.isEmpty {
      set(LeadColumn.contactID, id: contact)
    } else if customer.table == .contact {
      set(LeadColumn.contactID, id: customer.id)
    } else {
      set(LeadColumn.contactID, id: self.id(record.value(.contactid)))
    }
    tables.set(LeadColumn.source, label(record, .leadsourcecode))
    setCustomFields(record, .leads)
    return .leads
  }

  mutating func addOpportunity(_ record: DataverseRecord, _ id: Text) -> Table? {
    addRow(to: .opportunities, file: record.file, id)
    set(OpportunityColumn.id, id: id)
    tables.set(OpportunityColumn.name, record.value(.name))
    tables.set(OpportunityColumn.status, opportunityStatus(record))
    setOwner(OpportunityColumn.ownerID, record)
    let customer = target(of: record[.customerid])
    let account = self.id(record.value(.parentaccountid))
    let contact = self.id(record.value(.parentcontactid))
    if !account.isEmpty {
      set(OpportunityColumn.accountID, id: account)
    } else if customer.table == .account {
      set(OpportunityColumn.accountID, id: customer.id)
    }
    if !contact.isEmpty {
      set(OpportunityColumn.contactID, id: contact)
    } else if customer.table == .contact {
      set(OpportunityColumn.contactID, id: customer.id)
    }
    tables.set(OpportunityColumn.stage, stage(record))
    tables.set(OpportunityColumn.estimatedValue, record.value(.estimatedvalue))
    tables.set(OpportunityColumn.actualValue, record.value(.actualvalue))
    tables.set(OpportunityColumn.currency, currency(record))
    set(OpportunityColumn.createdOn, DataverseDate.instant(record.value(.createdon)))
    set(OpportunityColumn.estimatedCloseOn, DataverseDate.date(record.value(.estimatedclosedate)))
    set(OpportunityColumn.closedOn, DataverseDate.date(record.value(.actualclosedate)))
    setCustomFields(record, .opportunities)
    return .opportunities
  }

  // MARK: Values

  private func fullName(_ record: DataverseRecord) -> String {
    let name = record.string(.fullname)
    if !name.isEmpty { return name }
    return [record.string(.firstname), record.string(.lastname)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func emails(_ record: DataverseRecord) -> [String] {
    [DataverseAttribute.emailaddress1, .emailaddress2, .emailaddress3].map(record.string).filter { !$0.isEmpty }
  }

  /// What an option is called: as the row says it, else as metadata do; its number where nobody says it.
  func label(_ record: DataverseRecord, _ attribute: DataverseAttribute) -> String {
    let field = record[attribute]
    if !field.label.isEmpty { return String(decoding: field.label, as: UTF8.self) }
    let option = record.string(attribute)
    return option.isEmpty ? "" : labels.label(record.table, "\(attribute)", option) ?? option
  }

  private func leadStatus(_ record: DataverseRecord) -> String {
    switch record.number(.statecode) {
    case 0: "open"
    case 1: "qualified"
    case 2: "disqualified"
    case nil: ""
    default: record.string(.statecode)
    }
  }

  private func opportunityStatus(_ record: DataverseRecord) -> String {
    switch (record.number(.statecode), record.number(.statuscode)) {
    case (0, _), (nil, 1), (nil, 2): "open"
    case (1, _), (nil, 3): "won"
    case (2, _), (nil, 4), (nil, 5): "lost"
    default: record.string(.statecode)
    }
  }

  /// The step of the sales process, else the sales stage.
  private func stage(_ record: DataverseRecord) -> String {
    let step = record.string(.stepname)
    if !step.isEmpty { return step }
    let stage = label(record, .salesstage)
    return stage.isEmpty ? String(decoding: record[.stageid].label, as: UTF8.self) : stage
  }

  private mutating func currency(_ record: DataverseRecord) -> String {
    let code = record.string(.isocurrencycode)
    if !code.isEmpty { return code }
    let field = record[.transactioncurrencyid]
    if let code = currencyCodes[id(field.value)], !code.isEmpty { return code }
    let name = String(decoding: field.label, as: UTF8.self)
    return Self.currencies[name] ?? name
  }

  /// The codes of currencies by the names that Microsoft gives them.
  private static let currencies: [String: String] = [
    "US Dollar": "USD", "Euro": "EUR", "Pound Sterling": "GBP", "UK Pound Sterling": "GBP", "British Pound": "GBP",
    "Swiss Franc": "CHF", "Japanese Yen": "JPY", "Yen": "JPY", "Canadian Dollar": "CAD", "Australian Dollar": "AUD",
    "New Taiwan Dollar": "TWD", "Chinese Yuan": "CNY", "Yuan Renminbi": "CNY", "Danish Krone": "DKK",
    "Swedish Krona": "SEK", "Norwegian Krone": "NOK", "Polish Zloty": "PLN", "Zloty": "PLN", "Indian Rupee": "INR",
    "Brazilian Real": "BRL", "Mexican Peso": "MXN", "Singapore Dollar": "SGD", "Hong Kong Dollar": "HKD",
  ]

  /// Sets the owner, a user or a team, and remembers who it is.
  private mutating func setOwner(_ column: some Column, _ record: DataverseRecord) {
    let field = record[.ownerid]
    let owner = target(of: field)
    if owner.id.isEmpty { return }
    set(column, id: owner.id)
    people.mention(
      owner.id, isTeam: owner.table == .team, name: String(decoding: field.label, as: UTF8.self), address: "",
      file: record.file)
  }
}
