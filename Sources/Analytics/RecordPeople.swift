import Dataset

/// Whose activities belong to a record because of who takes part in them (KPI spec, "People and activities of a record",
/// rule 2).
///
/// An object, because workers share it and copying it is not free.
final class RecordPeople: Sendable {
  /// A record that someone is an external person of.
  struct Membership: Sendable {
    var record: Int32
    /// Only as the primary contact of the deal's account.
    var isPrimaryContactOnly: Bool
  }

  let dataset: Dataset
  let facts: [ActivityFacts]
  let recordCount: Int
  /// By person; team-side and unresolved people have none.
  private let memberships: FlatRows<Membership>
  /// By row of `opportunities`: owner and sales team, as people.
  private let internalPeople: FlatRows<Int32>
  /// By row of `opportunities`: the first and last local day of what rule 2 brings.
  private let limits: [ClosedRange<Int32>]
  private let firstLead: Int
  private let firstOpportunity: Int

  init(_ dataset: Dataset, _ facts: [ActivityFacts], asOf: CivilDate) {
    self.dataset = dataset
    self.facts = facts
    recordCount = dataset.records.count
    firstLead = dataset.position(of: RecordID(.lead, 0))
    firstOpportunity = dataset.position(of: RecordID(.opportunity, 0))
    var roll = Roll(dataset)
    roll.addAccountsAndContacts()
    roll.addLeads()
    roll.addOpportunities(asOf)
    memberships = FlatRows(roll.memberships)
    internalPeople = FlatRows(roll.internalPeople)
    limits = roll.limits
  }

  /// Calls `body` with every membership of the people in a role looked at.
  @inline(__always)
  func forEachMembership(in activity: Int, _ body: (Membership) -> Void) {
    let looked = Roles.looked(at: facts[activity].type)
    for position in dataset.participationRange(of: activity) {
      let participation = dataset.participations[position]
      if participation.roles.isDisjoint(with: looked) { continue }
      for index in memberships.range(of: Int(participation.person)) { body(memberships.elements[index]) }
    }
  }

  /// What rule 2 asks beside an external person.
  func belongs(_ activity: Int, to record: Int, asPrimaryContactOnly: Bool) -> Bool {
    if record < firstLead { return true }
    let participations = dataset.participationRange(of: activity)
    if record < firstOpportunity {
      guard let owner = dataset.leads[record - firstLead].owner else { return false }
      let person = Int32(dataset.person(user: owner))
      return participations.contains { dataset.participations[$0].person == person }
    }
    if let regarding = dataset.activities[activity].regarding, regarding.type == .opportunity { return false }
    if facts[activity].type == .meeting && asPrimaryContactOnly { return false }
    let row = record - firstOpportunity
    guard limits[row].contains(facts[activity].day) else { return false }
    let people = internalPeople.range(of: row)
    return participations.contains { position in
      people.contains { internalPeople.elements[$0] == dataset.participations[position].person }
    }
  }
}

/// Gathers who belongs to which record.
private struct Roll {
  let dataset: Dataset
  var memberships: [[RecordPeople.Membership]]
  var internalPeople: [[Int32]] = []
  var limits: [ClosedRange<Int32>] = []

  init(_ dataset: Dataset) {
    self.dataset = dataset
    memberships = Array(repeating: [], count: dataset.people.count)
  }

  private mutating func add(_ record: RecordID, person: Int, primaryOnly: Bool = false) {
    let position = Int32(dataset.position(of: record))
    if let known = memberships[person].firstIndex(where: { $0.record == position }) {
      if !primaryOnly { memberships[person][known].isPrimaryContactOnly = false }
    } else {
      memberships[person].append(RecordPeople.Membership(record: position, isPrimaryContactOnly: primaryOnly))
    }
  }

  mutating func addAccountsAndContacts() {
    for (row, account) in dataset.accounts.enumerated() {
      if let contact = account.primaryContact {
        add(RecordID(.account, row), person: dataset.person(contact: contact))
      }
    }
    for (row, contact) in dataset.contacts.enumerated() {
      add(RecordID(.contact, row), person: dataset.person(contact: row))
      if let account = contact.account { add(RecordID(.account, account), person: dataset.person(contact: row)) }
    }
  }

  mutating func addLeads() {
    for (row, lead) in dataset.leads.enumerated() {
      let record = RecordID(.lead, row)
      add(record, person: dataset.person(lead: row))
      for contact in lead.stakeholders + (lead.contact.map { [$0] } ?? []) {
        add(record, person: dataset.person(contact: contact))
      }
    }
  }

  mutating func addOpportunities(_ asOf: CivilDate) {
    for (row, deal) in dataset.opportunities.enumerated() {
      let record = RecordID(.opportunity, row)
      for contact in deal.stakeholders + (deal.contact.map { [$0] } ?? []) {
        add(record, person: dataset.person(contact: contact))
      }
      if let contact = deal.account.flatMap({ dataset.accounts[$0].primaryContact }) {
        add(record, person: dataset.person(contact: contact), primaryOnly: true)
      }
      let users = deal.salesTeam + (deal.owner.map { [$0] } ?? [])
      internalPeople.append(users.map { Int32(dataset.person(user: $0)) })
      let first = deal.createdOn.map { Int32(clamping: $0.days) } ?? .min
      let isClosed = dataset.status(ofOpportunity: row, asOf: asOf) != .open
      let last = (isClosed ? deal.closedOn : nil).map { Int32(clamping: $0.days) } ?? .max
      // A deal that closed before it was created takes nothing by rule 2.
      limits.append(first...max(first, last))
      if last < first { internalPeople[row] = [] }
    }
  }
}
