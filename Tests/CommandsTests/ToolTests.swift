import Dataset
import Foundation
import Testing

@testable import Commands

@Suite("The program")
struct ToolTests {
  @Test("an unknown command is told the nearest one")
  func unknownCommand() async throws {
    let world = try World()
    #expect(await world.run("gen", "data") == 64)
    #expect(world.errors == "error: unknown command “gen”\n  help: Did you mean “generate”?\n")
    let other = try World()
    #expect(await other.run("frobnicate") == 64)
    #expect(
      other.errors.hasSuffix(
        "help: the commands are “generate”, “check”, “explain”, “diff”, “email”, “demo”, “sources”\n"))
  }

  @Test(
    "an unknown option, a missing value and a missing argument end with 64",
    arguments: [
      (["generate", "data", "--as-fo", "x"], "error: Unknown option '--as-fo'. Did you mean '--as-of'?\n"),
      (["generate", "data", "--as-of"], "error: Missing value for '--as-of <date>'\n"),
      (["demo"], "error: Missing expected argument '<out>'\n"),
    ])
  func usage(_ arguments: [String], _ start: String) async throws {
    let world = try World()
    let status = await CommandLineTool.run(
      arguments: arguments, environment: [:], workingDirectory: world.directory, console: world.console)
    #expect(status == 64)
    #expect(world.errors.hasPrefix(start))
    #expect(world.output.isEmpty)
  }

  @Test("a run without a source says how to get one")
  func noSource() async throws {
    let world = try World()
    #expect(await world.run("generate") == 64)
    #expect(
      world.errors == """
        error: SOURCE: found none; expected the folder of a data set
          help: name one (rapport generate data), list some as “sources” in the config, or make one to try with: \
        rapport demo demo

        """)
  }

  @Test("what is typed reaches the terminal without its control characters")
  func controlCharacters() async throws {
    let world = try World()
    #expect(await world.run("generate", "data", "--as-of", "2\u{1B}[31m\u{202E}") == 64)
    #expect(await world.run("generate", "data", "--\u{1B}[31m") == 64)
    #expect(await world.run("\u{1B}[31m") == 64)
    #expect(!world.errors.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    #expect(world.errors.hasPrefix("error: --as-of: found “2\u{FFFD}[31m\u{FFFD}”;"))
  }

  @Test("a long value is cut short in messages")
  func longValues() throws {
    let text = try World().complaints("--as-of", String(repeating: "9", count: 5000))
    #expect(
      text == "error: --as-of: found “\(String(repeating: "9", count: 80))…”; expected a date such as 2025-06-30\n")
  }

  @Test(
    "help and version go to standard output and end with 0",
    arguments: [
      [], ["--help"], ["help"], ["help", "generate"], ["generate", "-h"], ["check", "--help"], ["explain", "--help"],
      ["--version"],
    ])
  func help(_ arguments: [String]) async throws {
    let world = try World()
    let status = await CommandLineTool.run(
      arguments: arguments, environment: [:], workingDirectory: world.directory, console: world.console)
    #expect(status == 0)
    #expect(world.errors.isEmpty)
    #expect(arguments == ["--version"] ? world.output == "\(Version.current)\n" : world.output.contains("EXAMPLES"))
  }

  @Test("an interrupted run ends with 130")
  func interrupted() async throws {
    let world = try World()
    let status = await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await world.run("check", "data")
    }.value
    #expect(status == 130)
    #expect(world.errors == "error: interrupted; nothing of the old report is lost\n")
  }

  @Test("exit codes are those of the documentation")
  func exitCodes() {
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 64, 65, 66, 73, 74, 130])
    #expect(CommandLineError.failed(.data, []).exitStatus == .data)
    #expect(CommandLineError(.notADataset(path: "x")).exitStatus == .unreadableSource)
    #expect(CommandLineError(.unreadable(path: "x", reason: "y")).exitStatus == .unreadableSource)
    let malformed = CommandLineError(.malformed(file: "a.csv", line: 3, column: 0, found: "x", expected: "y"))
    #expect(malformed.exitStatus == .data)
    #expect(malformed.diagnostics.first?.column == nil)
  }
}

@Suite("Help")
struct HelpTests {
  private struct Dump: Decodable {
    struct Command: Decodable { var arguments: [Argument]? }
    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String
      }
      var names: [Name]?
      var abstract: String?
      var shouldDisplay: Bool
      var long: String? { names?.first { $0.kind == "long" }.map { "--" + $0.name } }
    }
    var command: Command
  }

  private func arguments(_ text: String) throws -> [Dump.Argument] {
    try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command.arguments ?? []
  }

  @Test("every option of every command has help")
  func complete() throws {
    for text in [
      GenerateCommand._dumpHelp(), CheckCommand._dumpHelp(), ExplainCommand._dumpHelp(), DiffCommand._dumpHelp(),
      EmailCommand._dumpHelp(), DemoCommand._dumpHelp(),
    ] {
      let arguments = try arguments(text)
      #expect(arguments.count > 4)
      for argument in arguments {
        #expect(argument.shouldDisplay && !(argument.abstract ?? "").isEmpty, "\(argument.names ?? [])")
      }
    }
  }

  @Test("every setting with an option is an option that names its key, and the other way round")
  func settings() throws {
    let own: Set = ["--out", "--config", "--adopt", "--quiet", "--verbose", "--no-progress", "--help", "--version"]
    let options = try arguments(GenerateCommand._dumpHelp()).filter { $0.long != nil }
    let documented = Dictionary(uniqueKeysWithValues: options.compactMap { option in option.long.map { ($0, option) } })
    for setting in Setting.all {
      guard let name = setting.option else { continue }
      let abstract = documented[name]?.abstract ?? ""
      #expect(abstract.contains("config: \(setting.key))"), "\(name)")
      #expect(abstract.contains("default: \(setting.defaultValue)"), "\(name)")
    }
    let names = documented.keys.filter { !own.contains($0) && !$0.hasPrefix("--no-") }
    #expect(Set(names) == Set(Setting.all.compactMap(\.option)))
  }

  @Test("examples in help stay on one line each")
  func examples() async throws {
    let world = try World()
    for command in ["generate", "check", "explain", "diff", "email", "demo"] { _ = await world.run(command, "--help") }
    let examples = world.output.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("rapport ") }
    #expect(examples.count == 18)
  }
}
