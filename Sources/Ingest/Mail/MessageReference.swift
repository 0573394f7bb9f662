import Dataset

/// `Message-ID`s in fields that name messages.
enum MessageReference {
  /// The first id of a field; empty if it holds none.
  static func first(in value: UnsafeBufferPointer<UInt8>?) -> String {
    guard let value else { return "" }
    var start = 0
    while let range = next(in: value, from: start) {
      let id = id(value[range])
      if !id.isEmpty { return id }
      start = range.upperBound
    }
    return alone(value)
  }

  /// The last id of a field; empty if it holds none.
  static func last(in value: UnsafeBufferPointer<UInt8>?) -> String {
    guard let value else { return "" }
    var ranges: [Range<Int>] = []
    var start = 0
    while let range = next(in: value, from: start) {
      ranges.append(range)
      start = range.upperBound
    }
    for range in ranges.reversed() {
      let id = id(value[range])
      if !id.isEmpty { return id }
    }
    return alone(value)
  }

  /// What stands in the next angle brackets.
  private static func next(in value: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    var open: Int?
    for index in start..<value.count {
      if value[index] == UInt8(ascii: "<") {
        open = index + 1
      } else if value[index] == UInt8(ascii: ">"), let open {
        return open..<index
      }
    }
    return nil
  }

  /// The field itself if it is one word, without angle brackets.
  private static func alone(_ value: UnsafeBufferPointer<UInt8>) -> String {
    let text = TextParsing.trimmed(value)
    let isWord = !text.contains { $0 <= 0x20 || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
    return isWord ? id(text[...]) : ""
  }

  /// An id in the form that compares. Archives write ` at ` for the sign, and some programs fold within an id.
  private static func id(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    guard bytes.contains(where: { $0 <= 0x20 }) else {
      return MessageID.normalized(UnsafeBufferPointer(rebasing: bytes))
    }
    let words = bytes.split { $0 <= 0x20 }
    var text: [UInt8] = []
    for word in words {
      let isSign = words.count == 3 && word.elementsEqual("at".utf8) && !bytes.contains(UInt8(ascii: "@"))
      if isSign { text.append(UInt8(ascii: "@")) } else { text += word }
    }
    return text.withUnsafeBufferPointer { MessageID.normalized($0) }
  }
}
