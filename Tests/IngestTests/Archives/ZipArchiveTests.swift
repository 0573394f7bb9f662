import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Zip archives and XML")
struct ZipArchiveTests {
  /// An archive of one entry, stored as it is; `sizes` is what the directory says of it.
  static func archive(_ name: String, _ text: String, checksum: UInt32, size: Int? = nil, method: Int = 0) -> [UInt8] {
    let contents = Array(text.utf8)
    func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 255) } }
    let header =
      number(20, 2) + number(0, 2) + number(method, 2) + number(0, 4) + number(Int(checksum), 4)
      + number(contents.count, 4) + number(size ?? contents.count, 4) + number(name.utf8.count, 2)
    let local = number(0x0403_4B50, 4) + header + number(0, 2) + Array(name.utf8) + contents
    let directory = number(0x0201_4B50, 4) + number(20, 2) + header + number(0, 16) + Array(name.utf8)
    let end =
      number(0x0605_4B50, 4) + number(0, 4) + number(1, 2) + number(1, 2) + number(directory.count, 4)
      + number(local.count, 4) + number(0, 2)
    return local + directory + end
  }

  /// The checksum of “hello”.
  private static let hello: UInt32 = 0x3610_A686

  private func read(_ bytes: [UInt8]) -> String {
    do {
      return try withTemporaryFolder { folder in
        let file = folder.appendingPathComponent("x.zip")
        try Data(bytes).write(to: file)
        let archive = try ZipArchive.open(path: file.path, name: "x.zip")
        return try archive.entries.map { entry in
          let contents = try archive.unpack(entry)
          defer { contents.deallocate() }
          return "\(entry.name): \(String(decoding: contents, as: UTF8.self))"
        }.joined(separator: "; ")
      }
    } catch { return "\(error)" }
  }

  @Test("entries are found by the directory and checked")
  func entries() {
    #expect(read(Self.archive("../../a", "hello", checksum: Self.hello)) == "../../a: hello")
    #expect(
      read(Self.archive("a", "hullo", checksum: Self.hello))
        == "x.zip: found a damaged entry a; expected a whole zip archive")
    #expect(read(Array("PK".utf8)) == "x.zip: found no directory of a zip archive; expected a whole zip archive")
  }

  @Test("an entry that would unpack to far more than it is packed to is refused before memory is taken")
  func bomb() {
    #expect(
      read(Self.archive("a", "hello", checksum: Self.hello, size: 3 << 30, method: 8))
        == "x.zip: found a, which would unpack to 3221225472 bytes; expected no more than 250 times its size")
  }

  @Test("damaged archives are read or refused, never more")
  func mutations() {
    let whole = Self.archive("data.xml", "hello", checksum: Self.hello)
    var random = SeededRandom(seed: 12)
    for _ in 0..<400 {
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      _ = read(bytes)
    }
  }

  /// Writes elements down.
  private final class Log: XMLHandler {
    var text = ""
    func begin(_ element: UnsafeBufferPointer<UInt8>, _ attributes: XMLAttributes) {
      text += "<\(String(decoding: element, as: UTF8.self)) \(String(decoding: attributes["value"], as: UTF8.self))"
    }
    func end(_ element: UnsafeBufferPointer<UInt8>) { text += ">" }
  }

  private func xml(_ text: String) -> String {
    do {
      return try withTemporaryFolder { folder in
        try write(["x.xml": text], to: folder)
        let file = try SourceFile.open(path: folder.path + "/x.xml", name: "x.xml", isUTF8: false)
        let log = Log()
        try XMLReader.read(file, log)
        return log.text
      }
    } catch { return "\(error)" }
  }

  @Test("XML: elements and attributes, unescaped once; line and column of what is wrong")
  func elements() {
    #expect(xml("<a><b value='x &amp;amp; &#xE9;'/></a>") == "<a <b x &amp; é>>")
    #expect(
      xml("<a>\n  <b></a>") == "x.xml:2:8: found XML that is not well-formed: mismatched tag; expected well-formed XML")
    #expect(xml("").contains("no element found"))
  }

  @Test("a document type is refused, so that no entity can load a file or grow")
  func documentType() {
    let refusal = "found a document type (<!DOCTYPE); expected XML without one"
    #expect(xml("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>").hasSuffix(refusal))
    let laughs = (1...20).map { "<!ENTITY l\($0) '&l\($0 - 1);&l\($0 - 1);'>" }.joined()
    #expect(xml("<!DOCTYPE a [<!ENTITY l0 'ha'>\(laughs)]><a>&l20;</a>").hasSuffix(refusal))
  }

  @Test("entities of HTML are decoded once more, and only those")
  func htmlText() {
    func decoded(_ text: String) -> String {
      var text = text
      return text.withUTF8 { String(decoding: HTMLText.decoded($0), as: UTF8.self) }
    }
    #expect(decoded("R&amp;D &lt;b&gt; &quot;&#39;&#xE9;&#233;&nbsp;") == "R&D <b> \"'éé\u{A0}")
    #expect(decoded("AT&T; & &unknown; &#xD800; &#; &amp") == "AT&T; & &unknown; &#xD800; &#; &amp")
  }
}
