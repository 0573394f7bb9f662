import Dataset

/// Dates of Dataverse exports: ISO 8601, or `M/d/yyyy h:mm:ss tt` as Microsoft's tools write them. All are in UTC unless
/// they say otherwise.
enum DataverseDate {
  /// A date and time in the form that data sets use; the text as it stands if it is none, so that it is reported.
  static func instant(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    if let american = AmericanDate(text) { return american.instant }
    guard hasTime(text) else { return Array(text) }
    let hasZone = text.dropFirst(19).contains { byte in
      byte | 0x20 == UInt8(ascii: "z") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }
    return Array(text) + (hasZone ? [] : [UInt8(ascii: "Z")])
  }

  /// Whether a date and time stands in the form that data sets use, zone included.
  static func isWhole(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count > 19 && hasTime(text) && text[4] == UInt8(ascii: "-") && text.last == UInt8(ascii: "Z")
  }

  /// The date of a column that holds no time, though some exports write midnight beside it.
  static func date(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    if let american = AmericanDate(text) { return american.date }
    return Array(hasTime(text) ? UnsafeBufferPointer(rebasing: text[..<10]) : text)
  }

  /// A date and time in one form, whatever the export; at midnight the date alone. `nil` if the text is none.
  static func plain(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.contains(UInt8(ascii: ":")) || AmericanDate(text) != nil, let moment = moment(text) else { return nil }
    let days = (moment.seconds - (moment.seconds % 86_400 + 86_400) % 86_400) / 86_400
    return AmericanDate(day: CivilDate(days: days), secondOfDay: moment.seconds - days * 86_400).plain
  }

  /// Seconds since 1970 and ten millionths of one; `nil` if the text is no date and time.
  static func moment(_ text: UnsafeBufferPointer<UInt8>) -> (seconds: Int, fraction: Int)? {
    instant(text).withUnsafeBufferPointer { iso in
      guard let instant = DateParser.instant(iso, zone: .utc) else { return nil }
      var fraction = 0
      if iso.count > 20, iso[19] == UInt8(ascii: ".") {
        let digits = iso.dropFirst(20).prefix { $0 &- 48 < 10 }.prefix(7)
        for byte in digits { fraction = fraction * 10 + Int(byte - 48) }
        for _ in digits.count..<7 { fraction *= 10 }
      }
      return (instant.seconds, fraction)
    }
  }

  private static func hasTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count >= 19 && (text[10] | 0x20 == UInt8(ascii: "t") || text[10] == 0x20)
  }
}

/// `M/d/yyyy`, perhaps with `h:mm[:ss] [AM|PM]`.
private struct AmericanDate {
  private let text: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var day = CivilDate(days: 0)
  private var secondOfDay = 0

  init(day: CivilDate, secondOfDay: Int) {
    text = UnsafeBufferPointer(start: nil, count: 0)
    self.day = day
    self.secondOfDay = secondOfDay
  }

  init?(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    guard let month = number(), skip("/"), let dayOfMonth = number(), skip("/"), let year = number(), year >= 1000,
      let day = CivilDate(year: year, month: month, day: dayOfMonth)
    else { return nil }
    self.day = day
    skipSpace()
    if index < text.count {
      guard readTime() else { return nil }
    }
  }

  private mutating func readTime() -> Bool {
    guard var hour = number(), skip(":"), let minute = number(), minute < 60 else { return false }
    var second = 0
    if skip(":") {
      guard let given = number(), given < 60 else { return false }
      second = given
    }
    skipSpace()
    if index < text.count {
      let isMorning = DataverseRecord.equal(UnsafeBufferPointer(rebasing: text[index...]), "am")
      let isAfternoon = DataverseRecord.equal(UnsafeBufferPointer(rebasing: text[index...]), "pm")
      guard isMorning || isAfternoon, (1...12).contains(hour) else { return false }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    secondOfDay = hour * 3600 + minute * 60 + second
    return hour < 24
  }

  /// One to four digits.
  private mutating func number() -> Int? {
    let start = index
    var value = 0
    while index < text.count, index < start + 4, text[index] &- 48 < 10 {
      value = value * 10 + Int(text[index] - 48)
      index += 1
    }
    return index > start ? value : nil
  }

  private mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    guard index < text.count, text[index] == UInt8(ascii: sign) else { return false }
    index += 1
    return true
  }

  /// Spaces, also the narrow ones that do not break, which newer systems write before AM and PM.
  private mutating func skipSpace() {
    while index < text.count {
      let length = TextParsing.leadingSpace(text, index, text.count)
      if length == 0 { return }
      index += length
    }
  }

  var date: [UInt8] { Array(day.description.utf8) }

  var plain: [UInt8] { secondOfDay == 0 ? date : instant }

  var instant: [UInt8] {
    let clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
    let time = clock.map { ($0 < 10 ? "0" : "") + "\($0)" }.joined(separator: ":")
    return Array("\(day.description)T\(time)Z".utf8)
  }
}
