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
      "The folder of a data set; may be several. (default: the sources of the config; config: sources)",
      valueName: "source"))
  var sources: [String] = []

  @OptionGroup var report: ReportOptionGroup

  func run(in context: CommandContext) async throws -> ExitStatus {
    _ = try OptionResolver.resolve(report, sources: sources, in: context)
    throw CommandLineError.notAvailable(.commandLine("check"), what: "checking is", help: "use a later one")
  }
}
