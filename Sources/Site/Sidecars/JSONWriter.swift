import Dataset
import Markup

/// Writes JSON as bytes, keys in the order in which they are given.
public struct JSONWriter {
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  public init() {}

  /// Empties the buffer and keeps its memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  public mutating func object(_ members: (inout JSONWriter) -> Void) { nested("{", "}", members) }
  public mutating func array(_ elements: (inout JSONWriter) -> Void) { nested("[", "]", elements) }

  /// An array with an element for each of `values`.
  public mutating func array<Values: Sequence>(
    of values: Values, _ element: (inout JSONWriter, Values.Element) -> Void
  ) {
    array { writer in for value in values { element(&writer, value) } }
  }

  /// Ends a line: one record of JSON Lines is complete.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  public mutating func key(_ key: StaticString) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A value that is JSON already, as this type has written it elsewhere.
  public mutating func json(_ value: ArraySlice<UInt8>) {
    comma()
    bytes.append(contentsOf: value)
  }

  public mutating func null() { word("null") }
  public mutating func boolean(_ value: Bool) { word(value ? "true" : "false") }

  public mutating func integer(_ value: Int?) {
    guard let value else { return null() }
    comma()
    Decimal.append(value, to: &bytes)
  }

  /// A ratio, rate or weight, rounded half up to four decimals.
  public mutating func ratio(_ value: Double?) {
    guard let value else { return null() }
    comma()
    Decimal.append(Self.rounded(value), places: 4, to: &bytes)
  }

  /// A ratio, rate or weight as it is written: rounded half up to four decimals.
  static func rounded(_ value: Double) -> Double { (10_000 * value + 0.5).rounded(.down) / 10_000 }

  /// A number of the data, as short as it reads back the same.
  public mutating func number(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    if let whole = Int(exactly: value) { return integer(whole) }
    comma()
    bytes.append(contentsOf: "\(value)".utf8)
  }

  /// A date as `YYYY-MM-DD`.
  public mutating func date(_ date: CivilDate?) {
    guard let date else { return null() }
    quoted { date.append(to: &$0) }
  }

  /// An instant as `YYYY-MM-DDThh:mm:ssZ`.
  public mutating func instant(_ instant: Instant?) {
    guard let instant else { return null() }
    quoted { instant.appendUTC(to: &$0) }
  }

  public mutating func string(_ text: String?) {
    guard var text else { return null() }
    text.withUTF8 { string($0) }
  }

  /// The text of a handle; `null` if it is empty.
  public mutating func string(_ text: Text, in pool: TextPool) {
    if text.isEmpty { return null() }
    pool.withUTF8(text) { string($0) }
  }

  public mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) {
    quoted { Self.escape(utf8, into: &$0) }
  }

  private mutating func quoted(_ body: (inout [UInt8]) -> Void) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    body(&bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func nested(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
    comma()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func word(_ word: StaticString) {
    comma()
    bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Escapes what JSON must have escaped, and what would act on a terminal or reorder text there.
  private static func escape(_ utf8: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      bytes.append(contentsOf: utf8)
      return
    }
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: #"\""#.utf8)
      case "\\": bytes.append(contentsOf: #"\\"#.utf8)
      case "\n": bytes.append(contentsOf: #"\n"#.utf8)
      case "\r": bytes.append(contentsOf: #"\r"#.utf8)
      case "\t": bytes.append(contentsOf: #"\t"#.utf8)
      default:
        if Escape.isUnsafe(scalar) {
          // Two units for what lies beyond U+FFFF.
          for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            let hexadecimal = String(unit, radix: 16)
            bytes.append(contentsOf: "\\u".utf8)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - hexadecimal.utf8.count))
            bytes.append(contentsOf: hexadecimal.utf8)
          }
        } else {
          bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
  }
}

/// Members of an object: a key and its value.
extension JSONWriter {
  public mutating func null(_ key: StaticString) {
    self.key(key)
    null()
  }

  public mutating func boolean(_ key: StaticString, _ value: Bool) {
    self.key(key)
    boolean(value)
  }

  public mutating func integer(_ key: StaticString, _ value: Int?) {
    self.key(key)
    integer(value)
  }

  public mutating func ratio(_ key: StaticString, _ value: Double?) {
    self.key(key)
    ratio(value)
  }

  public mutating func number(_ key: StaticString, _ value: Double?) {
    self.key(key)
    number(value)
  }

  public mutating func date(_ key: StaticString, _ date: CivilDate?) {
    self.key(key)
    self.date(date)
  }

  public mutating func instant(_ key: StaticString, _ instant: Instant?) {
    self.key(key)
    self.instant(instant)
  }

  public mutating func string(_ key: StaticString, _ text: String?) {
    self.key(key)
    string(text)
  }

  public mutating func string(_ key: StaticString, _ text: Text, in pool: TextPool) {
    self.key(key)
    string(text, in: pool)
  }

  public mutating func array<Values: Sequence>(
    _ key: StaticString, of values: Values, _ element: (inout JSONWriter, Values.Element) -> Void
  ) {
    self.key(key)
    array(of: values, element)
  }
}
