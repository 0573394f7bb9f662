#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Console {
  /// The streams of this process.
  static func process() -> Console {
    Console(
      output: Stream(isTerminal: isatty(STDOUT_FILENO) == 1, attempt: { writeAll($0, to: STDOUT_FILENO) }),
      errors: Stream(isTerminal: isatty(STDERR_FILENO) == 1, attempt: { writeAll($0, to: STDERR_FILENO) }),
      columns: terminalWidth())
  }

  /// False where the disk is full or the reader has gone away, which for messages (`rapport … | head`) is no reason to
  /// stop half-way.
  private static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }

  /// Wide enough to be read, narrow enough to be followed by the eye.
  private static func terminalWidth() -> Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(max(Int(size.ws_col), 60), 110)
  }
}
