import Dataset

/// A date as mail programs write it: RFC 5322 with what is older, wrong but clear, or local custom, such as names of
/// zones, `Thu Nov  1 12:00:00 2001`, years of two digits, comments anywhere, and ISO 8601.
///
/// Without a zone it is one of UTC (sources spec, "mail").
struct MailDate {
  private var year: Int?
  private var month: Int?
  private var day: Int?
  private var secondOfDay: Int?
  private var offset = 0

  /// The instant of a date field; `nil` if it holds no day or no time, or one that there is not.
  static func instant(_ field: UnsafeBufferPointer<UInt8>) -> Instant? {
    var date = MailDate()
    for token in tokens(of: field) where !date.add(token) { return nil }
    return date.instant
  }

  private var instant: Instant? {
    guard let year, let month, let day, let secondOfDay, let date = CivilDate(year: year, month: month, day: day) else {
      return nil
    }
    return Instant(seconds: date.days * 86_400 + secondOfDay - offset)
  }

  /// The longest field that is looked at, in bytes.
  private static let longest = 256

  /// What stands between spaces and commas, without comments, and without spaces around the colons of a time.
  static func tokens(of field: UnsafeBufferPointer<UInt8>) -> [ArraySlice<UInt8>] {
    var text: [UInt8] = []
    var depth = 0
    for byte in field.prefix(longest) {
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case _ where depth > 0: break
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","):
        if let last = text.last, last != 0x20, last != UInt8(ascii: ":") { text.append(0x20) }
      case UInt8(ascii: ":"):
        if text.last == 0x20 { text.removeLast() }
        text.append(byte)
      default: text.append(byte)
      }
    }
    return text.split(separator: 0x20)
  }

  /// Takes what a token says; `false` if it contradicts what came before.
  private mutating func add(_ token: ArraySlice<UInt8>) -> Bool {
    guard let first = token.first else { return true }
    if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      addZone(token)
      return true
    }
    if first &- 48 < 10 { return addNumber(token) }
    if let month = Self.month(token) {
      // A second month is a word that begins like one.
      if self.month == nil { self.month = month }
      return true
    }
    addWord(token)
    return true
  }

  private mutating func addNumber(_ token: ArraySlice<UInt8>) -> Bool {
    if token.count >= 10, let date = Self.isoDate(token.prefix(10)) {
      (year, month, day) = date
      let rest = token.dropFirst(10)
      guard let separator = rest.first else { return true }
      return separator | 0x20 == UInt8(ascii: "t") && addTime(rest.dropFirst())
    }
    if token.contains(UInt8(ascii: ":")) { return addTime(token) }
    if token.contains(UInt8(ascii: "-")) {
      // 17-Jul-1996
      let parts = token.split(separator: UInt8(ascii: "-"))
      guard parts.count == 3, let month = Self.month(parts[1]) else { return false }
      self.month = month
      return addPlainNumber(parts[0]) && addPlainNumber(parts[2])
    }
    return addPlainNumber(token)
  }

  private mutating func addPlainNumber(_ token: ArraySlice<UInt8>) -> Bool {
    guard let value = Self.number(token) else { return false }
    if token.count <= 2, day == nil {
      day = value
      return true
    }
    guard year == nil else { return false }
    switch token.count {
    case 4: year = value
    // RFC 5322, "obsolete date and time".
    case 3: year = 1900 + value
    case 2: year = value < 50 ? 2000 + value : 1900 + value
    default: return false
    }
    return true
  }

  /// `hh:mm[:ss[.f]]`, and a zone if one follows at once.
  private mutating func addTime(_ token: ArraySlice<UInt8>) -> Bool {
    guard secondOfDay == nil else { return false }
    let end = token.firstIndex { !($0 &- 48 < 10 || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")) }
    let parts = token[..<(end ?? token.endIndex)].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hour = Self.number(parts[0]), hour < 24,
      let minute = Self.number(parts[1]), minute < 60
    else { return false }
    var second = 0
    if parts.count == 3 {
      guard let value = Self.number(parts[2].prefix { $0 != UInt8(ascii: ".") }), value <= 60 else { return false }
      // A leap second is the last one of its minute.
      second = min(value, 59)
    }
    secondOfDay = hour * 3600 + minute * 60 + second
    guard let end else { return true }
    let rest = token[end...]
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { addZone(rest) } else { addWord(rest) }
    return true
  }

  /// `±hhmm`, `±hh:mm`, `±hh`; a zone that there is not is none.
  private mutating func addZone(_ token: ArraySlice<UInt8>) {
    let digits = token.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard digits.count <= 4, let value = Self.number(digits[...]) else { return }
    let (hour, minute) = digits.count <= 2 ? (value, 0) : (value / 100, value % 100)
    guard hour < 24, minute < 60 else { return }
    let seconds = hour * 3600 + minute * 60
    offset = token.first == UInt8(ascii: "-") ? -seconds : seconds
  }

  private mutating func addWord(_ token: ArraySlice<UInt8>) {
    let word = String(decoding: token, as: UTF8.self).uppercased()
    if word == "AM" || word == "PM", let time = secondOfDay, time < 13 * 3600 {
      secondOfDay = time % (12 * 3600) + (word == "PM" ? 12 * 3600 : 0)
    } else if let hours = Self.zones[word] {
      offset = hours * 3600
    } else if let sign = token.firstIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
      Self.zones[String(word.prefix { $0.isLetter })] == 0
    {
      // GMT+0100
      addZone(token[sign...])
    }
  }

  /// Hours east of UTC; other names say nothing that holds everywhere and are taken as UTC, as RFC 5322 has it.
  private static let zones = [
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "EET": 2, "EEST": 3, "JST": 9,
  ]

  private static let months = Array("janfebmaraprmayjunjulaugsepoctnovdec".utf8)

  private static func month(_ token: ArraySlice<UInt8>) -> Int? {
    guard token.count >= 3, token.allSatisfy({ ($0 | 0x20) &- 97 < 26 || $0 == UInt8(ascii: ".") }) else { return nil }
    let letters = token.prefix(3).map { $0 | 0x20 }
    return (0..<12).first { months[$0 * 3..<$0 * 3 + 3].elementsEqual(letters) }.map { $0 + 1 }
  }

  private static func isoDate(_ text: ArraySlice<UInt8>) -> (Int, Int, Int)? {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2, let year = number(parts[0]),
      let month = number(parts[1]), let day = number(parts[2])
    else { return nil }
    return (year, month, day)
  }

  /// A number of one to nine digits.
  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 9 else { return nil }
    var value = 0
    for byte in text {
      guard byte &- 48 < 10 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }
}

/// The line that begins a message of an mbox: `From sender date`, with local additions.
enum SeparatorLine {
  /// Whether a line that begins with `From ` holds a date.
  ///
  /// - Parameter strictly: only as mail programs write it, at the end: `Thu Nov  1 12:00:00 2001`, with or without a
  ///   zone.
  static func hasDate(_ line: UnsafeBufferPointer<UInt8>, strictly: Bool) -> Bool {
    let tokens = MailDate.tokens(of: UnsafeBufferPointer(rebasing: line.dropFirst(5)))
    for (index, token) in tokens.enumerated().prefix(12) {
      if isWeekday(token) {
        if hasDate(tokens[(index + 1)...]), !strictly || tokens.count - index <= 6 { return true }
      } else if !strictly, token.count == 10 || token.count >= 19, token[token.startIndex] &- 48 < 10,
        hasDate(tokens[index...])
      {
        return true
      }
    }
    return false
  }

  /// Whether tokens are a date, with at most a few words that are none behind it.
  private static func hasDate(_ tokens: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    let text = Array(tokens.prefix(6).joined(separator: [0x20]))
    return text.withUnsafeBufferPointer { MailDate.instant($0) != nil }
  }

  private static let weekdays = Array("monTueWedThuFriSatSun".lowercased().utf8)

  private static func isWeekday(_ token: ArraySlice<UInt8>) -> Bool {
    guard token.count == 3 else { return false }
    let letters = token.map { $0 | 0x20 }
    return (0..<7).contains { weekdays[$0 * 3..<$0 * 3 + 3].elementsEqual(letters) }
  }
}
