/// How many columns a text takes in a terminal or a plain mail: two for the wide characters of East Asia and for emoji,
/// none for marks that join the character before them.
public enum ColumnWidth {
  public static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + columns(of: $1) } }

  /// The text, cut and ended with `…` where it is wider than `limit`.
  public static func fitted(_ text: String, to limit: Int) -> String {
    guard of(text) > limit else { return text }
    var room = limit - 1
    var result = ""
    for character in text {
      room -= of(String(character))
      if room < 0 { break }
      result.append(character)
    }
    return result + "…"
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
