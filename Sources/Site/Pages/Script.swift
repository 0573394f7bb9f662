import Bytes
import Crypto
import Foundation

/// The script of the team page as it stands there.
struct Script: Sendable {
  let text: String

  init(_ source: String) throws(TemplateError) {
    // A browser reads every line break as this one, and takes the hash of what it has read.
    let (feed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var utf8: [UInt8] = []
    utf8.reserveCapacity(source.utf8.count)
    var isAfterReturn = false
    for byte in source.utf8 {
      if byte != feed || !isAfterReturn { utf8.append(byte == carriageReturn ? feed : byte) }
      isAfterReturn = byte == carriageReturn
    }
    text = String(decoding: utf8, as: UTF8.self)
    if text.hasMarkup("</script") || text.hasMarkup("<!--") { throw .unsafeScript }
  }

  /// The source of a Content-Security-Policy that allows just this text, `'sha256-…'`.
  var policySource: String {
    "'sha256-" + Data(SHA256.hash(data: Array(text.utf8))).base64EncodedString() + "'"
  }
}

extension String {
  /// Whether some markup, in lower case, stands anywhere, in whatever case. Only ASCII letters have one to a browser.
  func hasMarkup(_ markup: StaticString) -> Bool {
    withUTF8Bytes { utf8 in
      markup.withUTF8Buffer { wanted in
        guard let first = wanted.first else { return true }
        return utf8.indices.contains { start in
          utf8[start] == first
            && utf8[start...].prefix(wanted.count).elementsEqual(wanted) { $0 == $1 || $0 | 0x20 == $1 }
        }
      }
    }
  }
}
