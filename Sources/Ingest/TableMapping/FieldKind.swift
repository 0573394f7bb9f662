import Dataset

/// What the values of a column must be like.
public enum FieldKind: Sendable, Equatable {
  case text
  /// One of a few words.
  case word([String])
  case boolean
  /// A day; an instant is taken as its day.
  case date
  case instant
  case number
  /// A number of times.
  case count
  case minutes
  /// Addresses, parted by `;`.
  case addresses
  /// One address, with or without a name before it: `Ana Roy <ana@example.com>`.
  case mailbox

  /// The kind of a column of a table.
  public init(_ column: Int, of table: Table) {
    self =
      switch table {
      case .users: column == UserColumn.email.rawValue ? .addresses : .text
      case .contacts: column == ContactColumn.email.rawValue ? .addresses : .text
      case .accounts, .salesTeam: .text
      case .leads: LeadColumn(rawValue: column).map(Self.lead) ?? .text
      case .opportunities: OpportunityColumn(rawValue: column).map(Self.opportunity) ?? .text
      case .stakeholders:
        column == StakeholderColumn.recordType.rawValue ? .word(["opportunity", "lead"]) : .text
      case .activities: ActivityColumn(rawValue: column).map(Self.activity) ?? .text
      case .participants: ParticipantColumn(rawValue: column).map(Self.participant) ?? .text
      }
  }

  private static func lead(_ column: LeadColumn) -> FieldKind {
    switch column {
    case .status: .word(["open", "qualified", "disqualified"])
    case .createdOn: .date
    case .email: .addresses
    default: .text
    }
  }

  private static func opportunity(_ column: OpportunityColumn) -> FieldKind {
    switch column {
    case .status: .word(["open", "won", "lost"])
    case .stageSince, .createdOn, .estimatedCloseOn, .closedOn: .date
    case .estimatedValue, .actualValue: .number
    default: .text
    }
  }

  private static func activity(_ column: ActivityColumn) -> FieldKind {
    switch column {
    case .type: .word(["email", "meeting", "call", "task"])
    case .status: .word(["open", "completed", "canceled"])
    case .direction: .word(["outgoing", "incoming"])
    case .regardingType: .word(["account", "contact", "lead", "opportunity"])
    case .at, .endsAt, .lastOpenedAt: .instant
    case .durationMinutes: .minutes
    case .opens, .linkClicks, .attachmentViews: .count
    case .followed, .private: .boolean
    default: .text
    }
  }

  private static func participant(_ column: ParticipantColumn) -> FieldKind {
    switch column {
    case .role: .word(["from", "to", "cc", "bcc", "organizer", "required", "optional"])
    case .personType: .word(["user", "contact", "lead"])
    case .email: .mailbox
    default: .text
    }
  }

  /// The words that a value must be one of; `nil` where it may be any.
  public var words: [String]? {
    switch self {
    case .word(let words): words
    case .boolean: ["true", "false", "yes", "no", "1", "0"]
    default: nil
    }
  }
}

extension Table {
  /// Whether its rows only tie others together, so that one with an empty end is no row.
  public var isLinkTable: Bool { self == .salesTeam || self == .stakeholders || self == .participants }
}
