import Dataset

/// Which activities belong to which record (KPI spec, "People and activities of a record").
public struct RecordLinks: Sendable {
  /// Where the activities of record i of `Dataset.records` end; they begin where those of i − 1 end.
  private var ends: [Int] = []
  private var activities: [Int32] = []
  /// How many records each activity belongs to.
  public private(set) var recordCounts: [Int32] = []

  /// The activities of a record, by its position in `Dataset.records`, in order of (`at`, id).
  public func activities(of position: Int) -> ArraySlice<Int32> {
    activities[(position == 0 ? 0 : ends[position - 1])..<ends[position]]
  }

  /// - Parameter jobs: workers, at least 1; the result does not depend on it.
  init(_ dataset: Dataset, _ facts: [ActivityFacts], asOf: CivilDate, jobs: Int) async {
    let linker = Linker(dataset, facts, asOf: asOf)
    let parts = await Parallel.chunks(facts.count, chunk: Self.chunk, jobs: jobs) { range in
      var linker = linker
      return linker.records(of: range)
    }
    recordCounts.reserveCapacity(facts.count)
    ends = Array(repeating: 0, count: dataset.records.count)
    for part in parts {
      recordCounts += part.counts
      for record in part.records { ends[Int(record)] += 1 }
    }
    var total = 0
    for record in ends.indices {
      let count = ends[record]
      ends[record] = total
      total += count
    }
    activities = Array(repeating: 0, count: total)
    var activity = 0
    for part in parts {
      var first = 0
      for count in part.counts {
        for record in part.records[first..<first + Int(count)] {
          activities[ends[Int(record)]] = Int32(activity)
          ends[Int(record)] += 1
        }
        first += Int(count)
        activity += 1
      }
    }
  }

  /// Activities that a worker takes at once: many, because each worker needs room for all records.
  private static let chunk = 1 << 15
}

/// Finds the records of one activity after another.
private struct Linker: Sendable {
  /// A record that someone is an external person of.
  private struct Membership: Sendable {
    var record: Int32
    /// Only as the primary contact of the deal's account.
    var isPrimaryContactOnly: Bool
  }

  private let dataset: Dataset
  private let facts: [ActivityFacts]
  /// By person; team-side and unresolved people have none.
  private var memberships: [[Membership]]
  /// By row of `opportunities`: owner and sales team, as people.
  private var internalPeople: [[Int32]] = []
  /// By row of `opportunities`: the first and last local day of what rule 2 brings.
  private var limits: [ClosedRange<Int32>] = []
  private let firstLead: Int
  private let firstOpportunity: Int

  /// The records found, with what is known of each; `seen` tells the activity it was last found for.
  private var found: [Int32] = []
  private var seen: [Int32]
  private var isPrimaryOnly: [Bool]

  init(_ dataset: Dataset, _ facts: [ActivityFacts], asOf: CivilDate) {
    self.dataset = dataset
    self.facts = facts
    let recordCount = dataset.records.count
    firstLead = dataset.position(of: RecordID(.lead, 0))
    firstOpportunity = dataset.position(of: RecordID(.opportunity, 0))
    memberships = Array(repeating: [], count: dataset.people.count)
    seen = Array(repeating: -1, count: recordCount)
    isPrimaryOnly = Array(repeating: false, count: recordCount)
    addAccountsAndContacts()
    addLeads()
    addOpportunities(asOf)
  }

  private mutating func add(_ record: RecordID, person: Int, primaryOnly: Bool = false) {
    let position = Int32(dataset.position(of: record))
    if let known = memberships[person].firstIndex(where: { $0.record == position }) {
      if !primaryOnly { memberships[person][known].isPrimaryContactOnly = false }
    } else {
      memberships[person].append(Membership(record: position, isPrimaryContactOnly: primaryOnly))
    }
  }

  private mutating func addAccountsAndContacts() {
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

  private mutating func addLeads() {
    for (row, lead) in dataset.leads.enumerated() {
      let record = RecordID(.lead, row)
      add(record, person: dataset.person(lead: row))
      for contact in lead.stakeholders + (lead.contact.map { [$0] } ?? []) {
        add(record, person: dataset.person(contact: contact))
      }
    }
  }

  private mutating func addOpportunities(_ asOf: CivilDate) {
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

  /// The positions of the records that each of some activities belongs to, one activity after another, and how many of
  /// them each has.
  mutating func records(of range: Range<Int>) -> (counts: [Int32], records: [Int32]) {
    var counts: [Int32] = []
    var records: [Int32] = []
    counts.reserveCapacity(range.count)
    records.reserveCapacity(range.count * 3)
    for index in range {
      find(index)
      counts.append(Int32(found.count))
      records += found
    }
    return (counts, records)
  }

  /// Finds the records of one activity.
  private mutating func find(_ index: Int) {
    found.removeAll(keepingCapacity: true)
    let activity = dataset.activities[index]
    if let regarding = activity.regarding {
      let position = dataset.position(of: regarding)
      found.append(Int32(position))
    }
    if facts[index].flags.contains(.hasTeam) { addByPeople(index, activity) }
  }

  private mutating func addByPeople(_ index: Int, _ activity: Activity) {
    let looked = Roles.looked(at: activity.type)
    let participations = dataset.participationRange(of: index)
    let regarding = found.first
    let firstCandidate = found.count
    for position in participations where !dataset.participations[position].roles.isDisjoint(with: looked) {
      for membership in memberships[Int(dataset.participations[position].person)] where membership.record != regarding {
        let record = Int(membership.record)
        if seen[record] != Int32(index) {
          seen[record] = Int32(index)
          isPrimaryOnly[record] = membership.isPrimaryContactOnly
          found.append(membership.record)
        } else if !membership.isPrimaryContactOnly {
          isPrimaryOnly[record] = false
        }
      }
    }
    var write = firstCandidate
    for read in firstCandidate..<found.count where belongs(found[read], index, activity, participations) {
      found[write] = found[read]
      write += 1
    }
    found.removeLast(found.count - write)
  }

  /// What rule 2 asks beside an external person.
  @inline(__always)
  private func belongs(_ position: Int32, _ index: Int, _ activity: Activity, _ participations: Range<Int>) -> Bool {
    let position = Int(position)
    if position < firstLead { return true }
    if position < firstOpportunity {
      guard let owner = dataset.leads[position - firstLead].owner else { return false }
      let person = Int32(dataset.person(user: owner))
      return participations.contains { dataset.participations[$0].person == person }
    }
    if let regarding = activity.regarding, regarding.type == .opportunity { return false }
    if activity.type == .meeting && isPrimaryOnly[position] { return false }
    let row = position - firstOpportunity
    guard limits[row].contains(facts[index].day) else { return false }
    return participations.contains { internalPeople[row].contains(dataset.participations[$0].person) }
  }
}
