import Markup

/// The parts of numbers, dates, durations and money that differ from language to language.
struct FormatWords: Sendable, Equatable {
  var decimalMark: String
  var groupMark: String
  /// Whole numbers of at least so many digits are grouped in threes.
  var groupFromDigits: Int
  var months: [String]
  var monthsShort: [String]
  /// From Monday.
  var weekdays: [String]
  var weekdaysShort: [String]
  /// Patterns of `d`, `dd`, `M`, `MM`, `MMM`, `MMMM`, `yyyy`, `EEE`, `EEEE`; text in quotes stands for itself.
  var date: String
  var dayMonth: String
  var weekdayDate: String
  /// `{0}` is the date, `{1}` the time.
  var dateTime: String
  var minutes: String
  var hours: String
  var days: String
  var percent: String
  /// `{0}` is the symbol or code, `{1}` the amount.
  var money: String
  var outOf: String
  var listSeparator: String
  var listEnd: String
  /// Between two sentences.
  var sentenceSeparator: String

  /// A whole number with its groups marked.
  func number(_ value: Int) -> String {
    if isPlain(value) { return Self.plain[value] }
    let digits = String(value.magnitude)
    let grouped = digits.utf8.count < groupFromDigits ? digits : Self.grouped(digits, mark: groupMark)
    return value < 0 ? "\u{2212}" + grouped : grouped
  }

  /// The same, straight into a page.
  func write(_ value: Int, to html: inout HTMLWriter) {
    if isPlain(value) { html.number(value) } else { html.text(number(value)) }
  }

  /// Whether a number has neither sign nor groups.
  private func isPlain(_ value: Int) -> Bool { Self.plain.indices.contains(value) }

  /// Numbers below 1000 in digits: nearly all that a page has.
  private static let plain = (0..<1000).map { String($0) }

  private static func grouped(_ digits: String, mark: String) -> String {
    let count = digits.utf8.count
    var result = ""
    for (offset, digit) in digits.unicodeScalars.enumerated() {
      if offset > 0 && (count - offset) % 3 == 0 { result += mark }
      result.unicodeScalars.append(digit)
    }
    return result
  }
}
