#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is written piece by piece, so that it is never in memory as a whole.
///
/// As long as the pieces are those of a file that is there already, nothing is written.
struct FileDraft: ~Copyable {
  private let operations: FileOperations
  private let place: FileOperations.Place
  /// The file that may be the same.
  private let existing: Int32
  private var written: Int32 = -1
  private var hash = ContentHash()
  private var count = 0

  /// - Parameters:
  ///   - existing: a file that may have the same bytes; one that cannot be read has not.
  ///   - place: where the file is written if it has others.
  init(_ place: FileOperations.Place, existing: FileOperations.Place?, _ operations: FileOperations) throws {
    self.operations = operations
    self.place = place
    guard let existing else {
      self.existing = -1
      return
    }
    try operations.begin(.read, existing)
    self.existing = openat(existing.folder, existing.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
  }

  deinit {
    if existing >= 0 { close(existing) }
    if written >= 0 { close(written) }
  }

  mutating func add(_ piece: UnsafeRawBufferPointer) throws {
    if written < 0, !continues(with: piece) { try create() }
    hash.add(piece)
    if written >= 0 { try operations.write(piece, to: written, place) }
    count += piece.count
  }

  /// The hash and the size of the whole, and whether it had to be written.
  consuming func finish() throws -> (sha256: String, bytes: Int, changed: Bool) {
    if written < 0, !ends() { try create() }
    let file = written
    written = -1
    if file >= 0 { try operations.finish(file, place) }
    return (hash.hex, count, file >= 0)
  }

  /// Whether the file that is there has these bytes next.
  private func continues(with piece: UnsafeRawBufferPointer) -> Bool {
    if existing < 0 { return false }
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { chunk in
      guard let start = chunk.baseAddress else { return false }
      var done = 0
      while done < piece.count {
        let found = pread(existing, start, min(chunk.count, piece.count - done), off_t(count + done))
        if found < 0, errno == EINTR { continue }
        guard found > 0, let expected = piece.baseAddress, memcmp(start, expected + done, found) == 0 else {
          return false
        }
        done += found
      }
      return true
    }
  }

  /// Whether the file that is there has nothing more.
  private func ends() -> Bool {
    if existing < 0 { return false }
    var byte: UInt8 = 0
    return pread(existing, &byte, 1, off_t(count)) == 0
  }

  /// Makes the file, with what it has in common with the one that is there.
  private mutating func create() throws {
    written = try operations.open(new: place)
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { chunk in
      var done = 0
      var copied = ContentHash()
      while done < count {
        let found = try operations.check(.read, place) {
          pread(existing, chunk.baseAddress, min(chunk.count, count - done), off_t(done))
        }
        if found == 0 { break }
        let bytes = UnsafeRawBufferPointer(rebasing: chunk[..<found])
        copied.add(bytes)
        try operations.write(bytes, to: written, place)
        done += found
      }
      // It was written to, or cut off, after it was compared.
      guard copied.hex == hash.hex else { throw PublishError.failed(.read, path: place.path, code: EIO) }
    }
  }
}
