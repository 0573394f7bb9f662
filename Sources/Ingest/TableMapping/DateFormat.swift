import Dataset

/// The form of the dates of an export, such as `M/d/yyyy h:mm a`; read without any locale.
///
/// | letters | mean |
/// |---|---|
/// | `yyyy` `yy` | the year; of two digits, the one from 79 years before to 20 years after the day of the report |
/// | `M` `MM` `MMM` `MMMM` | the month: 1 or 2 digits, 2 digits, English in three letters, English |
/// | `d` `dd` | the day of the month |
/// | `H` `HH`, `h` `hh` with `a` | the hour of 24; of 12 with AM or PM |
/// | `m` `mm` `s` `ss`, `S` | minute, second, a fraction of a second of any length, which is cut off |
/// | `Z` | the offset: `Z`, `+02:00`, `+0200` or `+02` |
/// | `E` | the name of a weekday, passed over |
///
/// Two letters ask for two digits, one for one or two. A space stands for white space of any kind. Letters that mean
/// themselves stand in single quotes: `yyyy-MM-dd'T'HH:mm`.
public struct DateFormat: Sendable, Equatable {
  enum Part: Sendable, Equatable {
    case year, shortYear, monthName, fraction, halfDay, offset, weekday, space
    /// Whether two digits are asked for.
    case month(Bool)
    case day(Bool)
    case hour(Bool)
    case hourOf12(Bool)
    case minute(Bool)
    case second(Bool)
    case literal(UInt8)
    /// ISO 8601, as in a data set.
    case iso
    /// Seconds since 1970, or thousandths.
    case epoch(Int)
  }

  /// As it is written.
  public let text: String
  let parts: [Part]

  public static let iso = DateFormat(text: "iso", parts: [.iso])

  private init(text: String, parts: [Part]) {
    self.text = text
    self.parts = parts
  }

  /// - Throws: what is wrong with the format.
  public init(_ text: String) throws(DateFormatError) {
    let words: [String: [Part]] = ["iso": [.iso], "unix": [.epoch(1)], "unix milliseconds": [.epoch(1000)]]
    if let parts = words[text] {
      self.init(text: text, parts: parts)
      return
    }
    var parts: [Part] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      let run = rest.prefix { $0 == byte }
      if byte == UInt8(ascii: "'") {
        rest.removeFirst()
        guard let end = rest.firstIndex(of: byte) else { throw .openQuote }
        parts += end == rest.startIndex ? [.literal(byte)] : rest[..<end].map { .literal($0) }
        rest = rest[(end + 1)...]
      } else if (97...122).contains(lowercased(byte)) {
        guard let part = Self.part(byte, run.count) else {
          throw .unknownLetters(String(decoding: run, as: UTF8.self))
        }
        parts.append(part)
        rest = rest[run.endIndex...]
      } else {
        parts.append(byte == UInt8(ascii: " ") ? .space : .literal(byte))
        rest.removeFirst()
      }
    }
    try Self.check(parts)
    self.init(text: text, parts: parts)
  }

  private static func part(_ letter: UInt8, _ count: Int) -> Part? {
    switch (letter, count) {
    case (UInt8(ascii: "y"), 4), (UInt8(ascii: "u"), 4): .year
    case (UInt8(ascii: "y"), 2): .shortYear
    case (UInt8(ascii: "M"), 3), (UInt8(ascii: "M"), 4): .monthName
    case (UInt8(ascii: "M"), 1...2): .month(count == 2)
    case (UInt8(ascii: "d"), 1...2): .day(count == 2)
    case (UInt8(ascii: "H"), 1...2): .hour(count == 2)
    case (UInt8(ascii: "h"), 1...2): .hourOf12(count == 2)
    case (UInt8(ascii: "m"), 1...2): .minute(count == 2)
    case (UInt8(ascii: "s"), 1...2): .second(count == 2)
    case (UInt8(ascii: "S"), _): .fraction
    case (UInt8(ascii: "a"), 1): .halfDay
    case (UInt8(ascii: "Z"), _), (UInt8(ascii: "X"), 1...3), (UInt8(ascii: "x"), 1...3): .offset
    case (UInt8(ascii: "E"), _): .weekday
    default: nil
    }
  }

  private static func check(_ parts: [Part]) throws(DateFormatError) {
    func count(_ isWanted: (Part) -> Bool) -> Int { parts.count { isWanted($0) } }
    let years = count { $0 == .year || $0 == .shortYear }
    let months = count { $0 == .month(true) || $0 == .month(false) || $0 == .monthName }
    let days = count { $0 == .day(true) || $0 == .day(false) }
    guard years == 1, months == 1, days == 1 else { throw .incomplete }
    let is12 = count { $0 == .hourOf12(true) || $0 == .hourOf12(false) } > 0
    let isHalfDay = parts.contains(.halfDay)
    if is12 != isHalfDay { throw is12 ? .noHalfDay : .needlessHalfDay }
  }
}

/// Why a text is no date format.
public enum DateFormatError: Error, Equatable, CustomStringConvertible {
  case unknownLetters(String)
  case incomplete
  case noHalfDay
  case needlessHalfDay
  case openQuote

  public var description: String {
    switch self {
    case .unknownLetters(let letters):
      "“\(letters)” has no meaning in a date format; the letters are yyyy yy M MM MMM d dd H HH h hh m mm s ss S a Z E"
    case .incomplete: "a date format needs the year, the month (M, in capitals) and the day (d), each once"
    case .noHalfDay: "h is the hour of a clock of 12 and needs a (AM or PM) beside it; the hour of 24 is H"
    case .needlessHalfDay: "a (AM or PM) needs the hour of a clock of 12, which is h"
    case .openQuote: "text in single quotes does not end"
    }
  }
}
