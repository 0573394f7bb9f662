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
    guard let status, state == nil || table == .email, let known = code(status: status, table) else {
      return code(state)
    }
    return known
  }

  /// What a status that Microsoft ships means; `nil` for others.
  private static func code(status: Int, _ table: DataverseTable) -> String? {
    switch (table, status) {
    // Drafts, mails that wait to be sent, are being sent or could not be sent did not occur.
    case (.email, 1), (.email, 6...8): "open"
    case (.email, 2...4): "completed"
    case (.email, 5): "canceled"
    case (.appointment, 1...2), (.appointment, 5...6): "open"
    case (.appointment, 3): "completed"
    case (.appointment, 4): "canceled"
    case (.phonecall, 1): "open"
    case (.phonecall, 2), (.phonecall, 4): "completed"
    case (.phonecall, 3): "canceled"
    case (.task, 2...4), (.task, 7): "open"
    case (.task, 5): "completed"
    case (.task, 6): "canceled"
    default: nil
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
}
