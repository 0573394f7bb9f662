/// The encoding of a CSV file.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  /// With a byte order mark, else little-endian, as Excel writes it.
  case utf16 = "utf-16"
  case windows1252 = "windows-1252"

  /// The encoding of text that begins so, unless the mapping names one.
  static func detected(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding {
    bytes.count >= 2 && (bytes[0], bytes[1]) == (0xFF, 0xFE) || bytes.starts(with: [0xFE, 0xFF]) ? .utf16 : .utf8
  }

  /// The text as UTF-8, in memory of its own; `nil` where it is UTF-8 already.
  ///
  /// - Throws: `IngestError.malformed` if the bytes are none of this encoding.
  func transcoded(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String
  ) throws(IngestError) -> UnsafeMutableBufferPointer<UInt8>? {
    switch self {
    case .utf8: nil
    case .utf16: try Self.fromUTF16(bytes, file)
    case .windows1252: Self.fromWindows1252(bytes)
    }
  }

  private static func fromUTF16(
    _ bytes: UnsafeBufferPointer<UInt8>, _ file: String
  ) throws(IngestError) -> UnsafeMutableBufferPointer<UInt8> {
    let isBigEndian = bytes.starts(with: [0xFE, 0xFF])
    var output = UTF8Writer(capacity: bytes.count / 2 * 3)
    var index = bytes.starts(with: [0xFF, 0xFE]) || isBigEndian ? 2 : 0
    func unit(_ index: Int) -> UInt32 {
      let (first, second) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var line = 1
    while index + 1 < bytes.count {
      var scalar = unit(index)
      index += 2
      if scalar == 0x0A { line += 1 }
      if scalar & 0xFC00 == 0xD800, index + 1 < bytes.count, unit(index) & 0xFC00 == 0xDC00 {
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(index) & 0x3FF
        index += 2
      }
      guard output.append(scalar) else {
        output.deallocate()
        throw .malformed(
          file: file, line: line, column: 0, found: "half a character (0x\(String(scalar, radix: 16)))",
          expected: "UTF-16 text")
      }
    }
    guard index == bytes.count else {
      output.deallocate()
      throw .malformed(
        file: file, line: line, column: 0, found: "an odd number of bytes", expected: "UTF-16 text, two bytes a letter")
    }
    return output.finish()
  }

  private static func fromWindows1252(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeMutableBufferPointer<UInt8> {
    var output = UTF8Writer(capacity: bytes.count * 3)
    for byte in bytes {
      let isMoved = byte >= 0x80 && byte < 0xA0
      _ = output.append(isMoved ? moved[Int(byte - 0x80)] : UInt32(byte))
    }
    return output.finish()
  }

  /// The characters at 0x80 to 0x9F; those that are not assigned stay control characters.
  private static let moved: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]
}

/// UTF-8 in memory of a size that is known to suffice.
private struct UTF8Writer {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(capacity: Int) { buffer = .allocate(capacity: max(1, capacity)) }

  func deallocate() { buffer.deallocate() }

  /// `false` for what is no character.
  mutating func append(_ scalar: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      buffer[count] = byte
      count += 1
    }
    return true
  }

  /// What was written. The memory is given back by deallocating the base address.
  func finish() -> UnsafeMutableBufferPointer<UInt8> { UnsafeMutableBufferPointer(rebasing: buffer[..<count]) }
}
