/// How an export writes numbers, told by a sample: `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50`, `1234,50`.
///
/// Currency signs and words around a number are passed over; parentheses or a minus make it negative.
public struct NumberFormat: Sendable, Equatable {
  /// The sample that it was made of.
  public let sample: String
  let decimal: UInt8
  /// What groups digits: `,`, `.`, `'` or a space of any kind; `nil` where they are not grouped.
  let grouping: UInt8?

  /// Samples that are understood, for messages.
  public static let samples = ["1234.50", "1,234.50", "1234,50", "1.234,50", "1 234,50", "1 234.50", "1'234.50"]

  /// - Returns: `nil` if the sample is none of `samples`.
  public init?(sample: String) {
    guard Self.samples.contains(sample) else { return nil }
    self.sample = sample
    let bytes = Array(sample.utf8)
    decimal = bytes[bytes.count - 3]
    grouping = bytes[1] == UInt8(ascii: "2") ? nil : bytes[1]
  }

  /// Appends the number with a decimal point and without grouping; `false`, with nothing appended, if it is none.
  func write(_ utf8: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) -> Bool {
    guard let first = utf8.firstIndex(where: isDigit), let last = utf8.lastIndex(where: isDigit) else { return false }
    let mark = output.count
    let before = utf8[..<first]
    let after = utf8[(last + 1)...]
    guard before.isEmpty || isSurrounding(before), after.isEmpty || isSurrounding(after) else { return false }
    let isNegative = [before, after].contains { text in
      text.contains(UInt8(ascii: "-")) || text.contains(UInt8(ascii: "(")) || containsMinus(text)
    }
    if isNegative { output.append(UInt8(ascii: "-")) }
    if digits(utf8, first...last, to: &output) { return true }
    output.removeSubrange(mark...)
    return false
  }

  private func digits(
    _ utf8: UnsafeBufferPointer<UInt8>, _ range: ClosedRange<Int>, to output: inout [UInt8]
  ) -> Bool {
    var index = range.lowerBound
    var group = 0
    var hasGroups = false
    while index <= range.upperBound {
      let byte = utf8[index]
      if isDigit(byte) {
        output.append(byte)
        group += 1
        index += 1
      } else if byte == decimal {
        if hasGroups && group != 3 { return false }
        output.append(UInt8(ascii: "."))
        for digit in utf8[(index + 1)...range.upperBound] {
          guard isDigit(digit) else { return false }
          output.append(digit)
        }
        return true
      } else {
        let length = groupingLength(utf8, index)
        guard length > 0, hasGroups ? group == 3 : (1...3).contains(group) else { return false }
        hasGroups = true
        group = 0
        index += length
      }
    }
    return !hasGroups || group == 3
  }

  /// The bytes of the grouping mark at an index; 0 if there is none.
  private func groupingLength(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    guard let grouping else { return 0 }
    if utf8[index] == grouping { return 1 }
    let rest = utf8.count - index
    if grouping == UInt8(ascii: " ") {
      // No-break space, thin space, narrow no-break space.
      if rest >= 2, utf8[index] == 0xC2, utf8[index + 1] == 0xA0 { return 2 }
      let isThin = rest >= 3 && utf8[index] == 0xE2 && utf8[index + 1] == 0x80
      return isThin && (utf8[index + 2] == 0x89 || utf8[index + 2] == 0xAF) ? 3 : 0
    }
    // A typographic apostrophe.
    let isApostrophe =
      grouping == UInt8(ascii: "'") && rest >= 3 && utf8[index] == 0xE2 && utf8[index + 1] == 0x80
      && utf8[index + 2] == 0x99
    return isApostrophe ? 3 : 0
  }

  /// Whether text before or after the digits may be a sign or a currency: short, and no part of the number.
  private func isSurrounding(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let beside = text.endIndex == text.base.count ? text.first : text.last
    let letters = text.count { (97...122).contains(lowercased($0)) }
    return text.count <= 12 && letters <= 3 && beside != decimal && (beside != grouping || beside == UInt8(ascii: " "))
  }

  /// U+2212, the minus sign.
  private func containsMinus(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    text.count >= 3
      && (text.startIndex..<text.endIndex - 2).contains { index in
        text[index] == 0xE2 && text[index + 1] == 0x88 && text[index + 2] == 0x92
      }
  }

  @inline(__always)
  private func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
