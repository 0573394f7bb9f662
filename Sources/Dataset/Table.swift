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

  /// A data set without it is no data set.
  public var isRequired: Bool { self == .users || self == .activities }

  /// Whether other columns are custom fields; elsewhere they are ignored.
  public var hasCustomFields: Bool { self == .accounts || self == .leads || self == .opportunities }

  /// The known columns, in the order of the column enumerations below.
  public var columns: [String] {
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
    case .salesTeam: [SalesTeamColumn.opportunity_id, .user_id].map(\.rawValue)
    case .stakeholders: [StakeholderColumn.record_type, .record_id, .contact_id].map(\.rawValue)
    case .activities: [ActivityColumn.id, .type, .at].map(\.rawValue)
    case .participants: [ParticipantColumn.activity_id, .role].map(\.rawValue)
    }
  }
}

/// The columns of one table; cases are spelled as in the files.
protocol Column: RawRepresentable<Int>, CaseIterable {}

extension Column {
  static var names: [String] { allCases.map { "\($0)" } }
}

enum UserColumn: Int, Column { case id, name, email, team, title }
enum AccountColumn: Int, Column { case id, name, owner_id, primary_contact_id, industry }
enum ContactColumn: Int, Column { case id, name, email, account_id, owner_id, job_title }
enum LeadColumn: Int, Column {
  case id, name, owner_id, status, created_on, contact_name, email, company, contact_id, source
}
enum OpportunityColumn: Int, Column {
  case id, name, status, owner_id, account_id, contact_id, stage, stage_since, estimated_value, actual_value, currency
  case created_on, estimated_close_on, closed_on
}
enum SalesTeamColumn: Int, Column { case opportunity_id, user_id }
enum StakeholderColumn: Int, Column { case record_type, record_id, contact_id, role }
enum ActivityColumn: Int, Column {
  case id, type, at, status, direction, subject, duration_minutes, ends_at, regarding_type, regarding_id
  case conversation_id, message_id, in_reply_to, followed, opens, link_clicks, attachment_views, last_opened_at
  case `private`
}
enum ParticipantColumn: Int, Column { case activity_id, role, person_type, person_id, email, name }
