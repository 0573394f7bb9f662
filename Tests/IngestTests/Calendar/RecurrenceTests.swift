import Dataset
import Testing

@testable import Ingest

@Suite("Recurrence rules")
struct RecurrenceTests {
  /// The first times of a rule, as `1997-08-05 09:00`.
  private func times(_ text: String, from start: String, atMost count: Int = 6) throws -> [String] {
    let rule = try RecurrenceRule(text)
    let first = try #require(CalendarTimeText(start)).local
    var times: [String] = []
    var budget = 1_000_000
    let far = CivilTime(seconds: first.seconds + 20 * 366 * CivilTime.day)
    _ = RecurrenceExpansion(rule, start: first).forEach(from: first, to: far, &budget) { time in
      let text = Instant(seconds: time.seconds).utcText
      times.append(String(text.dropLast(4)).replacing("T", with: " "))
      return times.count < count
    }
    return times
  }

  private func dates(_ text: String, from start: String, atMost count: Int = 6) throws -> [String] {
    try times(text, from: start, atMost: count).map { String($0.prefix(10)) }
  }

  @Test("Weeks begin where the rule says so (RFC 5545, 3.8.5.3)")
  func weekStart() throws {
    let rule = "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST="
    #expect(
      try dates(rule + "MO", from: "19970805T090000") == ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"])
    #expect(
      try dates(rule + "SU", from: "19970805T090000") == ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"])
  }

  @Test("Days of a month from its end, weekdays by their number, and sets of days")
  func monthly() throws {
    #expect(
      try dates("FREQ=MONTHLY;BYDAY=-1FR", from: "20260130T090000", atMost: 3) == [
        "2026-01-30", "2026-02-27", "2026-03-27",
      ])
    #expect(
      try dates("FREQ=MONTHLY;BYMONTHDAY=-3", from: "19970928T090000", atMost: 6) == [
        "1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29", "1998-01-29", "1998-02-26",
      ])
    #expect(
      try dates("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", from: "20260130T090000", atMost: 3) == [
        "2026-01-30", "2026-02-27", "2026-03-31",
      ])
    #expect(
      try dates("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", from: "19980213T090000", atMost: 5) == [
        "1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13",
      ])
    #expect(
      try dates("FREQ=MONTHLY", from: "20260131T090000", atMost: 3) == ["2026-01-31", "2026-03-31", "2026-05-31"])
  }

  @Test("A day that some years have not is left out there; weeks and weekdays of a year")
  func yearly() throws {
    #expect(
      try dates("FREQ=YEARLY", from: "20200229T090000", atMost: 3) == ["2020-02-29", "2024-02-29", "2028-02-29"])
    #expect(
      try dates("FREQ=YEARLY;BYDAY=20MO", from: "19970519T090000", atMost: 3) == [
        "1997-05-19", "1998-05-18", "1999-05-17",
      ])
    #expect(
      try dates("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", from: "19970512T090000", atMost: 3) == [
        "1997-05-12", "1998-05-11", "1999-05-17",
      ])
    #expect(
      try dates("FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", from: "19970101T090000", atMost: 5) == [
        "1997-01-01", "1997-04-10", "1997-07-19", "2000-01-01", "2000-04-09",
      ])
    #expect(
      try dates("FREQ=YEARLY;BYWEEKNO=20", from: "19970512T090000", atMost: 2) == ["1997-05-12", "1998-05-11"],
      "without a weekday, that of the start")
  }

  @Test("Weekdays with and without number stand beside each other")
  func mixedWeekdays() throws {
    // July 2024 begins on a Monday; the third Wednesday is the 17th.
    #expect(
      try dates("FREQ=MONTHLY;BYDAY=3WE,FR;BYMONTH=7", from: "20240705T090000", atMost: 5) == [
        "2024-07-05", "2024-07-12", "2024-07-17", "2024-07-19", "2024-07-26",
      ])
  }

  @Test("Hours, minutes and times of a day")
  func times() throws {
    #expect(
      try times("FREQ=MINUTELY;INTERVAL=90;COUNT=4", from: "19970902T090000") == [
        "1997-09-02 09:00", "1997-09-02 10:30", "1997-09-02 12:00", "1997-09-02 13:30",
      ])
    #expect(
      try times("FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0,30", from: "20260302T090000", atMost: 5) == [
        "2026-03-02 09:00", "2026-03-02 09:30", "2026-03-02 14:00", "2026-03-02 14:30", "2026-03-03 09:00",
      ])
    #expect(
      try times("FREQ=HOURLY;INTERVAL=8;BYDAY=MO", from: "20260302T090000", atMost: 5) == [
        "2026-03-02 09:00", "2026-03-02 17:00", "2026-03-09 01:00", "2026-03-09 09:00", "2026-03-09 17:00",
      ])
  }

  @Test("The start is the first occurrence and counts, though the rule does not name it")
  func unsynchronizedStart() throws {
    // A Tuesday; the rule names Mondays.
    #expect(
      try dates("FREQ=WEEKLY;BYDAY=MO;COUNT=3", from: "20260303T090000") == ["2026-03-03", "2026-03-09", "2026-03-16"])
  }

  @Test("A late beginning gives what counting from the start gives")
  func fastForward() throws {
    let rules = [
      "FREQ=DAILY;INTERVAL=17", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,FR", "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1SU",
      "FREQ=YEARLY;INTERVAL=2;BYMONTH=3,9", "FREQ=HOURLY;INTERVAL=31", "FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=2,-1",
    ]
    let start = try #require(CalendarTimeText("20110105T083000")).local
    let lower = try #require(CalendarTimeText("20240309")).local
    let upper = try #require(CalendarTimeText("20270309")).local
    for text in rules {
      let rule = try RecurrenceRule(text)
      var counted = rule
      counted.count = 1_000_000
      var found: [[CivilTime]] = []
      for rule in [rule, counted] {
        var budget = 1_000_000
        var times: [CivilTime] = []
        _ = RecurrenceExpansion(rule, start: start).forEach(from: lower, to: upper, &budget) {
          times.append($0)
          return true
        }
        found.append(times)
      }
      #expect(found[0] == found[1], "\(text)")
      #expect(found[0].count > 1, "\(text)")
    }
  }

  @Test(
    "What is no rule is refused with what was found and expected",
    arguments: [
      ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY in a recurrence rule"),
      ("INTERVAL=2", "FREQ= in a recurrence rule"),
      ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 in a recurrence rule"),
      ("FREQ=DAILY;COUNT=-1", "COUNT=-1 in a recurrence rule"),
      ("FREQ=DAILY;COUNT=99999999999999999999", "COUNT=99999999999999999999 in a recurrence rule"),
      ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32 in a recurrence rule"),
      ("FREQ=MONTHLY;BYMONTHDAY=-9223372036854775808", "BYMONTHDAY=-9223372036854775808 in a recurrence rule"),
      ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX in a recurrence rule"),
      ("FREQ=WEEKLY;UNTIL=tomorrow", "UNTIL=TOMORROW in a recurrence rule"),
      ("FREQ=YEARLY;RSCALE=CHINESE", "RSCALE=CHINESE in a recurrence rule"),
    ])
  func wrong(_ text: String, _ found: String) {
    #expect { try RecurrenceRule(text) } throws: { ($0 as? CalendarValueError)?.found == found }
  }

  @Test("Case, spaces and empty parts do not matter")
  func lenient() throws {
    let rule = try RecurrenceRule("freq=weekly; byday=mo, we ;;WKST=SU;")
    #expect(rule == (try RecurrenceRule("FREQ=WEEKLY;BYDAY=MO,WE;WKST=SU")))
  }

  @Test("A rule that names nothing comes to its end")
  func barren() throws {
    #expect(try times("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", from: "20260302T090000") == ["2026-03-02 09:00"])
    #expect(try times("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", from: "20260302T090000") == ["2026-03-02 09:00"])
  }
}
