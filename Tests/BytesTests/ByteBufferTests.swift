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
}
