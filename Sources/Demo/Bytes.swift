/// Writing of text and CSV (RFC 4180) as bytes, without a `String` per cell.
extension [UInt8] {
  /// Faster than a `String` for text known beforehand.
  mutating func append(literal text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  /// A whole number that is not negative, with leading zeros up to `width` digits.
  mutating func append(number: Int, width: Int = 1) {
    var divisor = 1
    var digits = 1
    while digits < width || number / divisor >= 10 {
      divisor *= 10
      digits += 1
    }
    while divisor > 0 {
      append(UInt8(48 + number / divisor % 10))
      divisor /= 10
    }
  }

  /// One CSV cell: quoted where a comma, a quotation mark or a line break is in it.
  mutating func append(cell text: String) {
    guard text.utf8.contains(where: Self.needsQuotes) else { return append(text) }
    append(34)
    for byte in text.utf8 {
      if byte == 34 { append(34) }
      append(byte)
    }
    append(34)
  }

  /// A CSV row; `nil` is an empty cell.
  mutating func append(row cells: [String?]) {
    for (position, cell) in cells.enumerated() {
      if position > 0 { append(44) }
      if let cell { append(cell: cell) }
    }
    append(10)
  }

  static func needsQuotes(_ byte: UInt8) -> Bool { byte == 34 || byte == 44 || byte == 10 || byte == 13 }
}
