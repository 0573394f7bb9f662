import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CommandLineTool {
  /// Runs the command line of this process and ends the process.
  public static func main() async -> Never {
    // A reader that has gone away must not end a run that is being written.
    signal(SIGPIPE, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    let task = Task {
      await run(
        arguments: arguments, environment: environment(), workingDirectory: workingDirectory(),
        console: .process(), discard: { _ = Unmanaged.passRetained($0) })
    }
    let sources = [SIGINT, SIGTERM].map { interruption(by: $0, of: task) }
    let status = await task.value
    for source in sources { source.cancel() }
    exit(status)
  }

  /// The first signal cancels the task, which then cleans up; the second ends the process at once.
  private static func interruption(by number: Int32, of task: Task<Int32, Never>) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      if task.isCancelled { _exit(ExitStatus.interrupted.rawValue) }
      task.cancel()
    }
    source.resume()
    return source
  }

  private static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "TERM"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return variables
  }

  private static func workingDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }
}
