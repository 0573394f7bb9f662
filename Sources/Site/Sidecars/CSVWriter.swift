import Bytes
import Dataset
import Markup

/// Writes RFC 4180 CSV as bytes, with text from data made harmless for spreadsheets.
struct CSVWriter: ~Copyable {
  private var buffer = ByteBuffer()
  private var isFirst = true

  /// What is written.
  var text: String { buffer.text }

  /// Hands over the lines that are complete, if they are enough or the last.
  mutating func handOver(isLast: Bool = false, to take: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    try buffer.handOver(isLast: isLast, to: take)
  }

  /// A cell of the program's own making.
  mutating func plain(_ text: String) {
    comma()
    buffer.append(text)
  }

  mutating func date(_ date: CivilDate) {
    comma()
    date.append(to: &buffer)
  }

  mutating func instant(_ instant: Instant) {
    comma()
    instant.appendUTC(to: &buffer)
  }

  mutating func integer(_ value: Int?) {
    comma()
    if let value { buffer.append(decimal: value) }
  }

  /// A ratio or rate, rounded half up to four decimals.
  mutating func ratio(_ value: Double?) {
    comma()
    if let value { buffer.append(decimal: (10_000 * value + 0.5).rounded(.down) / 10_000, places: 4) }
  }

  /// A number of the data, as short as it reads back the same.
  mutating func number(_ value: Double?) {
    comma()
    guard let value else { return }
    if let whole = Int(exactly: value) {
      buffer.append(decimal: whole)
    } else {
      buffer.append("\(value)")
    }
  }

  /// Text from data. What a spreadsheet would take for a formula (`= + - @`, tab or carriage return first) gets an
  /// apostrophe before it; control characters and direction overrides become U+FFFD.
  mutating func text(_ text: Text, of texts: Texts) { texts.withUTF8(text) { self.text($0) } }

  private mutating func text(_ utf8: UnsafeBufferPointer<UInt8>) {
    comma()
    if let first = utf8.first, !"=+-@".utf8.contains(first), ByteScan.hasNone(in: utf8, Self.isNotPlain) {
      return buffer.append(utf8)
    }
    let text = String(decoding: utf8, as: UTF8.self)
    var cell = ""
    if let first = text.unicodeScalars.first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) { cell = "'" }
    cell += Escape.plain(text)
    guard cell.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") }) else {
      return buffer.append(cell)
    }
    buffer.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }

  /// Of eight bytes, those that are not ASCII, or a control character, a quote or a comma (see `ByteScan.first`).
  @inline(__always)
  private static func isNotPlain(_ word: UInt64) -> UInt64 {
    ByteScan.controls(word) | ByteScan.zeros(word ^ ByteScan.repeated(UInt8(ascii: "\"")))
      | ByteScan.zeros(word ^ ByteScan.repeated(UInt8(ascii: ",")))
  }

  mutating func endLine() {
    buffer.append("\r\n" as StaticString)
    isFirst = true
  }

  private mutating func comma() {
    if !isFirst { buffer.append(UInt8(ascii: ",")) }
    isFirst = false
  }
}
