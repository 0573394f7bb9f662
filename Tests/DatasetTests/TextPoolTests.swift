import Testing

@testable import Dataset

@Suite("Pool of texts")
struct TextPoolTests {
  /// Texts of 1 to 40 bytes, of which many have the same beginning, the same end or the same length.
  private static let texts = (1...40).flatMap { length in
    (0..<length).map { place in
      String(decoding: (0..<length).map { UInt8($0 == place ? 0x62 : 0x61) }, as: UTF8.self)
    }
  }

  @Test("every text has a handle of its own, is found by it and gives its bytes back")
  func handles() {
    var pool = TextPool()
    let handles = Self.texts.map { pool.intern($0) }
    #expect(Set(handles).count == Self.texts.count)
    #expect(pool.count == Self.texts.count + 1)
    for (text, handle) in zip(Self.texts, handles) {
      #expect(pool.find(text) == handle)
      #expect(pool.intern(text) == handle)
      #expect(pool.string(handle) == text)
    }
  }

  @Test("an empty pool finds nothing but the empty text")
  func empty() {
    let pool = TextPool()
    #expect(pool.find("a") == nil)
    #expect(pool.find("") == Text.none)
  }
}
