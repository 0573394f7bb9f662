import ArgumentParser
import Dataset
import Markup

/// The program: arguments in, exit code out.
public enum CommandLineTool {
  /// Runs one command line.
  ///
  /// Cancelling the task interrupts it: the old report stays, nothing is left behind, and the result is 130.
  /// - Parameters:
  ///   - arguments: without the name of the program.
  ///   - workingDirectory: absolute; what relative paths start from.
  ///   - now: the clock, asked only where no day is given.
  ///   - processors: the default of `--jobs`.
  /// - Returns: the exit code, an `ExitStatus`.
  public static func run(
    arguments: [String], environment: [String: String], workingDirectory: String, console: Console,
    now: @escaping @Sendable () -> Instant = SystemClock.now, processors: Int = SystemClock.processors
  ) async -> Int32 {
    let context = CommandContext(
      environment: environment, workingDirectory: workingDirectory, console: console, now: now, processors: processors)
    do {
      var command = try RapportCommand.parseAsRoot(arguments)
      guard let command = command as? any ContextCommand else {
        // Help, asked for by its command or by naming none.
        try command.run()
        return ExitStatus.done.rawValue
      }
      try Task.checkCancellation()
      return try await command.run(in: context).rawValue
    } catch is CancellationError {
      return report(.interrupted, in: context)
    } catch let error as CommandLineError {
      return report(error, in: context)
    } catch {
      return report(parserError: error, in: context)
    }
  }

  private static func report(_ error: CommandLineError, in context: CommandContext) -> Int32 {
    let writer = context.diagnostics
    for diagnostic in error.diagnostics { writer.write(diagnostic) }
    return error.exitStatus.rawValue
  }

  /// What the parser of the command line throws: requests for help among other things.
  private static func report(parserError error: any Error, in context: CommandContext) -> Int32 {
    let status = RapportCommand.exitCode(for: error).rawValue
    let text = RapportCommand.fullMessage(for: error, columns: context.console.columns)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Escape.plain(String($0)) }
    let stream = status == ExitStatus.done.rawValue ? context.console.output : context.console.errors
    stream.write(lines.joined(separator: "\n") + (text.hasSuffix("\n") ? "" : "\n"))
    return status
  }
}
