import Analytics
import Dataset

/// A line of `data/kpis.jsonl`, as far as the e-mail needs it (report spec, "data/kpis.jsonl").
struct PublishedRecord: Sendable, Equatable {
  var type: RecordType
  var id: String
  var name: String
  /// The path of its page in the report's folder.
  var page: String
  var ownerID: String?
  /// `open`, `won` and so on; nil for accounts and contacts.
  var status: String?
  var stage: String?
  var estimatedValue: Double?
  var currency: String?
  var estimatedCloseOn: CivilDate?
  var score: Int?
  var grade: Grade?
  var trend: Trend?
  /// The score 28 days before.
  var previousScore: Int?
  /// The id of the person whose answer would do the score the most good.
  var waitedFor: String?
  var last: Activity?
  var next: Activity?
  /// Flags that are up, in order of importance.
  var flags: [Flag] = []
  /// What it says of activities: the last ten and the next ten.
  var activities: [Activity] = []
  /// People by side and id, as far as the line names them.
  var people: [Person] = []

  struct Activity: Sendable, Equatable {
    var id: String
    var type: ActivityType
    var at: Instant
    var side: Side
    var subject: String?
    var personID: String?
  }

  struct Flag: Sendable, Equatable {
    var code: AttentionCode
    var value: Int?
    var limit: Int?
    var activityID: String?
  }

  struct Person: Sendable, Equatable {
    var isUser: Bool
    var id: String
    var name: String
  }

  /// Whether it is a deal or a lead that is still open.
  var isOpen: Bool { (type == .opportunity || type == .lead) && status == "open" }

  /// An activity that a flag names; nil if the line does not hold it.
  func activity(_ id: String?) -> Activity? {
    guard let id else { return nil }
    return ([last, next].compactMap { $0 } + activities).first { $0.id == id }
  }
}
