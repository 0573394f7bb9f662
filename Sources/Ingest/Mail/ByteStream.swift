import CZlib

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file in order, unpacked where they are gzip, in constant memory.
struct ByteStream: ~Copyable {
  /// As messages say it.
  let name: String
  private let descriptor: Int32
  private var inflater: Inflater?

  /// - Throws: `IngestError.unreadable` if the file cannot be opened or is none.
  init(path: String, name: String) throws(IngestError) {
    // Without O_NONBLOCK, opening a pipe that stands in a folder would wait for ever.
    let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else { throw .unreadable(path: name, reason: String(cString: strerror(errno))) }
    let unpacker: Inflater?
    do throws(IngestError) {
      unpacker = try Self.isGzip(opened, name) ? Inflater(name: name) : nil
    } catch {
      close(opened)
      throw error
    }
    self.name = name
    descriptor = opened
    inflater = unpacker
  }

  private static func isGzip(_ descriptor: Int32, _ name: String) throws(IngestError) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path: name, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: name, reason: "it is not a file") }
    var magic: (UInt8, UInt8) = (0, 0)
    let count = withUnsafeMutableBytes(of: &magic) { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return count == 2 && magic == (0x1F, 0x8B)
  }

  deinit { close(descriptor) }

  /// Fills as much of the buffer as there is to fill it with; 0 at the end of the file.
  ///
  /// - Throws: `IngestError` if the file cannot be read, or is no whole gzip file though it begins like one.
  mutating func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(IngestError) -> Int {
    if inflater == nil { return try Self.readBytes(descriptor, buffer, name) }
    return try inflater?.read(into: buffer, from: descriptor, name) ?? 0
  }

  static func readBytes(
    _ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>, _ name: String
  ) throws(IngestError) -> Int {
    while true {
      let count = systemRead(descriptor, buffer)
      if count >= 0 { return count }
      if errno != EINTR { throw .unreadable(path: name, reason: String(cString: strerror(errno))) }
    }
  }
}

/// Unpacks gzip, all members of a file one after another.
struct Inflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableBufferPointer<UInt8>
  /// Whether what was read last is the end of a member.
  private var isComplete = true

  init(name: String) throws(IngestError) {
    let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    state.initialize(to: z_stream())
    // 15 + 16: the largest window, and gzip only.
    guard inflateInit2_(state, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      state.deallocate()
      throw .unreadable(path: name, reason: "zlib could not be started")
    }
    stream = state
    input = .allocate(capacity: 256 * 1024)
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  mutating func read(
    into buffer: UnsafeMutableBufferPointer<UInt8>, from descriptor: Int32, _ name: String
  ) throws(IngestError) -> Int {
    stream.pointee.next_out = buffer.baseAddress
    stream.pointee.avail_out = UInt32(clamping: buffer.count)
    let room = stream.pointee.avail_out
    while stream.pointee.avail_out == room {
      if stream.pointee.avail_in == 0 {
        let count = try ByteStream.readBytes(descriptor, input, name)
        if count == 0 {
          if isComplete { return 0 }
          throw damaged(name)
        }
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(clamping: count)
      }
      isComplete = false
      let status = inflate(stream, Z_NO_FLUSH)
      if status == Z_STREAM_END {
        isComplete = true
        inflateReset(stream)
      } else if status != Z_OK {
        throw damaged(name)
      }
    }
    return Int(room - stream.pointee.avail_out)
  }

  private func damaged(_ name: String) -> IngestError {
    .malformed(
      file: name, line: 0, column: 0, found: "a damaged or incomplete gzip file", expected: "a whole gzip file")
  }
}

/// The system's `read`, under a name that does not clash with the methods above.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
  guard let base = buffer.baseAddress else { return 0 }
  return read(descriptor, base, buffer.count)
}
