import CZlib
import Dataset

/// Reads the entries of a zip archive, each into memory, when asked for.
///
/// Names of entries are only compared, never used as paths. What an entry unpacks to is bounded by what the archive says
/// of it, and that by how well anything real can be packed.
struct ZipArchive: ~Copyable {
  private let file: SourceFile
  let entries: [Entry]

  struct Entry {
    var name: String
    fileprivate var method: Int
    fileprivate var checksum: UInt32
    fileprivate var packedSize: Int
    fileprivate var size: Int
    fileprivate var headerOffset: Int
  }

  /// More than this, an entry may be at most `highestRatio` times as large as it is packed.
  private static let freeSize = 64 << 20
  private static let highestRatio = 250
  private static let largestSize = 4 << 30

  /// - Throws: `IngestError` if the file cannot be read or is no zip archive that can.
  static func open(path: String, name: String) throws(IngestError) -> ZipArchive {
    let file = try SourceFile.open(path: path, name: name, isUTF8: false)
    let entries = try entries(of: file)
    return ZipArchive(file: file, entries: entries)
  }

  private init(file: consuming SourceFile, entries: [Entry]) {
    self.file = file
    self.entries = entries
  }

  /// The bytes of an entry, which the caller deallocates.
  func unpack(_ entry: Entry) throws(IngestError) -> UnsafeMutableBufferPointer<UInt8> {
    let bytes = file.bytes
    guard let nameLength = Self.number(bytes, entry.headerOffset + 26, 2),
      let extraLength = Self.number(bytes, entry.headerOffset + 28, 2),
      Self.number(bytes, entry.headerOffset, 4) == 0x0403_4B50
    else { throw damaged(entry) }
    let start = entry.headerOffset + 30 + nameLength + extraLength
    guard start <= bytes.count, entry.packedSize <= bytes.count - start else { throw damaged(entry) }
    guard entry.size <= Self.largestSize,
      entry.size <= Self.freeSize || entry.size / Self.highestRatio <= entry.packedSize
    else {
      throw malformed(
        "\(entry.name), which would unpack to \(entry.size) bytes", "no more than \(Self.highestRatio) times its size")
    }
    let packed = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(bytes)[start..<start + entry.packedSize])
    let contents = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, entry.size))
    let isWhole =
      entry.method == 0 ? Self.copy(packed, to: contents, entry.size) : inflate(packed, to: contents, entry.size)
    let result = UnsafeMutableBufferPointer(rebasing: contents[..<entry.size])
    guard isWhole, Self.checksum(UnsafeBufferPointer(result)) == entry.checksum else {
      contents.deallocate()
      throw damaged(entry)
    }
    return result
  }

  // MARK: The directory

  private static func entries(of file: borrowing SourceFile) throws(IngestError) -> [Entry] {
    let bytes = file.bytes
    guard let end = endOfDirectory(bytes), let count = number(bytes, end + 10, 2),
      var offset = number(bytes, end + 16, 4)
    else {
      throw .malformed(
        file: file.name, line: 0, column: 0, found: "no directory of a zip archive", expected: "a whole zip archive")
    }
    var entries: [Entry] = []
    for _ in 0..<count {
      guard number(bytes, offset, 4) == 0x0201_4B50, let flags = number(bytes, offset + 8, 2),
        let method = number(bytes, offset + 10, 2), let checksum = number(bytes, offset + 16, 4),
        let packedSize = number(bytes, offset + 20, 4), let size = number(bytes, offset + 24, 4),
        let nameLength = number(bytes, offset + 28, 2), let extraLength = number(bytes, offset + 30, 2),
        let commentLength = number(bytes, offset + 32, 2), let header = number(bytes, offset + 42, 4),
        offset + 46 + nameLength <= bytes.count
      else {
        throw .malformed(
          file: file.name, line: 0, column: 0, found: "a damaged directory of a zip archive",
          expected: "a whole zip archive")
      }
      let name = String(decoding: bytes[offset + 46..<offset + 46 + nameLength], as: UTF8.self)
      let isReadable = flags & 1 == 0 && (method == 0 || method == 8) && size < 0xFFFF_FFFF && header < 0xFFFF_FFFF
      if isReadable && !name.hasSuffix("/") {
        entries.append(
          Entry(
            name: name, method: method, checksum: UInt32(truncatingIfNeeded: checksum), packedSize: packedSize,
            size: size, headerOffset: header))
      }
      offset += 46 + nameLength + extraLength + commentLength
    }
    return entries
  }

  /// Where the record stands that ends the directory: within the last 64 KB, since only a comment follows it.
  private static func endOfDirectory(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    var offset = bytes.count - 22
    let first = max(0, offset - 0xFFFF)
    while offset >= first {
      if number(bytes, offset, 4) == 0x0605_4B50 { return offset }
      offset -= 1
    }
    return nil
  }

  /// A number in little-endian bytes; `nil` outside the file.
  private static func number(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - count else { return nil }
    var value = 0
    for position in (0..<count).reversed() { value = value << 8 | Int(bytes[offset + position]) }
    return value
  }

  // MARK: Contents

  private static func copy(
    _ packed: UnsafeBufferPointer<UInt8>, to contents: UnsafeMutableBufferPointer<UInt8>, _ size: Int
  ) -> Bool {
    guard packed.count == size else { return false }
    _ = contents.update(fromContentsOf: packed)
    return true
  }

  /// Whether exactly `size` bytes come out.
  private func inflate(
    _ packed: UnsafeBufferPointer<UInt8>, to contents: UnsafeMutableBufferPointer<UInt8>, _ size: Int
  ) -> Bool {
    var stream = z_stream()
    // A negative window: deflate without a header around it.
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return false }
    defer { inflateEnd(&stream) }
    var read = 0
    var written = 0
    while true {
      // zlib counts in 32 bits.
      let input = min(packed.count - read, 1 << 30)
      let room = min(size - written, 1 << 30)
      stream.next_in = UnsafeMutablePointer(mutating: packed.baseAddress.map { $0 + read })
      stream.avail_in = UInt32(input)
      stream.next_out = contents.baseAddress.map { $0 + written }
      stream.avail_out = UInt32(room)
      let status = CZlib.inflate(&stream, Z_NO_FLUSH)
      read += input - Int(stream.avail_in)
      written += room - Int(stream.avail_out)
      if status == Z_STREAM_END { return written == size }
      if status != Z_OK || (input == Int(stream.avail_in) && room == Int(stream.avail_out)) { return false }
    }
  }

  private static func checksum(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var checksum = crc32(0, nil, 0)
    var offset = 0
    while offset < bytes.count {
      let count = min(bytes.count - offset, 1 << 30)
      checksum = crc32(checksum, bytes.baseAddress.map { $0 + offset }, UInt32(count))
      offset += count
    }
    return UInt32(truncatingIfNeeded: checksum)
  }

  private func damaged(_ entry: Entry) -> IngestError {
    malformed("a damaged entry \(entry.name)", "a whole zip archive")
  }

  private func malformed(_ found: String, _ expected: String) -> IngestError {
    .malformed(file: file.name, line: 0, column: 0, found: found, expected: expected)
  }
}
