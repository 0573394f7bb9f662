import Dataset
import Testing

@testable import Ingest

@Suite("Series of meetings")
struct SeriesTests {
  /// Mondays at nine in Berlin, half an hour, four times: the clocks go forward on 29 March.
  private static let weekly = """
    UID:weekly@x
    SEQUENCE:1
    DTSTART;TZID=Europe/Berlin:20260316T090000
    DTEND;TZID=Europe/Berlin:20260316T093000
    RRULE:FREQ=WEEKLY;COUNT=4
    SUMMARY:Jour fixe
    """

  @Test("Every occurrence is a meeting, at the same time of the clock before and after it changes")
  func daylightSaving() throws {
    let read = try ReadCalendar(["a.ics": calendar(Self.weekly)])
    #expect(
      read.spans == [
        "2026-03-16T08:00:00Z to 2026-03-16T08:30:00Z", "2026-03-23T08:00:00Z to 2026-03-23T08:30:00Z",
        "2026-03-30T07:00:00Z to 2026-03-30T07:30:00Z", "2026-04-06T07:00:00Z to 2026-04-06T07:30:00Z",
      ])
    #expect(read.ids.first == "weekly@x/20260316T080000Z")
    #expect(read.identities.first == "event:2026-03-16:weekly@x")
    #expect(read.states.allSatisfy { $0.hasSuffix(" open") })
    #expect(read.problems == [])
  }

  @Test("EXDATE leaves out occurrences, given in any zone, or by their day")
  func exceptions() throws {
    for line in ["EXDATE;TZID=Europe/Berlin:20260323T090000", "EXDATE:20260323T080000Z", "EXDATE;VALUE=DATE:20260323"] {
      let read = try ReadCalendar(["a.ics": calendar(Self.weekly + "\n" + line)])
      #expect(read.starts == ["2026-03-16T08:00:00Z", "2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z"], "\(line)")
    }
  }

  @Test("RDATE adds occurrences, also with a time of their own; two rules name one occurrence once")
  func dates() throws {
    let extra = "\nRDATE;TZID=Europe/Berlin;VALUE=PERIOD:20260410T140000/PT2H\nRDATE:20260316T080000Z"
    let read = try ReadCalendar(["a.ics": calendar(Self.weekly + extra)])
    #expect(read.spans.count == 5)
    #expect(read.spans.last == "2026-04-10T12:00:00Z to 2026-04-10T14:00:00Z")
  }

  @Test("An occurrence that was moved is one meeting, known by when it was to be")
  func moved() throws {
    let moved = """
      UID:weekly@x
      RECURRENCE-ID;TZID=Europe/Berlin:20260323T090000
      SEQUENCE:1
      DTSTART;TZID=Europe/Berlin:20260324T110000
      DURATION:PT1H
      SUMMARY:Moved
      """
    let read = try ReadCalendar(["a.ics": calendar(Self.weekly, moved)])
    #expect(
      read.subjects == [
        "2026-03-16T08:00:00Z Jour fixe", "2026-03-24T10:00:00Z Moved", "2026-03-30T07:00:00Z Jour fixe",
        "2026-04-06T07:00:00Z Jour fixe",
      ])
    #expect(read.ids.contains("weekly@x/20260323T080000Z"))
    #expect(read.identities.contains("event:2026-03-23:weekly@x"))
  }

  @Test("An occurrence without its series is a meeting of the same id and identity")
  func alone() throws {
    let alone = "UID:weekly@x\nRECURRENCE-ID:20260323T080000Z\nDTSTART;TZID=Europe/Berlin:20260324T110000"
    let read = try ReadCalendar(["a.ics": calendar(alone)])
    #expect(read.ids == ["weekly@x/20260323T080000Z"])
    #expect(read.identities == ["event:2026-03-23:weekly@x"])
  }

  @Test("STATUS:CANCELLED cancels an occurrence, or all")
  func canceled() throws {
    let one =
      "UID:weekly@x\nRECURRENCE-ID:20260323T080000Z\nDTSTART:20260323T080000Z\nSEQUENCE:1\nSTATUS:CANCELLED"
    let read = try ReadCalendar(["a.ics": calendar(Self.weekly, one)])
    #expect(
      read.states == [
        "2026-03-16T08:00:00Z open", "2026-03-23T08:00:00Z canceled", "2026-03-30T07:00:00Z open",
        "2026-04-06T07:00:00Z open",
      ])
    let all = try ReadCalendar(["a.ics": calendar(Self.weekly + "\nSTATUS:CANCELLED")])
    #expect(all.states.count == 4)
    #expect(all.states.allSatisfy { $0.hasSuffix(" canceled") })
  }

  @Test("METHOD:CANCEL cancels, in whatever file, even if it says nothing but the UID")
  func cancelMessage() throws {
    for message in ["UID:weekly@x\nSEQUENCE:2", Self.weekly.replacing("SEQUENCE:1", with: "SEQUENCE:2")] {
      for (first, second) in [("a.ics", "b.ics"), ("b.ics", "a.ics")] {
        let read = try ReadCalendar([first: calendar(Self.weekly), second: calendar(message, method: "CANCEL")])
        #expect(read.states.count == 4)
        #expect(read.states.allSatisfy { $0.hasSuffix(" canceled") })
      }
    }
    let occurrence = calendar("UID:weekly@x\nSEQUENCE:2\nRECURRENCE-ID:20260330T070000Z", method: "CANCEL")
    let read = try ReadCalendar(["a.ics": calendar(Self.weekly), "b.ics": occurrence])
    #expect(read.states.filter { $0.hasSuffix(" canceled") } == ["2026-03-30T07:00:00Z canceled"])
    #expect(read.states.count == 4)
  }

  @Test("RANGE=THISANDFUTURE moves all that follow as far as the first")
  func thisAndFuture() throws {
    let later = """
      UID:weekly@x
      RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260330T090000
      SEQUENCE:1
      DTSTART;TZID=Europe/Berlin:20260331T100000
      DTEND;TZID=Europe/Berlin:20260331T110000
      """
    let read = try ReadCalendar(["a.ics": calendar(Self.weekly, later)])
    #expect(
      read.spans == [
        "2026-03-16T08:00:00Z to 2026-03-16T08:30:00Z", "2026-03-23T08:00:00Z to 2026-03-23T08:30:00Z",
        "2026-03-31T08:00:00Z to 2026-03-31T09:00:00Z", "2026-04-07T08:00:00Z to 2026-04-07T09:00:00Z",
      ])
  }

  @Test("The newest SEQUENCE of a UID holds, then the newest stamp; the order of files does not matter")
  func versions() throws {
    func version(_ sequence: Int, _ stamp: String, _ start: String) -> String {
      calendar("UID:m@x\nSEQUENCE:\(sequence)\nDTSTAMP:\(stamp)\nDTSTART:\(start)")
    }
    let old = version(0, "20260301T000000Z", "20260310T090000Z")
    let new = version(1, "20260201T000000Z", "20260311T090000Z")
    let newest = version(1, "20260202T000000Z", "20260312T090000Z")
    for files in [["a.ics": old, "b.ics": new, "c.ics": newest], ["a.ics": newest, "b.ics": new, "c.ics": old]] {
      let read = try ReadCalendar(files)
      #expect(read.starts == ["2026-03-12T09:00:00Z"])
      #expect(read.ids == ["m@x"])
      #expect(read.identities == ["event::m@x"])
    }
  }

  @Test("Of a series made anew, occurrences that no longer fit are gone")
  func stale() throws {
    let moved = "UID:weekly@x\nRECURRENCE-ID:20260323T080000Z\nSEQUENCE:1\nDTSTART:20260324T100000Z"
    let anew = """
      UID:weekly@x
      SEQUENCE:2
      DTSTART:20260318T120000Z
      RRULE:FREQ=WEEKLY;COUNT=2
      """
    let read = try ReadCalendar(["a.ics": calendar(Self.weekly, moved), "b.ics": calendar(anew)])
    #expect(read.starts == ["2026-03-18T12:00:00Z", "2026-03-25T12:00:00Z"])
  }

  @Test("Series are followed from two years before the day of the report to one year after")
  func window() throws {
    let daily = "UID:d@x\nDTSTART:20190101T120000Z\nRRULE:FREQ=DAILY"
    let read = try ReadCalendar(["a.ics": calendar(daily)])
    #expect(read.starts.first == "2024-03-09T12:00:00Z")
    #expect(read.starts.last == "2027-03-09T12:00:00Z")
    #expect(read.starts.count == 1096, "three years, one of them with 366 days, and a day")
    // The tenth is on 14 March; those before the ninth are not looked at.
    let counted = try ReadCalendar(["a.ics": calendar("UID:d@x\nDTSTART:20240305T120000Z\nRRULE:FREQ=DAILY;COUNT=10")])
    #expect(counted.starts.count == 6)
    #expect(counted.starts.last == "2024-03-14T12:00:00Z")
    let single = try ReadCalendar(["a.ics": calendar("UID:s@x\nDTSTART:20190101T120000Z")])
    #expect(single.starts == ["2019-01-01T12:00:00Z"], "what does not recur is read whenever it is")
  }

  @Test(
    "UNTIL in UTC, in local time and as a date includes the last occurrence",
    arguments: [
      ("20260303T080000Z", 3), ("20260303T075959Z", 2), ("20260303T090000", 3), ("20260303T085959", 2),
      ("20260303", 3), ("20260302", 2),
    ])
  func until(_ until: String, _ count: Int) throws {
    let daily = "UID:d@x\nDTSTART;TZID=Europe/Berlin:20260301T090000\nRRULE:FREQ=DAILY;UNTIL=\(until)"
    #expect(try ReadCalendar(["a.ics": calendar(daily)]).starts.count == count)
  }

  @Test("Two occurrences on one day have identities of their own")
  func twiceADay() throws {
    let twice = "UID:t@x\nDTSTART:20260310T080000Z\nRRULE:FREQ=DAILY;COUNT=3;BYHOUR=8,15"
    let read = try ReadCalendar(["a.ics": calendar(twice)])
    #expect(read.identities == ["event:2026-03-10+1:t@x", "event:2026-03-10:t@x", "event:2026-03-11:t@x"])
  }

  @Test("Endless and tiny recurrences are cut, and said")
  func endless() throws {
    let read = try ReadCalendar(["a.ics": calendar("UID:e@x\nDTSTART:20260310T080000Z\nRRULE:FREQ=SECONDLY")])
    #expect(read.starts.count == 5000)
    #expect(read.problems.count == 1)
    #expect(read.problems.first?.contains("more than 5,000 occurrences of one event") == true)
    let old = "UID:o@x\nDTSTART:19700101T000000Z\nRRULE:FREQ=SECONDLY;COUNT=2000000000"
    let counted = try ReadCalendar(["a.ics": calendar(old)])
    #expect(counted.starts == [])
    #expect(counted.problems.count == 1)
  }
}
