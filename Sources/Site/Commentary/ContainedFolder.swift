import Dataset

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder whose files are read by name, and nothing outside it, whatever the name says and wherever links lead.
struct ContainedFolder: Sendable {
  /// The folder with all links resolved.
  private let root: String

  enum Failure: Error, Equatable {
    case missing, outside, notAFile, tooLarge, changed
    case unreadable(String)
  }

  /// `nil` if there is no such folder.
  init?(_ path: String) {
    guard let resolved = Self.resolved(path), Self.mode(of: resolved) == S_IFDIR else { return nil }
    root = resolved
  }

  /// The bytes of a regular file of at most `limit` bytes. A symbolic link is followed if it stays in the folder.
  func read(_ name: String, limit: Int) throws(Failure) -> [UInt8] {
    guard !name.utf8.contains(0) else { throw .missing }
    guard let resolved = Self.resolved(root + "/" + name) else {
      let code = errno
      throw code == ENOENT || code == ENOTDIR ? .missing : .unreadable(String(cString: strerror(code)))
    }
    guard resolved.utf8.starts(with: (root == "/" ? root : root + "/").utf8) else { throw .outside }
    // Not waiting for the other end of a pipe; not following a link put there in the meantime.
    let descriptor = open(resolved, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    guard Int(status.st_size) <= limit else { throw .tooLarge }
    let bytes = try contents(of: descriptor, limit: limit)
    guard FileStamp(of: descriptor) == FileStamp(status) else { throw .changed }
    return bytes
  }

  /// The names of everything in the folder itself, in order of their bytes. A name that is not UTF-8 has U+FFFD in it.
  func names() throws(Failure) -> [String] {
    guard let stream = opendir(root) else { throw .unreadable(String(cString: strerror(errno))) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func contents(of descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = systemRead(descriptor, &buffer)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(String(cString: strerror(errno)))
      }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= limit else { throw .tooLarge }
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}

/// The system's `read`, under a name that does not clash with the method above.
private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int { read(descriptor, &buffer, buffer.count) }
