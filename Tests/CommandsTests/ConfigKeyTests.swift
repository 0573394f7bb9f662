import Analytics
import Dataset
import Testing

@testable import Commands

@Suite("Keys of the config")
struct ConfigKeyTests {
  /// A value for every key, and what shows that it was taken.
  private static let samples: [String: (yaml: String, isTaken: @Sendable (ReportOptions) -> Bool)] = [
    "as_of": ("2025-01-02", { $0.asOf.description == "2025-01-02" }),
    "time_zone": ("Europe/Berlin", { $0.timeZone.name == "Europe/Berlin" }),
    "language": ("ZH-tw", { $0.language == "zh-Hant" }),
    "title": ("2025", { $0.title == "2025" }),
    "insights": ("basic", { $0.insights == .basic }),
    "sources": ("[a]", { $0.sources.map(\.path.shown) == ["data"] }),
    "tables": ("hubspot", { $0.tables?.name == "hubspot" }),
    "internal_domains": ("[A.example, b.example, a.example]", { $0.internalDomains == ["a.example", "b.example"] }),
    "include_bulk": ("true", { $0.includesBulk }),
    "past_open_meetings": ("ignore", { !$0.countsPastOpenMeetings }),
    "commentary": ("notes", { $0.commentary?.shown == "notes" }),
    "previous": ("none", { $0.previous == .none }),
    "only": (
      "[lead, 'account:a:1']",
      { $0.filter.only == [.init(type: .lead), .init(type: .account, id: "a:1")] }
    ),
    "owner": ("[u1, u2]", { $0.filter.owners == ["u1", "u2"] }),
    "team": ("North", { $0.filter.teams == ["North"] }),
    "all": ("yes", { $0.all }),
    "templates": ("notes", { $0.templates?.shown == "notes" }),
    "external_assets": ("true", { $0.externalAssets }),
    "widgets.TYPE.WIDGET": ("", { $0.widgets == [.contact: [.summary: false, .health: true]] }),
    "strict": ("true", { $0.strict }),
    "fail_on": ("[ghosted]", { $0.failOn == [.ghosted] }),
    "jobs": ("5", { $0.jobs == 5 }),
    "health.weights.email": ("0.5", { $0.health.weight(of: .email) == 0.5 }),
    "health.weights.meeting": ("1.5", { $0.health.weight(of: .meeting) == 1.5 }),
    "health.weights.call": ("1.1", { $0.health.weight(of: .call) == 1.1 }),
    "health.weights.task": ("0.9", { $0.health.weight(of: .task) == 0.9 }),
    "health.expected_days": ("30", { $0.health.expectedDays == 30 }),
    "health.good": ("70", { $0.health.good == 70 }),
    "health.fair": ("30", { $0.health.fair == 30 }),
    "attention.awaiting_team_days": ("0", { $0.attention.awaitingTeamDays == 0 }),
    "attention.ghosted_days": ("9", { $0.attention.ghostedDays == 9 }),
    "attention.no_activity_days": ("8", { $0.attention.noActivityDays == 8 }),
    "attention.single_threaded_people": ("2", { $0.attention.singleThreadedPeople == 2 }),
    "attention.health_drop": ("20", { $0.attention.healthDrop == 20 }),
    "attention.off": ("[overdue_task, ghosted]", { $0.attention.off == [.ghosted, .overdueTask] }),
    "similar.minimum_won": ("10", { $0.similar.minimumWon == 10 }),
    "similar.minimum_lost": ("11", { $0.similar.minimumLost == 11 }),
    "similar.similarity": ("1", { $0.similar.similarity == 1 }),
    "similar.at_most": ("50", { $0.similar.atMost == 50 }),
    "similar.at_least": ("6", { $0.similar.atLeast == 6 }),
    "similar.leak": ("0.25", { $0.similar.leak == 0.25 }),
    "similar.factors.include": (
      "[industry, opportunity.product]", { $0.similar.include == ["industry", "opportunity.product"] }
    ),
    "similar.factors.exclude": ("account.region", { $0.similar.exclude == ["account.region"] }),
    "privacy.hide_subjects": ("true", { $0.privacy.hideSubjects }),
    "privacy.redact_names": ("true", { $0.privacy.redactNames && $0.privacy.hidesSubjects }),
    "privacy.salt": ("pepper", { $0.privacy.salt == "pepper" }),
    "privacy.opt_out": ("[c1, Ines@acme.example]", { $0.privacy.optOut == ["c1", "Ines@acme.example"] }),
  ]

  @Test("every documented key is read", arguments: Setting.all.map(\.key))
  func everyKey(_ key: String) throws {
    let sample = try #require(Self.samples[key], "no sample for \(key)")
    var yaml = key == "widgets.TYPE.WIDGET" ? "widgets: {contact: {health: true, summary: no}}" : ""
    if yaml.isEmpty {
      let parts = key.split(separator: ".")
      for (depth, part) in parts.enumerated() { yaml += "\n" + String(repeating: "  ", count: depth) + part + ":" }
      yaml += " " + sample.yaml
    }
    let world = try World(config: yaml + "\n")
    try world.write("notes/index.md", "")
    #expect(sample.isTaken(try world.options()))
  }

  @Test("keys are documented once, with form, default and meaning")
  func table() {
    #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
    for setting in Setting.all {
      #expect(!setting.form.isEmpty && !setting.defaultValue.isEmpty && !setting.meaning.isEmpty, "\(setting.key)")
      #expect(!setting.meaning.hasSuffix("."), "\(setting.key)")
    }
    #expect(Setting.reference.contains("| `jobs` | `--jobs` | whole number, 1 to 256 |"))
    #expect(Setting.reference.contains("basic\\|enhanced"))
  }

  @Test("a key without a value is as if it were not there", arguments: ["", " ~", " null"])
  func nothing(_ value: String) throws {
    let config = Set(Setting.all.map { String($0.key.prefix { $0 != "." }) }).sorted().map { "\($0):\(value)\n" }
    let world = try World(config: config.joined())
    let options = try world.options()
    try world.write("rapport.yml", "")
    #expect(options == (try world.options()))
  }

  @Test("an empty config, or one of comments, changes nothing", arguments: ["", "# nothing\n", "---\n", "\u{FEFF}"])
  func empty(_ text: String) throws {
    #expect(try World(config: text).complaints() == "")
  }

  @Test("aliases work")
  func aliases() throws {
    let options = try World(config: "owner: &us [u1, u2]\nteam: *us\n").options()
    #expect(options.filter.teams == ["u1", "u2"])
  }
}
