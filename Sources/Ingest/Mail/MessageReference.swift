import Dataset

/// `Message-ID`s in fields that name messages.
enum MessageReference {
  /// The first id of a field; empty if it holds none.
  static func first(in value: UnsafeBufferPointer<UInt8>?) -> String { ids(in: value, atMost: 1).first ?? "" }

  /// The last id of a field; empty if it holds none.
  static func last(in value: UnsafeBufferPointer<UInt8>?) -> String { ids(in: value, atMost: .max).last ?? "" }

  /// What stands in angle brackets; where nothing does, the field itself if it is one word.
  private static func ids(in value: UnsafeBufferPointer<UInt8>?, atMost limit: Int) -> [String] {
    guard let value else { return [] }
    var ids: [String] = []
    var open: Int?
    for (index, byte) in value.enumerated() {
      if byte == UInt8(ascii: "<") {
        open = index + 1
      } else if byte == UInt8(ascii: ">"), let start = open {
        open = nil
        let id = id(value[start..<index])
        if !id.isEmpty { ids.append(id) }
        if ids.count == limit { return ids }
      }
    }
    if ids.isEmpty {
      let text = TextParsing.trimmed(value)
      if !text.isEmpty, !text.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) {
        ids.append(id(text[...]))
      }
    }
    return ids
  }

  /// An id in the form that compares. Archives write ` at ` for the sign, and some programs fold within an id.
  private static func id(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    let words = bytes.split { $0 <= 0x20 }
    var text: [UInt8] = []
    for word in words {
      let isSign = words.count == 3 && word.elementsEqual("at".utf8) && !bytes.contains(UInt8(ascii: "@"))
      if isSign { text.append(UInt8(ascii: "@")) } else { text += word }
    }
    return MessageID.normalized(String(decoding: text, as: UTF8.self))
  }
}
