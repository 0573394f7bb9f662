import Bytes
import Dataset
import Markup

/// Numbers, dates, durations and money as text, in the language of the report and in its time zone.
public struct Formats: Sendable {
  /// One object, because formats are handed on everywhere.
  private final class Patterns: Sendable {
    let words: FormatWords
    let zone: TimeZoneRules
    let date, dayMonth, weekdayDate: DatePattern
    let dateTime, minutes, hours, days, percent, money, outOf: FillPattern

    init(_ words: FormatWords, _ zone: TimeZoneRules) {
      self.words = words
      self.zone = zone
      date = DatePattern(words.date, words)
      dayMonth = DatePattern(words.dayMonth, words)
      weekdayDate = DatePattern(words.weekdayDate, words)
      dateTime = FillPattern(words.dateTime)
      minutes = FillPattern(words.minutes)
      hours = FillPattern(words.hours)
      days = FillPattern(words.days)
      percent = FillPattern(words.percent)
      money = FillPattern(words.money)
      outOf = FillPattern(words.outOf)
    }
  }

  private let patterns: Patterns

  var words: FormatWords { patterns.words }
  private var zone: TimeZoneRules { patterns.zone }

  public init(words: Words, zone: TimeZoneRules) {
    patterns = Patterns(words.formatWords, zone)
  }

  // MARK: Numbers

  /// A whole number with its groups marked.
  public func number(_ value: Int) -> String { patterns.words.number(value) }

  /// The same, straight into a page.
  func write(_ value: Int, to html: inout HTMLWriter) { patterns.words.write(value, to: &html) }

  /// A difference with its sign: `+6`, `−3`, `0`.
  public func signed(_ value: Int) -> String { value > 0 ? "+" + number(value) : number(value) }

  /// A number rounded half away from zero to `places` decimals, at most nine; trailing zeros stay where `isFixed`.
  public func decimal(_ value: Double, places: Int, isFixed: Bool = false) -> String {
    guard let parts = Decimal.parts(value, places: places) else { return "\(value)" }
    if parts.fraction == 0 && value >= 0 && !(isFixed && places > 0) { return patterns.words.number(parts.whole) }
    return ByteBuffer.text { text in
      if value < 0 && (parts.whole > 0 || parts.fraction > 0) { text.append("\u{2212}" as StaticString) }
      text.append(patterns.words.number(parts.whole))
      guard parts.fraction > 0 || (isFixed && places > 0) else { return }
      text.append(patterns.words.decimalMark)
      var (rest, unit) = (parts.fraction, (1..<max(places, 1)).reduce(1) { unit, _ in unit * 10 })
      while unit > 0 && (rest > 0 || isFixed) {
        text.append(UInt8(truncatingIfNeeded: 0x30 + rest / unit))
        rest %= unit
        unit /= 10
      }
    }
  }

  /// A ratio with two decimals, such as `0.53`.
  public func ratio(_ value: Double) -> String { decimal(value, places: 2, isFixed: true) }

  /// A share of 0 to 1 as whole per cent.
  public func percent(_ share: Double) -> String { patterns.percent.text(decimal(share * 100, places: 0)) }

  /// “6 of 10”.
  public func outOf(_ part: Int, _ total: Int) -> String { patterns.outOf.text(number(part), number(total)) }

  /// Points of the health score: at most one decimal.
  public func points(_ value: Double) -> String { decimal(value, places: 1) }

  /// An amount with the symbol of its currency, else with its code; whole from 100 on.
  public func money(_ amount: Double, currency: String) -> String {
    let text = decimal(amount, places: amount.magnitude < 100 ? 2 : 0)
    if currency.isEmpty { return text }
    return patterns.money.text(symbol(of: currency), text)
  }

  /// The symbol of a currency, else its code.
  public func symbol(of currency: String) -> String { Self.symbols[currency] ?? currency }

  private static let symbols = [
    "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "KRW": "₩", "TWD": "NT$",
    "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "HKD": "HK$", "BRL": "R$", "MXN": "MX$",
  ]

  // MARK: Durations

  /// A duration in the largest unit of minutes, hours and days of which there are at least two; hours and days below
  /// ten with at most one decimal. So 90 s is “2 min”, 15 h “15 h”, 345,600 s “4 days”.
  public func duration(_ seconds: Int) -> String {
    seconds.magnitude < 172_800
      ? effort(seconds) : patterns.days.text(unit(Double(seconds) / 86_400))
  }

  /// Time that was worked: like a duration, but never in days, which a working day is not.
  public func effort(_ seconds: Int) -> String {
    if seconds.magnitude < 7_200 { return patterns.minutes.text(decimal(Double(seconds) / 60, places: 0)) }
    return patterns.hours.text(unit(Double(seconds) / 3_600))
  }

  private func unit(_ value: Double) -> String { decimal(value, places: value.magnitude < 9.95 ? 1 : 0) }

  // MARK: Dates

  /// `31 Mar 2026`.
  public func date(_ date: CivilDate) -> String { ByteBuffer.text { write(date: date, to: &$0) } }
  /// `31 Mar`: where the year is plain from what stands around it.
  public func dayMonth(_ date: CivilDate) -> String { ByteBuffer.text { patterns.dayMonth.write(date, to: &$0) } }
  /// `Tue 31 Mar 2026`.
  public func weekdayDate(_ date: CivilDate) -> String {
    ByteBuffer.text { patterns.weekdayDate.write(date, to: &$0) }
  }
  /// The local date of an instant.
  public func date(_ instant: Instant) -> String { date(zone.localDate(of: instant)) }
  public func weekdayDate(_ instant: Instant) -> String { weekdayDate(zone.localDate(of: instant)) }
  /// `31 Mar 2026, 14:05`, local time.
  public func dateTime(_ instant: Instant) -> String { ByteBuffer.text { write(dateTime: instant, to: &$0) } }

  /// `14:05`, local time.
  public func time(_ instant: Instant) -> String {
    ByteBuffer.text { Self.write(timeOfDay: zone.local(instant).secondOfDay, to: &$0) }
  }

  func write<Sink: TextSink & ~Copyable>(date: CivilDate, to sink: inout Sink) {
    patterns.date.write(date, to: &sink)
  }

  func write<Sink: TextSink & ~Copyable>(dateOf instant: Instant, to sink: inout Sink) {
    write(date: zone.localDate(of: instant), to: &sink)
  }

  func write<Sink: TextSink & ~Copyable>(dateTime instant: Instant, to sink: inout Sink) {
    let (date, second) = zone.local(instant)
    patterns.dateTime.write(to: &sink) { slot, sink in
      if slot == 0 { write(date: date, to: &sink) } else { Self.write(timeOfDay: second, to: &sink) }
    }
  }

  private static func write<Sink: TextSink & ~Copyable>(timeOfDay second: Int, to sink: inout Sink) {
    DatePattern.write(second / 3600, width: 2, to: &sink)
    sink.add(":")
    DatePattern.write(second / 60 % 60, width: 2, to: &sink)
  }
}
