import Analytics
import ArgumentParser

/// `rapport check`: reads and validates.
struct CheckCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read and validate the sources and the config; write nothing.",
    discussion: """
      Takes the options of generate, and gives the same messages and exit codes.

      EXAMPLES
        rapport check data
        rapport check data --strict --verbose
        rapport check data --config weekly.yml
      """)

  @Argument(
    help: ArgumentHelp(
      "What to read, as for generate. (default: the sources of the config; config: sources)",
      valueName: "source"))
  var sources: [String] = []

  @OptionGroup var report: ReportOptionGroup

  func run(in context: CommandContext) async throws -> ExitStatus {
    let options = try OptionResolver.resolve(report, sources: sources, in: context)
    let progress = Progress(
      console: context.console, steps: 2, isWanted: options.progress && options.messages != .quiet)
    defer { progress.clear() }
    _ = try options.readTemplates()
    var input = try await ReportInput.read(options, progress)
    input.add(leaks: Analysis.leaks(in: input.dataset, options.analytics))
    _ = try input.readCommentary(options)
    try input.report(to: context, options, rest: "give --verbose to see all", progress)
    progress.clear()
    let counts = input.counts
    let summary = CheckSummary(
      rowsRead: input.rowsRead, rowsLeftOut: counts.rowsLeftOut, danglingReferences: counts.danglingReferences)
    context.console.output.write(summary.line)
    return .done
  }
}
