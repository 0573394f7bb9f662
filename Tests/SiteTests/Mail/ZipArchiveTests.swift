import Testing

@testable import Site

@Suite("Zip archives")
struct ZipArchiveTests {
  @Test("a small file is stored as it is: the bytes of the whole archive")
  func stored() throws {
    let archive = try ZipArchive.pack(["r/a"]) { _ in Array("hi".utf8) }
    // The CRC-32 of “hi” is D8932AAC.
    let common: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, 0xAC, 0x2A, 0x93, 0xD8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0]
    let name = Array("r/a".utf8)
    let local = Array("PK\u{3}\u{4}".utf8) + common + [0, 0] + name + Array("hi".utf8)
    let directory =
      Array("PK\u{1}\u{2}".utf8) + [20, 3] + common + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xA4, 0x81, 0, 0, 0, 0] + name
    let end = Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0, 1, 0, 1, 0, 49, 0, 0, 0, 35, 0, 0, 0, 0, 0]
    #expect(archive == local + directory + end)
  }

  @Test("files are in order of their names, whatever order they are given in, and large ones are packed")
  func order() throws {
    let files = ["r/b": [UInt8](repeating: 7, count: 100_000), "r/a": [], "r/c/d": [1, 2, 3]]
    let archive = try ZipArchive.pack(["r/c/d", "r/b", "r/a"]) { files[$0] ?? [] }
    #expect(try archive == ZipArchive.pack(["r/a", "r/b", "r/c/d"]) { files[$0] ?? [] })
    #expect(archive.count < 1000)
    let text = String(decoding: archive, as: UTF8.self)
    let places = ["r/a", "r/b", "r/c/d"].compactMap { text.firstRange(of: $0)?.lowerBound }
    #expect(places == places.sorted() && places.count == 3)
  }

  @Test("more than the format or a mail server takes is refused")
  func limits() {
    #expect(throws: ZipError.tooManyFiles) { try ZipArchive.pack((0..<65_536).map { "\($0)" }) { _ in [] } }
    let file = [UInt8](0..<100)
    #expect(throws: ZipError.tooLarge) { try ZipArchive.pack(["a", "b", "c"], limit: 250) { _ in file } }
    #expect(throws: Never.self) { try ZipArchive.pack(["a", "b"], limit: 250) { _ in file } }
  }
}
