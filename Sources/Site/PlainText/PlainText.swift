import Markup

/// A file of a report as plain text, for git's `textconv`: a datum on each line, with what it is of, so that a changed
/// line says by itself what has changed. Any bytes give some text, and the same bytes the same.
public enum PlainText {
  /// - Parameter bytes: a page, a data file of a report, or anything else.
  public static func of(_ bytes: [UInt8]) -> String {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[start...].first { $0 > 0x20 }
    var lines = TextLines()
    switch first {
    case UInt8(ascii: "<"):
      var page = PageText(bytes, from: start)
      page.write(to: &lines)
    case UInt8(ascii: "{"): JSONText(bytes, from: start).write(to: &lines)
    default: TableText(bytes, from: start).write(to: &lines)
    }
    return lines.text
  }
}

/// Lines of text as they are put together.
struct TextLines {
  private var bytes: [UInt8] = []

  /// Adds a line; an empty one only between others.
  mutating func add(_ parts: [UInt8]...) {
    if parts.allSatisfy(\.isEmpty), bytes.isEmpty || bytes.suffix(2) == [0x0A, 0x0A] { return }
    // A line break within a datum would look like another datum.
    for part in parts { bytes.append(contentsOf: part.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }) }
    bytes.append(0x0A)
  }

  mutating func append(_ other: TextLines) { bytes.append(contentsOf: other.bytes) }

  /// The text, safe for a terminal: what is no UTF-8, or would act there, is U+FFFD.
  var text: String {
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      result.append(scalar == "\t" ? " " : Escape.isUnsafe(scalar) ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }
}
