import Analytics
import Dataset
import Ingest
import Markup
import Site

/// The way from sources to a published folder.
struct GeneratePipeline {
  let options: ReportOptions
  let out: ResolvedPath
  let context: CommandContext

  private static let steps = 5

  func run() async throws -> ExitStatus {
    let progress = Progress(console: context.console, steps: Self.steps, isWanted: showsProgress)
    defer { progress.clear() }
    async let templates = options.readTemplates()
    // A user's own may be wrong, which is said before anything is read.
    if options.templates != nil { _ = try await templates }

    var input = try await ReportInput.read(options, progress)
    let (words, frame) = try await templates
    try options.filter.check(input.dataset)
    progress.step("computing")
    try Task.checkCancellation()
    var analysis = await Analysis(input.dataset, options.analytics, jobs: options.jobs)
    input.add(leaks: analysis.leaks)
    let commentary = try input.readCommentary(options)
    commentary?.mute(in: &analysis)
    let shown = options.privacy.shown(input.dataset)
    if options.privacy.redactNames { analysis.orderTies(by: shown) }

    progress.step("looking at \(out.shown)")
    let publisher = try publisher(input.dataset, shown)
    let history = try past(publisher, PastPrivacy(options.privacy, input, shown))
    let paths = await options.selection.paths(input.dataset, analysis, shown: shown, jobs: options.jobs)
    func report(_ settings: ReportSettings) -> ReportContext {
      ReportContext(
        dataset: shown, analysis: analysis, words: words, frame: frame, paths: paths, settings: settings)
    }
    var settings = settings(input, shown)
    if let commentary, !settings.hidesCommentary {
      let (html, problems) = commentary.rendered(report(settings))
      settings.commentary = html
      input.add(problems)
    }
    settings.issues = input.counts
    settings.changes = try await changes(input.dataset, shown, analysis, paths, history)
    try input.report(to: context, options, rest: "all in \(out.shown)/data/issues.jsonl", progress)

    progress.step("writing pages")
    let complete = report(settings)
    defer { context.discard(complete) }
    let writer = ReportWriter(complete, problems: input.problems, history: history)
    let pages = writer.pages
    do {
      try await writer.write(to: publisher, jobs: options.jobs)
      try Task.checkCancellation()
      progress.step("publishing")
      _ = try publisher.publish(manifest(owners: settings.changes.owners))
    } catch {
      publisher.discard()
      throw Self.commandLineError(error)
    }
    progress.clear()
    return finish(pages, analysis, input)
  }

  private var showsProgress: Bool { options.progress && options.messages != .quiet }

  private func publisher(_ dataset: Dataset, _ shown: Dataset) throws -> Publisher {
    do {
      let publisher = try Publisher(
        out: out.absolute, filter: options.filter.reportFilter(dataset, shown: shown), adopt: options.adopt)
      if publisher.finishedInterruptedRun {
        context.diagnostics(options.messages).write(
          Diagnostic(.note, file: out.shown, message: "finished a run that had been interrupted"))
      }
      return publisher
    } catch {
      throw Self.commandLineError(error)
    }
  }

  private func past(_ publisher: Publisher, _ privacy: PastPrivacy?) throws -> History {
    do { return try ReportPast(options: options, out: out.shown, privacy: privacy).history(publisher) } catch {
      throw Self.commandLineError(error)
    }
  }

  private func changes(
    _ dataset: Dataset, _ shown: Dataset, _ analysis: Analysis, _ paths: PerRecord<String?>, _ history: History
  ) async throws -> ReportChanges {
    let selection = options.selection
    do {
      return try await ReportChanges(
        shown, analysis, history: options.previous == .none ? nil : history, paths: paths, jobs: options.jobs
      ) { selection.passes($0, dataset) }
    } catch {
      throw CommandLineError(line: error)
    }
  }

  private func settings(_ input: ReportInput, _ shown: Dataset) -> ReportSettings {
    var settings = ReportSettings(title: options.title)
    settings.insights = options.insights
    settings.widgetSwitches = options.widgets
    settings.hidesSubjects = options.privacy.hidesSubjects
    settings.hidesCommentary = options.privacy.redactNames
    settings.issuePrivacy.isRedacted = options.privacy.redactNames
    settings.issuePrivacy.traces = input.optOut.traces
    settings.healthRules.expectedDays = options.health.expectedDays
    settings.healthRules.good = options.health.good
    settings.healthRules.fair = options.health.fair
    settings.scope = options.filter.scope(in: input.dataset, shown: shown)
    return settings
  }

  /// What the report says of itself; nothing of where, when or by whom it was made.
  private func manifest(owners: [String: String]) -> ManifestInfo {
    ManifestInfo(
      generator: "rapport \(Version.current)", asOf: options.asOf.description, timeZone: options.timeZone.name,
      options: [
        "all": .flag(options.all), "external_assets": .flag(options.externalAssets),
        "hide_subjects": .flag(options.privacy.hidesSubjects), "insights": .text(options.insights.rawValue),
        // A domain is the name of a company.
        "internal_domains": options.privacy.redactNames
          ? .number(options.internalDomains.count) : .list(options.internalDomains),
        "language": .text(options.language), "redact_names": .flag(options.privacy.redactNames),
        "title": .text(options.title),
      ],
      owners: owners)
  }

  private func finish(_ pages: [RecordID], _ analysis: Analysis, _ input: ReportInput) -> ExitStatus {
    let flagged = pages.filter { !analysis.kpis[input.dataset.position(of: $0)].attention.isEmpty }
    let summary = ReportSummary(
      out: out.shown, pages: pages.count + 1, needingAttention: flagged.count { $0.type == .opportunity },
      rowsLeftOut: input.counts.rowsLeftOut)
    context.console.output.write(summary.line)
    let raised = flagged.contains { record in
      analysis.kpis[input.dataset.position(of: record)].attention.contains { options.failOn.contains($0.code) }
    }
    return raised ? .flagRaised : .done
  }

  private static func commandLineError(_ error: any Error) -> any Error {
    (error as? PublishError).map { CommandLineError($0) } ?? error
  }
}

extension ReportOptions {
  /// The words and the frame of pages.
  func readTemplates() throws(CommandLineError) -> (words: Words, frame: PageFrame) {
    do {
      let source = TemplateSource(folder: templates?.absolute)
      let words = try source.words(language: language)
      return (words, try PageFrame(templates: source, words: words, assets: externalAssets ? .external : .inline))
    } catch {
      throw .failed(.usage, [Diagnostic(.error, file: templates?.shown, message: "\(error)")])
    }
  }
}
