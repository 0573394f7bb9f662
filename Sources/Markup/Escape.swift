import Bytes

/// Making text from data harmless.
public enum Escape {
  /// Hands over the parts of `utf8` with `& < > " '` as character references, and with what is left out by `isUnsafe`
  /// replaced by U+FFFD, so that the text can neither leave its element or attribute nor reorder what stands around it.
  @inline(__always)
  static func html(_ utf8: UnsafeBufferPointer<UInt8>, _ append: (UnsafeBufferPointer<UInt8>) -> Void) {
    if ByteScan.hasNone(in: utf8, isNotPlain) { return append(utf8) }
    var start = 0
    var index = 0
    while let (found, unsafeLength) = next(in: utf8, from: index, isNotPlain) {
      index = found + 1
      let replacement: StaticString
      switch utf8[found] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      case UInt8(ascii: "'"): replacement = "&#39;"
      default:
        if unsafeLength == 0 { continue }
        index = found + unsafeLength
        replacement = "\u{FFFD}"
      }
      if found > start { append(UnsafeBufferPointer(rebasing: utf8[start..<found])) }
      append(UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
      start = index
    }
    if start < utf8.count { append(UnsafeBufferPointer(rebasing: utf8[start...])) }
  }

  /// Where, from `start` on, something may have to be escaped, and the number of bytes of the unsafe character there, 0 if
  /// there is none; nil if nothing has to be any more.
  ///
  /// - Parameter isNotPlain: of eight bytes, those that are not ASCII, control characters and what else the format does not
  ///   leave as it is (see `ByteScan.first`).
  @inline(__always)
  public static func next(
    in utf8: UnsafeBufferPointer<UInt8>, from start: Int, _ isNotPlain: (UInt64) -> UInt64
  ) -> (index: Int, unsafeLength: Int)? {
    var index = ByteScan.first(in: utf8, from: start, isNotPlain)
    while index < utf8.count && utf8[index] >= 0x80 && isPlain(utf8[index]) { index += 1 }
    return index < utf8.count ? (index, unsafeLength(utf8, at: index)) : nil
  }

  /// Of eight bytes, those that are not ASCII, a control character or one of `& < > " '` (see `ByteScan.first`).
  @inline(__always)
  private static func isNotPlain(_ word: UInt64) -> UInt64 {
    // `'` is `&` with one bit more, and `>` is `<`.
    let ampersand = (word | ByteScan.repeated(0x01)) ^ ByteScan.repeated(UInt8(ascii: "'"))
    let angle = (word | ByteScan.repeated(0x02)) ^ ByteScan.repeated(UInt8(ascii: ">"))
    return ByteScan.controls(word) | ByteScan.zeros(ampersand) | ByteScan.zeros(angle)
      | ByteScan.zeros(word ^ ByteScan.repeated(UInt8(ascii: "\"")))
  }

  /// Whether a byte that is not ASCII can begin nothing that is replaced.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x80...0xC1, 0xC3...0xE1, 0xE3...0xEE: true
    default: false
    }
  }

  /// The text with control characters and direction overrides replaced by U+FFFD: for terminals and for cells.
  /// Line breaks and tabs become a space.
  public static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": result.append(" ")
      default: result.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  /// The text on one line of Markdown, where nothing of it is taken for markup, HTML, a link or a mention; control
  /// characters as in `plain`.
  public static func markdown(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in plain(text).unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\\", "`", "*", "_", "[", "]", "{", "}", "#", "|", "~", "!", "@": result.append(contentsOf: ["\\", scalar])
      // Only what would be a bare address of a page, or a list at the beginning of a line.
      case "/" where result.last == ":", "." where result.suffix(3).elementsEqual("www".unicodeScalars),
        "-" where result.isEmpty, "+" where result.isEmpty, "=" where result.isEmpty,
        "." where result.allSatisfy(isDigit), ")" where result.allSatisfy(isDigit):
        result.append(contentsOf: ["\\", scalar])
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Control characters (but tab and line breaks), the characters that embed, override or isolate a direction, and
  /// what Unicode says is no character.
  public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// The number of bytes of the unsafe character at `index`, 0 if the character there is safe.
  private static func unsafeLength(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = utf8[index]
    switch byte {
    case 0x09, 0x0A, 0x0D: return 0
    case 0...0x1F, 0x7F: return 1
    case 0xC2:
      return index + 1 < utf8.count && utf8[index + 1] < 0xA0 ? 2 : 0
    case 0xE2:
      guard index + 2 < utf8.count else { return 0 }
      let low = utf8[index + 2]
      switch utf8[index + 1] {
      case 0x80: return low >= 0xA8 && low <= 0xAE ? 3 : 0
      case 0x81: return low >= 0xA6 && low <= 0xA9 ? 3 : 0
      default: return 0
      }
    case 0xEF:
      guard index + 2 < utf8.count else { return 0 }
      let (middle, low) = (utf8[index + 1], utf8[index + 2])
      return (middle == 0xB7 && low >= 0x90 && low <= 0xAF) || (middle == 0xBF && low >= 0xBE) ? 3 : 0
    case 0xF0...0xF4:
      guard index + 3 < utf8.count else { return 0 }
      return utf8[index + 1] & 0x0F == 0x0F && utf8[index + 2] == 0xBF && utf8[index + 3] >= 0xBE ? 4 : 0
    default: return 0
    }
  }
}
