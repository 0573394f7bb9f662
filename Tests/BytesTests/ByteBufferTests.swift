import Bytes
import Testing

@Suite("Byte buffers")
struct ByteBufferTests {
  @Test("what is written stands one after another, however much there is")
  func writing() {
    var buffer = ByteBuffer()
    var expected = ""
    for number in 0..<300 {
      buffer.append("é\(number)")
      buffer.append(UInt8(ascii: "-"))
      buffer.append("fixed" as StaticString)
      buffer.append(atMost: 3) { end in
        end[0] = 0x41
        return 1
      }
      expected += "é\(number)-fixedA"
    }
    #expect(buffer.text == expected)
    #expect(buffer.count == expected.utf8.count)
    #expect(buffer.last == 0x41)
    buffer.removeAll()
    #expect(buffer.count == 0 && buffer.last == nil && buffer.text.isEmpty)
  }

  @Test("bytes of any number are appended whole", arguments: 0...40)
  func lengths(count: Int) {
    let bytes = (0..<count).map { UInt8($0) }
    var buffer = ByteBuffer()
    buffer.append(0xFF)
    bytes.withUnsafeBufferPointer { buffer.append($0) }
    buffer.append(bytes, count / 2..<count)
    #expect(buffer.withBytes { Array($0) } == [0xFF] + bytes + bytes[(count / 2)...])
  }

  @Test("a text is what was written, whether it fits where it was begun or not", arguments: [0, 1, 255, 256, 257, 999])
  func text(count: Int) {
    let text = ByteBuffer.text { buffer in
      for _ in 0..<count { buffer.append(UInt8(ascii: "a")) }
    }
    #expect(text == String(repeating: "a", count: count))
  }
}
