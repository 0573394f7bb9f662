import Bytes
import Testing

@Suite("Bytes eight at a time")
struct ByteScanTests {
  private func first(_ bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      ByteScan.first(in: bytes, from: start) {
        ByteScan.zeros($0 ^ ByteScan.repeated(0x2C)) | ByteScan.zeros($0 ^ ByteScan.repeated(0xFF))
      }
    }
  }

  @Test("the first of the bytes looked for is found wherever it stands, and the end where there is none")
  func positions() {
    for count in 0...20 {
      // 2D and 2B are neighbours of 2C, FE of FF.
      let plain = (0..<count).map { [0x2D, 0x2B, 0xFE, 0x00][$0 % 4] as UInt8 }
      for start in 0...count {
        #expect(first(plain, from: start) == count)
        for place in start..<count {
          var bytes = plain
          bytes[place] = place % 2 == 0 ? 0x2C : 0xFF
          #expect(first(bytes, from: start) == place)
          if place + 1 < count { bytes[count - 1] = 0x2C }
          #expect(first(bytes, from: start) == place)
        }
      }
    }
  }

  @Test("what is not printable ASCII is found wherever it stands")
  func controls() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<11 {
        var text = Array("plain text~".utf8)
        text[place] = byte
        let found = text.withUnsafeBufferPointer { ByteScan.first(in: $0, from: 0, ByteScan.controls) }
        #expect(found == ((0x20...0x7E).contains(byte) ? 11 : place), "\(byte)")
      }
    }
  }

  @Test("whether there is none of the bytes looked for does not depend on where one stands")
  func none() {
    func hits(_ word: UInt64) -> UInt64 { ByteScan.zeros(word ^ ByteScan.repeated(UInt8(ascii: "x"))) }
    for count in 0...40 {
      let text = [UInt8](repeating: UInt8(ascii: "y"), count: count)
      text.withUnsafeBufferPointer { #expect(ByteScan.hasNone(in: $0, hits), "\(count)") }
      for place in 0..<count {
        var other = text
        other[place] = UInt8(ascii: "x")
        other.withUnsafeBufferPointer { #expect(!ByteScan.hasNone(in: $0, hits), "\(place) of \(count)") }
      }
    }
  }

  @Test("bytes that differ anywhere, or in length, are not the same")
  func equality() {
    for count in 0...20 {
      let text = (0..<count).map { UInt8($0) }
      text.withUnsafeBufferPointer { first in
        Array(text).withUnsafeBufferPointer { #expect(first.hasBytes($0)) }
        Array(text + [0]).withUnsafeBufferPointer { #expect(!first.hasBytes($0)) }
        for place in 0..<count {
          var other = text
          other[place] ^= 0x80
          other.withUnsafeBufferPointer { #expect(!first.hasBytes($0)) }
        }
      }
    }
  }
}
