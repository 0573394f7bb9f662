import Dataset
import Markup

/// Numbers, dates, durations and money as text, in the language of the report and in its time zone.
public struct Formats: Sendable {
  let words: FormatWords
  let zone: TimeZoneRules

  public init(words: Words, zone: TimeZoneRules) {
    self.words = words.formatWords
    self.zone = zone
  }

  // MARK: Numbers

  /// A whole number with its groups marked.
  public func number(_ value: Int) -> String { words.number(value) }

  /// A number rounded half away from zero to `places` decimals; trailing zeros stay where `isFixed`.
  public func decimal(_ value: Double, places: Int, isFixed: Bool = false) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    var bytes: [UInt8] = []
    Decimal.append(value.magnitude, places: places, to: &bytes)
    let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1)
    let whole = words.number(Int(String(decoding: parts[0], as: UTF8.self)) ?? 0)
    var fraction = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
    if isFixed { fraction += String(repeating: "0", count: max(0, places - fraction.utf8.count)) }
    let isZero = whole == "0" && fraction.utf8.allSatisfy { $0 == UInt8(ascii: "0") }
    let sign = value < 0 && !isZero ? "\u{2212}" : ""
    return fraction.isEmpty ? sign + whole : sign + whole + words.decimalMark + fraction
  }

  /// A ratio with two decimals, such as `0.53`.
  public func ratio(_ value: Double) -> String { decimal(value, places: 2, isFixed: true) }

  /// A share of 0 to 1 as whole per cent.
  public func percent(_ share: Double) -> String { fill(words.percent, decimal(share * 100, places: 0)) }

  /// “6 of 10”.
  public func outOf(_ part: Int, _ total: Int) -> String { fill(words.outOf, number(part), number(total)) }

  /// Points of the health score: at most one decimal.
  public func points(_ value: Double) -> String { decimal(value, places: 1) }

  /// An amount with the symbol of its currency, else with its code; whole from 100 on.
  public func money(_ amount: Double, currency: String) -> String {
    let text = decimal(amount, places: amount.magnitude < 100 ? 2 : 0)
    if currency.isEmpty { return text }
    return fill(words.money, Self.symbols[currency] ?? currency, text)
  }

  private static let symbols = [
    "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "KRW": "₩", "TWD": "NT$",
    "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "HKD": "HK$", "BRL": "R$", "MXN": "MX$",
  ]

  // MARK: Durations

  /// A duration in the largest unit of minutes, hours and days of which there are at least two; hours and days below
  /// ten with at most one decimal. So 90 s is “2 min”, 15 h “15 h”, 345,600 s “4 days”.
  public func duration(_ seconds: Int) -> String {
    seconds.magnitude < 172_800
      ? effort(seconds) : fill(words.days, unit(Double(seconds) / 86_400))
  }

  /// Time that was worked: like a duration, but never in days, which a working day is not.
  public func effort(_ seconds: Int) -> String {
    if seconds.magnitude < 7_200 { return fill(words.minutes, decimal(Double(seconds) / 60, places: 0)) }
    return fill(words.hours, unit(Double(seconds) / 3_600))
  }

  private func unit(_ value: Double) -> String { decimal(value, places: value.magnitude < 9.95 ? 1 : 0) }

  // MARK: Dates

  /// `31 Mar 2026`.
  public func date(_ date: CivilDate) -> String { pattern(words.date, date) }
  /// `31 Mar`: where the year is plain from what stands around it.
  public func dayMonth(_ date: CivilDate) -> String { pattern(words.dayMonth, date) }
  /// `Tue 31 Mar 2026`.
  public func weekdayDate(_ date: CivilDate) -> String { pattern(words.weekdayDate, date) }
  /// The local date of an instant.
  public func date(_ instant: Instant) -> String { date(zone.localDate(of: instant)) }
  public func weekdayDate(_ instant: Instant) -> String { weekdayDate(zone.localDate(of: instant)) }
  /// `31 Mar 2026, 14:05`, local time.
  public func dateTime(_ instant: Instant) -> String {
    fill(words.dateTime, date(instant), time(instant))
  }

  /// `14:05`, local time.
  public func time(_ instant: Instant) -> String {
    let minute = zone.local(instant).secondOfDay / 60
    return Self.padded(minute / 60, 2) + ":" + Self.padded(minute % 60, 2)
  }

  private func pattern(_ pattern: String, _ date: CivilDate) -> String {
    let (year, month, day) = date.components
    var result = ""
    var rest = Substring(pattern)
    while let letter = rest.first {
      if letter == "'" {
        let quoted = rest.dropFirst().prefix { $0 != "'" }
        result += quoted
        rest = rest.dropFirst(quoted.count + 2)
        continue
      }
      let run = rest.prefix { $0 == letter }
      rest = rest[run.endIndex...]
      switch (letter, run.count) {
      case ("d", 1): result += String(day)
      case ("d", _): result += Self.padded(day, 2)
      case ("M", 1): result += String(month)
      case ("M", 2): result += Self.padded(month, 2)
      case ("M", 3): result += words.monthsShort[month - 1]
      case ("M", _): result += words.months[month - 1]
      case ("y", _): result += String(year)
      case ("E", 4): result += words.weekdays[date.weekday - 1]
      case ("E", _): result += words.weekdaysShort[date.weekday - 1]
      default: result += run
      }
    }
    return result
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Fills `{0}` and `{1}`.
  private func fill(_ pattern: String, _ first: String, _ second: String = "") -> String {
    var result = ""
    var rest = Substring(pattern)
    while let brace = rest.firstIndex(of: "{") {
      result += rest[..<brace]
      rest = rest[brace...]
      if rest.hasPrefix("{0}") {
        result += first
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("{1}") {
        result += second
        rest = rest.dropFirst(3)
      } else {
        result.append("{")
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
