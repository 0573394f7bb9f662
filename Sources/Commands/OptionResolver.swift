import Analytics
import Dataset
import Site

/// Makes `ReportOptions` of command line, config, environment and clock.
struct OptionResolver {
  let context: CommandContext
  var reader: SettingReader

  /// - Throws: `CommandLineError.several` with all that is wrong.
  static func resolve(
    _ group: ReportOptionGroup, sources: [String], adopt: Bool = false, in context: CommandContext
  ) throws(CommandLineError) -> ReportOptions {
    let config = try config(named: group.config, in: context)
    let reader = SettingReader(commandLine: group.givenValues(sources: sources), config: config)
    var resolver = OptionResolver(context: context, reader: reader)
    var options = resolver.options()
    options.adopt = adopt
    options.progress = !group.noProgress
    options.messages = group.quiet ? .quiet : group.verbose ? .verbose : .normal
    if group.quiet && group.verbose {
      resolver.reader.report(.exclusive(.commandLine("--quiet"), .commandLine("--verbose")))
    }
    let problems = resolver.reader.problems
    guard let first = problems.first else { return options }
    throw problems.count == 1 ? first : .several(problems)
  }

  private static func config(
    named name: String?, in context: CommandContext
  ) throws(CommandLineError) -> Config? {
    if let name { return try Config(reading: context.directory.appending(name)) }
    let file = context.directory.appending(Config.defaultName)
    return file.exists ? try Config(reading: file) : nil
  }

  private mutating func options() -> ReportOptions {
    let zone = timeZone()
    var options = ReportOptions(asOf: asOf(in: zone), timeZone: zone)
    options.title = reader.text("title", default: options.title)
    options.insights = reader.choice("insights", default: .enhanced)
    options.sources = sources()
    options.tables = tables()
    options.internalDomains = reader.texts(
      "internal_domains", expected: "a domain such as example.com", Self.domain(_:))
    options.includesBulk = reader.bool("include_bulk")
    options.countsPastOpenMeetings = reader.choice("past_open_meetings", default: PastOpenMeetings.count) == .count
    options.commentary = reader.folderIfGiven("commentary", in: context.directory)
    options.previous = previous()
    options.filter = filter()
    options.all = reader.bool("all")
    options.templates = reader.folderIfGiven("templates", in: context.directory)
    options.language = language(options.templates)
    options.externalAssets = reader.bool("external_assets")
    options.strict = reader.bool("strict")
    options.failOn = reader.choices("fail_on", names: AttentionCode.allCases.map(\.code)) { AttentionCode(code: $0) }
    options.jobs = reader.whole("jobs", default: min(max(context.processors, 1), 256), in: 1...256)
    options.health = reader.health()
    options.attention = reader.attention()
    options.similar = reader.similar()
    options.widgets = reader.widgets()
    options.privacy = reader.privacy()
    return options
  }

  /// The tag of a catalogue.
  private mutating func language(_ templates: ResolvedPath?) -> String {
    let source = TemplateSource(folder: templates?.absolute)
    let known = source.languages
    guard let raw = reader.single("language", expected: "a language tag such as en") else { return "en" }
    if let tag = source.language(for: raw.text) { return tag }
    let nearest = NearestName.find(raw.text, among: known).map { "Did you mean \(quoted($0))? Else" }
    reader.reportBadValue(
      raw, expected: reader.listed(known),
      help: "\(nearest ?? "For another language,") put a translation of words/en.yml into a folder as "
        + "words/\(raw.text).yml and give the folder with --templates")
    return "en"
  }

  private enum PastOpenMeetings: String, CaseIterable { case count, ignore }

  private mutating func timeZone() -> TimeZoneRules {
    let expected = "an IANA name such as Europe/Berlin, America/New_York or UTC"
    guard let raw = reader.single("time_zone", expected: expected) else { return .utc }
    do {
      return try TimeZoneRules.named(raw.text)
    } catch .unknown {
      reader.reportBadValue(raw, expected: expected)
    } catch {
      reader.reportBadValue(raw, expected: "a time zone that this system knows", help: "\(error)")
    }
    return .utc
  }

  /// KPI spec, "The clock": given, else the date of `SOURCE_DATE_EPOCH`, else yesterday.
  private mutating func asOf(in zone: TimeZoneRules) -> CivilDate {
    if let date = reader.dateIfGiven("as_of") { return date }
    let yesterday = zone.localDate(of: context.now()) - 1
    // Somebody who gave a date that cannot be read hears of that alone.
    guard reader.place(of: "as_of") == nil, let epoch = context.environment["SOURCE_DATE_EPOCH"], !epoch.isEmpty
    else { return yesterday }
    if let instant = SourceDate.instant(epoch) { return zone.localDate(of: instant) }
    reader.report(SourceDate.problem(epoch, help: "unset it, or name the day with --as-of"))
    return yesterday
  }

  private mutating func filter() -> RecordFilter {
    var filter = RecordFilter()
    let expected = "TYPE or TYPE:ID, where TYPE is account, contact, lead or opportunity"
    for raw in reader.several("only", expected: expected) ?? [] {
      let parts = raw.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let type = parts.first.flatMap(RecordType.init(code:)), parts.count == 1 || parts.last != "" else {
        let nearest = parts.first.flatMap { NearestName.find($0, among: RecordType.allCases.map(\.code)) }
        let help = nearest.flatMap { $0 == parts.first ? nil : "Did you mean \(quoted($0))?" }
        reader.reportBadValue(raw, expected: expected, help: help)
        continue
      }
      let selection = RecordFilter.Selection(type: type, id: parts.count == 2 ? parts.last : nil)
      if !filter.only.contains(selection) { filter.only.append(selection) }
    }
    filter.owners = reader.texts("owner", expected: "the id of a user")
    filter.teams = reader.texts("team", expected: "the name of a team")
    return filter
  }

  /// A host name in lower case, without a leading “@”.
  private static func domain(_ text: String) -> String? {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    let isDomain = labels.allSatisfy { label in
      !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
    return isDomain ? text.lowercased() : nil
  }
}
