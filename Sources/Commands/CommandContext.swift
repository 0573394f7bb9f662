import Dataset

/// The world around a command. Injected, so that tests have one of their own.
public struct CommandContext: Sendable {
  public var environment: [String: String]
  /// Absolute; what relative paths of the command line start from.
  public var workingDirectory: String
  public var console: Console
  public var now: @Sendable () -> Instant
  /// How many workers there are at the same time unless the user says otherwise.
  public var processors: Int
  /// Takes what a command does not need any more. A process that ends anyhow keeps it: to free a million activities one
  /// by one takes a while.
  public var discard: @Sendable (any AnyObject & Sendable) -> Void = { _ in }

  public init(
    environment: [String: String], workingDirectory: String, console: Console,
    now: @escaping @Sendable () -> Instant, processors: Int
  ) {
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.console = console
    self.now = now
    self.processors = processors
  }

  /// The working directory; paths in it are shown as the user wrote them.
  var directory: ResolvedPath { ResolvedPath("", in: workingDirectory) }

  /// For messages on standard error.
  /// - Parameter progress: what has to make room for them.
  public func diagnostics(_ level: MessageLevel = .normal, progress: Progress? = nil) -> DiagnosticWriter {
    let stream = console.errors
    return DiagnosticWriter(usesColour: console.usesColour(environment: environment), level: level) {
      progress?.clear()
      stream.write($0)
    }
  }

  /// The progress of a run in so many steps, if it is wanted and a terminal is there to show it.
  public func progress(steps: Int, _ options: ReportOptions) -> Progress {
    Progress(console: console, steps: steps, isWanted: options.progress && options.messages != .quiet)
  }
}
