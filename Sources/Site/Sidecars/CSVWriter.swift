import Dataset
import Markup

/// Writes RFC 4180 CSV as bytes, with text from data made harmless for spreadsheets.
struct CSVWriter {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  /// A cell of the program's own making.
  mutating func plain(_ text: String) {
    comma()
    bytes.append(contentsOf: text.utf8)
  }

  mutating func date(_ date: CivilDate) {
    comma()
    date.append(to: &bytes)
  }

  mutating func instant(_ instant: Instant) {
    comma()
    instant.appendUTC(to: &bytes)
  }

  mutating func integer(_ value: Int?) {
    comma()
    if let value { Decimal.append(value, to: &bytes) }
  }

  /// A ratio or rate, rounded half up to four decimals.
  mutating func ratio(_ value: Double?) {
    comma()
    if let value { Decimal.append((10_000 * value + 0.5).rounded(.down) / 10_000, places: 4, to: &bytes) }
  }

  /// A number of the data, as short as it reads back the same.
  mutating func number(_ value: Double?) {
    comma()
    guard let value else { return }
    if let whole = Int(exactly: value) {
      Decimal.append(whole, to: &bytes)
    } else {
      bytes.append(contentsOf: "\(value)".utf8)
    }
  }

  /// Text from data. What a spreadsheet would take for a formula (`= + - @`, tab or carriage return first) gets an
  /// apostrophe before it; control characters and direction overrides become U+FFFD.
  mutating func text(_ text: String) {
    comma()
    var cell = ""
    if let first = text.unicodeScalars.first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) { cell = "'" }
    cell += Escape.plain(text)
    guard cell.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") }) else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func endLine() {
    bytes.append(contentsOf: [0x0D, 0x0A])
    isFirst = true
  }

  private mutating func comma() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }
}
