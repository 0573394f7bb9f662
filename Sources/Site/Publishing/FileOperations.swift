#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The calls to the system that publishing is made of. All are relative to an open folder and follow no link, so that
/// nothing outside of the output folder can be reached whatever stands in it.
struct FileOperations: Sendable {
  /// Called before each step with the path; what it throws happens instead. Tests make the n-th step fail with it.
  var intercept: (@Sendable (PublishStep, String) throws -> Void)?

  /// One name in an open folder.
  struct Place {
    let folder: Int32
    let name: String
    /// For messages: the path from where the run was started.
    let path: String
  }

  struct Status {
    let kind: FileKind
    let size: Int
    let device: UInt64
  }

  /// What stands there, itself and not what a link leads to; nil if nothing does.
  func status(_ place: Place) throws -> Status? {
    try begin(.inspect, place)
    var status = stat()
    guard fstatat(place.folder, place.name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      // A file stands where a folder of the path is expected: nothing stands below it.
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw PublishError.failed(.inspect, path: place.path, code: errno)
    }
    return Status(kind: Self.kind(status), size: Int(status.st_size), device: UInt64(status.st_dev))
  }

  /// The folder's descriptor, to be closed by the caller.
  func openFolder(_ place: Place) throws -> Int32 {
    try begin(.open, place)
    return try check(.open, place) { openat(place.folder, place.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
  }

  /// Makes a folder unless one is there.
  func makeFolder(_ place: Place) throws {
    try begin(.create, place)
    if mkdirat(place.folder, place.name, 0o777) != 0, errno != EEXIST {
      throw PublishError.failed(.create, path: place.path, code: errno)
    }
  }

  /// Writes a file that is not there yet, whole.
  func create(_ place: Place, _ bytes: UnsafeRawBufferPointer) throws {
    let file = try open(new: place)
    do { try write(bytes, to: file, place) } catch {
      _ = close(file)
      throw error
    }
    try finish(file, place)
  }

  /// A descriptor for writing a file that is not there yet.
  func open(new place: Place) throws -> Int32 {
    try begin(.create, place)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    return try check(.create, place) { openat(place.folder, place.name, flags, 0o666) }
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, _ place: Place) throws {
    try begin(.write, place)
    var rest = bytes[...]
    while !rest.isEmpty {
      let slice = UnsafeRawBufferPointer(rebasing: rest)
      rest = rest.dropFirst(try check(.write, place) { systemWrite(file, slice) })
    }
  }

  /// Closes a file that is written; its descriptor is gone also when this throws.
  func finish(_ file: Int32, _ place: Place) throws {
    do {
      #if !os(Linux)
        try check(.flush, place) { fsync(file) }
      #endif
      try begin(.close, place)
    } catch {
      _ = close(file)
      throw error
    }
    // Network file systems report a full disk here.
    if close(file) != 0, errno != EINTR { throw PublishError.failed(.close, path: place.path, code: errno) }
  }

  /// The bytes of a regular file; nil if nothing stands there. A link, a pipe or the like is refused with `ELOOP` or
  /// `EINVAL` instead of being waited for.
  func contents(_ place: Place) throws -> [UInt8]? {
    try begin(.read, place)
    let file = openat(place.folder, place.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if file < 0, errno == ENOENT { return nil }
    _ = try check(.open, place) { file }
    defer { _ = close(file) }
    var status = stat()
    try check(.inspect, place) { fstat(file, &status) }
    guard Self.kind(status) == .file else { throw PublishError.failed(.read, path: place.path, code: EINVAL) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { chunk in
      while true {
        let count = try check(.read, place) { read(file, chunk.baseAddress, chunk.count) }
        if count == 0 { return }
        bytes.append(contentsOf: chunk[..<count])
      }
    }
    return bytes
  }

  /// Whether a regular file of the size of `bytes` has just these. One that cannot be read has not: it is replaced.
  func file(_ place: Place, equals bytes: UnsafeRawBufferPointer) throws -> Bool {
    try begin(.read, place)
    let file = openat(place.folder, place.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { _ = close(file) }
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { chunk in
      guard let start = chunk.baseAddress else { return false }
      var rest = bytes[...]
      while true {
        let count = read(file, start, chunk.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return count == 0 && rest.isEmpty }
        guard count <= rest.count, let expected = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
          memcmp(start, expected, count) == 0
        else { return false }
        rest = rest.dropFirst(count)
      }
    }
  }

  private static func kind(_ status: stat) -> FileKind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  func begin(_ step: PublishStep, _ place: Place) throws { try intercept?(step, place.path) }

  /// The result of a call, which is made again when a signal broke it off.
  @discardableResult
  func check<Result: SignedInteger>(_ step: PublishStep, _ place: Place, _ call: () -> Result) throws -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw PublishError.failed(step, path: place.path, code: errno) }
    }
  }
}

/// The system's `write`, under a name that does not clash with the method above.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}
