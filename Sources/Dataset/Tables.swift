/// A row of `users`: one of the team.
public struct User: Sendable {
  public var id: Text
  public var name: Text
  public var emails: [Text]
  public var team: Text
  public var title: Text
}

/// A row of `accounts`. Rows of other tables are given by their index there.
public struct Account: Sendable {
  public var id: Text
  public var name: Text
  public var owner: Int?
  public var primaryContact: Int?
  public var industry: Text
  /// The values of `Dataset.accountFields`.
  public var custom: CustomValues
}

public struct Contact: Sendable {
  public var id: Text
  public var name: Text
  public var emails: [Text]
  public var account: Int?
  public var owner: Int?
  public var jobTitle: Text
}

public struct Lead: Sendable {
  public var id: Text
  public var name: Text
  public var owner: Int?
  public var status: LeadStatus
  public var createdOn: CivilDate?
  public var contactName: Text
  public var emails: [Text]
  public var company: Text
  public var contact: Int?
  public var source: Text
  public var custom: CustomValues
  /// Contacts, ascending.
  public var stakeholders: [Int]
}

public struct Opportunity: Sendable {
  public var id: Text
  public var name: Text
  /// As the row says it; `Dataset.status(of:asOf:)` says what it was on a day.
  public var status: OpportunityStatus
  public var owner: Int?
  public var account: Int?
  public var contact: Int?
  public var stage: Text
  public var stageSince: CivilDate?
  public var estimatedValue: Double?
  public var actualValue: Double?
  public var currency: Text
  public var createdOn: CivilDate?
  public var estimatedCloseOn: CivilDate?
  public var closedOn: CivilDate?
  public var custom: CustomValues
  /// Users, ascending.
  public var salesTeam: [Int]
  /// Contacts, ascending.
  public var stakeholders: [Int]
}

/// A record that has a page: a row of one of four tables.
public struct RecordID: Hashable, Sendable {
  public var type: RecordType
  /// Index in the table of that type.
  public var row: Int

  public init(_ type: RecordType, _ row: Int) {
    self.type = type
    self.row = row
  }
}

/// Anyone who takes part in activities: users, contacts, leads, then unresolved addresses, each by id.
public struct Person: Sendable {
  public var type: PersonType
  public var side: Side
  public var id: Text
  public var name: Text
}

/// One person in one activity, with all roles played there.
public struct Participation: Sendable {
  /// Index into `Dataset.people`.
  public var person: Int32
  public var roles: Roles
}
