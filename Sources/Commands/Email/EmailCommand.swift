import ArgumentParser

/// `rapport email`: makes the mail of a report.
struct EmailCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "email",
    abstract: "Make the e-mail of a report, ready for a mail server.",
    discussion: """
      Reads a report folder and writes a mail with what its team page says: totals, what needs attention, what has \
      changed, the open deals, as HTML that mail programs show and as plain text. Nothing is sent: pipe it into \
      sendmail -t, or open the file with a mail program. The same report and options give the same bytes.

      EXAMPLES
        rapport email report --from reports@example.com --to board@example.com | sendmail -t
        rapport email report --to "Ann Lee <ann@example.com>, bob@example.com" --out weekly.eml
        rapport email report --to ann@example.com --url https://reports.example.com/weekly/ --attach --out weekly.eml
      """)

  @Argument(help: ArgumentHelp("The folder of a report.", valueName: "report"))
  var report: String

  @Option(
    help: ArgumentHelp(
      "Who gets it: addresses such as ann@example.com or Ann Lee <ann@example.com>, separated by commas; "
        + "may be repeated.", valueName: "addresses"))
  var to: [String] = []

  @Option(help: ArgumentHelp("Who it is from. (default: the first of those who get it)", valueName: "address"))
  var from: String?

  @Option(help: ArgumentHelp("What it is called. (default: the title of the report and its day)", valueName: "text"))
  var subject: String?

  @Flag(help: "Attach the whole report as report.zip.")
  var attach = false

  @Option(
    help: ArgumentHelp(
      "Where the report can be seen: names in the mail then lead to its pages. (default: no links)",
      valueName: "address"))
  var url: String?

  @Option(help: ArgumentHelp("The file to write the mail into, .eml. (default: standard output)", valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp("A folder whose words/TAG.yml replaces the program's own words.", valueName: "folder"))
  var templates: String?

  func run(in context: CommandContext) async throws -> ExitStatus {
    let request = EmailRequest(
      report: context.directory.appending(report), to: to, from: from, subject: subject, attach: attach, url: url,
      out: out, templates: templates.map { context.directory.appending($0) })
    return try EmailPipeline(request: request, context: context).run()
  }
}
