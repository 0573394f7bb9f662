import Crypto
import Foundation

/// The script of the team page as it stands there.
struct Script: Sendable {
  let text: String

  init(_ source: String) throws(TemplateError) {
    // A browser reads every line break as this one, and takes the hash of what it has read.
    text = source.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let lowered = text.lowercased()
    if lowered.contains("</script") || lowered.contains("<!--") { throw .unsafeScript }
  }

  /// The source of a Content-Security-Policy that allows just this text, `'sha256-…'`.
  var policySource: String {
    "'sha256-" + Data(SHA256.hash(data: Array(text.utf8))).base64EncodedString() + "'"
  }
}
