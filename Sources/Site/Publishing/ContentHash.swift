import Crypto

/// SHA-256 of a file, as 64 lower-case hexadecimal digits.
struct ContentHash {
  private var state = SHA256()

  mutating func add(_ bytes: UnsafeRawBufferPointer) { state.update(bufferPointer: bytes) }

  /// Of all that was added.
  var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 64) { text in
      var count = 0
      for byte in state.finalize() {
        text[count] = digits[Int(byte >> 4)]
        text[count + 1] = digits[Int(byte & 15)]
        count += 2
      }
      return count
    }
  }

  static func hex(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = ContentHash()
    hash.add(bytes)
    return hash.hex
  }

  static func hex(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { hex($0) } }
}
