import Dataset

/// What is left of a subject when it names a conversation (KPI spec, "Conversations and response").
enum SubjectKey {
  private static let prefixes: [[UInt8]] = [
    "re", "fw", "fwd", "aw", "wg", "sv", "vs", "tr", "rv", "antw", "回覆", "回复", "答复", "轉寄", "转发",
  ].map { Array($0.utf8) }

  /// The subject without leading reply and forward prefixes, white space collapsed, in lower case; empty if nothing is
  /// left.
  static func bytes(of subject: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var start = skipSpace(subject, 0)
    while let end = prefixEnd(subject, start) { start = skipSpace(subject, end) }
    var key: [UInt8] = []
    key.reserveCapacity(subject.count - start)
    var index = start
    var isASCII = true
    while index < subject.count {
      let space = TextParsing.leadingSpace(subject, index, subject.count)
      if space > 0 {
        index = skipSpace(subject, index)
        if index < subject.count { key.append(UInt8(ascii: " ")) }
        continue
      }
      let byte = subject[index]
      if byte >= 0x80 { isASCII = false }
      key.append(byte >= 65 && byte <= 90 ? byte | 0x20 : byte)
      index += 1
    }
    return isASCII ? key : lowercased(key)
  }

  /// As `String.lowercased` does it, but without a look into Unicode's tables for each letter that is ASCII.
  private static func lowercased(_ utf8: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(utf8.count + 8)
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        key.append(UInt8(scalar.value))
      } else {
        key.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    return key
  }

  /// Where a prefix that begins at `start` ends, behind its colon.
  private static func prefixEnd(_ subject: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    for prefix in prefixes where matches(subject, start, prefix) {
      var index = skipSpace(subject, start + prefix.count)
      if index < subject.count, subject[index] == UInt8(ascii: "[") {
        var end = index + 1
        while end < subject.count, subject[end] &- 48 < 10 { end += 1 }
        guard end > index + 1, end < subject.count, subject[end] == UInt8(ascii: "]") else { continue }
        index = skipSpace(subject, end + 1)
      }
      if index < subject.count, subject[index] == UInt8(ascii: ":") { return index + 1 }
      if matches(subject, index, [0xEF, 0xBC, 0x9A]) { return index + 3 }
    }
    return nil
  }

  private static func matches(_ subject: UnsafeBufferPointer<UInt8>, _ start: Int, _ word: [UInt8]) -> Bool {
    guard start + word.count <= subject.count else { return false }
    for offset in word.indices {
      let byte = subject[start + offset]
      if (byte >= 65 && byte <= 90 ? byte | 0x20 : byte) != word[offset] { return false }
    }
    return true
  }

  private static func skipSpace(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < text.count {
      let length = TextParsing.leadingSpace(text, index, text.count)
      if length == 0 { break }
      index += length
    }
    return index
  }
}
