import Dataset
import Testing

@testable import Commands

@Suite("Where settings come from")
struct PrecedenceTests {
  @Test("with nothing given the documented defaults hold")
  func defaults() throws {
    let options = try World().options()
    var expected = ReportOptions(asOf: try #require(CivilDate("2025-06-29")))
    expected.jobs = 3
    expected.sources = options.sources
    #expect(options == expected)
    #expect(options.sources.map(\.path.shown) == ["data"])
  }

  @Test("the command line wins over the config, the config over the default")
  func order() throws {
    let world = try World(config: "title: Config\njobs: 7\ninternal_domains: [a.example]\n")
    #expect(try world.options().title == "Config")
    let options = try world.options("--title", "Typed", "--internal-domain", "b.example")
    #expect(options.title == "Typed")
    #expect(options.internalDomains == ["b.example"])
    #expect(options.jobs == 7)
  }

  @Test("a flag of the command line turns a key of the config on and off")
  func flags() throws {
    let world = try World(config: "all: true\nstrict: false\n")
    #expect(try world.options().all)
    #expect(try world.options("--no-all").all == false)
    #expect(try world.options("--strict").strict)
  }

  @Test("a wrong value of the config is of no matter where the command line gives one")
  func overridden() throws {
    #expect(try World(config: "jobs: many\n").options("--jobs", "2").jobs == 2)
  }

  @Test("--config replaces rapport.yml, and its paths start from its own folder")
  func namedConfig() throws {
    let world = try World(config: "title: Here\n")
    try world.write("settings/weekly.yml", "commentary: notes\nsources: [export]\n")
    try world.write("settings/notes/index.md", "")
    try world.write("mine/index.md", "")
    let options = try world.options("--config", "settings/weekly.yml")
    #expect(options.title == "Relationship report")
    #expect(options.commentary?.absolute == world.directory + "/settings/notes")
    #expect(options.commentary?.shown == "settings/notes")
    let overridden = try world.options("--config", "settings/weekly.yml", "--commentary", "mine")
    #expect(overridden.commentary?.absolute == world.directory + "/mine")
  }

  @Test("sources of the config are read when the command line names none")
  func sources() throws {
    let world = try World()
    try world.write("settings/weekly.yml", "sources: [export, 'native:more']\n")
    let command = try GenerateCommand.parse(["--config", "settings/weekly.yml"])
    let options = try OptionResolver.resolve(command.report, sources: command.sources, in: world.context)
    #expect(
      options.sources.map(\.path.absolute) == [
        world.directory + "/settings/export", world.directory + "/settings/more",
      ])
    #expect(options.sources.map(\.kind) == [nil, .native])
  }

  @Test("absolute paths are left as they are")
  func absolutePaths() {
    #expect(ResolvedPath("/a/b", in: "/c").absolute == "/a/b")
    #expect(ResolvedPath("b", in: "/").absolute == "/b")
  }
}

@Suite("The day of the report")
struct AsOfTests {
  @Test("it is yesterday in the report's time zone")
  func yesterday() throws {
    #expect(try World().options().asOf.description == "2025-06-29")
    #expect(try World().options("--time-zone", "Europe/Berlin").asOf.description == "2025-06-30")
  }

  @Test("SOURCE_DATE_EPOCH comes before yesterday, as a date in the zone")
  func epoch() throws {
    let world = try World(environment: ["SOURCE_DATE_EPOCH": "1735687800"])
    #expect(try world.options().asOf.description == "2024-12-31")
    #expect(try world.options("--time-zone", "Europe/Berlin").asOf.description == "2025-01-01")
  }

  @Test("the config comes before SOURCE_DATE_EPOCH, the command line before both")
  func given() throws {
    let world = try World(config: "as_of: 2025-01-02\n", environment: ["SOURCE_DATE_EPOCH": "0"])
    #expect(try world.options().asOf.description == "2025-01-02")
    #expect(try world.options("--as-of", "2025-01-03").asOf.description == "2025-01-03")
  }

  @Test("an epoch that is no number is refused", arguments: ["soon", "-1", "1.5", "99999999999999", "+3"])
  func badEpoch(_ text: String) throws {
    #expect(
      try World(environment: ["SOURCE_DATE_EPOCH": text]).complaints() == """
        error: SOURCE_DATE_EPOCH: found “\(text)”; expected whole seconds since 1970-01-01 00:00 UTC
          help: unset it, or name the day with --as-of

        """)
  }

  @Test("an epoch is not looked at where a day is given; an empty one is none")
  func unusedEpoch() throws {
    let world = try World(environment: ["SOURCE_DATE_EPOCH": "soon"])
    #expect(try world.options("--as-of", "2025-01-03").asOf.description == "2025-01-03")
    #expect(try World(environment: ["SOURCE_DATE_EPOCH": ""]).options().asOf.description == "2025-06-29")
  }
}
