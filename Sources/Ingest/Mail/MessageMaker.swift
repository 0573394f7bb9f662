import Dataset

/// Makes messages of header blocks.
struct MessageMaker: ~Copyable {
  private var decoder: MimeDecoder

  /// - Throws: `IngestError.unreadable` if GMime is not there.
  init(for source: String) throws(IngestError) { decoder = try MimeDecoder(for: source) }

  enum Result {
    /// A message; `wrongDate` is the date field where it was not taken.
    case message(MailMessage, wrongDate: String?)
    case draft
    /// It cannot be told when it was sent; `date` is what the date field says.
    case undated(date: String)
    /// No header block of a mail.
    case notMail
  }

  mutating func message(_ head: UnsafeBufferPointer<UInt8>) -> Result {
    let block = HeaderBlock(head)
    guard block.isMail else { return .notMail }
    if block.isDraft { return .draft }
    var message = MailMessage()
    var wrongDate: String?
    switch Self.time(of: block) {
    case .unknown: return .undated(date: Self.quoted(block.first(.date)))
    case .at(let instant): message.at = instant
    case .replaced(let instant):
      message.at = instant
      wrongDate = Self.quoted(block.first(.date))
    }
    message.messageID = MessageReference.first(in: block.first(.messageID))
    let parent = block.parent
    message.inReplyTo = parent == message.messageID ? "" : parent
    message.conversationID = block.conversation
    message.isPrivate = block.isPrivate
    message.isBulk = block.isBulk || block.isSpam
    decoder.setCharset(Self.needsCharset(head) ? block.charset : nil)
    if let subject = block.first(.subject) { message.subject = decoder.text(subject) }
    addParties(of: block, to: &message)
    return .message(message, wrongDate: wrongDate)
  }

  private func addParties(of block: HeaderBlock, to message: inout MailMessage) {
    let to = decoder.mailboxes(block.all(.to))
    let cc = decoder.mailboxes(block.all(.cc))
    var senders = decoder.mailboxes(block.all(.from))
    if senders.isEmpty { senders = block.first(.from).map { AddressText.guessed(decoder.text($0)) } ?? [] }
    if senders.isEmpty { senders = decoder.mailboxes(block.all(.sender)) }
    if senders.isEmpty { senders = decoder.mailboxes(block.all(.returnPath)) }
    let hasOriginal = block.first(.originalFrom) != nil
    if let index = senders.firstIndex(where: { hasOriginal || MailSender.nameBeforeVia($0.name) != nil }) {
      var sender = MailSender(from: senders[index], recipients: to + cc)
      sender.originalFrom = decoder.mailboxes(block.all(.originalFrom))
      sender.replyTo = decoder.mailboxes(block.all(.replyTo))
      sender.originalSender = decoder.mailboxes(block.all(.originalSender))
      sender.lists = decoder.mailboxes(block.all(.listPost) + block.all(.beenThere)).map(\.address)
      senders[index] = sender.person
      message.isRewritten = sender.isRewritten
    }
    message.add(senders, as: .from)
    message.add(to, as: .to)
    message.add(cc, as: .cc)
    message.add(decoder.mailboxes(block.all(.bcc)), as: .bcc)
  }

  private static func time(of block: HeaderBlock) -> MailTime {
    var newest: Instant?
    for received in block.all(.received) {
      guard let semicolon = received.lastIndex(of: UInt8(ascii: ";")),
        let instant = MailDate.instant(UnsafeBufferPointer(rebasing: received[(semicolon + 1)...]))
      else { continue }
      newest = max(newest ?? instant, instant)
    }
    let date = block.first(.date)
    return MailTime(date: date.flatMap(MailDate.instant), hasDate: date != nil, newestReceived: newest)
  }

  /// Whether bytes beyond ASCII stand in the block that are no UTF-8.
  private static func needsCharset(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    head.contains { $0 >= 0x80 } && (try? UTF8Span(validating: Span(_unsafeElements: head))) == nil
  }

  /// A value for a message to the user, shortened.
  private static func quoted(_ value: UnsafeBufferPointer<UInt8>?) -> String {
    guard let value else { return "" }
    let text = String(decoding: HeaderText.unfolded(value), as: UTF8.self)
    return text.count > 60 ? text.prefix(60) + "…" : text
  }
}
