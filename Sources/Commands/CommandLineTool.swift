import ArgumentParser
import Dataset
import Ingest
import Markup
import Site

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
  ///   - discard: takes what is not needed any more, and may keep it until the process ends.
  /// - Returns: the exit code, an `ExitStatus`.
  public static func run(
    arguments: [String], environment: [String: String], workingDirectory: String, console: Console,
    now: @escaping @Sendable () -> Instant = SystemClock.now, processors: Int = SystemClock.processors,
    discard: @escaping @Sendable (any AnyObject & Sendable) -> Void = { _ in }
  ) async -> Int32 {
    var context = CommandContext(
      environment: environment, workingDirectory: workingDirectory, console: console, now: now, processors: processors)
    context.discard = discard
    do {
      try checkCommand(arguments)
      guard let command = try command(of: arguments, in: context) else { return ExitStatus.done.rawValue }
      try Task.checkCancellation()
      return try await command.run(in: context).rawValue
    } catch {
      return report(commandLineError(error), in: context)
    }
  }

  /// The command to run; `nil` where help was asked for and given.
  private static func command(
    of arguments: [String], in context: CommandContext
  ) throws(CommandLineError) -> (any ContextCommand)? {
    do {
      var command = try RapportCommand.parseAsRoot(arguments)
      if let command = command as? any ContextCommand { return command }
      // Help, asked for by its command or by naming none.
      try command.run()
      return nil
    } catch {
      let text = text(of: error, in: context)
      guard RapportCommand.exitCode(for: error).isSuccess else { throw .malformedCommandLine(text) }
      context.console.output.write(text)
      return nil
    }
  }

  /// What the parser of the command line says, help among other things, safe for a terminal.
  private static func text(of error: any Error, in context: CommandContext) -> String {
    let text = RapportCommand.fullMessage(for: error, columns: context.console.columns)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Escape.plain(String($0)) }
    return lines.joined(separator: "\n") + (text.hasSuffix("\n") ? "" : "\n")
  }

  /// The parser would only say that a wrong command was not expected.
  private static func checkCommand(_ arguments: [String]) throws(CommandLineError) {
    guard let name = arguments.first, !name.hasPrefix("-") else { return }
    let known = RapportCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard name != "help", !known.contains(name) else { return }
    throw .unknownCommand(name, nearest: NearestName.find(name, among: known), known: known)
  }

  private static func commandLineError(_ error: any Error) -> CommandLineError {
    switch error {
    case let error as CommandLineError: error
    case let error as IngestError: CommandLineError(error)
    case is CancellationError: .interrupted
    // Nothing but input and output can fail in ways that are not foreseen.
    default: .failed(.writeFailed, [Diagnostic(.error, message: "\(error)")])
    }
  }

  private static func report(_ error: CommandLineError, in context: CommandContext) -> Int32 {
    if case .malformedCommandLine(let text) = error { context.console.errors.write(text) }
    let writer = context.diagnostics()
    for diagnostic in error.diagnostics { writer.write(diagnostic) }
    return error.exitStatus.rawValue
  }
}
