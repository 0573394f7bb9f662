import ArgumentParser

/// `rapport generate`: makes the report.
struct GenerateCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Make the report.",
    discussion: """
      Reads the sources, computes every figure and writes a folder of HTML pages with the figures as JSON and CSV \
      beside them. The same data and options give the same bytes. A run that fails leaves the old report as it was.

      EXAMPLES
        rapport generate data
        rapport generate data --as-of 2025-06-30 --out weekly
        rapport generate data --owner u7 --commentary notes --out mine

      Every option but those without “config:” is also a key of the config file, which has more: weights and limits of \
      the health score, of attention flags and of similar won deals, parts of pages, and privacy. The command line wins.
      """)

  @Argument(
    help: ArgumentHelp(
      "What to read: a folder of tables, or an export, archive or calendar; several make one data set. "
        + "(KIND:PATH names what it is; default: the sources of the config; config: sources)",
      valueName: "source"))
  var sources: [String] = []

  @Option(help: ArgumentHelp("The folder to write the report into.", valueName: "dir"))
  var out = "report"

  @OptionGroup var report: ReportOptionGroup

  @Flag(help: "Write into a folder that holds other files and no report yet, or a report with another filter.")
  var adopt = false

  func run(in context: CommandContext) async throws -> ExitStatus {
    let options = try OptionResolver.resolve(report, sources: sources, adopt: adopt, in: context)
    guard !out.isEmpty else {
      throw CommandLineError.badValue(.commandLine("--out"), found: "nothing", expected: "a folder such as report")
    }
    return try await GeneratePipeline(options: options, out: context.directory.appending(out), context: context).run()
  }
}
