import Dataset

/// Messages of Microsoft Graph: a message, an array of them, or an answer with `value` — a page of `/messages` or of a
/// delta query. Times are what Graph says of sending and receiving; conversations are Graph's.
struct GraphMessages {
  /// Graph's ids of the messages that were read.
  private var known: Set<String> = []
  /// What delta queries say of messages without saying when they were sent: changes of messages that another page has.
  private var changes: [(id: String, file: String, line: Int)] = []
  /// By context: how many pages were read, and how many of them name a next one.
  private var pages: [String: (file: String, count: Int, continued: Int)] = [:]
  private var removed = 0

  /// One record of a file.
  private enum Record {
    case message(MailMessage, wrongDate: String?)
    case draft
    case removed
    case undated(date: String)
    case notMessage
  }

  private struct Found {
    var record: Record
    var id: String
    var line: Int
  }

  /// Reads a file; all of it or nothing.
  ///
  /// - Throws: `IngestError.malformed` with line and column if it is not JSON, or holds no message.
  mutating func read(
    path: String, name: String, into collector: inout MailCollector, _ tables: inout StagedTables
  ) throws(IngestError) {
    let file = try SourceFile.open(path: path, name: name)
    var reader = JSONReader(file.bytes, name: name)
    var found: [Found] = []
    let page = try reader.records { record, page, line throws(IngestError) in
      found.append(Found(record: Self.record(record, page), id: Self.id(of: record), line: line))
    }
    if !found.isEmpty, found.allSatisfy({ if case .notMessage = $0.record { true } else { false } }) {
      throw .malformed(
        file: name, line: 0, column: 0, found: "JSON without messages", expected: "messages of Microsoft Graph")
    }
    let pages = pages[page.context] ?? (name, 0, 0)
    self.pages[page.context] = (name, pages.count + 1, pages.continued + (page.nextLink.isEmpty ? 0 : 1))
    for record in found { take(record, of: name, into: &collector, &tables) }
  }

  private mutating func take(
    _ found: Found, of name: String, into collector: inout MailCollector, _ tables: inout StagedTables
  ) {
    func report(_ kind: DataProblem.Kind, _ field: String, _ what: String, _ expected: String) {
      tables.report(
        DataProblem(kind, file: name, line: found.line, field: field, found: what, expected: expected))
    }
    switch found.record {
    case .message(let message, let wrongDate):
      if let wrongDate {
        report(
          .note, "sentDateTime", "“\(wrongDate)”",
          "a time from 1970 on that is no more than a day after receivedDateTime, which is taken")
      }
      known.insert(found.id)
      collector.add(message, file: name, line: found.line)
    case .draft:
      known.insert(found.id)
      collector.drafts += 1
    case .removed: removed += 1
    case .undated(let date) where date.isEmpty: changes.append((found.id, name, found.line))
    case .undated(let date):
      report(.leftOutRow, "sentDateTime", date, "a date and time such as 2026-03-31T14:05:00Z")
    case .notMessage: report(.note, "", "a record that is no message", "messages of Microsoft Graph")
    }
  }

  /// Says what could not be told before all pages were read.
  func finish(into tables: inout StagedTables) {
    for change in changes where !known.contains(change.id) {
      tables.report(
        DataProblem(
          .leftOutRow, file: change.file, line: change.line, field: "sentDateTime", found: "",
          expected: "sentDateTime or receivedDateTime; name them in $select"))
    }
    for (_, page) in pages.sorted(by: { $0.key < $1.key }) where page.continued == page.count {
      tables.report(
        DataProblem(
          .note, file: page.file, found: "a next page (@odata.nextLink) that is not among the files",
          expected: "all pages; follow the link until an answer has none"))
    }
    if removed > 0, let file = pages.values.map(\.file).min() {
      tables.report(
        DataProblem(
          .note, file: file, found: "\(removed) message\(removed == 1 ? "" : "s") marked as removed (@removed)",
          expected: "messages; what was sent has been sent, so that earlier pages count"))
    }
  }
}

extension GraphMessages {
  // MARK: Records

  private static func id(of record: JSONValue) -> String {
    let id = record["id"]?.string ?? ""
    return id.isEmpty ? record["internetMessageId"]?.string ?? "" : id
  }

  private static func record(_ value: JSONValue, _ page: JSONPage) -> Record {
    guard value.kind == .object else { return .notMessage }
    if value["@removed"] != nil { return .removed }
    guard isMessage(value, page) else { return .notMessage }
    if value["isDraft"]?.isTrue == true { return .draft }
    var message = MailMessage()
    let sent = value["sentDateTime"]?.text ?? UnsafeBufferPointer(start: nil, count: 0)
    let received = value["receivedDateTime"]?.text
    var wrongDate: String?
    switch MailTime(
      date: MailDate.instant(sent), hasDate: !sent.isEmpty, newestReceived: received.flatMap(MailDate.instant))
    {
    case .unknown: return .undated(date: String(decoding: sent.isEmpty ? received ?? sent : sent, as: UTF8.self))
    case .at(let instant): message.at = instant
    case .replaced(let instant):
      message.at = instant
      wrongDate = String(decoding: sent, as: UTF8.self)
    }
    message.messageID = (value["internetMessageId"]?.text).map { MessageReference.first(in: $0) } ?? ""
    message.subject = HeaderText.cleaned(value["subject"]?.string ?? "")
    var headers = headerText(of: value)
    headers.withUTF8 { addHeaders(HeaderBlock($0), of: value, to: &message) }
    return .message(message, wrongDate: wrongDate)
  }

  /// Whether a record is a message; events, contacts and conversations look alike.
  private static func isMessage(_ value: JSONValue, _ page: JSONPage) -> Bool {
    if value["attendees"] != nil || value["iCalUId"] != nil { return false }
    let telling: [StaticString] = [
      "internetMessageId", "sentDateTime", "receivedDateTime", "toRecipients", "isDraft", "internetMessageHeaders",
    ]
    let isTyped = value["@odata.type"]?.string.hasSuffix(".message") == true || page.context.contains("essage")
    return isTyped || telling.contains { value[$0] != nil }
  }

  private static func addHeaders(_ headers: HeaderBlock, of value: JSONValue, to message: inout MailMessage) {
    var parent = headers.parent
    if parent.isEmpty { parent = extendedParent(of: value) }
    message.inReplyTo = parent == message.messageID ? "" : parent
    message.conversationID = value["conversationId"]?.string ?? ""
    if message.conversationID.isEmpty {
      let index = value["conversationIndex"]?.string ?? ""
      message.conversationID = ConversationIndex.conversation(of: index) ?? headers.conversation
    }
    let sensitivity = value["sensitivity"]?.string.lowercased() ?? ""
    message.isPrivate = ["private", "personal", "confidential"].contains(sensitivity) || headers.isPrivate
    message.isBulk = headers.isBulk
    var from = mailboxes(value["from"].map { [$0] })
    if from.isEmpty { from = mailboxes(value["sender"].map { [$0] }) }
    let to = mailboxes(value["toRecipients"]?.elements)
    let cc = mailboxes(value["ccRecipients"]?.elements)
    if let first = from.first {
      var sender = MailSender(from: first, recipients: to + cc)
      sender.replyTo = mailboxes(value["replyTo"]?.elements)
      sender.originalFrom = headers.plainMailboxes(.originalFrom)
      sender.originalSender = headers.plainMailboxes(.originalSender)
      sender.lists = (headers.plainMailboxes(.listPost) + headers.plainMailboxes(.beenThere)).map(\.address)
      from[0] = sender.person
      message.isRewritten = sender.isRewritten
    }
    message.add(from, as: .from)
    message.add(to, as: .to)
    message.add(cc, as: .cc)
    message.add(mailboxes(value["bccRecipients"]?.elements), as: .bcc)
  }

  private static func mailboxes(_ recipients: [JSONValue]?) -> [Mailbox] {
    (recipients ?? []).compactMap { recipient in
      guard let address = recipient["emailAddress"] else { return nil }
      let mailbox = AddressText.mailbox(
        name: address["name"]?.string ?? "", address: address["address"]?.string ?? "")
      return mailbox.name.isEmpty && mailbox.address.isEmpty ? nil : mailbox
    }
  }

  /// `internetMessageHeaders` as a header block.
  private static func headerText(of value: JSONValue) -> String {
    var text = ""
    value["internetMessageHeaders"]?.forEachElement { header in
      let value = header["value"]?.string ?? ""
      text +=
        "\(header["name"]?.string ?? ""): " + value.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n"
    }
    return text
  }

  /// The property PidTagInReplyToId, which a query can ask for.
  private static func extendedParent(of value: JSONValue) -> String {
    var parent = ""
    value["singleValueExtendedProperties"]?.forEachElement { property in
      if property["id"]?.string.lowercased() == "string 0x1042" {
        parent = (property["value"]?.text).map { MessageReference.first(in: $0) } ?? ""
      }
    }
    return parent
  }
}

extension HeaderBlock {
  /// The mailbox of a field that is decoded already.
  fileprivate func plainMailboxes(_ field: MailField) -> [Mailbox] {
    guard let value = first(field) else { return [] }
    return AddressText.guessed(HeaderText.cleaned(String(decoding: value, as: UTF8.self)))
  }
}
