/// Text in which characters are written as entities of HTML.
enum HTMLText {
  private static let names: [(name: StaticString, scalar: Unicode.Scalar)] = [
    ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", "\u{A0}"),
  ]

  /// The text with entities decoded once; an ampersand that begins none stays.
  static func decoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
    var decoded: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "&"), let entity = entity(UnsafeBufferPointer(rebasing: text[(index + 1)...])) {
        decoded.append(contentsOf: UTF8.encode(entity.scalar) ?? UTF8.encodedReplacementCharacter)
        index += 1 + entity.length
      } else {
        decoded.append(text[index])
        index += 1
      }
    }
    return decoded
  }

  /// The entity that a text begins with, after its ampersand, and how long it is with its semicolon.
  private static func entity(_ text: UnsafeBufferPointer<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
    guard let end = text.prefix(10).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = UnsafeBufferPointer(rebasing: text[..<end])
    if name.first == UInt8(ascii: "#") {
      let digits = String(decoding: name.dropFirst(), as: UTF8.self)
      let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
      let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap(Unicode.Scalar.init).map { ($0, end + 1) }
    }
    let known = names.first { entry, _ in
      name.elementsEqual(UnsafeBufferPointer(start: entry.utf8Start, count: entry.utf8CodeUnitCount))
    }
    return known.map { ($0.scalar, end + 1) }
  }
}
