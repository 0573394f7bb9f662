import Crypto

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What no report can be made without: reads the files of a data set, and hashes and writes the bytes of a report that
/// is there already.
///
///     Floor DATA REPORT OUT
@main
struct Floor {
  static func main() throws {
    guard CommandLine.arguments.count == 4 else {
      print("Floor DATA REPORT OUT")
      exit(64)
    }
    let (data, report, out) = (CommandLine.arguments[1], CommandLine.arguments[2], CommandLine.arguments[3])
    var read = 0
    for path in files(of: data) { read += try contents(data + "/" + path).count }
    var written = 0
    try make(out)
    for path in files(of: report) {
      let bytes = try contents(report + "/" + path)
      _ = SHA256.hash(data: bytes)
      if let slash = path.lastIndex(of: "/") { try make(out + "/" + path[..<slash]) }
      try write(bytes, to: out + "/" + path)
      written += bytes.count
    }
    print("read \(read) bytes, wrote \(written)")
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ path: String) { description = path + ": " + String(cString: strerror(errno)) }
  }

  /// The files below a folder, without those that begin with a dot.
  static func files(of folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var paths: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasPrefix(".") { continue }
      if entry.pointee.d_type == UInt8(DT_DIR) {
        paths += files(of: folder + "/" + name).map { name + "/" + $0 }
      } else {
        paths.append(name)
      }
    }
    return paths
  }

  static func contents(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw Failure(path) }
    defer { close(file) }
    var status = stat()
    fstat(file, &status)
    return [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let step = read(file, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        if step <= 0 { break }
        count += step
      }
    }
  }

  static func make(_ folder: String) throws {
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw Failure(folder) }
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard file >= 0 else { throw Failure(path) }
    defer { close(file) }
    var done = 0
    while done < bytes.count {
      let step = bytes.withUnsafeBytes { writeBytes(file, $0.baseAddress.map { $0 + done }, $0.count - done) }
      guard step > 0 else { throw Failure(path) }
      done += step
    }
  }
}

/// The system's `write`, under a name that does not clash with the method above.
private func writeBytes(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(file, bytes, count) }
