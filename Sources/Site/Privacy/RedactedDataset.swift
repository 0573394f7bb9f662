import Dataset

extension Dataset {
  /// The data with pseudonyms for people and companies, for whatever is shown: rows, and with them what an analysis of
  /// the real data refers to, stay where they are.
  ///
  /// Its pool of texts is a new one, so that a text that this does not carry over cannot be shown by anything. Kept are
  /// the words of the sales team itself: names of teams, stages, industries, currencies and columns. Left out are
  /// addresses, subjects, job titles, companies and sources of leads, and the values of custom fields.
  public func redacted(_ pseudonyms: Pseudonyms) -> Dataset {
    var redaction = Redaction(self, pseudonyms)
    redaction.copyVocabulary()
    redaction.redactPeople()
    redaction.redactRecords()
    redaction.redactActivities()
    return Dataset(redaction.shown)
  }
}

/// A data set on its way to pseudonyms.
private struct Redaction {
  let real: Dataset
  let pseudonyms: Pseudonyms
  var shown: DatasetTables

  init(_ real: Dataset, _ pseudonyms: Pseudonyms) {
    self.real = real
    self.pseudonyms = pseudonyms
    shown = real.tables
    shown.text = TextPool()
  }

  private func string(_ text: Text) -> String { real.text.string(text) }

  /// A text that is shown as it is.
  private mutating func kept(_ text: Text) -> Text { shown.text.intern(string(text)) }

  /// The ids and names of a table.
  private mutating func identities(
    _ kind: Pseudonyms.Kind, _ rows: [(id: Text, knownAs: [Text])]
  ) -> [(id: Text, name: Text)] {
    let ids = rows.map { pseudonyms.id(kind, string($0.id), knownAs: $0.knownAs.map(string)) }
    let names = ids.map { pseudonyms.name(kind, id: $0) }
    let bearers = names.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    return zip(ids, names).map { id, name in
      let own = bearers[name] == 1 ? name : pseudonyms.name(kind, id: id, digits: 12)
      return (shown.text.intern(id), shown.text.intern(own))
    }
  }

  mutating func copyVocabulary() {
    shown.accountFields = real.accountFields.map { kept($0) }
    shown.leadFields = real.leadFields.map { kept($0) }
    shown.opportunityFields = real.opportunityFields.map { kept($0) }
  }

  mutating func redactPeople() {
    let users = identities(.user, real.users.map { ($0.id, [$0.name] + $0.emails) })
    for (row, identity) in users.enumerated() {
      shown.users[row].id = identity.id
      shown.users[row].name = identity.name
      shown.users[row].emails = []
      shown.users[row].team = kept(real.users[row].team)
      shown.users[row].title = .none
    }
    let contacts = identities(.contact, real.contacts.map { ($0.id, [$0.name] + $0.emails) })
    for (row, identity) in contacts.enumerated() {
      shown.contacts[row].id = identity.id
      shown.contacts[row].name = identity.name
      shown.contacts[row].emails = []
      shown.contacts[row].jobTitle = .none
    }
    let leads = identities(.lead, real.leads.map { ($0.id, [$0.name, $0.contactName, $0.company] + $0.emails) })
    for (row, identity) in leads.enumerated() {
      shown.leads[row].id = identity.id
      shown.leads[row].name = identity.name
      shown.leads[row].contactName = .none
      shown.leads[row].emails = []
      shown.leads[row].company = .none
      shown.leads[row].source = .none
      shown.leads[row].custom = CustomValues()
    }
    let unresolved = identities(
      .unresolved, real.people.dropFirst(users.count + contacts.count + leads.count).map { ($0.id, []) })
    for (index, identity) in (users + contacts + leads + unresolved).enumerated() {
      shown.people[index].id = identity.id
      shown.people[index].name = identity.name
    }
  }

  mutating func redactRecords() {
    for (row, identity) in identities(.account, real.accounts.map { ($0.id, [$0.name]) }).enumerated() {
      shown.accounts[row].id = identity.id
      shown.accounts[row].name = identity.name
      shown.accounts[row].industry = kept(real.accounts[row].industry)
      shown.accounts[row].custom = CustomValues()
    }
    for (row, identity) in identities(.opportunity, real.opportunities.map { ($0.id, [$0.name]) }).enumerated() {
      shown.opportunities[row].id = identity.id
      shown.opportunities[row].name = identity.name
      shown.opportunities[row].stage = kept(real.opportunities[row].stage)
      shown.opportunities[row].currency = kept(real.opportunities[row].currency)
      shown.opportunities[row].custom = CustomValues()
    }
  }

  mutating func redactActivities() {
    for (index, activity) in real.activities.enumerated() {
      shown.activities[index].id = shown.text.intern(pseudonyms.id(.activity, string(activity.id)))
      shown.activities[index].subject = .none
      shown.activities[index].conversationID = .none
      shown.activities[index].messageID = .none
      shown.activities[index].inReplyTo = .none
    }
  }
}
