import Dataset
import Testing

@testable import Demo

@Suite("The demo data set")
struct DemoTests {
  private func folder(seed: UInt64 = 1, opportunities: Int = 12, activities: Int = 400) throws -> Folder {
    Folder(try DemoOptions(seed: seed, opportunities: opportunities, activities: activities))
  }

  @Test("the same seed gives the same bytes, another seed others")
  func seeds() throws {
    let first = try folder()
    #expect(first.files == (try folder()).files)
    let other = try folder(seed: 2)
    for path in ["activities.csv", "participants.csv", "opportunities.csv", "contacts.csv"] {
      #expect(first.files[path] != other.files[path])
    }
  }

  @Test("these bytes are those of every machine")
  func digest() throws {
    // FNV-1a over all files in the order of their paths. It changes with every change of the demo, on purpose.
    let files = try folder().files
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for path in files.keys.sorted() {
      for byte in Array(path.utf8) + (files[path] ?? []) { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    #expect(sum == 6_038_584_450_430_828_554)
  }

  @Test(
    "the rows are as many as were asked for",
    arguments: [(0, 0), (0, 50), (1, 1), (1, 3000), (3, 7), (12, 400), (150, 2000), (300, 0)])
  func counts(opportunities: Int, activities: Int) throws {
    let folder = try folder(opportunities: opportunities, activities: activities)
    #expect(try folder.table("opportunities").count == opportunities)
    #expect(try folder.table("activities").count == activities)
  }

  @Test("a small data set can be read through, a large one is some 2.4 records per opportunity")
  func scale() throws {
    let small = try folder()
    #expect(try ["accounts", "contacts", "leads"].map { try small.table($0).count } == [6, 20, 4])
    let large = try folder(opportunities: 2000, activities: 0)
    let records = try ["opportunities", "accounts", "contacts", "leads"].map { try large.table($0).count }
    #expect((4500...5500).contains(records.reduce(0, +)))
  }

  @Test("every table, a commentary with a picture and a configuration are there")
  func files() throws {
    let paths = Set(try folder().files.keys)
    let tables = [
      "users", "accounts", "contacts", "leads", "opportunities", "sales_team", "stakeholders", "activities",
      "participants",
    ]
    #expect(paths.isSuperset(of: tables.map { "\($0).csv" }))
    #expect(paths.isSuperset(of: ["rapport.yml", "commentary/index.md", "commentary/depot-use.png"]))
  }

  @Test("ids are unique and every reference leads somewhere", arguments: [1, 2, 3] as [UInt64])
  func references(seed: UInt64) throws {
    let folder = try folder(seed: seed, opportunities: 60, activities: 3000)
    let kinds = ["user": "users", "account": "accounts", "contact": "contacts", "lead": "leads"]
      .merging(["opportunity": "opportunities", "activity": "activities"]) { first, _ in first }
    var ids: [String: Set<String>] = [:]
    for (kind, table) in kinds {
      let all = try folder.table(table).map { $0["id"] ?? "" }
      ids[kind] = Set(all)
      #expect(Set(all).count == all.count && !all.contains(""))
    }
    func check(_ table: String, _ column: String, _ kind: String) throws {
      for row in try folder.table(table) {
        guard let value = row[column], !value.isEmpty else { continue }
        #expect(ids[kind]?.contains(value) == true, "\(table).\(column) \(value)")
      }
    }
    for table in ["accounts", "contacts", "leads", "opportunities"] { try check(table, "owner_id", "user") }
    for table in ["leads", "opportunities", "stakeholders"] { try check(table, "contact_id", "contact") }
    for table in ["contacts", "opportunities"] { try check(table, "account_id", "account") }
    try check("accounts", "primary_contact_id", "contact")
    try check("sales_team", "opportunity_id", "opportunity")
    try check("sales_team", "user_id", "user")
    try check("participants", "activity_id", "activity")
    for row in try folder.table("participants") {
      let known = row["person_type"].flatMap { ids[$0] }?.contains(row["person_id"] ?? "") == true
      #expect(known || row["person_id"] == "" && row["email"]?.contains("@") == true)
    }
    for row in try folder.table("stakeholders") {
      #expect(ids[row["record_type"] ?? ""]?.contains(row["record_id"] ?? "") == true)
    }
    for row in try folder.table("activities") where row["regarding_id"] != "" {
      #expect(ids[row["regarding_type"] ?? ""]?.contains(row["regarding_id"] ?? "") == true)
    }
  }

  @Test("answers name a message that was sent before")
  func replies() throws {
    var sent: Set<String> = []
    for row in try folder(opportunities: 40, activities: 2000).table("activities") {
      if let answered = row["in_reply_to"], !answered.isEmpty { #expect(sent.contains(answered)) }
      if let message = row["message_id"], !message.isEmpty { #expect(sent.insert(message).inserted) }
    }
    #expect(!sent.isEmpty)
  }
}
