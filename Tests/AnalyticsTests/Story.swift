import Analytics
import Dataset
import Foundation
import Ingest
import TestSupport

/// What happened on deals, to be told in days before 2026-03-31, the day that the KPIs are of, in UTC.
///
/// A deal `o1`, of contact `c1` and account `a1`, is there from the beginning; `u1` and `u2` are of the team.
struct Story {
  /// An activity; every other cell has no value.
  struct Event {
    var id: String
    var type: ActivityType
    var at: String
    /// The first initiates, the others take part.
    var people: [String]
    var deal = "o1"
    var cells: [String: String] = [:]
  }

  static let asOf = CivilDate(days: 20_543)
  var options = AnalyticsOptions(asOf: asOf)
  var events: [Event] = []
  /// Columns of `o1` beside its name and status.
  var deal: [String: String] = ["contact_id": "c1", "created_on": "2025-01-01"]
  /// Deals beside `o1`.
  var otherDeals: [String] = []

  /// A time so many days before the last day: 0 is on it.
  static func time(_ daysAgo: Int, _ clock: String = "10:00:00") -> String { "\(asOf - daysAgo)T\(clock)Z" }

  /// An email; in a conversation of its own where none is named.
  mutating func mail(
    from person: String, _ daysAgo: Int, _ clock: String = "10:00:00", in conversation: String? = nil,
    deal: String = "o1"
  ) {
    let id = nextID
    let to = person.hasPrefix("u") ? "c1" : "u1"
    events.append(
      Event(
        id: id, type: .email, at: Self.time(daysAgo, clock), people: [person, to], deal: deal,
        cells: ["conversation_id": conversation ?? id]))
  }

  mutating func meet(_ daysAgo: Int) { talk(.meeting, daysAgo, ["u1", "c1"]) }
  mutating func call(_ daysAgo: Int) { talk(.call, daysAgo, ["u1", "c1"]) }

  mutating func talk(_ type: ActivityType, _ daysAgo: Int, _ people: [String], deal: String = "o1") {
    events.append(Event(id: nextID, type: type, at: Self.time(daysAgo), people: people, deal: deal))
  }

  /// An open call, task or meeting.
  mutating func plan(_ type: ActivityType, id: String? = nil, at: String) {
    events.append(Event(id: id ?? nextID, type: type, at: at, people: ["u1"], cells: ["status": "open"]))
  }

  /// Who wrote the last email of a conversation.
  func lastSender(in conversation: String) -> String? {
    events.filter { $0.cells["conversation_id"] == conversation }.max { ($0.at, $0.id) < ($1.at, $1.id) }?.people.first
  }

  private var nextID: String { "e\(100_000 + events.count)" }

  // MARK: - What comes of it

  func kpis(_ type: RecordType = .opportunity, _ id: String = "o1") async throws -> RecordKPIs {
    let found = try await allKPIs()["\(type.code):\(id)"]
    guard let found else { throw Missing(id: id) }
    return found.kpis
  }

  struct Missing: Error { var id: String }

  func score() async throws -> Int? { try await kpis().health?.score }

  /// The flags of `o1` with their evidence: `awaiting_team 3 2 e1000`.
  func flags(_ type: RecordType = .opportunity, _ id: String = "o1") async throws -> [String] {
    try await allKPIs()["\(type.code):\(id)"]?.flags ?? []
  }

  /// The KPIs of every record, by `TYPE:ID`, with its flags in words.
  func allKPIs() async throws -> [String: (kpis: RecordKPIs, flags: [String])] {
    let (dataset, problems) = try dataset()
    guard problems.isEmpty else { throw Missing(id: "\(problems)") }
    let analysis = await Analysis(dataset, options, jobs: 1)
    var result: [String: (kpis: RecordKPIs, flags: [String])] = [:]
    for (record, kpis) in zip(dataset.records, analysis.kpis) {
      let flags = kpis.attention.map { flag in
        let activity = flag.activity.map { dataset.text.string(dataset.activities[$0].id) }
        let words = [flag.value.map { "\($0)" }, flag.limit.map { "\($0)" }, activity].map { $0 ?? "–" }
        return ([flag.code.code] + words).joined(separator: " ")
      }
      result["\(record.type.code):\(dataset.text.string(dataset.id(of: record)))"] = (kpis, flags)
    }
    return result
  }

  func dataset() throws -> (dataset: Dataset, problems: [DataProblem]) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("story-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for table in tables { try table.write(to: folder) }
    return try NativeSource(path: folder.path).read(zone: .utc, internalDomains: [])
  }

  private var tables: [TableText] {
    let dealColumns = deal.keys.filter { $0 != "status" }.sorted()
    let deals = [["o1", "Deal", deal["status"] ?? "open"] + dealColumns.map { deal[$0] }]
    let others = otherDeals.map { [$0, "Deal", "open"] as [String?] }
    let columns = Set(events.flatMap(\.cells.keys)).union(["status"]).sorted()
    return [
      TableText("users", ["id", "name"], [["u1", "Ada"], ["u2", "Bo"]]),
      TableText("accounts", ["id", "name"], [["a1", "Acme"]]),
      TableText("contacts", ["id", "name", "account_id"], ["c1", "c2", "c3"].map { [$0, $0, "a1"] }),
      TableText("leads", ["id", "name", "created_on"], [["l1", "Lead", "2026-03-30"]]),
      TableText("opportunities", ["id", "name", "status"] + dealColumns, deals + others),
      TableText(
        "activities", ["id", "type", "at", "regarding_type", "regarding_id"] + columns,
        events.map { event in
          [event.id, "\(event.type)", event.at, event.deal == "l1" ? "lead" : "opportunity", event.deal]
            + columns.map { event.cells[$0] }
        }),
      TableText(
        "participants", ["activity_id", "role", "person_type", "person_id"],
        events.filter { $0.type != .task }.flatMap { event in
          event.people.enumerated().map { index, person in
            let roles = event.type == .meeting ? ["organizer", "required"] : ["from", "to"]
            return [event.id, roles[min(index, 1)], person.hasPrefix("u") ? "user" : "contact", person]
          }
        }),
    ]
  }
}
