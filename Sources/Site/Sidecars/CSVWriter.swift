import Bytes
import Dataset
import Markup

/// Writes RFC 4180 CSV as bytes, with text from data made harmless for spreadsheets.
struct CSVWriter: ~Copyable {
  private var buffer = ByteBuffer()
  private var isFirst = true

  /// What is written, in a copy.
  var bytes: [UInt8] { buffer.withBytes { Array($0) } }

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

  /// Text of a data set; see `text(_:)`.
  mutating func text(_ text: Text, of pool: TextPool) {
    let isPlain = pool.withUTF8(text) { utf8 in
      guard let first = utf8.first, !Self.formula.contains(first),
        ByteScan.first(in: utf8, from: 0, Self.isNotPlain) == utf8.count
      else { return false }
      comma()
      buffer.append(utf8)
      return true
    }
    if !isPlain { self.text(pool.string(text)) }
  }

  private static let formula = "=+-@".utf8

  /// Of eight bytes, those that are not ASCII, or a control character, a quote or a comma (see `ByteScan.first`).
  @inline(__always)
  private static func isNotPlain(_ word: UInt64) -> UInt64 {
    ByteScan.controls(word) | ByteScan.zeros(word ^ ByteScan.repeated(UInt8(ascii: "\"")))
      | ByteScan.zeros(word ^ ByteScan.repeated(UInt8(ascii: ",")))
  }

  /// Text from data. What a spreadsheet would take for a formula (`= + - @`, tab or carriage return first) gets an
  /// apostrophe before it; control characters and direction overrides become U+FFFD.
  mutating func text(_ text: String) {
    comma()
    var cell = ""
    if let first = text.unicodeScalars.first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) { cell = "'" }
    cell += Escape.plain(text)
    guard cell.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") }) else {
      buffer.append(cell)
      return
    }
    buffer.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
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
