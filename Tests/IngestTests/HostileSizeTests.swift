import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

/// Input that is small and would cost much if it were taken as it stands. Nothing here measures time: without their
/// bounds these tests would trap, fill the memory, or not end while anyone waits.
@Suite("Input that is made to cost much")
struct HostileSizeTests {
  private func read(_ files: [String: String]) throws -> Dataset {
    var files = files
    files["users.csv"] = "id,name\nu1,Ada\n"
    files["activities.csv"] = files["activities.csv"] ?? "id,type,at\n"
    return try withTemporaryFolder { folder in
      for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
      return try NativeSource(path: folder.path).read(zone: .utc, internalDomains: []).dataset
    }
  }

  @Test("a table with many columns of which each row fills few takes the memory of its values")
  func sparseColumns() throws {
    let columns = (0..<4_000).map { "c\($0)" }.joined(separator: ",")
    let rows = (0..<2_000).map { "a\($0),Acme\n" }.joined()
    let csv = try read(["accounts.csv": "id,name,\(columns)\n\(rows)z,Last\(String(repeating: ",", count: 4_000))x\n"])
    #expect(csv.accountFields.count == 4_000)
    #expect(csv.accounts.count == 2_001)
    let last = try #require(csv.accounts.last)
    #expect(csv.text.string(last.custom[3_999]) == "x")
    #expect(last.custom[3_998].isEmpty && csv.accounts[0].custom[3_999].isEmpty)

    let lines = (0..<2_000).map { #"{"id":"a\#($0)","name":"n","k\#($0)":"v\#($0)"}"# + "\n" }.joined()
    let json = try read(["accounts.jsonl": lines])
    let row = try #require(json.accounts.firstIndex { json.text.string($0.id) == "a7" })
    #expect(json.text.string(json.accounts[row].custom[7]) == "v7")
    #expect(json.accounts[row].custom[8].isEmpty)
  }

  @Test("more columns than a sheet of Excel has are refused, in either format")
  func tooManyColumns() throws {
    let names = (0..<20_000).map { "c\($0)" }
    let expected = "more than 16384 columns; expected a table with fewer columns"
    let members = names.map { "\"\($0)\":1" }.joined(separator: ",")
    for (file, text) in [
      ("accounts.csv", "id,name,\(names.joined(separator: ","))\n"),
      ("accounts.jsonl", #"{"id":"a","name":"n","# + members + "}\n"),
    ] {
      let error = #expect(throws: IngestError.self) { try read([file: text]) }
      #expect(error.map { "\($0)" } == "\(file):1: found \(expected)")
    }
  }

  @Test("a line of JSON with very many members is read in one pass")
  func longLine() throws {
    let members = String(repeating: #","c":1"#, count: 100_000)
    #expect(try read(["accounts.jsonl": #"{"id":"a1","name":"n""# + members + "}\n"]).accounts.isEmpty)
    let ignored = try read([
      "contacts.jsonl": #"{"id":"c1","name":"n""# + String(repeating: #","zz":1"#, count: 100_000) + "}\n"
    ])
    #expect(ignored.contacts.count == 1)
  }

  @Test("custom fields beyond the bound are left out of other sources, and it is said once")
  func stagedColumns() {
    var tables = StagedTables()
    let cells = (0..<20_000).map { tables.cell(for: "c\($0)", in: .accounts) }
    #expect(cells.compactMap { $0 }.count == Table.mostColumns)
    #expect(tables.cell(for: "c5", in: .accounts) == cells[5])
    #expect(tables.problems.map(\.found) == ["more than 16384 custom fields of accounts"])
  }

  @Test("columns of Dataverse that accompany others are told from them in one pass")
  func companions() throws {
    let members = (0..<20_000).map { #","new_k\#($0)_base":1"# }.joined() + #","new_x":2,"new_x_base":3"#
    let page = #"{"@odata.context":"https://x/$metadata#accounts","value":[{"accountid":"a1","name":"n""# + members
    var tables = StagedTables()
    try withTemporaryFolder { folder in
      try Data((page + "}]}").utf8).write(to: folder.appendingPathComponent("accounts.json"))
      let settings = SourceSettings(zone: .utc, asOf: CivilDate(days: 0))
      try DataverseSource(SourceLocation(path: folder.path, shown: "crm")).read(into: &tables, settings)
    }
    #expect(tables.count(of: .accounts) == 1)
    #expect(tables.customColumns[Table.accounts.rawValue].position(of: "new_x_base") == nil)
  }

  @Test("a duration of so many parts that their sum is no number any more is none")
  func endlessDuration() {
    #expect(CalendarDuration.seconds("P" + String(repeating: "999999999W", count: 50_000)) == nil)
    #expect(CalendarDuration.seconds("PT1H30M") == 5400)
  }

  @Test("a rule with a time for each second of every year since the year 1 comes to an end")
  func endlessRule() throws {
    let all = { (range: ClosedRange<Int>) in range.map { "\($0)" }.joined(separator: ",") }
    let rule = try RecurrenceRule(
      "FREQ=YEARLY;COUNT=2147483647;BYMONTH=\(all(1...12));BYMONTHDAY=\(all(1...31));BYHOUR=\(all(0...23));"
        + "BYMINUTE=\(all(0...59));BYSECOND=\(all(0...59))")
    let start = CivilTime(try #require(CivilDate("0001-01-01")))
    let day = CivilTime(try #require(CivilDate("2026-03-31")))
    var budget = 3_000_000
    var found = 0
    for _ in 0..<4 {
      let outcome = RecurrenceExpansion(rule, start: start).forEach(from: day, to: day + 1, &budget) { _ in
        found += 1
        return true
      }
      #expect(outcome == .tooManyPeriods)
    }
    #expect(found == 0 && budget == 0)
  }

  @Test("a daily meeting of very many people takes no more rows than the budget has, and it is said")
  func crowdedSeries() throws {
    let people = (0..<5_000).map { "ATTENDEE:mailto:p\($0)@x.example\n" }.joined()
    let event = "UID:u\(0)\nDTSTART:20250101T100000Z\nRRULE:FREQ=HOURLY\n" + people
    var expander = SeriesExpander(
      zones: CalendarZones(report: .utc), window: CalendarWindow(asOf: CivilDate(days: 20_000), zone: .utc),
      budget: RecurrenceBudget(periods: 1_000_000, occurrences: 10_000))
    var events: [CalendarEvent] = []
    var (zones, budget) = (CalendarZones(report: .utc), RecurrenceBudget())
    let text = Array(calendar(event).utf8)
    text.withUnsafeBufferPointer { events = ICalendarFile($0, name: "a.ics", &zones, &budget).events }
    var meetings = 0
    expander.forEach(of: CalendarSeries(uid: "u0", events, zones)) { _ in meetings += 1 }
    // 5,000 people count for 501: the budget is enough for 19 meetings.
    #expect(meetings == 19 && expander.problems.count == 1)
  }

  @Test("very many answers, each to one of very many meetings, are looked up and not copied")
  func answers() throws {
    let replies = (0..<3_000).map {
      "UID:u\nDTSTART:20260301T100000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:p\($0)@x.example"
    }
    let text = "BEGIN:VCALENDAR\nMETHOD:REPLY\n" + replies.map { "BEGIN:VEVENT\n\($0)\nEND:VEVENT\n" }.joined()
    let series = calendar(
      "UID:u\nDTSTART:20260301T100000Z\nRRULE:FREQ=HOURLY;COUNT=3000\nATTENDEE:mailto:p7@x.example\n"
        + "ATTENDEE:mailto:q@x.example")
    let read = try ReadCalendar(["a.ics": series, "b.ics": text + "END:VCALENDAR\n"])
    #expect(read.ids.count == 3_000)
    #expect(Set(read.people) == ["required q@x.example "])
  }

  @Test("an address with very many names has the one that is given most often")
  func names() throws {
    let message = { (name: String, number: Int) in
      "From a@b.example Mon Mar 30 10:00:00 2026\nDate: Mon, 30 Mar 2026 10:00:00 +0000\n"
        + "Message-ID: <\(number)@b.example>\nFrom: \(name) <a@b.example>\nTo: t@team.example\n\nhello\n\n"
    }
    let box = (0..<5_000).map { message("Name \($0)", $0) } + [message("Name 7", 5_000)]
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("box")
      try Data(box.joined().utf8).write(to: file)
      var settings = SourceSettings(zone: .utc, asOf: CivilDate(days: 20_600))
      settings.internalDomains = ["team.example"]
      let location = SourceLocation(kind: .mail, path: file.path, shown: "box")
      let dataset = try SourceSet([location], settings).read().dataset
      #expect(dataset.contacts.map { dataset.text.string($0.name) } == ["Name 7"])
    }
  }

  @Test("very many copies of one message, each to somebody else, are one message to all of them")
  func copies() throws {
    let copies = 5_000
    let box = (0..<copies).map { number in
      "From a@b.example Mon Mar 30 10:00:00 2026\nDate: Mon, 30 Mar 2026 10:00:00 +0000\nMessage-ID: <1@b.example>\n"
        + "From: a@b.example\nTo: p\(number)@c.example\n\nhello\n\n"
    }
    let rows = try readMail(["box": Data(box.joined().utf8)])
    #expect(rows.ids.count == 1)
    #expect(rows.people.values.first?.count == copies + 1)
  }
}
