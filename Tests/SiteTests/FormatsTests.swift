import Dataset
import Testing

@testable import Site

@Suite("Formats")
struct FormatsTests {
  private let formats: Formats

  init() throws {
    formats = Formats(words: try TemplateSource().words(language: "en"), zone: try .named("Europe/Berlin"))
  }

  @Test(
    "a duration is in the largest unit of which there are two",
    arguments: [
      (0, "0 min"), (20, "0 min"), (90, "2 min"), (7_199, "120 min"), (7_200, "2 h"), (9_000, "2.5 h"),
      (54_000, "15 h"), (172_799, "48 h"), (172_800, "2 days"), (345_600, "4 days"), (2_000_000, "23 days"),
    ])
  func durations(seconds: Int, text: String) {
    #expect(formats.duration(seconds).replacing("\u{A0}", with: " ") == text)
  }

  @Test("work is never counted in days")
  func effort() {
    #expect(formats.effort(1_000_000).replacing("\u{A0}", with: " ") == "278 h")
  }

  @Test(
    "money has its symbol, else its code, as text",
    arguments: [
      (240_000.0, "EUR", "€ 240,000"), (12.5, "USD", "$ 12.5"), (1_234_567.6, "CHF", "CHF 1,234,568"),
      (-5.0, "<b>", "<b> −5"), (7.0, "", "7"), (1e300, "GBP", "£ 1e+300"),
    ])
  func money(amount: Double, currency: String, text: String) {
    #expect(formats.money(amount, currency: currency).replacing("\u{A0}", with: " ") == text)
  }

  @Test("ratios have two decimals, shares are whole per cent")
  func ratios() {
    #expect(formats.ratio(0.5) == "0.50")
    #expect(formats.ratio(2) == "2.00")
    #expect(formats.ratio(-0.001) == "0.00")
    #expect(formats.percent(0.666).replacing("\u{A0}", with: " ") == "67 %")
    #expect(formats.outOf(6, 10) == "6 of 10")
  }

  @Test("instants are in the zone of the report, across midnight and daylight saving")
  func instants() {
    #expect(formats.dateTime(Instant(seconds: 1_774_742_400)) == "29 Mar 2026, 01:00")
    #expect(formats.dateTime(Instant(seconds: 1_774_746_000)) == "29 Mar 2026, 03:00")
    #expect(formats.weekdayDate(Instant(seconds: 1_774_742_399)) == "Sun 29 Mar 2026")
  }

  @Test("whole numbers are grouped, the least of them too")
  func numbers() {
    #expect(formats.number(999) == "999")
    #expect(formats.number(1_000) == "1,000")
    #expect(formats.number(-1_234_567) == "−1,234,567")
    #expect(formats.number(.min) == "−9,223,372,036,854,775,808")
  }
}
