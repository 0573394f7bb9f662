import Analytics
import Dataset
import Ingest
import Site

/// What the sources and the commentary folder hold, and what is wrong with it.
struct ReportInput {
  /// Without those who opted out.
  let dataset: Dataset
  private(set) var problems: [DataProblem]
  let optOut: OptOut
  /// With those of who opted out.
  let rowsRead: Int
  /// What an entry of `privacy.opt_out` could have been; empty unless one is unknown.
  private let optOutKeys: [String]

  /// What the sources were read as, to be told: the kinds that were recognised.
  private let recognized: [SourceSet.TakenSource]

  /// - Throws: `CommandLineError.failed`.
  static func read(_ options: ReportOptions, _ progress: Progress) async throws(CommandLineError) -> ReportInput {
    guard !options.sources.isEmpty else { throw .noSource }
    let locations = options.sources.map { source in
      SourceLocation(kind: source.kind, path: source.path.absolute, shown: source.path.shown)
    }
    do {
      let contents = try await SourceSet(locations, options.sourceSettings).read(jobs: options.jobs) {
        progress.step("reading \($0)")
      }
      return ReportInput(contents, leavingOut: options.privacy.optOut)
    } catch {
      throw CommandLineError(error)
    }
  }

  private init(_ contents: SourceSet.Contents, leavingOut entries: [String]) {
    rowsRead = contents.dataset.rowCount
    (dataset, optOut) = contents.dataset.leavingOut(entries)
    problems = contents.problems
    optOutKeys = optOut.unknown.isEmpty ? [] : contents.dataset.peopleKeys
    // One folder of tables is what everybody expects.
    let isPlain = contents.taken.count == 1 && contents.taken.first?.kind == .native
    recognized = isPlain ? [] : contents.taken.filter { !$0.isNamed }
  }

  /// The commentary of the folder that the options name.
  mutating func readCommentary(_ options: ReportOptions) throws(CommandLineError) -> CommentarySet? {
    guard let folder = options.commentary else { return nil }
    do {
      let commentary = try CommentarySet(folder: folder.absolute, dataset, leavingOut: optOut.people)
      add(commentary.problems)
      return commentary
    } catch {
      throw .failed(
        .unreadableSource,
        [Diagnostic(.error, file: folder.shown, message: "commentary", found: error.found, expected: error.expected)])
    }
  }

  mutating func add(_ commentary: [CommentaryProblem]) {
    problems += commentary.map {
      DataProblem(
        .note, file: $0.file, line: $0.line ?? 0, column: $0.column ?? 0, found: $0.found, expected: $0.expected)
    }
  }

  /// Fields that similar won deals are not compared by, because they give the outcome away.
  mutating func add(leaks: [String]) {
    problems += leaks.map { name in
      DataProblem(
        .note, file: name.hasPrefix("account.") || name == "industry" ? "accounts" : "opportunities", field: name,
        found: "values that all but tell won from lost",
        expected: "what is known before the outcome; deals are not compared by this field unless "
          + "similar.factors.include names it")
    }
  }

  var counts: IssueCounts {
    var counts = IssueCounts()
    for problem in problems {
      switch problem.kind {
      case .leftOutRow: counts.rowsLeftOut += 1
      case .danglingReference: counts.danglingReferences += 1
      case .note: counts.other += 1
      }
    }
    return counts
  }

  /// Says what the sources were taken for, and what is wrong.
  ///
  /// - Throws: `CommandLineError.failed` with `--strict`, if anything is.
  func report(
    to context: CommandContext, _ options: ReportOptions, rest: String, _ progress: Progress
  ) throws(CommandLineError) {
    let notes = recognized.map { source in
      Diagnostic(.note, file: source.shown, message: "taken for \(source.kind.rawValue), \(source.kind.phrase)")
    }
    let all = notes + optOut.diagnostics(among: optOutKeys)
    if problems.isEmpty && all.isEmpty { return }
    progress.clear()
    for note in all { context.diagnostics(options.messages).write(note) }
    if problems.isEmpty { return }
    let diagnostics = problems.map { Diagnostic($0, isStrict: options.strict) }
    context.diagnostics(options.messages).write(diagnostics, rest: options.strict ? "give --verbose to see all" : rest)
    if options.strict {
      throw .failed(
        .data,
        [
          Diagnostic(
            .error, message: "found \(problems.count) problem\(problems.count == 1 ? "" : "s") with the data",
            help: "Put them right, or leave out --strict to go on without those rows.")
        ])
    }
  }
}

extension ReportOptions {
  /// What readers of sources have to know.
  var sourceSettings: SourceSettings {
    var settings = SourceSettings(zone: timeZone, asOf: asOf)
    settings.internalDomains = internalDomains
    settings.includesBulk = includesBulk
    settings.tables = tables
    settings.readyTables = { ReadyMapping.all.compactMap { MappingReader.ready($0.name) } }
    return settings
  }
}

extension ReportOptions {
  /// What the numbers depend on.
  var analytics: AnalyticsOptions {
    var analytics = AnalyticsOptions(asOf: asOf)
    analytics.countsPastOpenMeetings = countsPastOpenMeetings
    analytics.health = health
    analytics.attention = attention
    analytics.similar = similar
    return analytics
  }
}

extension ReportOptions {
  /// Which records get a page.
  var selection: PageSelection {
    var selection = PageSelection()
    selection.only = filter.only.map { ($0.type, $0.id) }
    selection.owners = filter.owners
    selection.teams = filter.teams
    selection.all = all
    selection.listsSimilarDeals = widgets[.opportunity]?[.similar] ?? (insights == .enhanced)
    return selection
  }
}

extension RecordFilter {
  /// With ids as they are shown: the filter stands in the report.
  func reportFilter(_ dataset: Dataset, shown: Dataset) -> ReportFilter {
    func id(_ id: String, _ type: RecordType) -> String {
      let row = dataset.text.find(id).flatMap { text in
        (0..<dataset.count(of: type)).first { dataset.id(of: RecordID(type, $0)) == text }
      }
      return row.map { shown.text.string(shown.id(of: RecordID(type, $0))) } ?? id
    }
    let users = owners.map { owner in
      let row = dataset.text.find(owner).flatMap { text in dataset.users.firstIndex { $0.id == text } }
      return row.map { shown.text.string(shown.users[$0].id) } ?? owner
    }
    let records = only.map { $0.type.code + ($0.id.map { [type = $0.type] in ":" + id($0, type) } ?? "") }
    return ReportFilter(only: records, owner: users, team: teams)
  }
}
