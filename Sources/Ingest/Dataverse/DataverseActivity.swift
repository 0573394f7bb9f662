import Dataset

/// What has to be remembered of an activity until all parties are known.
struct DataverseActivity {
  var id: Text
  /// Its row in `activities`.
  var row: Int
  var type: ActivityType
  var isIncoming = false
  var file: String
  /// The user who owns it.
  var owner = Text.none
  /// Whether it is regarding a record of the data set; else what a party says that it is regarding.
  var hasRegarding = false
  var regarding: (table: DataverseTable, id: Text)?
  /// The mail that this one answers, where no index names the conversation.
  var parent = Text.none
  var hasConversation = false
  /// Roles that somebody has.
  var roles: Roles = []
  /// Participants made of the mail's own columns, which count only where there are no parties.
  var addresses = 0..<0
  /// A newer row took its place.
  var isGone = false
}

/// The codes of activities (sources spec, the table of option values).
enum DataverseStatus {
  /// `open`, `completed` or `canceled`; empty if the row says nothing. Codes that an organisation made count by their
  /// state.
  static func code(of record: DataverseRecord, _ table: DataverseTable) -> String {
    let state = record.number(.statecode)
    let status = record.number(.statuscode)
    switch table {
    case .email:
      // Drafts, mails that wait to be sent, are being sent or could not be sent did not occur.
      if let status, let known = email[status] { return known }
      return code(state)
    case .appointment: return state == nil ? status.flatMap { appointment[$0] } ?? "" : code(state)
    case .phonecall: return state == nil ? status.flatMap { phonecall[$0] } ?? "" : code(state)
    case .task: return state == nil ? status.flatMap { task[$0] } ?? "" : code(state)
    default: return code(state)
    }
  }

  private static func code(_ state: Int?) -> String {
    switch state {
    case 0, 3: "open"
    case 1: "completed"
    case 2: "canceled"
    case nil: ""
    case let state?: "\(state)"
    }
  }

  private static let email = [
    1: "open", 2: "completed", 3: "completed", 4: "completed", 5: "canceled", 6: "open", 7: "open", 8: "open",
  ]
  private static let appointment = [
    1: "open", 2: "open", 3: "completed", 4: "canceled", 5: "open", 6: "open",
  ]
  private static let phonecall = [1: "open", 2: "completed", 3: "canceled", 4: "completed"]
  private static let task = [
    2: "open", 3: "open", 4: "open", 5: "completed", 6: "canceled", 7: "open",
  ]
}
