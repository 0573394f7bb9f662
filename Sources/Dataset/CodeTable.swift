/// The words that a column may hold, and what they mean.
struct CodeTable<Value: Sendable>: Sendable {
  private let words: [(word: CodeWord, value: Value)]
  /// As messages say it.
  let expected: String

  init(_ codes: KeyValuePairs<String, Value>) {
    words = codes.map { (CodeWord($0.key), $0.value) }
    expected = "one of " + codes.map(\.key).joined(separator: ", ")
  }

  /// What a cell means; `nil` if it is none of the words.
  @inline(__always)
  subscript(utf8: UnsafeBufferPointer<UInt8>) -> Value? {
    guard let word = CodeWord(utf8) else { return nil }
    for entry in words where entry.word == word { return entry.value }
    return nil
  }
}

/// Up to 16 bytes of text, compared all at once.
private struct CodeWord: Equatable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// `nil` if the text is longer.
  @inline(__always)
  init?(_ utf8: UnsafeBufferPointer<UInt8>) {
    guard utf8.count <= 16 else { return nil }
    for byte in utf8 {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte)
    }
  }

  /// - Parameter text: a word of the data format, at most 16 bytes.
  init(_ text: String) {
    precondition(text.utf8.count <= 16, "a word of the data format is longer than a CodeWord")
    for byte in text.utf8 {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte)
    }
  }
}

/// The words of the dataset spec.
enum Codes {
  static let activityTypes = CodeTable<ActivityType>([
    "email": .email, "meeting": .meeting, "call": .call, "task": .task,
  ])
  static let activityStatuses = CodeTable<ActivityStatus>([
    "completed": .completed, "open": .open, "canceled": .canceled,
  ])
  static let directions = CodeTable<Side>(["outgoing": .team, "incoming": .customer])
  static let recordTypes = CodeTable<RecordType>([
    "account": .account, "contact": .contact, "lead": .lead, "opportunity": .opportunity,
  ])
  static let stakeholderTypes = CodeTable<RecordType>(["opportunity": .opportunity, "lead": .lead])
  static let personTypes = CodeTable<PersonType>(["user": .user, "contact": .contact, "lead": .lead])
  static let roles = CodeTable<Roles>([
    "from": .from, "to": .to, "cc": .cc, "bcc": .bcc, "organizer": .organizer, "required": .required,
    "optional": .optional,
  ])
  static let opportunityStatuses = CodeTable<OpportunityStatus>(["open": .open, "won": .won, "lost": .lost])
  static let leadStatuses = CodeTable<LeadStatus>([
    "open": .open, "qualified": .qualified, "disqualified": .disqualified,
  ])
}
