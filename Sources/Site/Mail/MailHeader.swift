import Dataset
import Markup

/// The header of a mail: fields in order, folded to lines of at most 78 characters, all of them ASCII (RFC 5322, 2.2;
/// RFC 2047). Whatever a value holds, it stays one field.
public struct MailHeader {
  private(set) var bytes: [UInt8] = []

  static let lineLimit = 78
  /// Of a line that holds an encoded word.
  private static let encodedLineLimit = 76
  private static let encodedWordLimit = 75

  /// A field that the program has written itself: printable ASCII, folded here at its spaces.
  mutating func add(_ name: String, _ value: String) {
    fold(name, value.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) })
  }

  /// A field of free text, such as the subject. Control characters become U+FFFD, line breaks spaces.
  mutating func add(_ name: String, text: String) {
    let plain = Escape.plain(text)
    if Self.isPlain(plain) { return add(name, plain) }
    fold(name, Self.encodedWords(plain, first: Self.encodedLineLimit - name.utf8.count - 2))
  }

  /// A field of addresses.
  mutating func add(_ name: String, addresses: [MailAddress]) {
    var tokens: [[UInt8]] = []
    for (index, mailbox) in addresses.enumerated() {
      var own = Self.phrase(mailbox.name)
      own.append(Array((mailbox.name.isEmpty ? mailbox.address : "<\(mailbox.address)>").utf8))
      if index < addresses.count - 1 { own[own.count - 1].append(UInt8(ascii: ",")) }
      tokens += own
    }
    fold(name, tokens)
  }

  /// A field with an instant, in the time of a zone: `Sat, 13 Jun 2026 00:00:00 +0200`.
  mutating func add(_ name: String, _ instant: Instant, zone: TimeZoneRules) {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let (date, second) = zone.local(instant)
    let (year, month, day) = date.components
    let weekday = Self.weekdays[date.weekday - 1]
    let offset = zone.offset(at: instant)
    let minutes = abs(offset) / 60
    let time = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
    let zoneText = (offset < 0 ? "-" : "+") + two(minutes / 60) + two(minutes % 60)
    add(name, "\(weekday), \(day) \(Self.months[month - 1]) \(two(year / 100))\(two(year % 100)) \(time) \(zoneText)")
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Writes a field, with a new line before each token that has no room on the one begun.
  private mutating func fold(_ name: String, _ tokens: [[UInt8]]) {
    bytes += Array("\(name):".utf8)
    var width = name.utf8.count + 1
    for (index, token) in tokens.enumerated() {
      let limit = token.starts(with: Array("=?".utf8)) ? Self.encodedLineLimit : Self.lineLimit
      if width + 1 + token.count > limit, index > 0 {
        bytes += Array("\r\n".utf8)
        width = 0
      }
      bytes.append(UInt8(ascii: " "))
      bytes += token
      width += 1 + token.count
    }
    bytes += Array("\r\n".utf8)
  }

  // MARK: Encoding

  /// Whether a text can stand as it is: printable ASCII with single spaces, in words that fit on lines, and nothing that
  /// is read as an encoded word.
  private static func isPlain(_ text: String) -> Bool {
    let words = text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    return words.allSatisfy { (1...60).contains($0.count) && $0.allSatisfy { (0x21...0x7E).contains($0) } }
      && !text.contains("=?")
  }

  /// A name before an address: words, a quoted string, or encoded words.
  private static func phrase(_ name: String) -> [[UInt8]] {
    if name.isEmpty { return [] }
    let plain = Escape.plain(name)
    guard isPlain(plain), plain.utf8.count <= 60 else { return encodedWords(plain, first: 60) }
    if plain.utf8.allSatisfy({ $0 == 0x20 || isAtomText($0) }) {
      return plain.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) }
    }
    let escaped = plain.utf8.flatMap { [UInt8(ascii: "\""), UInt8(ascii: "\\")].contains($0) ? [0x5C, $0] : [$0] }
    return [[UInt8(ascii: "\"")] + escaped + [UInt8(ascii: "\"")]]
  }

  /// The text as encoded words of at most 75 characters, none of which splits a character (RFC 2047, 2 and 5).
  ///
  /// - Parameter first: the room for the first, which stands behind the field's name.
  private static func encodedWords(_ text: String, first: Int) -> [[UInt8]] {
    let frame = "=?utf-8?B??=".utf8.count
    var words: [[UInt8]] = []
    var chunk: [UInt8] = []
    var room = (min(first, encodedWordLimit) - frame) / 4 * 3
    func flush() {
      var encoded = Array("=?utf-8?B?".utf8)
      Base64.append(chunk, to: &encoded)
      words.append(encoded + Array("?=".utf8))
      chunk = []
      room = (encodedWordLimit - frame) / 4 * 3
    }
    for scalar in text.unicodeScalars {
      let utf8 = Array(String(scalar).utf8)
      if chunk.count + utf8.count > room && !chunk.isEmpty { flush() }
      chunk += utf8
    }
    flush()
    return words
  }

  /// RFC 5322, 3.2.3.
  static func isAtomText(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
  }
}

extension MailHeader {
  /// Names the first character that would act on what stands around it: a line break, another control character, a
  /// direction override. Nil where there is none.
  public static func unsafeCharacter(in text: String) -> String? {
    let found = text.unicodeScalars.first { Escape.isUnsafe($0) || $0 == "\n" || $0 == "\r" || $0 == "\t" }
    guard let found else { return nil }
    if found == "\n" || found == "\r" { return "a line break" }
    let code = String(found.value, radix: 16, uppercase: true)
    return "the control character U+" + String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
  }
}
