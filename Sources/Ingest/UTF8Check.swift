import Dataset

/// Whether bytes are UTF-8, quickly where most of them are ASCII.
enum UTF8Check {
  private static let blockSize = 64

  /// - Parameter firstLine: the line of the file on which the bytes begin.
  /// - Throws: `IngestError.malformed` with line and column if they are not UTF-8.
  static func check(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String, firstLine: Int = 1,
    advice: String = "save or export the file as UTF-8"
  ) throws(IngestError) {
    guard let failure = firstFailure(in: bytes) else { return }
    let place = TextPlace(of: failure, in: bytes, line: firstLine)
    throw .malformed(
      file: file, line: place.line, column: place.column,
      found: "the byte 0x" + String(bytes[failure], radix: 16, uppercase: true) + ", which is not UTF-8 here",
      expected: "UTF-8 text; \(advice)")
  }

  /// The offset of the first byte that is not UTF-8 where it stands; `nil` if all are.
  ///
  /// Blocks of ASCII need no other look. What stands between two of them begins and ends with a character, if it is
  /// UTF-8 at all, so that it can be checked alone.
  static func firstFailure(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var start = 0
    while start < bytes.count {
      if isASCII(bytes, start) {
        start += blockSize
        continue
      }
      var end = start + blockSize
      while end < bytes.count, !isASCII(bytes, end) { end += blockSize }
      end = min(end, bytes.count)
      do {
        _ = try UTF8Span(validating: Span(_unsafeElements: UnsafeBufferPointer(rebasing: bytes[start..<end])))
      } catch {
        return start + error.byteOffsets.lowerBound
      }
      start = end
    }
    return nil
  }

  /// Whether the block that begins at `start` is all there and ASCII.
  @inline(__always)
  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard start + blockSize <= bytes.count else { return false }
    let raw = UnsafeRawBufferPointer(bytes)
    var all: UInt64 = 0
    for offset in stride(from: start, to: start + blockSize, by: 8) {
      all |= raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    return all & 0x8080_8080_8080_8080 == 0
  }
}
