import Bytes
import Dataset
import Markup

/// Writes JSON as bytes, keys in the order in which they are given.
public struct JSONWriter: ~Copyable {
  private var buffer = ByteBuffer()
  private var needsComma = false

  public init() {}

  /// What is written, in a copy.
  public var bytes: [UInt8] { buffer.withBytes { Array($0) } }

  /// Hands over the lines that are complete, if they are enough or the last.
  mutating func handOver(isLast: Bool = false, to take: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    try buffer.handOver(isLast: isLast, to: take)
  }

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
    buffer.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  public mutating func key(_ key: StaticString) {
    if needsComma { buffer.append(UInt8(ascii: ",")) }
    buffer.append(UInt8(ascii: "\""))
    buffer.append(key)
    buffer.append(UInt8(ascii: "\""))
    buffer.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A value that is JSON already, as this type has written it elsewhere.
  public mutating func json(_ value: ArraySlice<UInt8>) {
    comma()
    value.withUnsafeBufferPointer { buffer.append($0) }
  }

  public mutating func null() { word("null") }
  public mutating func boolean(_ value: Bool) { word(value ? "true" : "false") }

  public mutating func integer(_ value: Int?) {
    guard let value else { return null() }
    comma()
    buffer.append(decimal: value)
  }

  /// A ratio, rate or weight, rounded half up to four decimals.
  public mutating func ratio(_ value: Double?) {
    guard let value else { return null() }
    comma()
    buffer.append(decimal: Self.rounded(value), places: 4)
  }

  /// A ratio, rate or weight as it is written: rounded half up to four decimals.
  static func rounded(_ value: Double) -> Double { (10_000 * value + 0.5).rounded(.down) / 10_000 }

  /// A number of the data, as short as it reads back the same.
  public mutating func number(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    if let whole = Int(exactly: value) { return integer(whole) }
    comma()
    buffer.append("\(value)")
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
    guard let text else { return null() }
    text.withUTF8Bytes { string($0) }
  }

  /// The text of a handle; `null` if it is empty.
  public mutating func string(_ text: Text, in texts: Texts) {
    if text.isEmpty { return null() }
    texts.withUTF8(text) { string($0) }
  }

  public mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) {
    comma()
    Self.write(utf8, to: &buffer)
  }

  /// Writes a text with its quotes where something else is written than a value of this writer.
  static func write(_ text: String, to buffer: inout ByteBuffer) {
    text.withUTF8Bytes { write($0, to: &buffer) }
  }

  private static func write(_ utf8: UnsafeBufferPointer<UInt8>, to buffer: inout ByteBuffer) {
    buffer.append(UInt8(ascii: "\""))
    escape(utf8, into: &buffer)
    buffer.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private mutating func quoted(_ body: (inout ByteBuffer) -> Void) {
    comma()
    buffer.append(UInt8(ascii: "\""))
    body(&buffer)
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func nested(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
    comma()
    buffer.append(UInt8(ascii: open))
    needsComma = false
    body(&self)
    buffer.append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func word(_ word: StaticString) {
    comma()
    buffer.append(word)
  }

  private mutating func comma() {
    if needsComma { buffer.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Escapes what JSON must have escaped, and what would act on a terminal or reorder text there.
  private static func escape(_ utf8: UnsafeBufferPointer<UInt8>, into buffer: inout ByteBuffer) {
    if ByteScan.hasNone(in: utf8, isNotPlain) { return buffer.append(utf8) }
    var start = 0
    var index = 0
    while let (found, unsafeLength) = Escape.next(in: utf8, from: index, isNotPlain) {
      index = found + 1
      let replacement: StaticString?
      switch utf8[found] {
      case UInt8(ascii: "\""): replacement = #"\""#
      case UInt8(ascii: "\\"): replacement = #"\\"#
      case UInt8(ascii: "\n"): replacement = #"\n"#
      case UInt8(ascii: "\r"): replacement = #"\r"#
      case UInt8(ascii: "\t"): replacement = #"\t"#
      default:
        if unsafeLength == 0 { continue }
        index = found + unsafeLength
        replacement = nil
      }
      buffer.append(UnsafeBufferPointer(rebasing: utf8[start..<found]))
      if let replacement { buffer.append(replacement) } else { appendUnits(of: utf8[found..<index], to: &buffer) }
      start = index
    }
    buffer.append(UnsafeBufferPointer(rebasing: utf8[start...]))
  }

  /// Writes characters as the numbers of their units in UTF-16: two for what lies beyond U+FFFF.
  private static func appendUnits(of utf8: Slice<UnsafeBufferPointer<UInt8>>, to buffer: inout ByteBuffer) {
    for unit in String(decoding: utf8, as: UTF8.self).utf16 {
      let hexadecimal = String(unit, radix: 16)
      buffer.append("\\u" + String(repeating: "0", count: 4 - hexadecimal.utf8.count) + hexadecimal)
    }
  }

  /// Of eight bytes, those that are not ASCII, or a control character, a quote or a backslash (see `ByteScan.first`).
  @inline(__always)
  private static func isNotPlain(_ word: UInt64) -> UInt64 {
    ByteScan.controls(word) | ByteScan.zeros(word ^ ByteScan.repeated(UInt8(ascii: "\"")))
      | ByteScan.zeros(word ^ ByteScan.repeated(UInt8(ascii: "\\")))
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

  public mutating func string(_ key: StaticString, _ text: Text, in texts: Texts) {
    self.key(key)
    string(text, in: texts)
  }

  public mutating func array<Values: Sequence>(
    _ key: StaticString, of values: Values, _ element: (inout JSONWriter, Values.Element) -> Void
  ) {
    self.key(key)
    array(of: values, element)
  }
}
