import ArgumentParser

/// `rapport diff`: what changed between two reports; or one file of a report as text, for git.
struct DiffCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed between two reports.",
    discussion: """
      Compares the folders of two reports by their data files, and says what their pages would say: records that are \
      new, won, lost, reopened or gone, flags, health, close dates, stages, values and owners, most important first.

      EXAMPLES
        What changed since last week's report:
          rapport diff last-week report

        The same to paste into the notes of a meeting:
          rapport diff last-week report --format markdown

        For git, which then compares pages as text (see “Diffing in git” in the README):
          git config diff.rapport.textconv "rapport diff --textconv"
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, markdown, json }

  @Argument(help: ArgumentHelp("The folder of the earlier report.", valueName: "old"))
  var old: String?

  @Argument(help: ArgumentHelp("The folder of the later report.", valueName: "new"))
  var new: String?

  @Option(help: "How it is written: text for people, Markdown for notes, or one JSON object.")
  var format: Format?

  @Option(
    help: ArgumentHelp(
      "Write one page or data file of a report as plain text, a datum on each line; compares nothing.",
      valueName: "file"))
  var textconv: String?

  func run(in context: CommandContext) async throws -> ExitStatus {
    if let textconv {
      if old != nil || format != nil {
        throw CommandLineError.exclusive(.commandLine("--textconv"), .commandLine(old == nil ? "--format" : "OLD"))
      }
      return try TextConversion(file: context.directory.appending(textconv)).run(in: context)
    }
    let difference = try ReportDifference(old: folder(old, "OLD", context), new: folder(new, "NEW", context))
    for note in difference.notes { context.diagnostics().write(note) }
    switch format ?? .text {
    case .text: context.console.output.write(difference.text)
    case .markdown: context.console.output.write(difference.markdown)
    case .json: context.console.output.write(difference.json)
    }
    return .done
  }

  private func folder(
    _ path: String?, _ name: String, _ context: CommandContext
  ) throws(CommandLineError) -> ResolvedPath {
    if let path, !path.isEmpty { return context.directory.appending(path) }
    throw .badValue(
      .commandLine(name), found: "nothing", expected: "the folder of a report",
      help: "name two folders, the earlier first: rapport diff last-week report")
  }
}
