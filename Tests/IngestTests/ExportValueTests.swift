import Dataset
import Testing

@testable import Ingest

@Suite("Values of exports")
struct ExportValueTests {
  private func number(_ text: String, _ sample: String) throws -> String? {
    let format = try #require(NumberFormat(sample: sample))
    var output: [UInt8] = []
    var text = text
    return text.withUTF8 { format.write($0, to: &output) } ? String(decoding: output, as: UTF8.self) : nil
  }

  @Test(
    "numbers are read as their sample says",
    arguments: [
      ("1,234.50", "1,234.50", "1234.50"), ("12,345,678", "1,234.50", "12345678"), ("$1,234.50", "1,234.50", "1234.50"),
      ("USD 1,234.50", "1,234.50", "1234.50"), ("(1,234.50)", "1,234.50", "-1234.50"), ("-$5", "1,234.50", "-5"),
      ("1.234,50 €", "1.234,50", "1234.50"), ("1.234", "1.234,50", "1234"), ("0,5", "1.234,50", "0.5"),
      ("1 234,50", "1 234,50", "1234.50"), ("1\u{A0}234\u{202F}567,5", "1 234,50", "1234567.5"),
      ("1'234.50", "1'234.50", "1234.50"), ("1’234.50", "1'234.50", "1234.50"), ("CHF 1'234.50", "1'234.50", "1234.50"),
      ("1234,50", "1234,50", "1234.50"), ("1234.50", "1234.50", "1234.50"), ("\u{2212}7", "1234.50", "-7"),
      ("Fr. 10", "1.234,50", "10"),
    ])
  func numbers(_ text: String, _ sample: String, _ expected: String) throws {
    #expect(try number(text, sample) == expected)
  }

  @Test(
    "a number of another form is none, rather than another number",
    arguments: [
      ("1.5", "1.234,50"), ("1,5", "1,234.50"), ("1,2345", "1,234.50"), ("1234,567.00,1", "1,234.50"), ("", "1234.50"),
      ("abc", "1234.50"), ("1.2.3", "1234.50"), ("12 34", "1234.50"), (",5", "1,234.50"), ("1234,567", "1,234.50"),
      ("5.", "1,234.50"), ("a long text with a 5", "1234.50"),
    ])
  func noNumbers(_ text: String, _ sample: String) throws {
    #expect(try number(text, sample) == nil)
  }

  @Test(
    "durations are counted in their unit",
    arguments: [
      ("90", DurationUnit.seconds, 1.5), ("1.5", .hours, 90), ("30000", .milliseconds, 0.5), ("1:30", .clock, 90),
      ("00:02:30", .clock, 2.5), ("7", .minutes, 7),
    ])
  func durations(_ text: String, _ unit: DurationUnit, _ expected: Double) {
    var text = text
    #expect(text.withUTF8 { unit.minutes($0) } == expected)
  }

  @Test("a duration of another form is none", arguments: ["1", "1:5", "1:60", ":30", "1:2:3:4", "-1:30", "99999:00"])
  func noDurations(_ text: String) {
    var text = text
    #expect(text.withUTF8 { DurationUnit.clock.minutes($0) } == nil)
  }

  @Test(
    "patterns match whole values, in any case of a to z",
    arguments: [
      ("Won", "won", true), ("Won", "wonder", false), ("006*", "006P1", true), ("006*", "0061", true),
      ("006*", "0P6", false), ("*lost*", "Closed Lost (sales)", true), ("*/Call", "Task/Call", true),
      ("a*b*c", "aXbYc", true), ("a*b*c", "acb", false), ("ab*ba", "aba", false), ("*", "x", true), ("*", "", false),
      ("", "", true), ("", "x", false), ("É", "é", false),
    ])
  func patterns(_ pattern: String, _ text: String, _ expected: Bool) {
    var text = text
    #expect(text.withUTF8 { ValuePattern(pattern).matches($0) } == expected)
  }

  @Test("values are parted outside quotes and brackets")
  func parts() {
    var text = #"a@x.example; "Roy; Ana" <ana@y.example>,;  <b;c@z.example> ;"#
    let parts = text.withUTF8 { utf8 in
      BoundRow.parts(of: utf8, Array(";,".utf8)).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(parts == ["a@x.example", #""Roy; Ana" <ana@y.example>"#, "<b;c@z.example>"])
  }
}
