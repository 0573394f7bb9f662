import Dataset

/// The header fields that say something of a message.
enum MailField: UInt8, CaseIterable {
  case from, sender, replyTo, to, cc, bcc, subject, date, received, messageID, inReplyTo, references, threadIndex
  case autoSubmitted, precedence, listID, listPost, beenThere, returnPath, originalFrom, originalSender, sensitivity
  case contentType, gmailLabels, draftInfo, unsent

  /// The name, in lower case.
  var name: StaticString {
    switch self {
    case .from: "from"
    case .sender: "sender"
    case .replyTo: "reply-to"
    case .to: "to"
    case .cc: "cc"
    case .bcc: "bcc"
    case .subject: "subject"
    case .date: "date"
    case .received: "received"
    case .messageID: "message-id"
    case .inReplyTo: "in-reply-to"
    case .references: "references"
    case .threadIndex: "thread-index"
    case .autoSubmitted: "auto-submitted"
    case .precedence: "precedence"
    case .listID: "list-id"
    case .listPost: "list-post"
    case .beenThere: "x-beenthere"
    case .returnPath: "return-path"
    case .originalFrom: "x-original-from"
    case .originalSender: "x-original-sender"
    case .sensitivity: "sensitivity"
    case .contentType: "content-type"
    case .gmailLabels: "x-gmail-labels"
    case .draftInfo: "x-mozilla-draft-info"
    case .unsent: "x-unsent"
    }
  }

  /// Whether a text with this field in front is a mail; the other fields also stand before other things.
  var isTelling: Bool {
    switch self {
    case .from, .sender, .to, .cc, .bcc, .subject, .date, .received, .messageID, .returnPath: true
    default: false
    }
  }

  /// The field of a name in any case.
  init?(name: UnsafeBufferPointer<UInt8>) {
    guard name.count < Self.byLength.count else { return nil }
    for field in Self.byLength[name.count] where TextParsing.equals(name, field.name) {
      self = field
      return
    }
    return nil
  }

  /// The fields whose name has so many bytes.
  private static let byLength: [[MailField]] = {
    let longest = allCases.map(\.name.utf8CodeUnitCount).max() ?? 0
    return (0...longest).map { length in allCases.filter { $0.name.utf8CodeUnitCount == length } }
  }()
}

/// The header block of a message, split into fields. Lines that are none are passed over, with what continues them.
struct HeaderBlock {
  /// A field and its value as it stands: folded, encoded.
  struct Field {
    var field: MailField
    var value: UnsafeBufferPointer<UInt8>
  }

  private(set) var fields: [Field] = []

  /// The fields of a block, whose bytes must outlive them.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    fields.reserveCapacity(32)
    var index = 0
    while index < bytes.count {
      let lineStart = index
      index = Self.endOfField(bytes, from: index)
      guard let colon = Self.colon(bytes, from: lineStart, to: index) else { continue }
      // A space before the colon is old style.
      let name = TextParsing.trimmed(UnsafeBufferPointer(rebasing: bytes[lineStart..<colon]))
      guard let field = MailField(name: name) else { continue }
      fields.append(Field(field: field, value: UnsafeBufferPointer(rebasing: bytes[(colon + 1)..<index])))
    }
  }

  /// The end of the line at `index` and of the lines that continue it.
  private static func endOfField(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    var index = index
    while true {
      index = bytes.position(of: 0x0A, from: index).map { $0 + 1 } ?? bytes.count
      guard index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 else { return index }
    }
  }

  /// The colon behind a name of printable ASCII; `nil` if the line does not begin with one.
  private static func colon(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    var index = start
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: ":"): return index > start ? index : nil
      case 0x21...0x7E: index += 1
      case 0x20, 0x09:
        // Only before the colon.
        while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index > start && index < end && bytes[index] == UInt8(ascii: ":") ? index : nil
      default: return nil
      }
    }
    return nil
  }

  /// Whether a text begins with a field, whatever its name.
  static func startsWithField(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let line = bytes.prefix { $0 != 0x0A }
    guard let first = line.first, (first | 0x20) &- 97 < 26 else { return false }
    return colon(bytes, from: 0, to: line.count) != nil
  }

  /// Whether a text is the beginning of a mail: fields, one of them telling.
  static func isMail(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    startsWithField(bytes) && HeaderBlock(bytes).isMail
  }

  var isMail: Bool { fields.contains { $0.field.isTelling } }

  /// The value of the first field with that name that has one.
  func first(_ field: MailField) -> UnsafeBufferPointer<UInt8>? {
    for candidate in fields where candidate.field == field && !TextParsing.trimmed(candidate.value).isEmpty {
      return candidate.value
    }
    return nil
  }

  func all(_ field: MailField) -> [UnsafeBufferPointer<UInt8>] {
    fields.filter { $0.field == field }.map(\.value)
  }
}

extension HeaderBlock {
  /// Whether the message came through a mailing list, answered itself or came back (sources spec, "mail").
  var isBulk: Bool {
    if first(.listID) != nil { return true }
    if let submitted = first(.autoSubmitted), !TextParsing.equals(Self.word(submitted), "no") { return true }
    if let precedence = first(.precedence).map(Self.word),
      TextParsing.equals(precedence, "bulk") || TextParsing.equals(precedence, "junk")
        || TextParsing.equals(precedence, "list")
    {
      return true
    }
    return fields.contains { field in
      field.field == .returnPath && TextParsing.trimmed(field.value).filter { $0 != 0x20 }.elementsEqual("<>".utf8)
    }
  }

  /// The message that this one answers: `In-Reply-To`, else the last of `References`; empty if it answers none.
  var parent: String {
    let parent = MessageReference.first(in: first(.inReplyTo))
    if !parent.isEmpty { return parent }
    return all(.references).reversed().lazy.map { MessageReference.last(in: $0) }.first { !$0.isEmpty } ?? ""
  }

  /// Outlook's name of the conversation (`Thread-Index`); empty if there is none.
  var conversation: String {
    guard let index = first(.threadIndex) else { return "" }
    return ConversationIndex.conversation(of: String(decoding: index.filter { $0 > 0x20 }, as: UTF8.self)) ?? ""
  }

  var isPrivate: Bool {
    guard let sensitivity = first(.sensitivity).map(Self.word) else { return false }
    return TextParsing.equals(sensitivity, "private") || TextParsing.equals(sensitivity, "personal")
      || TextParsing.equals(sensitivity, "company-confidential")
  }

  /// Whether the program that wrote the message kept it as a draft.
  var isDraft: Bool {
    if first(.draftInfo) != nil { return true }
    if let unsent = first(.unsent), TextParsing.equals(Self.word(unsent), "1") { return true }
    return hasGmailLabel("draft") || hasGmailLabel("drafts")
  }

  /// Whether Gmail took the message for spam.
  var isSpam: Bool { hasGmailLabel("spam") }

  private func hasGmailLabel(_ label: StaticString) -> Bool {
    all(.gmailLabels).contains { value in
      value.split(separator: UInt8(ascii: ",")).contains { part in
        TextParsing.equals(TextParsing.trimmed(UnsafeBufferPointer(rebasing: part)), label)
      }
    }
  }

  /// The first word of a value, before a parameter or comment.
  private static func word(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let text = TextParsing.trimmed(value)
    let end = text.firstIndex { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "(") || $0 <= 0x20 } ?? text.count
    return UnsafeBufferPointer(rebasing: text[..<end])
  }

  /// The charset that the message names for its body, which often holds for a header without encoded words, too.
  var charset: String? {
    guard let value = first(.contentType) else { return nil }
    let text = String(decoding: value, as: UTF8.self).lowercased()
    guard let start = text.firstRange(of: "charset=")?.upperBound else { return nil }
    let name = text[start...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
      .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) }
    return name.isEmpty ? nil : String(name)
  }
}
