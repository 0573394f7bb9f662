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

  /// What stands before the id of a mail where rows say what is equal in another source; see `StagedTables.addRow`.
  static let identity = Array("mail:".utf8)

  /// The form in which two ids of one mail are equal: no angle brackets, the domain in lower case.
  public static func normalized(_ text: String) -> String {
    var text = text
    return text.withUTF8 { normalized($0) }
  }

  static func normalized(_ utf8: UnsafeBufferPointer<UInt8>) -> String {
    let core = core(of: utf8)
    if isLowercased(core) { return String(decoding: core, as: UTF8.self) }
    var bytes = Array(core)
    lowercaseDomain(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the domain of an id is in lower case already.
  static func isLowercased(_ core: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let at = core.lastIndex(of: UInt8(ascii: "@")) else { return true }
    return !core[at...].contains { $0 >= 65 && $0 <= 90 }
  }

  /// Lowers the ASCII letters after the last “@”.
  static func lowercaseDomain(_ bytes: inout [UInt8]) {
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return }
    for index in at..<bytes.count where bytes[index] >= 65 && bytes[index] <= 90 { bytes[index] |= 0x20 }
  }
}
