/// The tables of the dataset spec while they are filled and changed.
public struct DatasetTables: Sendable {
  public var text = TextPool()
  public var zone: TimeZoneRules
  public var users: [User] = []
  public var accounts: [Account] = []
  public var contacts: [Contact] = []
  public var leads: [Lead] = []
  public var opportunities: [Opportunity] = []
  /// The names of the custom fields, in the order of the file.
  public var accountFields: [Text] = []
  public var leadFields: [Text] = []
  public var opportunityFields: [Text] = []
  /// Users, contacts, leads, then unresolved people.
  public var people: [Person] = []
  /// In order of (`at`, id).
  public var activities: [Activity] = []
  /// Where the participations of activity i end; they begin where those of i − 1 end.
  public var participationEnds: [Int32] = []
  /// Of one activity in order of person.
  public var participations: [Participation] = []

  public init(zone: TimeZoneRules) { self.zone = zone }

  func person(user row: Int) -> Int { row }
  func person(contact row: Int) -> Int { users.count + row }
  func person(lead row: Int) -> Int { users.count + contacts.count + row }

  func id(of record: RecordID) -> Text {
    switch record.type {
    case .account: accounts[record.row].id
    case .contact: contacts[record.row].id
    case .lead: leads[record.row].id
    case .opportunity: opportunities[record.row].id
    }
  }
}

/// The tables of the dataset spec in memory: references resolved, every table in order of id, activities in order of
/// time. Two inputs that differ only in the order of their rows or in their format give equal data sets.
///
/// An object, because it is handed on everywhere: a copy of the tables would count references to each of them.
public final class Dataset: Sendable {
  public let tables: DatasetTables
  public let text: Texts

  public init(_ tables: consuming DatasetTables) {
    text = Texts(tables.text)
    self.tables = tables
  }

  @inlinable
  public var zone: TimeZoneRules { tables.zone }
  @inlinable
  public var users: [User] { tables.users }
  @inlinable
  public var accounts: [Account] { tables.accounts }
  @inlinable
  public var contacts: [Contact] { tables.contacts }
  @inlinable
  public var leads: [Lead] { tables.leads }
  @inlinable
  public var opportunities: [Opportunity] { tables.opportunities }
  @inlinable
  public var accountFields: [Text] { tables.accountFields }
  @inlinable
  public var leadFields: [Text] { tables.leadFields }
  @inlinable
  public var opportunityFields: [Text] { tables.opportunityFields }
  @inlinable
  public var people: [Person] { tables.people }
  @inlinable
  public var activities: [Activity] { tables.activities }
  @inlinable
  public var participationEnds: [Int32] { tables.participationEnds }
  @inlinable
  public var participations: [Participation] { tables.participations }

  public func participations(of activity: Int) -> ArraySlice<Participation> {
    participations[participationRange(of: activity)]
  }

  /// Where the participations of an activity stand.
  @inlinable
  public func participationRange(of activity: Int) -> Range<Int> {
    (activity == 0 ? 0 : Int(participationEnds[activity - 1]))..<Int(participationEnds[activity])
  }

  /// The index in `people` of a user, contact or lead by its row.
  public func person(user row: Int) -> Int { tables.person(user: row) }
  public func person(contact row: Int) -> Int { tables.person(contact: row) }
  public func person(lead row: Int) -> Int { tables.person(lead: row) }

  /// The local date of an instant in the report's time zone.
  public func localDate(_ instant: Instant) -> CivilDate { zone.localDate(of: instant) }

  /// Every record: accounts, contacts, leads, opportunities, each by id.
  public var records: [RecordID] {
    RecordType.allCases.flatMap { type in (0..<count(of: type)).map { RecordID(type, $0) } }
  }

  /// The position of a record in `records`.
  public func position(of record: RecordID) -> Int {
    switch record.type {
    case .account: record.row
    case .contact: accounts.count + record.row
    case .lead: accounts.count + contacts.count + record.row
    case .opportunity: accounts.count + contacts.count + leads.count + record.row
    }
  }

  public func count(of type: RecordType) -> Int {
    switch type {
    case .account: accounts.count
    case .contact: contacts.count
    case .lead: leads.count
    case .opportunity: opportunities.count
    }
  }

  public func id(of record: RecordID) -> Text { tables.id(of: record) }

  public func name(of record: RecordID) -> Text {
    switch record.type {
    case .account: accounts[record.row].name
    case .contact: contacts[record.row].name
    case .lead: leads[record.row].name
    case .opportunity: opportunities[record.row].name
    }
  }

  public func owner(of record: RecordID) -> Int? {
    switch record.type {
    case .account: accounts[record.row].owner
    case .contact: contacts[record.row].owner
    case .lead: leads[record.row].owner
    case .opportunity: opportunities[record.row].owner
    }
  }

  /// The number of rows that were read and kept, link tables aside.
  public var rowCount: Int {
    users.count + accounts.count + contacts.count + leads.count + opportunities.count + activities.count
  }

  /// The status that a deal had at the end of a day: one that closed later was open then (KPI spec, "The clock").
  public func status(ofOpportunity row: Int, asOf date: CivilDate) -> OpportunityStatus {
    let deal = opportunities[row]
    if let closedOn = deal.closedOn, closedOn > date { return .open }
    return deal.status
  }

  /// Whether a record was open at the end of a day; accounts and contacts always are.
  public func isOpen(_ record: RecordID, asOf date: CivilDate) -> Bool {
    switch record.type {
    case .account, .contact: true
    case .lead: leads[record.row].status == .open
    case .opportunity: status(ofOpportunity: record.row, asOf: date) == .open
    }
  }

  /// Whether a record was there at the end of a day: deals and leads created later were not (KPI spec, "The clock").
  public func exists(_ record: RecordID, asOf date: CivilDate) -> Bool {
    switch record.type {
    case .account, .contact: true
    case .lead: leads[record.row].createdOn.map { $0 <= date } ?? true
    case .opportunity: opportunities[record.row].createdOn.map { $0 <= date } ?? true
    }
  }
}
