import Dataset

/// What the emails of one conversation have in common (KPI spec, "Conversations and response"). Keys of different kinds
/// never equal each other.
public struct ConversationKey: Hashable, Sendable {
  private let raw: UInt32

  private static let kindShift: UInt32 = 30

  public static let none = ConversationKey(raw: 0)

  private init(raw: UInt32) { self.raw = raw }
  private init(kind: UInt32, _ index: Int) { raw = kind << Self.kindShift | UInt32(truncatingIfNeeded: index) }

  /// Known only by the subject, so that a long silence ends it.
  var isSubject: Bool { raw >> Self.kindShift == 2 }

  /// A number that puts keys in order, below 2^32.
  var order: UInt64 { UInt64(raw) }

  /// The key of every email of a data set; `.none` for other activities.
  static func all(of dataset: Dataset) -> [ConversationKey] {
    let parents = ParentFinder(dataset).parents()
    var subjects = SubjectPool(dataset.text)
    var keys = [ConversationKey](repeating: .none, count: dataset.activities.count)
    var path: [Int] = []
    for index in dataset.activities.indices where dataset.activities[index].type == .email {
      // Up to an email whose key is known or that has no parent, and back down.
      var current = index
      while keys[current] == .none, parents[current] >= 0 {
        path.append(current)
        current = Int(parents[current])
      }
      if keys[current] == .none { keys[current] = rootKey(dataset.activities[current], current, &subjects) }
      for email in path { keys[email] = keys[current] }
      path.removeAll(keepingCapacity: true)
    }
    return keys
  }

  private static func rootKey(_ email: Activity, _ index: Int, _ subjects: inout SubjectPool) -> ConversationKey {
    if !email.conversationID.isEmpty { return ConversationKey(kind: 1, Int(email.conversationID.index)) }
    let subject = subjects.key(of: email.subject)
    return subject.isEmpty ? ConversationKey(kind: 3, index) : ConversationKey(kind: 2, Int(subject.index))
  }
}

/// The keys of subjects, each worked out once.
private struct SubjectPool {
  private let text: Texts
  private var pool = TextPool()
  private var known: [Text: Text] = [:]

  init(_ text: Texts) { self.text = text }

  mutating func key(of subject: Text) -> Text {
    if subject.isEmpty { return .none }
    if let key = known[subject] { return key }
    let bytes = text.withUTF8(subject) { SubjectKey.bytes(of: $0) }
    let key = bytes.withUnsafeBufferPointer { pool.intern($0) }
    known[subject] = key
    return key
  }
}

/// Which email each email answers.
private struct ParentFinder {
  private let dataset: Dataset
  /// The email of each message id and of each id, by text handle; −1 for none.
  private var byMessageID: [Int32]
  private var byID: [Int32]

  init(_ dataset: Dataset) {
    self.dataset = dataset
    byMessageID = Array(repeating: -1, count: dataset.text.count)
    byID = byMessageID
    for index in dataset.activities.indices where dataset.activities[index].type == .email {
      let email = dataset.activities[index]
      byID[Int(email.id.index)] = Int32(index)
      let slot = Int(email.messageID.index)
      if slot == 0 { continue }
      let other = byMessageID[slot]
      if other < 0 || dataset.text.precedes(email.id, dataset.activities[Int(other)].id) {
        byMessageID[slot] = Int32(index)
      }
    }
  }

  /// The parent of each activity, −1 for none, without circles.
  func parents() -> [Int32] {
    var parents = dataset.activities.map { activity -> Int32 in
      guard activity.type == .email, activity.conversationID.isEmpty, !activity.inReplyTo.isEmpty else { return -1 }
      let slot = Int(activity.inReplyTo.index)
      return byMessageID[slot] >= 0 ? byMessageID[slot] : byID[slot]
    }
    // Each walk marks what it passes with its own number; meeting that number again is a circle.
    var walks = [Int32](repeating: -1, count: parents.count)
    for start in parents.indices where parents[start] >= 0 && walks[start] < 0 {
      let walk = Int32(start)
      var current = start
      while walks[current] < 0, parents[current] >= 0 {
        walks[current] = walk
        current = Int(parents[current])
      }
      if walks[current] == walk, parents[current] >= 0 { parents[smallestID(inCircleOf: current, parents)] = -1 }
    }
    return parents
  }

  private func smallestID(inCircleOf start: Int, _ parents: [Int32]) -> Int {
    var smallest = start
    var current = Int(parents[start])
    while current != start {
      if dataset.text.precedes(dataset.activities[current].id, dataset.activities[smallest].id) { smallest = current }
      current = Int(parents[current])
    }
    return smallest
  }
}
