import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Malformed calendars")
struct CalendarMalformedTests {
  @Test("What is left out is said with file, line and reason; the rest is read")
  func leftOut() throws {
    let good = "UID:good\nDTSTART:20260310T090000Z"
    let read = try ReadCalendar([
      "a.ics": calendar("UID:a", "UID:b\nDTSTART:INVALID-DATE", good, "UID:c\nDTSTART:20260231T090000Z"),
      "b.ics": "BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nDTSTART:20260310T090000Z\nEND:VEVENT\nEND:VCALENDAR\n",
      "c.ics": calendar(good, method: "COUNTER"),
      "d.ics": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:d\nDTSTART:20260310T090000Z\n",
    ])
    #expect(read.ids == ["good"])
    #expect(
      read.problems == [
        "left_out_row cal/a.ics:3 DTSTART: ; when the event begins",
        "left_out_row cal/a.ics:8 DTSTART: INVALID-DATE; a date or time such as 20260331T120000Z",
        "left_out_row cal/a.ics:16 DTSTART: 20260231T090000Z; a date or time such as 20260331T120000Z",
        "left_out_row cal/b.ics:1 VERSION: 1.0; 2.0; export the calendar as iCalendar, not as vCalendar",
        "left_out_row cal/c.ics:1 METHOD: COUNTER; PUBLISH, REQUEST, ADD, CANCEL or REPLY; others change no meeting",
        "left_out_row cal/d.ics:2 VEVENT: ; END:VEVENT before the end of the file; the event is cut off",
      ])
  }

  @Test("What is wrong with a part of an event is said, and the event is read without")
  func parts() throws {
    let event = """
      UID:a
      DTSTART:20260310T090000Z
      DTSTART:20260311T090000Z
      DTEND:soon
      RRULE:FREQ=OFTEN
      EXDATE:20260310T090000Z,never
      no property
      """
    let read = try ReadCalendar(["a.ics": calendar(event)])
    #expect(read.spans == ["2026-03-10T09:00:00Z to "])
    let time = "a date or time such as 20260331T120000Z; the event is read without"
    #expect(
      read.problems == [
        "note cal/a.ics:6 DTSTART: a second DTSTART in one event; one; the first holds",
        "note cal/a.ics:7 DTEND: DTEND “soon”; \(time)",
        "note cal/a.ics:8 RRULE: FREQ=OFTEN in a recurrence rule; one of SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, "
          + "MONTHLY, YEARLY; the rule is not followed",
        "note cal/a.ics:9 EXDATE: EXDATE “never”; \(time)",
        "note cal/a.ics:10 : a line without name and colon; NAME:value; it is passed over",
      ])
  }

  @Test("Missing ends, empty parameters and open quotes are read through")
  func readThrough() throws {
    let text = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      UID:a
      DTSTART;;VALUE=DATE-TIME:20260310T090000Z
      BEGIN:VALARM
      DTSTART:20260101T000000Z
      BEGIN:VEVENT
      UID:b
      DTSTART;TZID="Europe/Berlin:20260311T090000
      END:VCALENDAR
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      UID:c
      DTSTART:2026-03-12T09:00:00Z
      END:VEVENT
      """
    let read = try ReadCalendar(["a.ics": text])
    #expect(read.starts == ["2026-03-10T09:00:00Z", "2026-03-11T08:00:00Z", "2026-03-12T09:00:00Z"])
    #expect(
      read.problems == [
        "note cal/a.ics:2 : an event without end before BEGIN:VEVENT in line 7; END:VEVENT; it is read as it stands",
        "note cal/a.ics:7 : an event without end before END:VCALENDAR; END:VEVENT; it is read as it stands",
      ])
  }

  @Test("A file without events is passed over with a word; one that is no calendar is left out, or refused alone")
  func noEvents() throws {
    let read = try ReadCalendar([
      "a.ics": "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:a\nEND:VTODO\nEND:VCALENDAR\n", "b.ics": "hello\n", "c.ics": "",
    ])
    #expect(
      read.problems == [
        "note cal/a.ics:0 : a calendar without events; events (BEGIN:VEVENT); the file is passed over",
        "left_out_row cal/b.ics:0 file: no calendar; BEGIN:VCALENDAR, or events as JSON; the file is left out",
        "left_out_row cal/c.ics:0 file: no calendar; BEGIN:VCALENDAR, or events as JSON; the file is left out",
      ])
    try withTemporaryFolder { folder in
      try write(["b.ics": "hello\n"], to: folder)
      #expect {
        try ReadCalendar(file: folder.appendingPathComponent("b.ics"))
      } throws: { "\($0)" == "b.ics: found no calendar; expected BEGIN:VCALENDAR, or events as JSON" }
    }
  }

  @Test("Messages about a meeting that is not here are said")
  func unknownMeeting() throws {
    let read = try ReadCalendar([
      "a.ics": calendar("UID:a\nDTSTART:20260310T090000Z\nATTENDEE:mailto:bo@x.example", method: "REPLY"),
      "b.ics": calendar("UID:b\nSEQUENCE:2", method: "CANCEL"),
    ])
    #expect(read.ids == [])
    #expect(
      read.problems == [
        "note cal/a.ics:4 : a message that answers “a”; the meeting itself, too; without it the message changes nothing",
        "note cal/b.ics:4 : a message that cancels “b”; the meeting itself, too; without it the message changes nothing",
      ])
  }

  @Test("A broken zone is said; its name still counts if it is known")
  func brokenZone() throws {
    let zone = """
      BEGIN:VTIMEZONE
      TZID:Europe/Prague
      BEGIN:STANDARD
      DTSTART:19710101T000000
      TZOFFSETFROM:+0100
      TZOFFSETTO:+5744
      END:STANDARD
      END:VTIMEZONE

      """
    let read = try ReadCalendar(["a.ics": calendar("UID:a\nDTSTART;TZID=Europe/Prague:20260310T090000", zones: zone)])
    #expect(read.starts == ["2026-03-10T08:00:00Z"])
    #expect(read.problems.count == 2)
    #expect(read.problems.first?.hasPrefix("note cal/a.ics:8 TZOFFSETTO: TZOFFSETTO “+5744”;") == true)
  }

  @Test("Whatever is changed in a file, reading it ends, and every meeting has an id and a time")
  func mutations() throws {
    var random = SeededRandom(seed: 5_545)
    let folder = Fixtures.folder.appendingPathComponent("calendar")
    for (name, data) in try contents(of: folder).sorted(by: { $0.key < $1.key }) {
      for _ in 0..<120 {
        var bytes = Array(data)
        for _ in 0..<Int.random(in: 1...6, using: &random) { Self.mutate(&bytes, using: &random) }
        let read = try ReadCalendar(bytes: [name: bytes])
        #expect(read.ids.allSatisfy { !$0.isEmpty })
        #expect(Set(read.ids).count == read.ids.count)
        #expect(read.starts.allSatisfy { $0.hasSuffix("Z") })
      }
    }
  }

  private static let pieces = [
    "\n", "\r", "\n ", ":", ";", "\"", "T", "Z", "-", "0", "99999999999999999999", "BEGIN:VEVENT\n", "END:VEVENT\n",
    "RRULE:FREQ=SECONDLY\n", "COUNT=2147483647;", "DTSTART:00010101\n", "DTSTART:99991231T235959Z\n",
    "RECURRENCE-ID:99991231\n", "DURATION:-P1W\n", "\u{FEFF}", "\0", "{", "}", "[", "null", "\\u0000",
  ]

  private static func mutate(_ bytes: inout [UInt8], using random: inout SeededRandom) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
    case 3: bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
    default: bytes.removeSubrange(end...)
    }
  }
}
