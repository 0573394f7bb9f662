/// Text for the way through mail servers: lines of at most 76 printable ASCII characters (RFC 2045, 6.7).
enum QuotedPrintable {
  private static let digits = Array("0123456789ABCDEF".utf8)
  private static let lineLimit = 76

  /// Appends `text`, whose lines end with a line feed, with lines that end with CRLF.
  static func append(_ text: [UInt8], to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + text.count + text.count / 8)
    var width = 0
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "\n") {
        bytes += [0x0D, 0x0A]
        width = 0
        continue
      }
      let endsLine = index + 1 >= text.count || text[index + 1] == UInt8(ascii: "\n")
      let length = self.length(of: byte, endsLine: endsLine)
      // A line that goes on ends with “=”, which needs room, too.
      if width + length > (endsLine ? lineLimit : lineLimit - 1) {
        bytes += [UInt8(ascii: "="), 0x0D, 0x0A]
        width = 0
      }
      if length == 1 {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
      width += length
    }
  }

  /// The size of the encoded text.
  static func size(of text: [UInt8]) -> Int {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return bytes.count
  }

  /// 1 for what stands for itself. A space at the end of a line would be lost.
  private static func length(of byte: UInt8, endsLine: Bool) -> Int {
    switch byte {
    case UInt8(ascii: "="): 3
    case 0x20, 0x09: endsLine ? 3 : 1
    case 0x21...0x7E: 1
    default: 3
    }
  }
}
