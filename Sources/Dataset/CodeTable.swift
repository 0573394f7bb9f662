import Bytes

/// The words that a column may hold, and what they mean.
struct CodeTable<Value: Sendable>: Sendable {
  private let words: [(word: CodeWord, value: Value)]
  /// As messages say it.
  let expected: String

  init(_ codes: KeyValuePairs<String, Value>) { self.init(codes.map { ($0.key, $0.value) }) }

  /// Values by their codes.
  init(_ values: [Value], _ code: (Value) -> String) { self.init(values.map { (code($0), $0) }) }

  private init(_ codes: [(code: String, value: Value)]) {
    // None of `Codes` is too long (CodeTableTests).
    words = codes.compactMap { code, value in code.withUTF8Bytes { CodeWord($0) }.map { ($0, value) } }
    expected = "one of " + codes.map(\.code).joined(separator: ", ")
  }

  /// What a cell means; `nil` if it is none of the words.
  @inline(__always)
  subscript(utf8: UnsafeBufferPointer<UInt8>) -> Value? {
    guard let word = CodeWord(utf8) else { return nil }
    for entry in words where entry.word == word { return entry.value }
    return nil
  }
}

/// One to 16 bytes of text, compared all at once.
private struct CodeWord: Equatable, Sendable {
  /// The first eight bytes, where there are more, and the last eight.
  private let first: UInt64
  private let last: UInt64
  private let count: Int

  /// `nil` if the text is empty or longer.
  @inline(__always)
  init?(_ utf8: UnsafeBufferPointer<UInt8>) {
    count = utf8.count
    guard (1...16).contains(count) else { return nil }
    let raw = UnsafeRawBufferPointer(utf8)
    first = count > 8 ? raw.loadUnaligned(as: UInt64.self) : 0
    last = ByteScan.tail(raw)
  }
}

/// The words of the dataset spec.
enum Codes {
  static let activityTypes = CodeTable(ActivityType.allCases, \.code)
  static let activityStatuses = CodeTable<ActivityStatus>([
    "completed": .completed, "open": .open, "canceled": .canceled,
  ])
  static let directions = CodeTable<Side>(["outgoing": .team, "incoming": .customer])
  static let recordTypes = CodeTable(RecordType.allCases, \.code)
  static let stakeholderTypes = CodeTable([RecordType.opportunity, .lead], \.code)
  static let personTypes = CodeTable([PersonType.user, .contact, .lead], \.code)
  static let roles = CodeTable<Roles>([
    "from": .from, "to": .to, "cc": .cc, "bcc": .bcc, "organizer": .organizer, "required": .required,
    "optional": .optional,
  ])
  static let opportunityStatuses = CodeTable(OpportunityStatus.allCases, \.code)
  static let leadStatuses = CodeTable(LeadStatus.allCases, \.code)
}
