import Testing

@testable import Dataset

@Suite("Values of cells")
struct ParsingTests {
  private func parse<Value>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    var text = text
    return text.withUTF8(body)
  }

  @Test("years that an offset moves beyond those that are read are written whole")
  func years() {
    #expect(Instant("9999-12-31T23:59:59-00:01")?.utcDescription == "10000-01-01T00:00:59Z")
    #expect(Instant("0001-01-01T00:00:00+00:01")?.utcDescription == "0000-12-31T23:59:00Z")
    #expect(CivilDate("0987-06-05")?.description == "0987-06-05")
  }

  @Test(
    "instants with and without offset",
    arguments: [
      ("2026-03-31T14:05:00Z", 1_774_965_900), ("2026-03-31T14:05:00+02:00", 1_774_958_700),
      ("2026-03-31T14:05:00.999-0530", 1_774_985_700), ("2026-03-31T14:05:00+09", 1_774_933_500),
      ("2026-03-31T14:05:00", 1_774_958_700), ("2026-03-31", 1_774_908_000), ("1969-12-31T23:59:59.9Z", -1),
    ])
  func instants(text: String, seconds: Int) throws {
    let berlin = try TimeZoneRules.named("Europe/Berlin")
    #expect(parse(text) { DateParser.instant($0, zone: berlin) } == Instant(seconds: seconds))
  }

  @Test(
    "what is no instant",
    arguments: [
      "", "2026", "2026-3-1", "2026-02-30", "2026-13-01", "0000-01-01", "2026-03-31T", "2026-03-31T14:05",
      "2026-03-31T24:00:00Z", "2026-03-31T14:60:00Z", "2026-03-31T14:05:60Z", "2026-03-31T14:05:00.Z",
      "2026-03-31T14:05:00+2:00", "2026-03-31T14:05:00+24:00", "2026-03-31T14:05:00+02:60", "2026-03-31T14:05:00ZZ",
      "2026-03-31X14:05:00Z", "31.03.2026", "٢٠٢٦-03-31",
    ])
  func noInstants(text: String) {
    #expect(parse(text) { DateParser.instant($0, zone: .utc) } == nil)
  }

  @Test(
    "numbers",
    arguments: [
      ("0", 0), ("-12.50", -12.5), ("+7", 7), ("1e3", 1000), ("2.5E-1", 0.25), ("0.1", 0.1),
      ("123456789012345678", 123_456_789_012_345_678),
      ("9007199254740993", 9_007_199_254_740_992), ("0.30000000000000004", 0.30000000000000004),
    ])
  func numbers(text: String, value: Double) {
    #expect(parse(text) { TextParsing.number($0) } == value)
  }

  @Test(
    "what is no number", arguments: ["", "-", ".5", "5.", "1,000", "1e", "1e999", "NaN", "inf", "0x10", "1 2", "１"])
  func noNumbers(text: String) {
    #expect(parse(text) { TextParsing.number($0) } == nil)
  }

  @Test("white space of every script is trimmed")
  func trimming() {
    #expect(
      parse("\u{3000} \t\u{A0}x y\u{2003}\u{205F}\r\n") { String(decoding: TextParsing.trimmed($0), as: UTF8.self) }
        == "x y")
    #expect(parse("\u{2028}\u{85}") { TextParsing.trimmed($0).count } == 0)
  }

  @Test("texts are kept once and found again, in order of code points")
  func pool() throws {
    var pool = TextPool()
    let handles = (0..<5000).map { pool.intern("text \($0 % 2500)") }
    #expect(pool.count == 2501)
    #expect(handles[0] == handles[2500] && handles[0] != handles[1])
    #expect(pool.find("text 77").map(pool.string) == "text 77")
    #expect(pool.find("text 2500") == nil)
    #expect(pool.intern("") == .none)
    let (first, second) = (pool.intern("Z"), pool.intern("a"))
    #expect(pool.precedes(first, second) && !pool.precedes(second, first) && !pool.precedes(first, first))
    let (wide, narrow) = (pool.intern("\u{10000}"), pool.intern("\u{FFFD}"))
    #expect(pool.precedes(narrow, wide))
  }
}
