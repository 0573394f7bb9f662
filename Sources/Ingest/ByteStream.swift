import CZlib

/// The bytes of a file in order, unpacked where they are gzip, in constant memory.
struct ByteStream: ~Copyable {
  /// What tells whether a file is gzip.
  enum Packing {
    case byName, byContents
  }

  private let file: InputFile
  private var inflater: Inflater?
  private let mayMove: Bool

  /// - Parameter mayMove: whether the file may have another name when all is read (`InputFile.checkUnchanged`).
  /// - Throws: `IngestError.unreadable` if the file cannot be opened or is none.
  init(path: String, name: String, packing: Packing, mayMove: Bool) throws(IngestError) {
    let opened = try InputFile(path: path, name: name)
    let isPacked =
      switch packing {
      case .byName: path.hasSuffix(".gz")
      case .byContents: opened.isGzip
      }
    let unpacker = isPacked ? try Inflater(name: name) : nil
    file = opened
    inflater = unpacker
    self.mayMove = mayMove
  }

  /// The size of the file in bytes, packed or not, when it was opened.
  var fileSize: Int { file.size }

  var isPacked: Bool { inflater != nil }

  /// Fills as much of the buffer as there is to fill it with; 0 at the end of the file.
  ///
  /// - Throws: `IngestError` if the file cannot be read, changed meanwhile, or is to be gzip and no whole gzip file.
  mutating func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(IngestError) -> Int {
    let count: Int
    do throws(IngestError) {
      if inflater == nil {
        count = try file.read(into: buffer)
      } else {
        count = try inflater?.read(into: buffer, from: file) ?? 0
      }
    } catch {
      try file.checkUnchanged(mayMove: mayMove)
      throw error
    }
    if count == 0 { try file.checkUnchanged(mayMove: mayMove) }
    return count
  }
}

/// Unpacks gzip, all members of a file one after another.
struct Inflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableBufferPointer<UInt8>
  /// Whether what was read last is the end of a member. A file of none is no gzip file.
  private var isComplete = false

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
    into buffer: UnsafeMutableBufferPointer<UInt8>, from file: borrowing InputFile
  ) throws(IngestError) -> Int {
    stream.pointee.next_out = buffer.baseAddress
    stream.pointee.avail_out = UInt32(clamping: buffer.count)
    let room = stream.pointee.avail_out
    while stream.pointee.avail_out == room {
      if stream.pointee.avail_in == 0 {
        let count = try file.read(into: input)
        if count == 0 {
          if isComplete { return 0 }
          throw damaged(file.name)
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
        throw damaged(file.name)
      }
    }
    return Int(room - stream.pointee.avail_out)
  }

  private func damaged(_ name: String) -> IngestError {
    .malformed(
      file: name, line: 0, column: 0, found: "a damaged or incomplete gzip file", expected: "a whole gzip file")
  }
}
