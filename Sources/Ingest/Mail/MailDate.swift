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

  typealias Token = MailDateTokens.Token

  /// The instant of a date field; `nil` if it holds no day or no time, or one that there is not.
  static func instant(_ field: UnsafeBufferPointer<UInt8>) -> Instant? {
    MailDateTokens.withTokens(of: field) { instant(of: $0[...]) }
  }

  static func instant(of tokens: Slice<UnsafeBufferPointer<Token>>) -> Instant? {
    var date = MailDate()
    for token in tokens where !date.add(token) { return nil }
    return date.instant
  }

  private var instant: Instant? {
    guard let year, let month, let day, let secondOfDay, let date = CivilDate(year: year, month: month, day: day) else {
      return nil
    }
    return Instant(seconds: date.days * 86_400 + secondOfDay - offset)
  }

  /// Takes what a token says; `false` if it contradicts what came before.
  private mutating func add(_ token: Token) -> Bool {
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

  private mutating func addNumber(_ token: Token) -> Bool {
    if token.count >= 10, let date = Self.isoDate(token) {
      (year, month, day) = date
      if token.count == 10 { return true }
      return token[10] | 0x20 == UInt8(ascii: "t") && addTime(Token(rebasing: token[11...]))
    }
    if token.contains(UInt8(ascii: ":")) { return addTime(token) }
    if token.contains(UInt8(ascii: "-")) {
      // 17-Jul-1996
      let parts = token.split(separator: UInt8(ascii: "-")).map(Token.init(rebasing:))
      guard parts.count == 3, let month = Self.month(parts[1]) else { return false }
      self.month = month
      return addPlainNumber(parts[0]) && addPlainNumber(parts[2])
    }
    return addPlainNumber(token)
  }

  private mutating func addPlainNumber(_ token: Token) -> Bool {
    guard let value = Self.number(token[...]) else { return false }
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
  private mutating func addTime(_ token: Token) -> Bool {
    guard secondOfDay == nil else { return false }
    let end =
      token.firstIndex { !($0 &- 48 < 10 || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")) } ?? token.count
    guard let time = Self.secondOfDay(Token(rebasing: token[..<end])) else { return false }
    secondOfDay = time
    let rest = Token(rebasing: token[end...])
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
      addZone(rest)
    } else if !rest.isEmpty {
      addWord(rest)
    }
    return true
  }

  private static func secondOfDay(_ text: Token) -> Int? {
    let colon = UInt8(ascii: ":")
    guard let first = text.firstIndex(of: colon) else { return nil }
    let second = text[(first + 1)...].firstIndex(of: colon)
    guard let hour = number(text[..<first]), hour < 24,
      let minute = number(text[(first + 1)..<(second ?? text.count)]), minute < 60
    else { return nil }
    guard let second else { return hour * 3600 + minute * 60 }
    // A leap second is the last one of its minute.
    guard let value = number(text[(second + 1)...].prefix { $0 != UInt8(ascii: ".") }), value <= 60 else { return nil }
    return hour * 3600 + minute * 60 + min(value, 59)
  }

  /// `±hhmm`, `±hh:mm`, `±hh`; a zone that there is not is none.
  private mutating func addZone(_ token: Token) {
    var value = 0
    var count = 0
    for byte in token.dropFirst() where byte != UInt8(ascii: ":") {
      guard byte &- 48 < 10, count < 4 else { return }
      value = value * 10 + Int(byte - 48)
      count += 1
    }
    let (hour, minute) = count <= 2 ? (value, 0) : (value / 100, value % 100)
    guard count > 0, hour < 24, minute < 60 else { return }
    let seconds = hour * 3600 + minute * 60
    offset = token.first == UInt8(ascii: "-") ? -seconds : seconds
  }

  private mutating func addWord(_ token: Token) {
    if SeparatorLine.isWeekday(token) { return }
    let word = String(decoding: token, as: UTF8.self).uppercased()
    if word == "AM" || word == "PM", let time = secondOfDay, time < 13 * 3600 {
      secondOfDay = time % (12 * 3600) + (word == "PM" ? 12 * 3600 : 0)
    } else if let hours = Self.zones[word] {
      offset = hours * 3600
    } else if let sign = token.firstIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
      Self.zones[String(word.prefix { $0.isLetter })] == 0
    {
      // GMT+0100
      addZone(Token(rebasing: token[sign...]))
    }
  }

  /// Hours east of UTC; other names say nothing that holds everywhere and are taken as UTC, as RFC 5322 has it.
  private static let zones = [
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "EET": 2, "EEST": 3, "JST": 9,
  ]

  private static let months = Array("janfebmaraprmayjunjulaugsepoctnovdec".utf8)

  private static func month(_ token: Token) -> Int? {
    guard token.count >= 3, token.allSatisfy({ ($0 | 0x20) &- 97 < 26 || $0 == UInt8(ascii: ".") }) else { return nil }
    return (0..<12).first { SeparatorLine.isWord(token, $0, of: months) }.map { $0 + 1 }
  }

  /// `yyyy-mm-dd` in front.
  private static func isoDate(_ text: Token) -> (Int, Int, Int)? {
    guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), let year = number(text[..<4]),
      let month = number(text[5..<7]), let day = number(text[8..<10])
    else { return nil }
    return (year, month, day)
  }

  /// A number of one to nine digits.
  private static func number(_ text: Slice<Token>) -> Int? {
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
    MailDateTokens.withTokens(of: UnsafeBufferPointer(rebasing: line.dropFirst(5))) { tokens in
      for (index, token) in tokens.enumerated().prefix(12) {
        if isWeekday(token) {
          if hasDate(tokens[(index + 1)...]), !strictly || tokens.count - index <= 6 { return true }
        } else if !strictly, token.count == 10 || token.count >= 19, token[0] &- 48 < 10, hasDate(tokens[index...]) {
          return true
        }
      }
      return false
    }
  }

  /// Whether tokens are a date, with at most a few words that are none behind it.
  private static func hasDate(_ tokens: Slice<UnsafeBufferPointer<MailDate.Token>>) -> Bool {
    MailDate.instant(of: tokens.prefix(6)) != nil
  }

  private static let weekdays = Array("montuewedthufrisatsun".utf8)

  static func isWeekday(_ token: MailDate.Token) -> Bool {
    token.count == 3 && (0..<7).contains { isWord(token, $0, of: weekdays) }
  }

  /// Whether a token begins with a word of three letters, the case aside.
  static func isWord(_ token: MailDate.Token, _ position: Int, of words: [UInt8]) -> Bool {
    token[0] | 0x20 == words[position * 3] && token[1] | 0x20 == words[position * 3 + 1]
      && token[2] | 0x20 == words[position * 3 + 2]
  }
}
