import ArgumentParser
import Dataset

/// `rapport demo`: writes a synthetic data set.
struct DemoCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Write a believable synthetic data set to try the program with.",
    discussion: """
      The same numbers give the same bytes on every machine. Nobody in it exists. Among the files is \
      a rapport.yml to make the report with: rapport generate OUT --config OUT/rapport.yml

      EXAMPLES
        rapport demo demo
        rapport demo small --opportunities 20 --activities 500
        rapport demo demo --seed 7 --as-of 2025-06-30
      """)

  @Argument(help: ArgumentHelp("The folder to write, new or empty.", valueName: "out"))
  var out: String

  @Option(
    help: ArgumentHelp("Chooses among data sets of one size (whole number, 0 or more; default: 1).", valueName: "n"))
  var seed: String?

  @Option(
    help: ArgumentHelp(
      "How many opportunities; the other records follow (whole number, at most 1000000; default: 120).", valueName: "n")
  )
  var opportunities: String?

  @Option(
    help: ArgumentHelp("How many activities (whole number, at most 1000000000; default: 6000).", valueName: "n"))
  var activities: String?

  @Option(
    help: ArgumentHelp(
      "The day that the report will be of (date, YYYY-MM-DD, from 1980 to 8999; default: 2026-06-12).",
      valueName: "date"))
  var asOf: String?

  func run(in context: CommandContext) async throws -> ExitStatus {
    let request = try request(in: context)
    try DemoFolder.write(request)
    let summary = DemoSummary(
      out: request.out.shown, opportunities: request.opportunities, activities: request.activities)
    context.console.output.write(summary.line)
    return .done
  }

  /// What is asked for, validated.
  func request(in context: CommandContext) throws(CommandLineError) -> DemoRequest {
    let given = ["seed": seed, "opportunities": opportunities, "activities": activities, "as_of": asOf]
    let names = ["as_of": "--as-of"]
    var commandLine: [String: [SettingReader.Raw]] = [:]
    for (key, value) in given {
      if let value { commandLine[key] = [.init(text: value, place: .commandLine(names[key] ?? "--\(key)"))] }
    }
    var reader = SettingReader(commandLine: commandLine, config: nil)
    var request = DemoRequest(out: context.directory.appending(out))
    request.seed = reader.value("seed", default: request.seed, expected: "a whole number, 0 or more") { UInt64($0) }
    request.opportunities = reader.whole("opportunities", default: request.opportunities, in: 0...1_000_000)
    request.activities = reader.whole("activities", default: request.activities, in: 0...1_000_000_000)
    request.asOf = reader.asOfDemo(default: request.asOf)
    if out.isEmpty { reader.reportBadValue(.init(text: out, place: .commandLine("OUT")), expected: "a folder") }
    guard let first = reader.problems.first else { return request }
    throw reader.problems.count == 1 ? first : .several(reader.problems)
  }
}

/// What a synthetic data set is to be like.
public struct DemoRequest: Sendable, Equatable {
  public var out: ResolvedPath
  public var seed: UInt64 = 1
  /// 0 to 1,000,000.
  public var opportunities = 120
  /// 0 to 1,000,000,000.
  public var activities = 6000
  /// From 1980 to 8999; default 2026-06-12.
  public var asOf = CivilDate(days: 20_616)

  public init(out: ResolvedPath) { self.out = out }
}

extension SettingReader {
  fileprivate mutating func asOfDemo(default standard: CivilDate) -> CivilDate {
    value("as_of", default: standard, expected: "a date from 1980-01-01 to 8999-12-31, such as 2026-06-12") { text in
      CivilDate(text).flatMap { (1980..<9000).contains($0.components.year) ? $0 : nil }
    }
  }
}
