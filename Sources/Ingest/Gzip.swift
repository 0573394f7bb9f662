import CZlib

/// Unpacking gzip files with zlib.
enum Gzip {
  /// The contents of a gzip file, all its members one after another.
  ///
  /// - Throws: `IngestError.malformed` if it is damaged or ends early.
  static func unpack(
    _ packed: UnsafeBufferPointer<UInt8>, file: String
  ) throws(IngestError) -> UnsafeMutableBufferPointer<UInt8> {
    var buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1024, packed.count * 4))
    var stream = z_stream()
    // 15 + 16: the largest window, and gzip only.
    guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      buffer.deallocate()
      throw .unreadable(path: file, reason: "zlib could not be started")
    }
    defer { inflateEnd(&stream) }
    var read = 0
    var written = 0
    var status = Z_OK
    while read < packed.count {
      if written == buffer.count { buffer = SourceFile.grown(buffer, by: 2) }
      // zlib counts in 32 bits.
      let input = min(packed.count - read, 1 << 30)
      let room = min(buffer.count - written, 1 << 30)
      stream.next_in = UnsafeMutablePointer(mutating: packed.baseAddress.map { $0 + read })
      stream.avail_in = UInt32(input)
      stream.next_out = buffer.baseAddress.map { $0 + written }
      stream.avail_out = UInt32(room)
      status = inflate(&stream, Z_NO_FLUSH)
      read += input - Int(stream.avail_in)
      written += room - Int(stream.avail_out)
      if status == Z_STREAM_END {
        inflateReset(&stream)
      } else if status != Z_OK && !(status == Z_BUF_ERROR && stream.avail_out == 0) {
        break
      }
    }
    guard status == Z_STREAM_END else {
      buffer.deallocate()
      throw .malformed(
        file: file, line: 0, column: 0, found: "a damaged or incomplete gzip file", expected: "a whole gzip file")
    }
    return UnsafeMutableBufferPointer(rebasing: buffer[..<written])
  }
}
