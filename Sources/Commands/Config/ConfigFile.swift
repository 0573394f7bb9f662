#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Config {
  /// The config that is read without `--config`, if the working directory has it.
  static let defaultName = "rapport.yml"

  /// Reads a config file.
  /// - Throws: `CommandLineError` if it cannot be read or is not YAML.
  init(reading file: ResolvedPath) throws(CommandLineError) {
    let bytes = try Self.bytes(of: file)
    guard bytes.count <= ConfigParser.maximumBytes else {
      throw .configUnusable(
        file: file.shown, found: "more than \(ConfigParser.maximumBytes / 1024) KB", expected: "a config file")
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw .configUnreadable(file: file.shown, reason: "it is not UTF-8 text")
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    let root = try ConfigParser.parse(text, file: file.shown)
    if let root, !root.isNull {
      guard case .mapping = root.value else {
        throw .configUnusable(
          file: file.shown, line: root.line, column: root.column, found: root.phrase,
          expected: "keys with values, such as “title: Pipeline”")
      }
    }
    self.init(file: file, root: root)
  }

  /// The file, or its first bytes up to just more than is allowed. Pipes are fine.
  private static func bytes(of file: ResolvedPath) throws(CommandLineError) -> [UInt8] {
    let descriptor = open(file.absolute, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .configUnreadable(file: file.shown, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while bytes.count <= ConfigParser.maximumBytes {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw .configUnreadable(file: file.shown, reason: String(cString: strerror(errno)))
      }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }
}
