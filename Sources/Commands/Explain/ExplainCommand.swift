import Analytics
import ArgumentParser

/// `rapport explain`: how a number came about.
struct ExplainCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show the KPIs of a record, or one of them with its rule and the activities behind it.",
    discussion: """
      Reads the sources and computes like generate, with the same options, and writes nothing. KPIs are named as in \
      data/kpis.jsonl; without --kpi all of the record are listed.

      EXAMPLES
        All numbers of a deal:
          rapport explain data --record opportunity:o12

        Which answers make the median response time of the team:
          rapport explain data --record opportunity:o12 --kpi response.team.median

        The health score, from its figures to the result:
          rapport explain data --config weekly.yml --record contact:c7 --kpi health

        The same for another program:
          rapport explain data --record lead:l3 --kpi waiting.team --format json
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Argument(
    help: ArgumentHelp(
      "What to read, as for generate. (default: the sources of the config; config: sources)",
      valueName: "source"))
  var sources: [String] = []

  @Option(help: ArgumentHelp("The record: account, contact, lead or opportunity, and its id.", valueName: "type:id"))
  var record: String

  @Option(help: ArgumentHelp("The KPI, by its path, such as response.team.median. (default: all)", valueName: "path"))
  var kpi: String?

  @Option(help: "How it is written: text for people, or one JSON object.")
  var format = Format.text

  @OptionGroup var report: ReportOptionGroup

  func run(in context: CommandContext) async throws -> ExitStatus {
    let options = try OptionResolver.resolve(report, sources: sources, in: context)
    let progress = Progress(
      console: context.console, steps: 3, isWanted: options.progress && options.messages != .quiet)
    defer { progress.clear() }
    var input = try await ReportInput.read(options, progress)
    let shown = options.privacy.shown(input.dataset)
    let record = try RecordFinder(dataset: input.dataset, shown: shown, asOf: options.asOf).record(named: record)
    progress.step("computing")
    try Task.checkCancellation()
    var analysis = await Analysis(input.dataset, options.analytics, jobs: options.jobs)
    try input.readCommentary(options)?.mute(in: &analysis)
    if options.privacy.redactNames { analysis.orderTies(by: shown) }
    try input.report(to: context, options, rest: "give --verbose to see all", progress)
    let explanation = try Explainer(dataset: input.dataset, shown: shown, analysis: analysis, options: options)
      .explanation(of: kpi, record)
    progress.clear()
    context.console.output.write(format == .json ? explanation.json : explanation.text)
    return .done
  }
}
