import Dataset

extension SourceMerger {
  private struct Candidate {
    var source: Int
    var row: Int
  }

  /// Makes one activity of those with one identity: a record system's row is kept, else the earlier one, and its gaps
  /// are filled from the others. Rows of one source are all there, but for mails, which archives hold several times.
  mutating func uniteActivities() {
    if sources.count == 1, sources.first?.kind != .mail { return }
    /// The first activity of each identity, by text handle.
    var first: [Candidate?] = []
    var groups: [Text: [Candidate]] = [:]
    var order: [Text] = []
    for source in sources.indices {
      for row in 0..<sources[source].tables.count(of: .activities)
      where !isDropped[source][Table.activities.rawValue].contains(row) {
        let identity = identity(row, source)
        if identity.isEmpty { continue }
        let index = Int(identity.index)
        if index >= first.count { first.append(contentsOf: repeatElement(nil, count: index + 1 - first.count)) }
        let candidate = Candidate(source: source, row: row)
        guard let earlier = first[index] else {
          first[index] = candidate
          continue
        }
        if groups[identity] == nil { order.append(identity) }
        groups[identity, default: [earlier]].append(candidate)
      }
    }
    for identity in order { unite(groups[identity, default: []]) }
  }

  private mutating func unite(_ group: [Candidate]) {
    let systems = group.filter { sources[$0.source].kind.isRecordSystem }
    let archives = group.filter { !sources[$0.source].kind.isRecordSystem }
    var kept: [(candidate: Candidate, sources: Set<Int>)] = []
    for candidate in systems + archives {
      let isMail = sources[candidate.source].kind == .mail
      if let place = kept.firstIndex(where: { isMail || !$0.sources.contains(candidate.source) }) {
        kept[place].sources.insert(candidate.source)
        merge(candidate, into: kept[place].candidate)
      } else {
        kept.append((candidate, [candidate.source]))
      }
    }
  }

  private mutating func merge(_ other: Candidate, into kept: Candidate) {
    let id = text(ActivityColumn.id, other)
    let keptID = text(ActivityColumn.id, kept)
    let conversation = text(ActivityColumn.conversationID, other)
    let keptConversation = text(ActivityColumn.conversationID, kept)
    let values = sources[other.source].tables.values(ofRow: other.row, of: .activities)
    sources[kept.source].tables.fillGaps(ofActivity: kept.row, from: values)
    isDropped[other.source][Table.activities.rawValue].insert(other.row)
    if id != keptID { newActivityIDs[other.source][id] = keptID }
    if !conversation.isEmpty && !keptConversation.isEmpty { join(conversation, to: keptConversation) }
  }

  private mutating func text(_ column: ActivityColumn, _ candidate: Candidate) -> Text {
    text(sources[candidate.source].tables.value(column, ofRow: candidate.row, of: .activities))
  }

  /// What is equal where another source has the same activity: what its reader says, else its `message_id`.
  private mutating func identity(_ row: Int, _ source: Int) -> Text {
    let given = sources[source].tables.row(row, of: .activities).identity.bytes
    if !given.isEmpty {
      return given.starts(with: MessageID.identity)
        ? mailIdentity(UnsafeBufferPointer(rebasing: given[MessageID.identity.count...])) : pool.intern(given)
    }
    let messageID = sources[source].tables.value(ActivityColumn.messageID, ofRow: row, of: .activities).bytes
    if messageID.isEmpty { return .none }
    let type = sources[source].tables.value(ActivityColumn.type, ofRow: row, of: .activities).bytes
    // A meeting's is the UID of its calendar entry.
    if TextParsing.trimmed(type).hasBytes("meeting") {
      return pool.intern(EventIdentity(uid: String(decoding: messageID, as: UTF8.self)).text)
    }
    return mailIdentity(messageID)
  }

  private mutating func mailIdentity(_ messageID: UnsafeBufferPointer<UInt8>) -> Text {
    var identity = MessageID.identity
    identity.append(contentsOf: MessageID.core(of: messageID))
    MessageID.lowercaseDomain(&identity)
    return identity.withUnsafeBufferPointer { pool.intern($0) }
  }

  // MARK: Conversations

  /// Two sources name one conversation differently, as an activity that both hold shows: mails that only one of them
  /// holds must not fall out of it.
  private mutating func join(_ first: Text, to second: Text) {
    let (first, second) = (conversation(first), conversation(second))
    if first != second { conversations[first] = second }
  }

  /// The name under which a conversation goes on.
  private func conversation(_ name: Text) -> Text {
    var name = name
    while let next = conversations[name] { name = next }
    return name
  }

  mutating func renameConversations() {
    if conversations.isEmpty { return }
    for source in sources.indices {
      for row in 0..<sources[source].tables.count(of: .activities)
      where !isDropped[source][Table.activities.rawValue].contains(row) {
        let name = text(ActivityColumn.conversationID, Candidate(source: source, row: row))
        let joined = conversation(name)
        if joined == name { continue }
        let new = pool.withUTF8(joined) { Array($0) }
        sources[source].tables.replace(ActivityColumn.conversationID, ofRow: row, of: .activities, by: new)
      }
    }
  }
}
