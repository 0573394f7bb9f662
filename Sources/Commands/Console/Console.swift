/// Where the tool writes to. Injected, so that tests read what a user would.
public struct Console: Sendable {
  /// One of the two output streams.
  public struct Stream: Sendable {
    /// Whether a person watches: only then are there colours and progress.
    public let isTerminal: Bool
    private let sink: @Sendable (String) -> Bool

    public init(isTerminal: Bool = false, sink: @escaping @Sendable (String) -> Void) {
      self.init(isTerminal: isTerminal) { text in
        sink(text)
        return true
      }
    }

    /// - Parameter attempt: says whether all was written.
    public init(isTerminal: Bool = false, attempt: @escaping @Sendable (String) -> Bool) {
      self.isTerminal = isTerminal
      sink = attempt
    }

    /// Writes text as it is; text from data goes through `Escape.plain` first.
    ///
    /// - Returns: whether all was written. That a message is not read is no failure, that a product is not, is one.
    @discardableResult
    public func write(_ text: String) -> Bool { sink(text) }
  }

  /// Standard output: help, and the one line that says what was made.
  public let output: Stream
  /// Standard error: everything else.
  public let errors: Stream
  /// The width that help is wrapped to, in columns.
  public let columns: Int

  public init(output: Stream, errors: Stream, columns: Int = 80) {
    self.output = output
    self.errors = errors
    self.columns = columns
  }

  /// Whether messages are coloured: on a terminal that can, unless `NO_COLOR` is set to anything but nothing.
  func usesColour(environment: [String: String]) -> Bool {
    errors.isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }
}
