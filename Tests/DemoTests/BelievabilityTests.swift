import Dataset
import Testing

@testable import Demo

@Suite("What the demo has to show")
struct BelievabilityTests {
  private let folder: Folder

  init() throws { folder = Folder(try DemoOptions(opportunities: 150, activities: 7500)) }

  @Test("at 150 opportunities similar won deals can be learnt, and the product tells won from lost")
  func closedDeals() throws {
    let deals = try folder.table("opportunities")
    let won = deals.filter { $0["status"] == "won" }
    let lost = deals.filter { $0["status"] == "lost" }
    #expect(won.count >= 30 && lost.count >= 30)
    func services(_ deals: [[String: String]]) -> Int { deals.filter { $0["product"] == "Service contract" }.count }
    #expect(services(won) > 3 * services(lost))
  }

  @Test("won deals have more meetings and more mail from the customer than lost ones")
  func behaviour() throws {
    let status = Dictionary(
      uniqueKeysWithValues: try folder.table("opportunities").map { ($0["id"] ?? "", $0["status"] ?? "") })
    var meetings: [String: Int] = [:]
    var incoming: [String: Int] = [:]
    for row in try folder.table("activities") {
      guard let outcome = status[row["regarding_id"] ?? ""] else { continue }
      if row["type"] == "meeting" { meetings[outcome, default: 0] += 1 }
      if row["direction"] == "incoming" { incoming[outcome, default: 0] += 1 }
    }
    #expect(meetings["won", default: 0] > meetings["lost", default: 0] * 3 / 2)
    #expect(incoming["won", default: 0] > incoming["lost", default: 0] * 3 / 2)
  }

  @Test("every kind, status and role occurs, and every column is used")
  func variety() throws {
    let activities = try folder.table("activities")
    #expect(Set(activities.compactMap { $0["type"] }) == ["email", "meeting", "call", "task"])
    #expect(Set(activities.compactMap { $0["status"] }) == ["open", "completed", "canceled"])
    #expect(
      Set(try folder.table("participants").compactMap { $0["role"] })
        == ["from", "to", "cc", "bcc", "organizer", "required", "optional"])
    for table in ["activities", "participants", "users", "contacts", "accounts", "leads", "opportunities"] {
      let rows = try folder.table(table)
      for column in rows[0].keys { #expect(rows.contains { $0[column] != "" }, "\(table).\(column)") }
    }
  }

  @Test("there are records with nothing: an account, a deal of yesterday, contacts nobody wrote to")
  func emptyRecords() throws {
    let accounts = try folder.table("accounts")
    let contacts = try folder.table("contacts")
    let deals = try folder.table("opportunities")
    let active = Set(try folder.table("activities").compactMap { $0["regarding_id"] })
    let people = Set(try folder.table("participants").flatMap { [$0["person_id"] ?? "", $0["email"] ?? ""] })
    #expect(accounts.contains { account in contacts.allSatisfy { $0["account_id"] != account["id"] } })
    let yesterday = (DemoOptions.defaultAsOf - 1).description
    #expect(deals.contains { $0["created_on"] == yesterday && !active.contains($0["id"] ?? "") })
    #expect(
      contacts.contains { contact in
        !people.contains(contact["id"] ?? "")
          && (contact["email"] ?? "").split(separator: ";").allSatisfy { !people.contains(String($0)) }
      })
  }

  @Test("commentary files are of records that exist, and one mutes a flag for a time")
  func commentary() throws {
    var known: Set<String> = ["commentary/index.md", "commentary/depot-use.png"]
    for (type, table) in [
      ("account", "accounts"), ("contact", "contacts"), ("lead", "leads"), ("opportunity", "opportunities"),
    ] {
      for row in try folder.table(table) { known.insert("commentary/\(type)-\(row["id"] ?? "").md") }
    }
    let files = folder.files.filter { $0.key.hasPrefix("commentary/") }
    #expect(known.isSuperset(of: files.keys))
    let texts = files.values.map { String(decoding: $0, as: UTF8.self) }
    #expect(texts.contains { $0.contains("mute: [no_next_step]\nuntil: 2026-07-03") })
    #expect(texts.contains { $0.contains("(depot-use.png)") && $0.contains("{{health.score}}") })
  }

  @Test("an option outside its limits is refused with the limits")
  func limits() throws {
    #expect(throws: DemoError.outOfRange(option: "opportunities", found: -1, limits: 0...100_000)) {
      try DemoOptions(opportunities: -1)
    }
    let error = #expect(throws: DemoError.self) { try DemoOptions(asOf: CivilDate(days: 0)) }
    #expect(error?.description == "--as-of 1970-01-01: expected a date from 1980-01-01 to 9000-02-28")
  }

  @Test("a cell with a comma or a quotation mark is quoted")
  func quoting() throws {
    var bytes: [UInt8] = []
    bytes.append(row: ["a,b", "say \"no\"", nil, "plain", ""])
    #expect(String(decoding: bytes, as: UTF8.self) == "\"a,b\",\"say \"\"no\"\"\",,plain,\n")
    let subjects = Set(try folder.table("activities").compactMap { $0["subject"] })
    #expect(subjects.contains { $0.contains("Question on \"plan B\"") })
    #expect(subjects.contains { $0.hasPrefix("Re: Offer, final terms") })
  }
}
