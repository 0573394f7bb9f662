import Dataset
import Testing

@testable import Demo

@Suite("Times of the demo")
struct TimeTests {
  /// As-of days at the turn of summer time, of the year, and on a leap day.
  private static let days = [20_616, 20_541, 20_453, 19_782, 20_751]

  @Test("what occurred is past and what is planned is to come", arguments: days)
  func pastAndFuture(asOf: Int) throws {
    let folder = Folder(
      try DemoOptions(seed: 3, opportunities: 60, activities: 3000, asOf: CivilDate(days: asOf)))
    // The as-of day ends at 22:00 or 23:00 UTC; nothing lies between.
    let end = (asOf + 1) * 86_400 - 3600
    var planned = 0
    for row in try folder.table("activities") {
      let at = try #require(seconds(row["at"] ?? ""), "\(row)")
      #expect(at > end - 640 * 86_400 && at < end + 100 * 86_400)
      switch (row["status"], row["type"]) {
      case ("completed", _): #expect(at < end)
      case ("open", "email"): Issue.record("an email that is open: \(row)")
      case ("open", "call"): #expect(at > end)
      case ("open", _) where at > end: planned += 1
      default: break
      }
      if let ends = row["ends_at"], !ends.isEmpty { #expect(try #require(seconds(ends)) > at) }
      if let opened = row["last_opened_at"], !opened.isEmpty {
        let opened = try #require(seconds(opened))
        #expect(opened > at && opened < end)
      }
    }
    #expect(planned > 10)
  }

  @Test(
    "instants carry central European time",
    arguments: [
      (20_541, "2026-03-29T09:05:07+02:00"), (20_540, "2026-03-28T09:05:07+01:00"),
      (20_750, "2026-10-24T09:05:07+02:00"), (20_751, "2026-10-25T09:05:07+01:00"),
    ])
  func summerTime(day: Int, expected: String) {
    var bytes: [UInt8] = []
    WorkCalendar(asOf: CivilDate(days: 20_616)).append(minute: day * 1440 + 545, second: 7, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test("deals are created before they are closed, and their dates agree with their status")
  func dates() throws {
    let folder = Folder(try DemoOptions(opportunities: 300, activities: 0))
    let asOf = DemoOptions.defaultAsOf.description
    for row in try folder.table("opportunities") {
      let created = row["created_on"] ?? ""
      let closed = row["closed_on"] ?? ""
      #expect(created < asOf && (row["stage_since"] ?? "") >= created)
      #expect((row["status"] == "open") == closed.isEmpty)
      #expect(closed.isEmpty || created < closed && closed < asOf)
      #expect((row["status"] == "won") == (row["actual_value"] != ""))
    }
  }

  @Test("nobody works on Christmas Day, and August is quieter than June")
  func seasons() {
    let calendar = WorkCalendar(asOf: CivilDate(days: 20_616))
    #expect(calendar.weight(20_447) == 0)
    #expect(calendar.weight(20_616 - 300) < calendar.weight(20_616))
  }
}
