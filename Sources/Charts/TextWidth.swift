/// How wide a label is at most, without fonts: generous, after the widest of the usual system fonts.
enum TextWidth {
  /// An upper estimate of the width of `text` at font size `size`, in the units of the size.
  static func of(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + advance($1) } * size
  }

  /// `text`, cut and ended with `…` where it is wider than `width`; empty where not even that fits.
  static func fitted(_ text: String, to width: Double, size: Double) -> String {
    // Room that was reserved for just this text may have lost a little to rounding.
    guard of(text, size: size) > width + 0.01 else { return text }
    var room = width - of("…", size: size)
    guard room >= 0 else { return "" }
    var result = ""
    for character in text {
      room -= of(String(character), size: size)
      if room < 0 { break }
      result.append(character)
    }
    return result + "…"
  }

  /// In ems.
  private static func advance(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "m", "w", "M", "W", "@", "%": 1
    case " ", ".", ",", ":", ";", "'", "|", "!", "i", "j", "l", "I", "t", "f", "r", "(", ")", "[", "]", "/", "-": 0.43
    case "0"..."9", "a"..."z": 0.65
    case "\u{0}"..."\u{7F}": 0.8
    case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200F}", "\u{FE00}"..."\u{FE0F}": 0
    case "\u{80}"..."\u{FFF}": 0.85
    case "\u{1000}"..."\u{FFFF}": 1.05
    default: 1.4
    }
  }
}
