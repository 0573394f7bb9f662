import Dataset

/// `Message-ID`s of mails, which sources write in several ways (sources spec, "Merging").
public enum MessageID {
  /// The part of the text that tells: without white space and angle brackets around it.
  ///
  /// What is equal but for the case of the domain names the same mail; see `lowercaseDomain`.
  public static func core(of utf8: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var text = TextParsing.trimmed(utf8)
    if text.first == UInt8(ascii: "<") { text = UnsafeBufferPointer(rebasing: text.dropFirst()) }
    if text.last == UInt8(ascii: ">") { text = UnsafeBufferPointer(rebasing: text.dropLast()) }
    return TextParsing.trimmed(text)
  }

  /// The form in which two ids of one mail are equal: no angle brackets, the domain in lower case.
  public static func normalized(_ text: String) -> String {
    var text = text
    var bytes = text.withUTF8 { Array(core(of: $0)) }
    lowercaseDomain(&bytes, in: bytes.indices)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Lowers the ASCII letters after the last “@”.
  static func lowercaseDomain(_ bytes: inout [UInt8], in range: Range<Int>) {
    guard let at = bytes[range].lastIndex(of: UInt8(ascii: "@")) else { return }
    for index in at..<range.upperBound where bytes[index] >= 65 && bytes[index] <= 90 { bytes[index] |= 0x20 }
  }
}
