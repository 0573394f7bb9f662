import TestSupport
import Testing

@testable import Site

@Suite("Reading JSON of a report")
struct JSONReaderTests {
  private func reader(_ text: String) -> JSONReader {
    let bytes = Array(text.utf8)
    return JSONReader(bytes, 0..<bytes.count)
  }

  @Test(
    "texts are unescaped",
    arguments: [
      (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{08}\u{0C}\n\r\t"), (#""\u00e9\u4F60""#, "é你"),
      (#""\ud83d\ude00""#, "😀"), (#""\ud83d!""#, "\u{FFFD}!"), (#"  "é""#, "é"),
    ])
  func texts(_ json: String, _ text: String) throws {
    var reader = reader(json)
    #expect(try reader.string() == text)
    try reader.finish()
  }

  @Test("texts that are none are refused", arguments: ["", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"a\nb\"", "7"])
  func noTexts(_ json: String) {
    var reader = reader(json)
    #expect(throws: JSONDamage.self) { try reader.string() }
  }

  @Test("bytes that are not UTF-8 are refused")
  func notUTF8() {
    var reader = JSONReader([0x22, 0xFF, 0x22], 0..<3)
    #expect(throws: JSONDamage(offset: 1, expected: "text in UTF-8")) { try reader.string() }
  }

  @Test("any depth is gone over without running out of stack")
  func deep() throws {
    let depth = 200_000
    var reader = reader(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
    #expect(try reader.skip() == 0..<2 * depth)
    var open = self.reader(String(repeating: "{\"a\":", count: depth))
    #expect(throws: JSONDamage.self) { try open.skip() }
  }

  @Test("random bytes are read or refused, and never more than there are")
  func random() {
    var random = SeededRandom(seed: 7)
    let alphabet = Array("{}[]\",:\\u0123eE+-. \ntrufalsn\u{7F}é".utf8)
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      var reader = JSONReader(bytes, 0..<bytes.count)
      let end = (try? reader.skip())?.upperBound ?? 0
      #expect(end <= bytes.count)
      _ = try? HistoryLine.read(bytes, 0..<bytes.count)
      _ = PlainText.of(bytes)
    }
  }
}
