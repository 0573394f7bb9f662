/// Bytes as text (RFC 4648, with padding): for `data:` addresses and mail parts.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Appends the encoded `source`, in one line. Linear.
  public static func append(_ source: [UInt8], to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + (source.count + 2) / 3 * 4)
    var index = 0
    while index < source.count {
      let length = min(3, source.count - index)
      var group = 0
      for offset in 0..<3 { group = group << 8 | (offset < length ? Int(source[index + offset]) : 0) }
      for digit in 0..<4 {
        bytes.append(digit <= length ? alphabet[group >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
      }
      index += 3
    }
  }
}
