import Dataset
import Testing

@testable import Ingest

@Suite("Date formats of exports")
struct DateFormatTests {
  /// What a text comes to on a day of 2026, in a report of Berlin.
  private func converted(_ text: String, _ format: String, zone: String? = nil) throws -> String? {
    var settings = SourceSettings(
      zone: try TimeZoneRules.named("Europe/Berlin"), asOf: try #require(CivilDate("2026-06-30")))
    settings.internalDomains = []
    let context = RowContext(settings)
    let rules = try zone.map { name throws in try TimeZoneRules.named(name) }
    let format = try DateFormat(format)
    var text = text
    return text.withUTF8 { format.convert($0, zone: rules, context).map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test(
    "each format reads what it says",
    arguments: [
      ("3/1/2017", "M/d/yyyy", "2017-03-01"),
      ("10/20/2016", "M/d/yyyy", "2016-10-20"),
      ("01-03-17", "dd-MM-yy", "2017-03-01"),
      ("20170301", "yyyyMMdd", "2017-03-01"),
      ("1.3.2017", "d.M.yyyy", "2017-03-01"),
      ("5-Jan-26", "d-MMM-yy", "2026-01-05"),
      ("JANUARY 5, 2026", "MMMM d, yyyy", "2026-01-05"),
      ("Tue, 2 Jun 2026", "E, d MMM yyyy", "2026-06-02"),
      ("6/2/2026 3:07 PM", "M/d/yyyy h:mm a", "2026-06-02T15:07:00"),
      ("6/2/2026 12:00 a.m.", "M/d/yyyy h:mm a", "2026-06-02T00:00:00"),
      ("6/2/2026 12:30\u{202F}PM", "M/d/yyyy h:mm a", "2026-06-02T12:30:00"),
      ("2026-06-02 15:07", "yyyy-MM-dd HH:mm", "2026-06-02T15:07:00"),
      ("2026-06-02T15:07:09", "yyyy-MM-dd'T'HH:mm:ss", "2026-06-02T15:07:09"),
      ("2026-06-02 15:07:09.1234", "yyyy-MM-dd HH:mm:ss.S", "2026-06-02T15:07:09"),
      ("02.06.2026 15:07 +0200", "dd.MM.yyyy HH:mm Z", "2026-06-02T13:07:00Z"),
      ("02.06.2026 01:07 +05:30", "dd.MM.yyyy HH:mm Z", "2026-06-01T19:37:00Z"),
      ("29 Feb 2024", "d MMM yyyy", "2024-02-29"),
      ("1767614400", "unix", "2026-01-05T12:00:00Z"),
      ("1767614400999", "unix milliseconds", "2026-01-05T12:00:00Z"),
      ("-1", "unix milliseconds", "1969-12-31T23:59:59Z"),
      ("2026-06-02", "iso", "2026-06-02"),
      ("2026-06-02T15:07:09+02:00", "iso", "2026-06-02T15:07:09+02:00"),
    ])
  func reads(_ text: String, _ format: String, _ expected: String) throws {
    #expect(try converted(text, format) == expected)
  }

  @Test(
    "what does not have the form is no date",
    arguments: [
      ("2/30/2026", "M/d/yyyy"), ("13/1/2026", "M/d/yyyy"), ("3/1/17", "M/d/yyyy"), ("3/1/2017 0:00", "M/d/yyyy"),
      ("1-3-17", "dd-MM-yy"), ("29 Feb 2026", "d MMM yyyy"), ("1 Mär 2026", "d MMM yyyy"), ("", "M/d/yyyy"),
      ("6/2/2026 13:07 PM", "M/d/yyyy h:mm a"), ("6/2/2026 0:07 AM", "M/d/yyyy h:mm a"),
      ("2026-06-02 24:00", "yyyy-MM-dd HH:mm"), ("2026-06-02 15:60", "yyyy-MM-dd HH:mm"), ("12x", "unix"),
      ("9999999999999999", "unix"), ("3/1/2017", "iso"), ("01/03/0000", "dd/MM/yyyy"),
    ])
  func refuses(_ text: String, _ format: String) throws {
    #expect(try converted(text, format) == nil)
  }

  @Test(
    "a year of two digits is from 79 years before to 20 years after the year of the report",
    arguments: [("26", "2026"), ("46", "2046"), ("47", "1947"), ("99", "1999"), ("00", "2000")])
  func shortYears(_ year: String, _ expected: String) throws {
    #expect(try converted("31-12-\(year)", "dd-MM-yy") == "\(expected)-12-31")
  }

  @Test("a time without an offset is one of the zone that the mapping names; a bare date is a day anywhere")
  func zones() throws {
    #expect(try converted("6/2/2026 20:07", "M/d/yyyy H:mm", zone: "America/New_York") == "2026-06-03T00:07:00Z")
    #expect(try converted("2026-06-02 15:07:09", "iso", zone: "UTC") == "2026-06-02T15:07:09Z")
    #expect(try converted("2026-06-02", "iso", zone: "America/New_York") == "2026-06-02")
    #expect(try converted("6/2/2026", "M/d/yyyy", zone: "America/New_York") == "2026-06-02")
    // In the hour that the clock skips, the offset before the jump holds.
    #expect(try converted("2026-03-29 02:30", "yyyy-MM-dd HH:mm", zone: "Europe/Berlin") == "2026-03-29T01:30:00Z")
  }

  @Test(
    "what is wrong with a format is said",
    arguments: [
      ("M/D/yyyy", DateFormatError.unknownLetters("D")), ("mm/dd/yyyy", .incomplete), ("M/d", .incomplete),
      ("M/d/yyyy h:mm", .noHalfDay), ("M/d/yyyy H:mm a", .needlessHalfDay), ("yyyy-MM-dd'T", .openQuote),
      ("yyyyy-MM-dd", .unknownLetters("yyyyy")), ("", .incomplete), ("M/d/yyyy yy", .incomplete),
    ])
  func wrongFormats(_ format: String, _ expected: DateFormatError) {
    #expect(throws: expected) { try DateFormat(format) }
  }
}
