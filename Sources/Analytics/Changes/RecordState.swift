import Dataset

/// A record as it stood at the end of a day: what a report keeps of it for the next one to compare with (report spec,
/// "Changes and history"), and a little more where it is the day of the report itself.
public struct RecordState: Sendable, Equatable {
  public var type: RecordType
  public var id: String
  public var name: String
  /// `open`, `won`, `lost`, `qualified`, `disqualified`; nil for accounts and contacts, and where nothing is known.
  public var status: String?
  public var stage: String?
  public var estimatedValue: Double?
  public var estimatedCloseOn: CivilDate?
  public var ownerID: String?
  /// The health score, 0 to 100, with F, R and E, 0 to 1 in whole ten-thousandths.
  public var score: Int?
  public var frequency: Double?
  public var recency: Double?
  public var engagement: Double?
  /// Flags that are up, in the order of the KPI spec's table.
  public var flags: [AttentionCode] = []
  /// Interactions of the window of 60 days.
  public var interactions = 0
  /// The last interaction.
  public var lastAt: Instant?

  /// What the past does not keep: known of the day of the report only.
  public var today = Today()

  /// What is known of a record on the day of the report, and not kept.
  public struct Today: Sendable, Equatable {
    public var currency: String?
    /// Whether it is a deal that came to an end in the window of 60 days: one that was over before is no news.
    public var closedLately = false
    /// Whole days since `stage_since`.
    public var daysInStage: Int?
    /// Flags that would be up if the commentary did not mute them.
    public var muted: [AttentionCode] = []

    public init() {}
  }

  public init(type: RecordType, id: String, name: String) {
    self.type = type
    self.id = id
    self.name = name
  }

  /// Whether it is a deal or lead that has come to an end.
  public var isClosed: Bool { status.map { $0 != OpportunityStatus.open.code } ?? false }

  /// What tells it from all others.
  public var key: Key { Key(type: type, id: id) }

  /// Type and id, compared byte by byte: two ids that only look alike are two.
  public struct Key: Hashable, Sendable {
    public let type: RecordType
    private let utf8: [UInt8]

    public init(type: RecordType, id: String) {
      self.type = type
      utf8 = Array(id.utf8)
    }

    public var id: String { String(decoding: utf8, as: UTF8.self) }
  }
}
