import Markup
import Testing

@Suite("Escaping")
struct EscapeTests {
  private func html(_ text: String) -> String {
    var html = HTMLWriter()
    html.text(text)
    return String(decoding: html.bytes, as: UTF8.self)
  }

  @Test(
    "what ends text or reorders it is replaced wherever it stands, and nothing else",
    arguments: [
      ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"), ("\u{0}", "\u{FFFD}"),
      ("\u{1F}", "\u{FFFD}"), ("\u{7F}", "\u{FFFD}"), ("\u{85}", "\u{FFFD}"), ("\u{202E}", "\u{FFFD}"),
      ("\u{2067}", "\u{FFFD}"), ("\u{2029}", "\u{FFFD}"),
      ("\n", "\n"), ("\t", "\t"), ("!", "!"), ("%", "%"), ("=", "="), ("~", "~"), ("é", "é"), ("…", "…"), ("漢", "漢"),
      ("😀", "😀"), ("\u{FFFD}", "\u{FFFD}"),
    ])
  func everywhere(found: String, expected: String) { check(found, expected) }

  @Test(
    "what Unicode says is no character is replaced", arguments: [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
  func noCharacters(_ value: UInt32) throws { check(String(try #require(Unicode.Scalar(value))), "\u{FFFD}") }

  private func check(_ found: String, _ expected: String) {
    for rest in ["", "plain", "a longer text of letters", "é漢…", "<'é&"] {
      let escaped = html(rest)
      #expect(html(found + rest) == expected + escaped)
      #expect(html(rest + found) == escaped + expected)
      #expect(html(rest + found + found + rest) == escaped + expected + expected + escaped)
    }
  }
}
