import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("iCalendar files")
struct CalendarReadingTests {
  // MARK: Zones

  @Test("The zone of the file itself goes before those that are known by name")
  func ownZone() throws {
    let zone = """
      BEGIN:VTIMEZONE
      TZID:Europe/Berlin
      BEGIN:STANDARD
      DTSTART:16010101T030000
      RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
      TZOFFSETFROM:+0600
      TZOFFSETTO:+0500
      END:STANDARD
      BEGIN:DAYLIGHT
      DTSTART:16010101T020000
      RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
      TZOFFSETFROM:+0500
      TZOFFSETTO:+0600
      END:DAYLIGHT
      END:VTIMEZONE

      """
    let event = "UID:z\nDTSTART;TZID=Europe/Berlin:20260323T090000\nRRULE:FREQ=WEEKLY;COUNT=2"
    let read = try ReadCalendar(["a.ics": calendar(event, zones: zone)])
    #expect(read.starts == ["2026-03-23T04:00:00Z", "2026-03-30T03:00:00Z"])
    // Another calendar of the same file knows nothing of it.
    let two = try ReadCalendar(["a.ics": calendar(event, zones: zone) + calendar("UID:y\n" + event.dropFirst(6))])
    #expect(two.starts.contains("2026-03-23T08:00:00Z"))
  }

  @Test(
    "Zones by IANA's and Windows' names, behind a path, in quotes, and by their offset",
    arguments: [
      ("America/New_York", "2026-07-01T16:00:00Z"), ("\"Eastern Standard Time\"", "2026-07-01T16:00:00Z"),
      ("W. Europe Standard Time", "2026-07-01T10:00:00Z"), ("taipei standard time", "2026-07-01T04:00:00Z"),
      ("/example.org/20260101_1/Europe/Berlin", "2026-07-01T10:00:00Z"),
      ("/citadel.org/America/Argentina/Salta", "2026-07-01T15:00:00Z"), ("\"UTC+05:30\"", "2026-07-01T06:30:00Z"),
      ("GMT-0300", "2026-07-01T15:00:00Z"), ("UTC", "2026-07-01T12:00:00Z"),
    ])
  func zoneNames(_ name: String, _ start: String) throws {
    let read = try ReadCalendar(["a.ics": calendar("UID:z\nDTSTART;TZID=\(name):20260701T120000")])
    #expect(read.starts == [start])
    #expect(read.problems == [])
  }

  @Test("Every Windows zone is one that is known")
  func windowsZones() throws {
    for name in ["GMT Standard Time", "Nepal Standard Time", "US Eastern Standard Time", "Samoa Standard Time"] {
      #expect(try TimeZoneRules.named(#require(WindowsTimeZones.ianaName(of: name))).name != "UTC")
    }
  }

  @Test("Times without zone, and days, are in the zone of the report; an unknown zone is said")
  func floating() throws {
    let events = calendar(
      "UID:a\nDTSTART:20260701T120000", "UID:b\nDTSTART;VALUE=DATE:20260702",
      "UID:c\nDTSTART;TZID=Nowhere:20260703T120000", "UID:d\nDTSTART;TZID=Nowhere:20260704T120000")
    let read = try ReadCalendar(["a.ics": events], zone: "Asia/Taipei")
    #expect(
      read.starts == ["2026-07-01T04:00:00Z", "2026-07-01T16:00:00Z", "2026-07-03T04:00:00Z", "2026-07-04T04:00:00Z"])
    #expect(
      read.problems == [
        "note cal/a.ics:13 DTSTART: the time zone “Nowhere”, which is neither defined here nor known; an IANA or Windows "
          + "name; its times are read in the report's time zone"
      ])
  }

  // MARK: What takes time

  @Test("All-day events and transparent ones have no duration; what is longer than a day neither, which is said")
  func duration() throws {
    let read = try ReadCalendar([
      "a.ics": calendar(
        "UID:a\nDTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260312",
        "UID:b\nDTSTART:20260311T090000Z\nDTEND:20260311T100000Z\nTRANSP:TRANSPARENT",
        "UID:c\nDTSTART:20260312T090000Z\nDURATION:PT1H30M", "UID:d\nDTSTART:20260313T090000Z",
        "UID:e\nDTSTART:20260314T090000Z\nDTEND:20260316T090000Z",
        "UID:f\nDTSTART:20260315T090000Z\nDTEND:20260315T080000Z",
        "UID:g\nDTSTART:20260316T000000Z\nDTEND:20260317T000000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
    ])
    #expect(
      read.spans == [
        "2026-03-10T00:00:00Z to ", "2026-03-11T09:00:00Z to ", "2026-03-12T09:00:00Z to 2026-03-12T10:30:00Z",
        "2026-03-13T09:00:00Z to ", "2026-03-14T09:00:00Z to ", "2026-03-15T09:00:00Z to ", "2026-03-16T00:00:00Z to ",
      ])
    #expect(
      read.problems == [
        "note cal/a.ics:23 : an event of more than 24 hours; at most 24 hours; it is read as one without duration",
        "note cal/a.ics:28 : an end before the start; a later one; the event has no duration",
      ])
  }

  @Test("Private and confidential events are private")
  func privacy() throws {
    let read = try ReadCalendar([
      "a.ics": calendar(
        "UID:a\nDTSTART:20260310T090000Z\nCLASS:PRIVATE", "UID:b\nDTSTART:20260311T090000Z\nCLASS:confidential",
        "UID:c\nDTSTART:20260312T090000Z\nCLASS:PUBLIC", "UID:d\nDTSTART:20260313T090000Z")
    ])
    #expect(read.privates == ["true", "true", "", ""])
  }

  // MARK: People

  @Test("Organizer, required and optional people take part; who declined, rooms, and who is only told do not")
  func people() throws {
    let lines = """
      UID:a
      DTSTART:20260310T090000Z
      ORGANIZER;CN="Roy, Ana":MAILTO:ana@our.example
      ATTENDEE;CN='Bo Li':mailto:bo@cust.example
      ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=TENTATIVE:Mailto:cy@cust.example
      ATTENDEE;PARTSTAT=DECLINED:mailto:no@cust.example
      ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@our.example
      ATTENDEE;CUTYPE=RESOURCE:mailto:beamer@our.example
      ATTENDEE;ROLE=NON-PARTICIPANT:mailto:fyi@our.example
      ATTENDEE;CUTYPE=GROUP:mailto:sales@our.example
      ATTENDEE;CN=dee@cust.example:mailto:dee@cust.example
      ATTENDEE;CN=Eve;EMAIL=eve@cust.example:urn:uuid:1
      ATTENDEE;CN=Flo:invalid:nomail
      ATTENDEE;CN=Gus: Boss:mailto:gus@cust.example
      ATTENDEE:mailto:c_1@resource.calendar.google.com
      ATTENDEE;CN=George ^'Babe^' Ruth:mailto:babe@cust.example
      ATTENDEE:
      """
    let read = try ReadCalendar(["a.ics": calendar(lines)])
    #expect(
      read.people == [
        "organizer ana@our.example Roy, Ana", "required bo@cust.example Bo Li", "optional cy@cust.example ",
        "required sales@our.example ", "required dee@cust.example ", "required eve@cust.example Eve", "required  Flo",
        "required gus@cust.example Gus", "required babe@cust.example George \"Babe\" Ruth",
      ])
    #expect(read.problems == [])
  }

  @Test("Without organizer, the chair is it; with one, the chair is required")
  func chair() throws {
    let chair = "UID:a\nDTSTART:20260310T090000Z\nATTENDEE;ROLE=CHAIR:mailto:ana@our.example"
    #expect(try ReadCalendar(["a.ics": calendar(chair)]).people == ["organizer ana@our.example "])
    let organized = try ReadCalendar(["a.ics": calendar(chair + "\nORGANIZER:mailto:bo@our.example")])
    #expect(organized.people == ["organizer bo@our.example ", "required ana@our.example "])
  }

  @Test("An answer that declines, in a message of its own, takes the person out")
  func replies() throws {
    let event = """
      UID:a
      SEQUENCE:1
      DTSTART:20260310T090000Z
      RRULE:FREQ=DAILY;COUNT=2
      ATTENDEE:mailto:bo@cust.example
      """
    let answer = "UID:a\nSEQUENCE:1\nDTSTART:20260310T090000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:BO@cust.example"
    let all = try ReadCalendar(["a.ics": calendar(event), "b.ics": calendar(answer, method: "REPLY")])
    #expect(all.starts.count == 2)
    #expect(all.people == [])
    let one = calendar(answer + "\nRECURRENCE-ID:20260311T090000Z", method: "REPLY")
    #expect(try ReadCalendar(["a.ics": calendar(event), "b.ics": one]).people.count == 1)
    let outdated = calendar(answer.replacing("SEQUENCE:1", with: "SEQUENCE:0"), method: "REPLY")
    #expect(try ReadCalendar(["a.ics": calendar(event), "b.ics": outdated]).people.count == 2)
  }

  @Test("An event with nobody in it is a meeting with nobody in it")
  func nobody() throws {
    let read = try ReadCalendar(["a.ics": calendar("UID:a\nDTSTART:20260310T090000Z\nSUMMARY:Dentist")])
    #expect(read.subjects == ["2026-03-10T09:00:00Z Dentist"])
    #expect(read.people == [])
  }

  // MARK: Text

  @Test("Byte order mark, any line ends, folds within a character, escapes, Latin-1, names in any case")
  func text() throws {
    let name = Array("SUMMARY:Caf".utf8) + [0xC3, 0x0D, 0x0A, 0x20, 0xA9] + Array(" \\, \\; \\\\ \\n x".utf8)
    let head: [UInt8] =
      [0xEF, 0xBB, 0xBF] + Array("begin:vcalendar\r\nBegin:VEvent\ruid:a\ndtstart:20260310T090000Z\r\n".utf8)
    let read = try ReadCalendar(bytes: ["a.ics": head + name + Array("\r\nend:vevent\nEND:VCALENDAR".utf8)])
    #expect(read.subjects == ["2026-03-10T09:00:00Z Café , ; \\   x"])
    let latin = Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260310T090000Z\nSUMMARY:Caf".utf8) + [0xE9]
    let old = try ReadCalendar(bytes: ["a.ics": latin + Array("\nEND:VEVENT\nEND:VCALENDAR\n".utf8)])
    #expect(old.subjects == ["2026-03-10T09:00:00Z Café"])
  }

  @Test("Calendars in folders, several in a file, and events without UID, which are the same if they look the same")
  func files() throws {
    let read = try ReadCalendar([
      "work/a.ics": calendar("UID:a\nDTSTART:20260310T090000Z") + calendar("UID:b\nDTSTART:20260311T090000Z"),
      "home/b.ICS": calendar("DTSTART:20260312T090000Z\nSUMMARY:x", "DTSTART:20260312T090000Z\nSUMMARY:x"),
      ".hidden/c.ics": calendar("UID:c\nDTSTART:20260313T090000Z"), "readme.txt": "no calendar",
    ])
    #expect(read.starts == ["2026-03-10T09:00:00Z", "2026-03-11T09:00:00Z", "2026-03-12T09:00:00Z"])
    #expect(read.identities == ["", "event::a", "event::b"])
    #expect(read.problems == [])
  }
}
