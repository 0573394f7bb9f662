#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system says of a file that it does not let us read.
struct FileFailure: Error {
  let code: Int32
  var reason: String { String(cString: strerror(code)) }
}

extension ResolvedPath {
  /// The bytes of the file, of a longer one the first and just more than `limit`. Pipes are fine.
  func contents(atMost limit: Int = .max) throws(FileFailure) -> [UInt8] {
    let descriptor = open(absolute, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while bytes.count <= limit {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure(code: errno) }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }
}
