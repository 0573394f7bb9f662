import CZlib

/// A zip file, made in memory: entries in the order of their names, without times, owners and modes of the machine, so
/// that the same files give the same bytes (APPNOTE 6.3, without its 64-bit extensions).
struct ZipArchive {
  private static let entryLimit = 65_535
  /// No mail server takes what is larger, by far.
  static let sizeLimit = 100_000_000
  /// Of one file, unpacked: zlib counts in 32 bits.
  private static let fileLimit = 1_000_000_000

  private var entries: [(name: [UInt8], crc: UInt32, packed: Int, size: Int, isDeflated: Bool, offset: Int)] = []
  private var body: [UInt8] = []
  private let limit: Int

  private init(limit: Int) { self.limit = limit }

  /// - Parameters:
  ///   - names: ASCII, with `/` between folders, none twice.
  ///   - limit: the most bytes that the packed files may have together.
  ///   - contents: the bytes of a file by its name.
  static func pack(
    _ names: [String], limit: Int = sizeLimit, contents: (String) throws -> [UInt8]
  ) throws -> [UInt8] {
    guard names.count <= entryLimit else { throw ZipError.tooManyFiles }
    var archive = ZipArchive(limit: limit)
    for name in names.sorted() { try archive.add(Array(name.utf8), try contents(name)) }
    return archive.finished()
  }

  private mutating func add(_ name: [UInt8], _ file: [UInt8]) throws {
    guard file.count <= Self.fileLimit else { throw ZipError.tooLarge }
    let deflated = try Self.deflated(file)
    let isDeflated = deflated.count < file.count
    let packed = isDeflated ? deflated : file
    guard body.count + packed.count <= limit else { throw ZipError.tooLarge }
    let crc = file.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    entries.append((name, crc, packed.count, file.count, isDeflated, body.count))
    body += [0x50, 0x4B, 0x03, 0x04]
    append(common: entries.count - 1)
    two(0)
    body += name
    body += packed
  }

  /// What the header before a file and the directory at the end have in common, up to the length of the name.
  private mutating func append(common index: Int) {
    let entry = entries[index]
    two(20)
    two(0)
    two(entry.isDeflated ? 8 : 0)
    // 1 January 1980, 0:00: the format knows no earlier time, and none is none of the machine's.
    two(0)
    two(0x21)
    four(Int(entry.crc))
    four(entry.packed)
    four(entry.size)
    two(entry.name.count)
  }

  private consuming func finished() -> [UInt8] {
    let start = body.count
    for index in entries.indices {
      // Made by version 2.0 on Unix, so that the mode below is read.
      body += [0x50, 0x4B, 0x01, 0x02, 20, 3]
      append(common: index)
      for _ in 0..<4 { two(0) }
      four(0o100644 << 16)
      four(entries[index].offset)
      body += entries[index].name
    }
    let size = body.count - start
    body += [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0]
    two(entries.count)
    two(entries.count)
    four(size)
    four(start)
    two(0)
    return body
  }

  private mutating func two(_ value: Int) { body += [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }

  private mutating func four(_ value: Int) {
    two(value & 0xFFFF)
    two(value >> 16 & 0xFFFF)
  }

  /// Without header and trailer (RFC 1951).
  private static func deflated(_ file: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    let level = Z_DEFAULT_COMPRESSION
    guard
      deflateInit2_(
        &stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        == Z_OK
    else { throw ZipError.noMemory }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(file.count)))
    return try file.withUnsafeBufferPointer { input in
      try [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        guard deflate(&stream, Z_FINISH) == Z_STREAM_END else { throw ZipError.noMemory }
        count = output.count - Int(stream.avail_out)
      }
    }
  }
}

/// Why files cannot be packed into one.
public enum ZipError: Error, Equatable {
  /// More files than the format can count.
  case tooManyFiles
  /// More bytes than any mail server takes.
  case tooLarge
  case noMemory
}
