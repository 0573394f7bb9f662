import ArgumentParser

/// The command line as a whole.
struct RapportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rapport",
    abstract: "Static HTML reports about how a sales team's customer relationships stand.",
    discussion: """
      One self-contained page for each open opportunity and lead, and for the accounts and contacts behind them, \
      with a team page that says what needs attention. Nothing is sent anywhere.

      EXAMPLES
        A report to look at, from made-up data:
          rapport demo demo
          rapport generate demo --config demo/rapport.yml
          open report/index.html

        The weekly report of one team, with a settings file and notes:
          rapport generate export/ --config weekly.yml --team North --out north

        From Salesforce, HubSpot, Dynamics 365, mail or any CRM's CSV:
          rapport sources
          rapport generate export --internal-domain example.com

        Where a number comes from, activity by activity:
          rapport explain demo --config demo/rapport.yml --record opportunity:ID --kpi health

        What changed since last week's report, for the notes of the meeting:
          rapport diff last-week report --format markdown

        Only look whether the data can be used; any problem fails:
          rapport check export/ --strict

      EXIT CODES
        0 done, 1 done and a flag of --fail-on is up, 64 wrong command line or config, 65 wrong data, \
      66 a source cannot be read, 73 and 74 the report cannot be written, 130 interrupted.
      """,
    version: Version.current,
    subcommands: [
      GenerateCommand.self, CheckCommand.self, ExplainCommand.self, DiffCommand.self, EmailCommand.self,
      DemoCommand.self, SourcesCommand.self,
    ])

  static var _errorLabel: String { "error" }
}

/// A command that runs in a world that is given to it.
protocol ContextCommand: ParsableCommand {
  /// - Throws: `CommandLineError`, or `CancellationError` when it was interrupted.
  func run(in context: CommandContext) async throws -> ExitStatus
}
