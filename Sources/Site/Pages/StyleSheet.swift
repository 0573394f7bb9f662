import Crypto
import Foundation

/// CSS as it stands in a page: without comments and line breaks.
struct StyleSheet: Sendable {
  let text: String

  init(_ source: String) throws(TemplateError) {
    text = Self.squeezed(source)
    if text.hasMarkup("</style") { throw .unsafeStyle }
  }

  /// The source of a Content-Security-Policy that allows just this text, `'sha256-…'`.
  var policySource: String {
    "'sha256-" + Data(SHA256.hash(data: Array(text.utf8))).base64EncodedString() + "'"
  }

  /// Leaves out comments outside strings, and turns each run of white space that holds a line break into nothing
  /// after `{ } ; ,` or before `}`, else into one space. What stands on one line is not touched.
  static func squeezed(_ source: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(source.utf8)
    var index = 0
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        result.append(byte)
        if byte == open { quote = nil }
        index += 1
      } else if byte == UInt8(ascii: "/"), bytes[index...].starts(with: "/*".utf8) {
        index = end(ofComment: index, in: bytes)
      } else if isSpace(byte) {
        let start = index
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        guard bytes[start..<index].contains(UInt8(ascii: "\n")) else {
          result += bytes[start..<index]
          continue
        }
        let next = index < bytes.count ? bytes[index] : UInt8(ascii: "}")
        if let last = result.last, !"{};,".utf8.contains(last), next != UInt8(ascii: "}") {
          result.append(UInt8(ascii: " "))
        }
      } else {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func end(ofComment start: Int, in bytes: [UInt8]) -> Int {
    var index = start + 2
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") { return index + 2 }
      index += 1
    }
    return bytes.count
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
  }
}
