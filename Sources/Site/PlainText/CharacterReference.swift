/// What a character reference of HTML stands for.
enum CharacterReference {
  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
  ]

  /// The longest reference that is looked at: `&#x10FFFF;`.
  private static let longest = 10

  /// - Returns: the text in UTF-8, and where the reference ends; nil if there is none at `start`.
  static func read(_ bytes: [UInt8], at start: Int) -> (text: [UInt8], end: Int)? {
    let limit = min(bytes.count, start + longest)
    guard start < limit, let end = bytes[start..<limit].firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
    if let text = named[name] { return (Array(text.utf8), end + 1) }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let value else { return nil }
    return (Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8), end + 1)
  }
}
