import ArgumentParser

/// The options that `generate` and `check` share. Values stay text here: they are checked together with those of the
/// config, so that both are told the same.
struct ReportOptionGroup: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The settings file, YAML (default: rapport.yml of the working directory, if there is one).", valueName: "file"))
  var config: String?

  @Option(help: .setting("as_of", "date"))
  var asOf: String?

  @Option(help: .setting("time_zone", "zone"))
  var timeZone: String?

  @Option(help: .setting("language", "tag"))
  var language: String?

  @Option(help: .setting("title", "text"))
  var title: String?

  @Option(help: .setting("insights", "level"))
  var insights: String?

  @Option(name: .customLong("internal-domain"), parsing: .singleValue, help: .setting("internal_domains", "domain"))
  var internalDomains: [String] = []

  @Option(help: .setting("commentary", "dir"))
  var commentary: String?

  @Option(help: .setting("previous", "dir"))
  var previous: String?

  @Option(parsing: .singleValue, help: .setting("only", "type[:id]"))
  var only: [String] = []

  @Option(parsing: .singleValue, help: .setting("owner", "id"))
  var owner: [String] = []

  @Option(parsing: .singleValue, help: .setting("team", "name"))
  var team: [String] = []

  @Flag(inversion: .prefixedNo, help: .setting("all"))
  var all: Bool?

  @Option(help: .setting("templates", "dir"))
  var templates: String?

  @Flag(inversion: .prefixedNo, help: .setting("external_assets"))
  var externalAssets: Bool?

  @Flag(inversion: .prefixedNo, help: .setting("strict"))
  var strict: Bool?

  @Option(help: .setting("fail_on", "code[,…]"))
  var failOn: String?

  @Option(help: .setting("jobs", "n"))
  var jobs: String?

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  @Flag(help: "Show every message about the data, not just the first ten of a kind.")
  var verbose = false

  @Flag(help: "No progress line. There is one on a terminal only.")
  var noProgress = false
}

extension ReportOptionGroup {
  /// The options that were given, by the key of their setting.
  func givenValues(sources: [String]) -> [String: [SettingReader.Raw]] {
    var given: [String: [SettingReader.Raw]] = [:]
    func add(_ key: String, _ values: [String], name: String? = nil) {
      guard !values.isEmpty else { return }
      let place = Place.commandLine(name ?? Setting.named(key)?.option ?? key)
      given[key] = values.map { .init(text: $0, place: place) }
    }
    let texts = [
      "as_of": asOf, "time_zone": timeZone, "language": language, "title": title, "insights": insights,
      "commentary": commentary, "previous": previous, "templates": templates, "jobs": jobs,
    ]
    for (key, value) in texts { add(key, [value].compactMap { $0 }) }
    let flags = ["all": all, "external_assets": externalAssets, "strict": strict]
    for (key, value) in flags { add(key, [value].compactMap { $0.map { $0 ? "true" : "false" } }) }
    add("internal_domains", internalDomains)
    add("only", only)
    add("owner", owner)
    add("team", team)
    add("sources", sources, name: "SOURCE")
    add("fail_on", (failOn?.split(separator: ",", omittingEmptySubsequences: false) ?? []).map(String.init))
    return given
  }
}

extension ArgumentHelp {
  /// What the reference of settings says of a key.
  static func setting(_ key: String, _ valueName: String? = nil) -> ArgumentHelp {
    guard let setting = Setting.named(key) else { return ArgumentHelp(visibility: .private) }
    let form = valueName == nil ? "" : "\(setting.form); "
    return ArgumentHelp(
      "\(setting.meaning). (\(form)default: \(setting.defaultValue); config: \(setting.key))", valueName: valueName)
  }
}
