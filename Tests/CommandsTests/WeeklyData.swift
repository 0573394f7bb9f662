import Foundation
import TestSupport

@testable import Commands

/// A pipeline over some weeks, small enough to say by hand what changes from one Monday to the next.
enum WeeklyData {
  static let monday = ["2026-03-23", "2026-03-30", "2026-04-06"]

  /// The data of the first Monday.
  static let first: [TableText] = [
    TableText("users", ["id", "name", "team"], [["u1", "Ada", "North"], ["u2", "Bo", "South"]]),
    TableText("accounts", ["id", "name", "owner_id"], [["a1", "Acme", "u1"]]),
    TableText("contacts", ["id", "name", "account_id", "owner_id"], [["c1", "Ann", "a1", "u1"]]),
    TableText(
      "leads", ["id", "name", "owner_id", "status", "created_on"], [["l1", "Enquiry", "u2", "open", "2026-03-01"]]),
    TableText(
      "opportunities",
      [
        "id", "name", "status", "owner_id", "account_id", "contact_id", "stage", "stage_since", "estimated_value",
        "currency", "created_on", "estimated_close_on", "closed_on",
      ],
      [
        deal("fleet", "Fleet", value: "5000"), deal("depot", "Depot", value: "3000"), deal("ghost", "Ghost"),
        deal("slow", "Slow", value: "100", contact: "c1"),
      ]),
    TableText(
      "activities", ["id", "type", "at", "status", "regarding_type", "regarding_id"],
      [["x1", "meeting", "2026-03-20T10:00:00Z", "completed", "opportunity", "slow"]]),
    TableText(
      "participants", ["activity_id", "role", "person_type", "person_id"],
      [["x1", "organizer", "user", "u1"], ["x1", "required", "contact", "c1"]]),
  ]

  /// A week later: a deal won, one lost, one gone, one moved in every way, a new one, and a lead qualified.
  static var second: [TableText] {
    var tables = first
    edit(&tables, "fleet", ["status": "won", "closed_on": "2026-03-27"])
    edit(&tables, "depot", ["status": "lost", "closed_on": "2026-03-28"])
    edit(
      &tables, "slow",
      [
        "estimated_close_on": "2026-05-14", "estimated_value": "250", "stage": "Negotiate",
        "stage_since": "2026-03-26", "owner_id": "u2",
      ])
    tables["opportunities"]?.rows.removeAll { $0.first == "ghost" }
    tables["opportunities"]?.rows.append(
      deal("fresh", "Fresh", value: "900", created: "2026-03-25", close: "2026-06-30"))
    tables["leads"]?.rows[0][3] = "qualified"
    return tables
  }

  static func deal(
    _ id: String, _ name: String, value: String? = nil, contact: String? = nil, created: String = "2026-03-01",
    close: String = "2026-04-30"
  ) -> [String?] {
    [id, name, "open", "u1", nil, contact, "Propose", nil, value, "EUR", created, close, nil]
  }

  /// Changes cells of a deal.
  static func edit(_ tables: inout [TableText], _ id: String, _ values: [String: String?]) {
    guard var table = tables["opportunities"], let row = table.rows.firstIndex(where: { $0.first == id }) else {
      return
    }
    for (column, value) in values {
      if let index = table.columns.firstIndex(of: column) { table.rows[row][index] = value }
    }
    tables["opportunities"] = table
  }
}

extension World {
  /// Writes the data and makes the report of a day.
  func report(_ tables: [TableText], _ day: String, _ options: String..., to out: String = "report") async throws {
    try? FileManager.default.removeItem(at: folder.appendingPathComponent("data"))
    try write(tables)
    let status = await run(["generate", "data", "--as-of", day, "--out", out] + options)
    if status != 0 { throw Failed(errors: errors) }
  }

  struct Failed: Error { let errors: String }

  func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  /// The days of the history, each once.
  func days(_ out: String = "report") throws -> [String] {
    var days: [String] = []
    for line in try JSONValue.lines(Data(text(out + "/data/history.jsonl").utf8)) {
      if let day = line["as_of"].text, days.last != day { days.append(day) }
    }
    return days
  }
}
