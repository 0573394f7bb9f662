/// Header values as bytes, before and after GMime.
enum HeaderText {
  /// A value on one line, without control characters and without space around it: each fold is one space.
  static func unfolded(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(value.count)
    var isFold = false
    for byte in value {
      switch byte {
      case 0x0A, 0x0D: isFold = true
      // Escapes switch the charset of Japanese that no encoded word explains.
      case 0x1B: text.append(byte)
      case 0x00...0x20, 0x7F:
        if isFold { break }
        text.append(0x20)
      default:
        if isFold, !text.isEmpty { text.append(0x20) }
        isFold = false
        text.append(byte)
      }
    }
    while text.last == 0x20 { text.removeLast() }
    if let first = text.firstIndex(where: { $0 != 0x20 }), first > 0 { text.removeFirst(first) }
    return text
  }

  /// Whether there is nothing to decode.
  static func isPlain(_ text: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    for byte in text {
      if byte >= 0x7F || byte < 0x20 || (byte == UInt8(ascii: "?") && previous == UInt8(ascii: "=")) { return false }
      previous = byte
    }
    return true
  }

  /// Makes encoded words of ISO-2022-JP that stands as it is, which old programs let through because it is ASCII.
  static func explainEscapes(_ text: inout [UInt8]) {
    guard text.contains(0x1B) else { return }
    let ascii: [[UInt8]] = [Array("\u{1B}(B".utf8), Array("\u{1B}(J".utf8)]
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      guard text[index] == 0x1B, index + 1 < text.count, text[index + 1] == UInt8(ascii: "$") else {
        if text[index] != 0x1B { result.append(text[index]) }
        index += 1
        continue
      }
      // Up to where ASCII begins again.
      var end = index + 1
      while end < text.count, !ascii.contains(where: { text[end...].starts(with: $0) }) { end += 1 }
      end = min(text.count, end + 3)
      result += Array("=?iso-2022-jp?Q?".utf8)
      for byte in text[index..<end] { result += [UInt8(ascii: "="), hexadecimal(byte >> 4), hexadecimal(byte & 15)] }
      result += Array("?=".utf8)
      index = end
    }
    text = result
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 48 + digit : 55 + digit }

  /// A decoded text without control characters and with what is no UTF-8 replaced.
  static func cleaned(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return trimmed(text) }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0...0x1F, 0x7F: scalars.append(" ")
      case 0x80...0x9F: scalars.append(windows1252[Int(scalar.value) - 0x80])
      default: scalars.append(scalar)
      }
    }
    return trimmed(String(scalars))
  }

  private static func trimmed(_ text: String) -> String {
    guard text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return text }
    let start = text.utf8.firstIndex { $0 != 0x20 } ?? text.endIndex
    let end = text.utf8.lastIndex { $0 != 0x20 }.map { text.utf8.index(after: $0) } ?? start
    return String(text[start..<end])
  }

  /// What windows-1252 has where ISO 8859-1 has control characters, which no mail means: the one is often called the
  /// other.
  private static let windows1252 = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)
}
