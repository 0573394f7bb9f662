/// A row of `activities`. In the data set they are in order of (`at`, id), so that an index tells which is earlier.
///
/// There may be millions, looked at in any order, so that one fills no more than 64 bytes.
public struct Activity: Sendable {
  public var at: Instant
  private var lastOpenedSeconds: Int
  public var id: Text
  public var subject: Text
  public var conversationID: Text
  public var messageID: Text
  public var inReplyTo: Text
  public var opens: Int32
  public var linkClicks: Int32
  public var attachmentViews: Int32
  private var seconds: UInt32
  /// −1 where it is regarding nothing.
  private var regardingRow: Int32
  private var regardingType: RecordType
  public var type: ActivityType
  public var status: ActivityStatus
  public var direction: Side?
  public var isPrivate: Bool
  public var isFollowed: Bool

  init(
    id: Text, type: ActivityType, status: ActivityStatus, direction: Side?, isPrivate: Bool, isFollowed: Bool,
    at: Instant, subject: Text, durationSeconds: Int, regarding: RecordID?, conversationID: Text, messageID: Text,
    inReplyTo: Text, opens: Int32, linkClicks: Int32, attachmentViews: Int32, lastOpenedAt: Instant? = nil
  ) {
    self.at = at
    lastOpenedSeconds = Self.noTime
    self.id = id
    self.subject = subject
    self.conversationID = conversationID
    self.messageID = messageID
    self.inReplyTo = inReplyTo
    self.opens = opens
    self.linkClicks = linkClicks
    self.attachmentViews = attachmentViews
    seconds = 0
    regardingRow = -1
    regardingType = .account
    self.type = type
    self.status = status
    self.direction = direction
    self.isPrivate = isPrivate
    self.isFollowed = isFollowed
    self.durationSeconds = durationSeconds
    self.regarding = regarding
    self.lastOpenedAt = lastOpenedAt
  }

  /// Before any year that is read.
  private static let noTime = Int.min

  /// `duration_minutes`, else `ends_at − at`, else 0; whole seconds, at most 100 years.
  public var durationSeconds: Int {
    get { Int(seconds) }
    set { seconds = UInt32(clamping: newValue) }
  }

  public var lastOpenedAt: Instant? {
    get { lastOpenedSeconds == Self.noTime ? nil : Instant(seconds: lastOpenedSeconds) }
    set { lastOpenedSeconds = newValue?.seconds ?? Self.noTime }
  }

  public var regarding: RecordID? {
    get { regardingRow < 0 ? nil : RecordID(regardingType, Int(regardingRow)) }
    set {
      regardingRow = newValue.map { Int32($0.row) } ?? -1
      regardingType = newValue?.type ?? .account
    }
  }
}
