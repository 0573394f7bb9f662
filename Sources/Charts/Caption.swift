import Bytes

/// What a chart is called: its name for assistive technology, and the prefix of its ids.
public struct Caption: Sendable, Equatable {
  /// Unique in the page.
  public var id: ChartID
  /// A short name; becomes `<title>`.
  public var title: String
  /// The figures and the finding, in sentences; becomes `<desc>`.
  public var description: String

  public init(id: ChartID, title: String, description: String) {
    self.id = id
    self.title = title
    self.description = description
  }
}

/// An id of an element, and the prefix of the ids of a chart: an ASCII letter, then letters, digits, `-` and `_`.
public struct ChartID: Sendable, Hashable {
  public let text: String

  /// Any text makes an id, and different texts make different ids: bytes that an id cannot hold, `_` among them,
  /// become `_` and two hexadecimal digits.
  public init(_ prefix: String) {
    text = ByteBuffer.text { id in
      for byte in prefix.utf8 {
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        let isLater = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        if isLetter || (isLater && id.count > 0) {
          id.append(byte)
          continue
        }
        // An id begins with a letter; nothing else makes an `_` that no digit follows.
        if id.count == 0 { id.append("i_" as StaticString) }
        id.append(UInt8(ascii: "_"))
        for digit in [byte >> 4, byte & 15] { id.append(digit < 10 ? digit + 0x30 : digit + 0x57) }
      }
      if id.count == 0 { id.append("i_" as StaticString) }
    }
  }
}
