import Dataset
import Testing

@testable import Commands

@Suite("Options of the command line")
struct OptionTests {
  @Test(
    "wrong values name their option",
    arguments: [
      (["--as-of", "yesterday"], "--as-of: found “yesterday”; expected a date such as 2025-06-30"),
      (["--jobs", "1e3"], "--jobs: found “1e3”; expected a whole number from 1 to 256"),
      (["--insights", "all"], "--insights: found “all”; expected “basic” or “enhanced”"),
      (["--internal-domain", "a b"], "--internal-domain: found “a b”; expected a domain such as example.com"),
      (
        ["--only", "account:"],
        "--only: found “account:”; expected TYPE or TYPE:ID, where TYPE is account, contact, lead or opportunity"
      ),
      (["--quiet", "--verbose"], "--quiet: found --verbose as well; expected one of the two"),
      (["--title", ""], "--title: found nothing; expected text"),
    ])
  func wrong(_ arguments: [String], _ expected: String) throws {
    let command = try GenerateCommand.parse(["data"] + arguments)
    let error = #expect(throws: CommandLineError.self) {
      try OptionResolver.resolve(command.report, sources: command.sources, in: World().context)
    }
    var text = ""
    for diagnostic in try #require(error).diagnostics { DiagnosticWriter { text += $0 }.write(diagnostic) }
    #expect(text == "error: \(expected)\n")
    #expect(error?.exitStatus == .usage)
  }

  @Test("a folder that is not there is refused, with where it was looked for")
  func folders() throws {
    let world = try World()
    #expect(
      try world.complaints("--commentary", "notes") == """
        error: --commentary: found “notes”; expected a folder that exists
          help: looked for \(world.directory)/notes

        """)
    try world.write("notes", "a file")
    #expect(try world.complaints("--templates", "notes").contains("expected a folder that exists"))
  }

  @Test("the kind of a source stands before a colon, other colons belong to the path")
  func sourceKinds() throws {
    let options = try World().options("mail:archive", "native:a:b", "c:d")
    #expect(options.sources.map(\.kind) == [nil, .mail, .native, nil])
    #expect(options.sources.map(\.path.shown) == ["data", "archive", "a:b", "c:d"])
    #expect(try World().complaints("native:") == "error: SOURCE: found “native:”; expected a path, or KIND:PATH\n")
  }

  @Test("a demo takes seed, sizes and a day")
  func demo() throws {
    let world = try World()
    let given = [
      "--seed", "18446744073709551615", "--opportunities", "0", "--activities", "9", "--as-of", "2000-02-29",
    ]
    let request = try DemoCommand.parse(["out"] + given).request(in: world.context)
    #expect(request.seed == .max)
    #expect(request.opportunities == 0)
    #expect(request.activities == 9)
    #expect(request.asOf.description == "2000-02-29")
    #expect(try DemoCommand.parse(["out"]).request(in: world.context).asOf.description == "2026-06-12")
  }

  @Test(
    "a wrong size of a demo names its option",
    arguments: [
      ["--seed", "-1"], ["--opportunities", "1000001"], ["--activities", "many"], ["--as-of", "1979-12-31"],
    ])
  func wrongDemo(_ arguments: [String]) async throws {
    let world = try World()
    let joined = arguments.joined(separator: "=")
    #expect(await world.run("demo", "out", joined) == 64)
    #expect(world.errors.hasPrefix("error: \(arguments[0]): found “\(arguments[1])”; expected a "))
  }
}
