import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Events of Microsoft Graph")
struct GraphCalendarTests {
  private func page(_ events: String..., nextLink: String = "") -> String {
    let next = nextLink.isEmpty ? "" : #""@odata.nextLink": "\#(nextLink)","#
    return #"{"@odata.context": "c\#(nextLink)", \#(next) "value": [\#(events.joined(separator: ","))]}"#
  }

  private func event(
    _ id: String, _ start: String, zone: String = "UTC", end: String = "", _ more: String = ""
  ) -> String {
    let until = end.isEmpty ? "" : #", "end": {"dateTime": "\#(end)", "timeZone": "\#(zone)"}"#
    return #"{"id": "\#(id)", "iCalUId": "\#(id)@x", "start": {"dateTime": "\#(start)", "timeZone": "\#(zone)"}"#
      + until + (more.isEmpty ? "" : ", " + more) + "}"
  }

  private let weekly = """
    "type": "seriesMaster", "subject": "Jour fixe", "originalStartTimeZone": "W. Europe Standard Time", "recurrence": {
    "pattern": {"type": "weekly", "interval": 1, "daysOfWeek": ["monday"], "firstDayOfWeek": "sunday"},
    "range": {"type": "numbered", "startDate": "2026-03-23", "numberOfOccurrences": 3}}
    """

  @Test("An occurrence: its people, time, identity and privacy")
  func fixture() throws {
    let read = try ReadCalendar(file: Fixtures.folder.appendingPathComponent("calendar/view.json"))
    #expect(read.spans == ["2026-03-10T08:00:00Z to 2026-03-10T09:00:00Z"])
    #expect(
      read.people == [
        "organizer ana@our.example Ana Roy", "required bo@customer.example Bo Li", "optional cy@customer.example ",
      ])
    #expect(read.privates == ["true"])
    let uid =
      "040000008200E00074C5B7101A82E00800000000"
      + "10E2B8C3D4F5DA01000000000000000010000000000102030405060708090A0B0C0D0E0F"
    #expect(read.ids == ["\(uid)/20260309T080000Z"])
    #expect(read.identities == ["event:2026-03-09:\(uid)"])
    #expect(read.problems == [])
  }

  @Test("Zones by Windows' and IANA's names; all-day and free events have no duration; cancelled ones are canceled")
  func times() throws {
    let read = try ReadCalendar(
      [
        "1.json": page(
          event("a", "2026-07-01T12:00:00.0000000", zone: "Pacific Standard Time", end: "2026-07-01T13:00:00.0000000"),
          event("b", "2026-07-02T12:00:00", zone: "Europe/Berlin", end: "2026-07-02T12:30:00", #""showAs": "free""#),
          event("c", "2026-07-03T00:00:00", end: "2026-07-04T00:00:00", #""isAllDay": true"#),
          event("d", "2026-07-04T12:00:00", end: "2026-07-04T13:00:00", #""isCancelled": true"#))
      ], zone: "Europe/Berlin")
    #expect(
      read.spans == [
        "2026-07-01T19:00:00Z to 2026-07-01T20:00:00Z", "2026-07-02T10:00:00Z to ", "2026-07-02T22:00:00Z to ",
        "2026-07-04T12:00:00Z to 2026-07-04T13:00:00Z",
      ])
    #expect(read.states.filter { $0.hasSuffix("canceled") } == ["2026-07-04T12:00:00Z canceled"])
  }

  @Test("A master alone is followed by its recurrence, in the zone in which it was made")
  func master() throws {
    let read = try ReadCalendar(["1.json": page(event("m", "2026-03-23T08:00:00", weekly))])
    // The clocks go forward on 29 March.
    #expect(read.starts == ["2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z"])
    #expect(read.identities.first == "event:2026-03-23:m@x")
  }

  @Test("A master whose occurrences are there is no meeting, and says what they leave out")
  func occurrences() throws {
    let bare = """
      {"id": "o1", "type": "occurrence", "seriesMasterId": "m", "iCalUId": "m@x",
      "start": {"dateTime": "2026-03-30T07:00:00", "timeZone": "UTC"}}
      """
    let people = #", "attendees": [{"type": "required", "emailAddress": {"address": "bo@customer.example"}}]"#
    let read = try ReadCalendar([
      "1.json": page(event("m", "2026-03-23T08:00:00", weekly + people)), "2.json": page(bare),
    ])
    #expect(read.subjects == ["2026-03-30T07:00:00Z Jour fixe"])
    #expect(read.people == ["required bo@customer.example "])
  }

  @Test("An exception replaces the occurrence of its master; cancelledOccurrences are left out")
  func exception() throws {
    let moved = event(
      "m", "2026-03-31T12:00:00",
      #""type": "exception", "seriesMasterId": "m", "subject": "Moved", "originalStart": "2026-03-30T07:00:00Z""#)
    let master = event("m", "2026-03-23T08:00:00", weekly + #", "cancelledOccurrences": ["OID.m.2026-04-06"]"#)
    let read = try ReadCalendar(["1.json": page(master, moved.replacing(#""id": "m""#, with: #""id": "e""#))])
    #expect(read.subjects == ["2026-03-23T08:00:00Z Jour fixe", "2026-03-31T12:00:00Z Moved"])
  }

  @Test(
    "Patterns of recurrence",
    arguments: [
      (#""type": "daily", "interval": 2"#, "2026-03-03"),
      (#""type": "absoluteMonthly", "interval": 1, "dayOfMonth": 31"#, "2026-03-31"),
      (#""type": "relativeMonthly", "interval": 1, "daysOfWeek": ["sunday"], "index": "last""#, "2026-03-29"),
      (#""type": "absoluteYearly", "interval": 1, "dayOfMonth": 5, "month": 6"#, "2026-06-05"),
      (
        #""type": "relativeYearly", "interval": 1, "daysOfWeek": ["monday", "tuesday"], "index": "first", "month": 9"#,
        "2026-09-01"
      ),
    ])
  func patterns(_ pattern: String, _ second: String) throws {
    let recurrence = """
      "type": "seriesMaster", "recurrence": {"pattern": {\(pattern)}, "range": {"type": "numbered",
      "numberOfOccurrences": 2}}
      """
    let read = try ReadCalendar(["1.json": page(event("m", "2026-03-01T08:00:00", recurrence))])
    #expect(read.starts == ["2026-03-01T08:00:00Z", "\(second)T08:00:00Z"])
  }

  @Test("Where a month has no such day, its last is taken, as Exchange does")
  func lastDay() throws {
    let recurrence = """
      "type": "seriesMaster", "recurrence": {"pattern": {"type": "absoluteMonthly", "interval": 1, "dayOfMonth": 31},
      "range": {"type": "endDate", "endDate": "2026-04-30"}}
      """
    let read = try ReadCalendar(["1.json": page(event("m", "2026-01-31T08:00:00", recurrence))])
    #expect(read.starts.map { $0.prefix(10) } == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"])
  }

  @Test("A meeting in two mailboxes, or twice in a delta, counts once; what a delta removed is gone")
  func deltas() throws {
    let read = try ReadCalendar([
      "1.json": page(event("a", "2026-07-01T12:00:00"), event("b", "2026-07-02T12:00:00")),
      "2.json": page(
        event("a", "2026-07-01T14:00:00", #""lastModifiedDateTime": "2026-03-01T00:00:00Z""#),
        #"{"@removed": {"reason": "deleted"}, "id": "b"}"#),
    ])
    #expect(read.starts == ["2026-07-01T14:00:00Z"])
  }

  @Test("Broken JSON is refused with its place; pages that are missing, and what is no event, are said")
  func problems() throws {
    let read = try ReadCalendar([
      "a.json": "{\n \"value\": [}", "b.json": page(event("a", "2026-07-01T12:00:00"), nextLink: "https://next"),
      "c.json": page(#"{"id": "x", "displayName": "Calendar"}"#), "d.json": page(event("d", "whenever")),
      "e.json": #"{"value": [{"id": "e", "iCalUId": "e@x"}]}"#,
    ])
    #expect(read.starts == ["2026-07-01T12:00:00Z"])
    #expect(
      read.problems.sorted()
        == [
          "left_out_row cal/a.json:2 file: }; a text, number, true, false, null, array or object; the file is left out",
          "left_out_row cal/d.json, record d:1 start: whenever; a time such as 2026-03-31T12:00:00",
          "left_out_row cal/e.json, record e:1 start: ; start.dateTime and start.timeZone",
          "note cal/b.json:0 : an @odata.nextLink and no page without one; all pages; events of the next ones are missing",
          "note cal/c.json:0 : 1 of 1 records that are no events; events of Microsoft Graph; the rest is passed over",
        ].sorted())
    try withTemporaryFolder { folder in
      try write(["a.json": "{\n \"value\": [}"], to: folder)
      #expect {
        try ReadCalendar(file: folder.appendingPathComponent("a.json"))
      } throws: {
        "\($0)" == "a.json:2:12: found “}”; expected a text, number, true, false, null, array or object"
      }
    }
  }
}
