import Dataset

/// A date that was read, with the time and the offset that stood beside it.
struct ReadDate {
  var date: CivilDate
  /// 0 to 86,399; `nil` for a bare date.
  var secondOfDay: Int?
  /// Seconds; `nil` where none is given.
  var offset: Int?
}

extension DateFormat {
  /// What is read of a text, or `nil` if it does not have this form.
  ///
  /// - Parameter year: the year of the report, which years of two digits are near.
  func read(_ utf8: UnsafeBufferPointer<UInt8>, near year: Int) -> ReadDate? {
    var reader = DateReader(utf8)
    var parts = DateParts()
    for part in self.parts {
      guard reader.read(part, into: &parts, near: year) else { return nil }
    }
    return reader.isAtEnd ? parts.date : nil
  }
}

/// The numbers of a date, as they come.
private struct DateParts {
  var year = 0
  var month = 0
  var day = 0
  var hour: Int?
  var hourOf12: Int?
  var isAfternoon = false
  var minute = 0
  var second = 0
  var offset: Int?

  var date: ReadDate? {
    guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
    var hour = hour
    if let hourOf12 {
      guard (1...12).contains(hourOf12) else { return nil }
      hour = hourOf12 % 12 + (isAfternoon ? 12 : 0)
    }
    guard let hour else { return ReadDate(date: date) }
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return ReadDate(date: date, secondOfDay: hour * 3600 + minute * 60 + second, offset: offset)
  }
}

private struct DateReader {
  private let utf8: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ utf8: UnsafeBufferPointer<UInt8>) { self.utf8 = utf8 }

  var isAtEnd: Bool { index == utf8.count }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ].map { Array($0.utf8) }

  mutating func read(_ part: DateFormat.Part, into parts: inout DateParts, near year: Int) -> Bool {
    switch part {
    case .year: return number(4...4, into: &parts.year)
    case .shortYear:
      guard number(2...2, into: &parts.year) else { return false }
      // The one of that ending from 79 years before to 20 years after.
      let first = year - 79
      parts.year = first + ((parts.year - first) % 100 + 100) % 100
      return true
    case .month(let isPadded): return number(isPadded ? 2...2 : 1...2, into: &parts.month)
    case .monthName: return monthName(into: &parts.month)
    case .day(let isPadded): return number(isPadded ? 2...2 : 1...2, into: &parts.day)
    case .hour(let isPadded): return optional(isPadded, into: &parts.hour)
    case .hourOf12(let isPadded): return optional(isPadded, into: &parts.hourOf12)
    case .minute(let isPadded): return number(isPadded ? 2...2 : 1...2, into: &parts.minute)
    case .second(let isPadded): return number(isPadded ? 2...2 : 1...2, into: &parts.second)
    case .fraction: return skipDigits()
    case .halfDay: return halfDay(into: &parts.isAfternoon)
    case .offset: return offset(into: &parts.offset)
    case .weekday: return skipLetters()
    case .space: return skipSpace()
    case .literal(let byte): return skip(byte)
    case .iso, .epoch: return false
    }
  }

  private mutating func number(_ widths: ClosedRange<Int>, into value: inout Int) -> Bool {
    let start = index
    value = 0
    while index < utf8.count, index - start < widths.upperBound, utf8[index] &- 48 < 10 {
      value = value * 10 + Int(utf8[index] - 48)
      index += 1
    }
    return widths.contains(index - start)
  }

  private mutating func optional(_ isPadded: Bool, into value: inout Int?) -> Bool {
    var number = 0
    guard self.number(isPadded ? 2...2 : 1...2, into: &number) else { return false }
    value = number
    return true
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard index < utf8.count, utf8[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() -> Bool {
    let start = index
    while index < utf8.count {
      let length = TextParsing.leadingSpace(utf8, index, utf8.count)
      if length == 0 { break }
      index += length
    }
    return index > start
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while index < utf8.count, utf8[index] &- 48 < 10 { index += 1 }
    return index > start
  }

  private mutating func skipLetters() -> Bool {
    let start = index
    while index < utf8.count, (97...122).contains(lowercased(utf8[index])) { index += 1 }
    return index > start
  }

  /// An English month, whole or its first three letters.
  private mutating func monthName(into month: inout Int) -> Bool {
    let start = index
    guard skipLetters() else { return false }
    let word = utf8[start..<index].map(lowercased)
    guard let position = Self.months.firstIndex(where: { word == $0 || word.elementsEqual($0.prefix(3)) }) else {
      return false
    }
    month = position + 1
    return true
  }

  /// `AM`, `pm`, `a.m.`
  private mutating func halfDay(into isAfternoon: inout Bool) -> Bool {
    guard index < utf8.count else { return false }
    let letter = lowercased(utf8[index])
    guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return false }
    isAfternoon = letter == UInt8(ascii: "p")
    index += 1
    _ = skip(UInt8(ascii: "."))
    guard index < utf8.count, lowercased(utf8[index]) == UInt8(ascii: "m") else { return false }
    index += 1
    _ = skip(UInt8(ascii: "."))
    return true
  }

  private mutating func offset(into offset: inout Int?) -> Bool {
    guard index < utf8.count else { return false }
    let sign = utf8[index]
    index += 1
    if lowercased(sign) == UInt8(ascii: "z") {
      offset = 0
      return true
    }
    var hours = 0
    var minutes = 0
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), number(2...2, into: &hours) else { return false }
    if skip(UInt8(ascii: ":")) {
      guard number(2...2, into: &minutes) else { return false }
    } else if index < utf8.count, utf8[index] &- 48 < 10 {
      guard number(2...2, into: &minutes) else { return false }
    }
    guard hours < 24, minutes < 60 else { return false }
    offset = (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    return true
  }
}
