/// The words of a date, cut without allocating: archives hold several dates a message.
enum MailDateTokens {
  typealias Token = UnsafeBufferPointer<UInt8>

  /// The longest field that is looked at, in bytes.
  private static let longest = 256

  /// Calls `body` with what stands between spaces and commas, without comments, and without spaces around the colons of
  /// a time.
  static func withTokens<Result>(of field: Token, _ body: (UnsafeBufferPointer<Token>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { text in
      withUnsafeTemporaryAllocation(of: Token.self, capacity: longest / 2) { tokens in
        let count = split(UnsafeBufferPointer(rebasing: text[..<simplify(field, into: text)]), into: tokens)
        return body(UnsafeBufferPointer(rebasing: tokens[..<count]))
      }
    }
  }

  /// Writes the field without comments, its words parted by single spaces; gives the length.
  private static func simplify(_ field: Token, into text: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var count = 0
    var depth = 0
    for byte in field.prefix(longest) {
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case _ where depth > 0: break
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","):
        if count > 0, text[count - 1] != 0x20, text[count - 1] != UInt8(ascii: ":") {
          text[count] = 0x20
          count += 1
        }
      default:
        if byte == UInt8(ascii: ":"), count > 0, text[count - 1] == 0x20 { count -= 1 }
        text[count] = byte
        count += 1
      }
    }
    return count
  }

  /// Every second byte is a space at most, so that there is room for all.
  private static func split(_ text: Token, into tokens: UnsafeMutableBufferPointer<Token>) -> Int {
    var count = 0
    var start = 0
    for index in 0...text.count where index == text.count || text[index] == 0x20 {
      if index > start {
        tokens[count] = UnsafeBufferPointer(rebasing: text[start..<index])
        count += 1
      }
      start = index + 1
    }
    return count
  }
}
