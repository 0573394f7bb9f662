/// A table of the data set and its columns (dataset spec, first table).
public enum Table: Int, CaseIterable, Sendable {
  case users, accounts, contacts, leads, opportunities, salesTeam, stakeholders, activities, participants

  /// The name of its file, without ending.
  public var name: String {
    switch self {
    case .users: "users"
    case .accounts: "accounts"
    case .contacts: "contacts"
    case .leads: "leads"
    case .opportunities: "opportunities"
    case .salesTeam: "sales_team"
    case .stakeholders: "stakeholders"
    case .activities: "activities"
    case .participants: "participants"
    }
  }

  /// More columns than this are no table's: it is what a sheet of Excel can have. Every row costs time for each.
  public static let mostColumns = 16_384

  /// A data set without it is no data set.
  public var isRequired: Bool { self == .users || self == .activities }

  /// Whether other columns are custom fields; elsewhere they are ignored.
  public var hasCustomFields: Bool { self == .accounts || self == .leads || self == .opportunities }

  /// The known columns, in the order of the column enumerations below.
  public var columns: [String] { Self.columnNames[rawValue] }

  /// Made once, because names are spelled out from cases.
  private static let columnNames = allCases.map(\.spelledColumns)

  private var spelledColumns: [String] {
    switch self {
    case .users: UserColumn.names
    case .accounts: AccountColumn.names
    case .contacts: ContactColumn.names
    case .leads: LeadColumn.names
    case .opportunities: OpportunityColumn.names
    case .salesTeam: SalesTeamColumn.names
    case .stakeholders: StakeholderColumn.names
    case .activities: ActivityColumn.names
    case .participants: ParticipantColumn.names
    }
  }

  /// Positions in `columns` of those that a file must have.
  public var requiredColumns: [Int] {
    switch self {
    case .users: [UserColumn.id, .name].map(\.rawValue)
    case .accounts: [AccountColumn.id, .name].map(\.rawValue)
    case .contacts: [ContactColumn.id, .name].map(\.rawValue)
    case .leads: [LeadColumn.id, .name].map(\.rawValue)
    case .opportunities: [OpportunityColumn.id, .name, .status].map(\.rawValue)
    case .salesTeam: [SalesTeamColumn.opportunityID, .userID].map(\.rawValue)
    case .stakeholders: [StakeholderColumn.recordType, .recordID, .contactID].map(\.rawValue)
    case .activities: [ActivityColumn.id, .type, .at].map(\.rawValue)
    case .participants: [ParticipantColumn.activityID, .role].map(\.rawValue)
    }
  }
}

/// The columns of one table; a case `ownerID` is the column `owner_id`.
public protocol Column: RawRepresentable<Int>, CaseIterable, Sendable {}

extension Column {
  public static var names: [String] { allCases.map(\.name) }

  /// The name in the files: words in lower case, joined by `_`.
  public var name: String {
    var name = ""
    var wasUppercase = false
    for letter in "\(self)" {
      if letter.isUppercase && !wasUppercase { name += "_" }
      name += letter.lowercased()
      wasUppercase = letter.isUppercase
    }
    return name
  }
}

public enum UserColumn: Int, Column { case id, name, email, team, title }
public enum AccountColumn: Int, Column { case id, name, ownerID, primaryContactID, industry }
public enum ContactColumn: Int, Column { case id, name, email, accountID, ownerID, jobTitle }
public enum LeadColumn: Int, Column {
  case id, name, ownerID, status, createdOn, contactName, email, company, contactID, source
}
public enum OpportunityColumn: Int, Column {
  case id, name, status, ownerID, accountID, contactID, stage, stageSince, estimatedValue, actualValue, currency
  case createdOn, estimatedCloseOn, closedOn
}
public enum SalesTeamColumn: Int, Column { case opportunityID, userID }
public enum StakeholderColumn: Int, Column { case recordType, recordID, contactID, role }
public enum ActivityColumn: Int, Column {
  case id, type, at, status, direction, subject, durationMinutes, endsAt, regardingType, regardingID
  case conversationID, messageID, inReplyTo, followed, opens, linkClicks, attachmentViews, lastOpenedAt
  case `private`
}
public enum ParticipantColumn: Int, Column { case activityID, role, personType, personID, email, name }
