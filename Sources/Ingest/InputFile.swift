import Dataset

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of a source while it is read. All of them are opened and closed here, so that this is the place where it is
/// noticed that one changed meanwhile.
struct InputFile: ~Copyable {
  /// As messages say it.
  let name: String
  /// In bytes, when it was opened.
  let size: Int
  private let path: String
  private let descriptor: Int32
  private let stamp: FileStamp

  /// - Throws: `IngestError.unreadable` if the file cannot be opened or is none.
  init(path: String, name: String) throws(IngestError) {
    // Without O_NONBLOCK, opening a pipe that stands in a folder would wait for ever.
    let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else { throw .unreadable(path: name, reason: String(cString: strerror(errno))) }
    var status = stat()
    guard fstat(opened, &status) == 0 else {
      let code = errno
      close(opened)
      throw .unreadable(path: name, reason: String(cString: strerror(code)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw .unreadable(path: name, reason: "it is not a file")
    }
    self.name = name
    self.path = path
    size = Int(status.st_size)
    descriptor = opened
    stamp = FileStamp(status)
  }

  deinit { close(descriptor) }

  /// Whether the file begins like one of gzip.
  var isGzip: Bool {
    var magic: (UInt8, UInt8) = (0, 0)
    let count = withUnsafeMutableBytes(of: &magic) { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return count == 2 && magic == (0x1F, 0x8B)
  }

  /// Fills as much of the buffer as there is to fill it with; 0 at the end of the file.
  ///
  /// - Throws: `IngestError.unreadable` if the system refuses.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(IngestError) -> Int {
    while true {
      let count = systemRead(descriptor, buffer)
      if count >= 0 { return count }
      if errno != EINTR { throw .unreadable(path: name, reason: String(cString: strerror(errno))) }
    }
  }

  /// Makes sure that what was read is the file as it was when it was opened: to be called when all is read, and before
  /// anything is said of what it holds.
  ///
  /// - Parameter mayMove: whether it may have another name now, or none. Mail programs rename messages all the time;
  ///   tables that are replaced are those of another export.
  /// - Throws: `IngestError.changed`.
  func checkUnchanged(mayMove: Bool = false) throws(IngestError) {
    guard FileStamp(of: descriptor) == stamp, mayMove || FileStamp(at: path) == stamp else {
      throw .changed(path: name)
    }
  }
}

/// The system's `read`, under a name that does not clash with the methods above.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
  guard let base = buffer.baseAddress else { return 0 }
  return read(descriptor, base, buffer.count)
}
