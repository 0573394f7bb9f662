import Testing

@testable import Ingest

@Suite("UTF-8")
struct UTF8CheckTests {
  private func failure(_ bytes: [UInt8]) -> Int? { bytes.withUnsafeBufferPointer { UTF8Check.firstFailure(in: $0) } }

  @Test("characters of every length are UTF-8 wherever they stand", arguments: 0...140)
  func characters(place: Int) {
    for character in ["é", "€", "😀", "漢字仮名交じり文で書かれた長い一節"] {
      let text = String(repeating: "a", count: place) + character + String(repeating: "b", count: 150)
      #expect(failure(Array(text.utf8)) == nil)
      #expect(failure(Array((String(repeating: "a", count: place) + character).utf8)) == nil)
    }
  }

  @Test("a character that is cut short is found at its first byte, wherever it stands", arguments: 0...140)
  func damaged(place: Int) {
    for character in ["é", "€", "😀"] {
      let start = [UInt8](repeating: 0x61, count: place) + Array(character.utf8.dropLast())
      #expect(failure(start) == place)
      #expect(failure(start + [UInt8](repeating: 0x62, count: 150)) == place)
    }
    #expect(failure([UInt8](repeating: 0x61, count: place) + [0x80] + Array("é".utf8)) == place)
  }

  @Test("nothing is UTF-8")
  func nothing() { #expect(failure([]) == nil) }
}
