import Dataset

/// The messages of a source, each once, whichever of its copies came first.
///
/// Copies of one message differ: one came through a list that wrote over the sender, one lacks those in `Bcc`. The one
/// that says most of the sender is kept, with the recipients of all. Memory is linear in the text of what is kept.
struct MailCollector {
  private var pool = TextPool()
  private var messages: [Stored] = []
  private var parties: [StoredParty] = []
  /// The position in `messages` of each id.
  private var known: [Text: Int] = [:]
  /// The recipients of the messages that have copies, by position in `messages`.
  private var recipientsOfCopies: [Int: Set<Party>] = [:]
  private var files: [String] = []
  private let includesBulk: Bool

  private(set) var copies = 0
  private(set) var bulk = 0
  var drafts = 0

  init(includesBulk: Bool) { self.includesBulk = includesBulk }

  private struct Stored {
    var id: Text
    var hasMessageID: Bool
    var at: Instant
    var subject: Text
    var conversation: Text
    var inReplyTo: Text
    var isPrivate: Bool
    /// Whether something is lost that other copies may have.
    var isRewritten: Bool
    var file: Int32
    var line: Int32
    /// Senders are those of the copy that is kept, recipients those of all copies: positions in `parties`, −1 for none.
    var firstSender: Int32 = -1
    var firstRecipient: Int32 = -1
  }

  private struct Party: Hashable {
    var role: MailMessage.Role
    var name: Text
    var address: Text
  }

  private struct StoredParty {
    var party: Party
    /// The position of the next one, −1 for none.
    var next: Int32
  }

  var isEmpty: Bool { messages.isEmpty && bulk == 0 && drafts == 0 }

  /// Takes a message.
  ///
  /// - Parameter line: from 1; 0 where the source has no lines.
  /// - Returns: whether it is one that the report counts and that was not there before.
  @discardableResult
  mutating func add(_ message: MailMessage, file: String, line: Int) -> Bool {
    if message.isBulk && !includesBulk {
      bulk += 1
      return false
    }
    if files.last != file { files.append(file) }
    let id = pool.intern(message.id)
    var stored = Stored(
      id: id, hasMessageID: !message.messageID.isEmpty, at: message.at, subject: pool.intern(message.subject),
      conversation: pool.intern(message.conversationID), inReplyTo: pool.intern(message.inReplyTo),
      isPrivate: message.isPrivate, isRewritten: message.isRewritten, file: Int32(clamping: files.count - 1),
      line: Int32(clamping: line))
    for sender in message.parties where sender.role == .from { prepend(party(sender), to: &stored.firstSender) }
    let recipients = message.parties.filter { $0.role != .from }
    guard let position = known[id] else {
      for recipient in recipients { prepend(party(recipient), to: &stored.firstRecipient) }
      known[id] = messages.count
      messages.append(stored)
      return true
    }
    copies += 1
    stored.firstRecipient = messages[position].firstRecipient
    // Taken out, so that the set is not copied when it grows.
    var listed = recipientsOfCopies.removeValue(forKey: position) ?? Set(parties(from: stored.firstRecipient))
    for recipient in recipients {
      let party = party(recipient)
      if listed.insert(party).inserted { prepend(party, to: &stored.firstRecipient) }
    }
    recipientsOfCopies[position] = listed
    stored.isPrivate = stored.isPrivate || messages[position].isPrivate
    if precedes(stored, messages[position]) {
      messages[position] = stored
    } else {
      messages[position].firstRecipient = stored.firstRecipient
      messages[position].isPrivate = stored.isPrivate
    }
    return false
  }

  /// The parties of a list.
  private func parties(from first: Int32) -> [Party] {
    var found: [Party] = []
    var index = first
    while index >= 0 {
      found.append(parties[Int(index)].party)
      index = parties[Int(index)].next
    }
    return found
  }

  /// Puts somebody at the head of a list.
  private mutating func prepend(_ party: Party, to first: inout Int32) {
    guard let position = Int32(exactly: parties.count) else { return }
    parties.append(StoredParty(party: party, next: first))
    first = position
  }

  private mutating func party(_ party: MailMessage.Party) -> Party {
    Party(role: party.role, name: pool.intern(party.mailbox.name), address: pool.intern(party.mailbox.address))
  }

  /// Whether a copy goes before another, whatever order they came in.
  private func precedes(_ first: Stored, _ second: Stored) -> Bool {
    if first.isRewritten != second.isRewritten { return second.isRewritten }
    if first.at != second.at { return first.at < second.at }
    for (a, b) in [
      (first.subject, second.subject), (first.inReplyTo, second.inReplyTo), (first.conversation, second.conversation),
      (sender(first)?.address ?? .none, sender(second)?.address ?? .none),
      (sender(first)?.name ?? .none, sender(second)?.name ?? .none),
    ] where a != b {
      // A value goes before none.
      return a.isEmpty ? false : b.isEmpty ? true : pool.precedes(a, b)
    }
    return false
  }

  private func sender(_ message: Stored) -> Party? {
    message.firstSender < 0 ? nil : parties[Int(message.firstSender)].party
  }

  // MARK: Rows

  /// Hands over everything as rows.
  func emit(into tables: inout StagedTables) {
    for message in messages {
      let line = Int(message.line)
      let identity = tables.keep(pool.withUTF8(message.id) { MessageID.identity + $0 })
      // Every value that is the id is a part of the identity, which is there once.
      let id = tables.part(UnsafeBufferPointer(rebasing: identity.bytes[MessageID.identity.count...]))
      let record = line == 0 ? id : StagedTables.Extent()
      tables.addRow(
        to: .activities, file: files[Int(message.file)], line: line, record: record,
        identity: message.hasMessageID ? identity : StagedTables.Extent())
      tables.set(ActivityColumn.id, id)
      tables.set(ActivityColumn.type, StagedTables.word("email"))
      tables.set(ActivityColumn.at, tables.keep { message.at.appendUTC(to: &$0) })
      set(ActivityColumn.subject, message.subject, in: &tables)
      if message.hasMessageID { tables.set(ActivityColumn.messageID, id) }
      set(ActivityColumn.inReplyTo, message.inReplyTo, in: &tables)
      set(ActivityColumn.conversationID, message.conversation, in: &tables)
      if message.isPrivate { tables.set(ActivityColumn.private, StagedTables.word("true")) }
      emit(message.firstSender, of: message, id, record, into: &tables)
      emit(message.firstRecipient, of: message, id, record, into: &tables)
    }
  }

  /// Hands over a list of parties.
  private func emit(
    _ first: Int32, of message: Stored, _ id: StagedTables.Extent, _ record: StagedTables.Extent,
    into tables: inout StagedTables
  ) {
    var index = first
    while index >= 0 {
      let party = parties[Int(index)].party
      tables.addRow(to: .participants, file: files[Int(message.file)], line: Int(message.line), record: record)
      tables.set(ParticipantColumn.activityID, id)
      tables.set(ParticipantColumn.role, party.role.rawValue)
      set(ParticipantColumn.email, party.address, in: &tables)
      set(ParticipantColumn.name, party.name, in: &tables)
      index = parties[Int(index)].next
    }
  }

  private func set(_ column: some Column, _ text: Text, in tables: inout StagedTables) {
    if !text.isEmpty { pool.withUTF8(text) { tables.set(column, $0) } }
  }
}
