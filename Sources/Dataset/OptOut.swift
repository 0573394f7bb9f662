/// What `Dataset.leavingOut` took out of a data set.
public struct OptOut: Sendable, Equatable {
  public struct LeftOut: Sendable, Equatable {
    public var type: PersonType
    public var id: String
    /// Name and addresses.
    public var names: [String]

    public init(type: PersonType, id: String, names: [String]) {
      self.type = type
      self.id = id
      self.names = names
    }
  }

  public var people: [LeftOut] = []
  public var activities = 0
  /// Entries that nobody in the data goes by, in their order.
  public var unknown: [String] = []

  public init() {}

  /// Ids, names and addresses of these people, and what else they were named by, in lower case: what no message is to
  /// pass on.
  public var traces: Set<String> { Set((people.flatMap { [$0.id] + $0.names } + unknown).map { $0.lowercased() }) }
}

extension Dataset {
  /// Ids and addresses that people go by, in their order, each once: what an entry of `opt_out` can be.
  public var peopleKeys: [String] {
    var known: Set<String> = []
    return people.indices.flatMap { [text.string(people[$0].id)] + addresses(ofPerson: $0) }
      .filter { known.insert($0).inserted }
  }

  /// The data without some people: their activities are left out altogether, and so are they themselves, wherever the
  /// data names them as owner, contact, stakeholder or member of a sales team (page spec, "Words").
  ///
  /// An entry is an id, of whatever table, or an address, in any case. Who shares an address with somebody who is left
  /// out is taken for the same person. O(people + activities).
  public func leavingOut(_ entries: [String]) -> (dataset: Dataset, optOut: OptOut) {
    var optOut = OptOut()
    let isLeftOut = peopleLeftOut(entries, &optOut)
    if optOut.people.isEmpty { return (self, optOut) }
    var rest = tables
    let rows = KeptRows(self, isLeftOut)
    rest.removePeople(rows)
    rest.removeActivities(of: self, rows, isLeftOut)
    optOut.activities = activities.count - rest.activities.count
    return (Dataset(rest), optOut)
  }

  /// Addresses of a person, in lower case.
  private func addresses(ofPerson index: Int) -> [String] {
    let person = people[index]
    let emails =
      switch person.type {
      case .user: users[index].emails
      case .contact: contacts[index - users.count].emails
      case .lead: leads[index - users.count - contacts.count].emails
      case .unresolved: [person.id]
      }
    return emails.map { text.string($0).lowercased() }
  }

  /// Which of `people` the entries mean.
  private func peopleLeftOut(_ entries: [String], _ optOut: inout OptOut) -> [Bool] {
    var isLeftOut = Array(repeating: false, count: people.count)
    if entries.isEmpty { return isLeftOut }
    let ids = people.map { text.string($0.id).lowercased() }
    let addresses = people.indices.map { self.addresses(ofPerson: $0) }
    let wanted = Set(entries.map { $0.lowercased() })
    var found: Set<String> = []
    var shared: Set<String> = []
    for person in people.indices {
      let hits = wanted.intersection([ids[person]] + addresses[person])
      if hits.isEmpty { continue }
      found.formUnion(hits)
      shared.formUnion(addresses[person])
    }
    for person in people.indices {
      guard wanted.contains(ids[person]) || !shared.isDisjoint(with: addresses[person]) else { continue }
      isLeftOut[person] = true
      optOut.people.append(
        OptOut.LeftOut(
          type: people[person].type, id: text.string(people[person].id),
          names: [text.string(people[person].name)] + addresses[person]))
    }
    optOut.unknown = entries.filter { !found.contains($0.lowercased()) }
    return isLeftOut
  }
}

extension DatasetTables {
  fileprivate mutating func removePeople(_ rows: KeptRows) {
    func kept<Row>(_ table: [Row], _ newRows: [Int?]) -> [Row] {
      zip(table, newRows).compactMap { row, new in new == nil ? nil : row }
    }
    users = kept(users, rows.users)
    contacts = kept(contacts, rows.contacts)
    leads = kept(leads, rows.leads)
    people = kept(people, rows.people)
    for row in accounts.indices {
      accounts[row].owner = accounts[row].owner.flatMap { rows.users[$0] }
      accounts[row].primaryContact = accounts[row].primaryContact.flatMap { rows.contacts[$0] }
    }
    for row in contacts.indices { contacts[row].owner = contacts[row].owner.flatMap { rows.users[$0] } }
    for row in leads.indices {
      leads[row].owner = leads[row].owner.flatMap { rows.users[$0] }
      // Who a lead names beside the contact is that contact.
      if let contact = leads[row].contact, rows.contacts[contact] == nil {
        leads[row].contactName = .none
        people[person(lead: row)].name = leads[row].name
      }
      leads[row].contact = leads[row].contact.flatMap { rows.contacts[$0] }
      leads[row].stakeholders = leads[row].stakeholders.compactMap { rows.contacts[$0] }
    }
    for row in opportunities.indices {
      opportunities[row].owner = opportunities[row].owner.flatMap { rows.users[$0] }
      opportunities[row].contact = opportunities[row].contact.flatMap { rows.contacts[$0] }
      opportunities[row].salesTeam = opportunities[row].salesTeam.compactMap { rows.users[$0] }
      opportunities[row].stakeholders = opportunities[row].stakeholders.compactMap { rows.contacts[$0] }
    }
  }

  /// Takes out the activities that these people take part in, or that are regarding them.
  fileprivate mutating func removeActivities(of dataset: Dataset, _ rows: KeptRows, _ isLeftOut: [Bool]) {
    var keptActivities: [Activity] = []
    var ends: [Int32] = []
    var keptParticipations: [Participation] = []
    for (index, activity) in dataset.activities.enumerated() {
      let taking = dataset.participations(of: index)
      if taking.contains(where: { isLeftOut[Int($0.person)] }) { continue }
      var activity = activity
      if let record = activity.regarding {
        guard let row = rows.row(record) else { continue }
        activity.regarding = RecordID(record.type, row)
      }
      keptActivities.append(activity)
      for participation in taking {
        guard let person = rows.people[Int(participation.person)] else { continue }
        keptParticipations.append(Participation(person: Int32(person), roles: participation.roles))
      }
      ends.append(Int32(keptParticipations.count))
    }
    activities = keptActivities
    participations = keptParticipations
    participationEnds = ends
  }
}

/// Where the rows of tables with people go when some are taken out; nil for those.
private struct KeptRows {
  let users: [Int?]
  let contacts: [Int?]
  let leads: [Int?]
  let people: [Int?]

  init(_ dataset: Dataset, _ isLeftOut: [Bool]) {
    users = Self.rows(isLeftOut.prefix(dataset.users.count))
    contacts = Self.rows(isLeftOut.dropFirst(dataset.users.count).prefix(dataset.contacts.count))
    leads = Self.rows(
      isLeftOut.dropFirst(dataset.users.count + dataset.contacts.count).prefix(dataset.leads.count))
    people = Self.rows(isLeftOut[...])
  }

  private static func rows(_ isLeftOut: ArraySlice<Bool>) -> [Int?] {
    var next = 0
    return isLeftOut.map { isLeftOut in
      if isLeftOut { return nil }
      next += 1
      return next - 1
    }
  }

  func row(_ record: RecordID) -> Int? {
    switch record.type {
    case .account, .opportunity: record.row
    case .contact: contacts[record.row]
    case .lead: leads[record.row]
    }
  }
}

extension PersonType {
  /// The type of the record that a person is, too.
  public var recordType: RecordType? {
    switch self {
    case .contact: .contact
    case .lead: .lead
    case .user, .unresolved: nil
    }
  }
}
