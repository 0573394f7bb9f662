#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Console {
  /// The streams of this process.
  static func process() -> Console {
    Console(
      output: Stream(isTerminal: isatty(STDOUT_FILENO) == 1) { writeAll($0, to: STDOUT_FILENO) },
      errors: Stream(isTerminal: isatty(STDERR_FILENO) == 1) { writeAll($0, to: STDERR_FILENO) },
      columns: terminalWidth())
  }

  /// A reader that has gone away (`rapport … | head`) is no reason to stop half-way, so failures are not reported.
  private static func writeAll(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Wide enough to be read, narrow enough to be followed by the eye.
  private static func terminalWidth() -> Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(max(Int(size.ws_col), 60), 110)
  }
}
