import Foundation
import TestSupport
import Testing

@testable import Commands

/// Same data, same options, same bytes (page spec, "The folder").
@Suite("Same bytes")
struct WholeDeterminismTests {
  /// A data set with the config that its report is made with.
  struct Source: Sendable, CustomTestStringConvertible {
    var name: String
    var tables: [TableText]
    var config: String
    var commentary: [String: Data] = [:]
    var testDescription: String { name }

    /// The data of a vector has references to nowhere, which are reported with file and line.
    var hasProblems: Bool { name != "demo" }
  }

  static func sources() async throws -> [Source] {
    var sources = try ["berlin-sparse", "auckland-jsonl"].map { vector in
      let folder = Fixtures.vector(vector)
      return Source(
        name: vector, tables: try TableText.all(in: folder.appendingPathComponent("dataset")),
        config: try String(contentsOf: folder.appendingPathComponent("options.yml"), encoding: .utf8))
    }
    let world = try World()
    try await world.succeed("demo", "demo", "--opportunities", "24", "--activities", "400")
    let folder = world.folder.appendingPathComponent("demo")
    sources.append(
      Source(
        name: "demo", tables: try TableText.all(in: folder),
        config: try String(contentsOf: folder.appendingPathComponent("rapport.yml"), encoding: .utf8) + "\nall: true\n",
        commentary: try contents(of: folder.appendingPathComponent("commentary"))))
    return sources
  }

  private static func world(of source: Source) throws -> World {
    let world = try World(config: source.config)
    try world.write(source.tables)
    for (path, data) in source.commentary { try world.write("commentary/" + path, data) }
    return world
  }

  @Test("rows in any order, files in either format, gzipped or not")
  func input() async throws {
    for source in try await Self.sources() {
      let world = try Self.world(of: source)
      try await world.succeed("generate", "data")
      let report = try world.files()
      #expect(try source.hasProblems || world.files()["data/issues.jsonl"]?.isEmpty == true)
      for seed in 1...4 as ClosedRange<UInt64> {
        var random = SeededRandom(seed: seed)
        let folder = world.folder.appendingPathComponent("data\(seed)")
        for table in source.tables.shuffled(seed: seed) {
          let format: TableText.Format = seed == 1 || Bool.random(using: &random) ? .jsonLines : .csv
          try table.write(to: folder, format, gzipped: seed > 2 && Bool.random(using: &random))
        }
        try await world.succeed("generate", "data\(seed)", "--out", "report\(seed)")
        try Self.expectEqual(report, world.files("report\(seed)"), source, "seed \(seed)")
      }
    }
  }

  @Test("time zone, language, home and folder of the process, and the number of workers")
  func environment() async throws {
    let program = try Program()
    for source in try await Self.sources() {
      let world = try Self.world(of: source)
      try await world.succeed("generate", "data", "--jobs", "1")
      let report = try world.files()
      let paths = [world.directory + "/data", "--config", world.directory + "/rapport.yml"]
      let other = try World()
      let runs: [(environment: [String: String], jobs: String, relative: Bool)] = [
        ([:], "2", false), (["TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8", "HOME": "/nonexistent"], "7", false),
        (["TZ": "America/Los_Angeles", "LC_ALL": "C", "HOME": world.directory, "LANG": "de_DE.UTF-8"], "1", true),
        (["TZ": ":nowhere", "LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar", "USER": "Ω", "TERM": "dumb"], "3", true),
      ]
      for (index, run) in runs.enumerated() {
        let arguments = run.relative ? ["data"] : paths
        let out = other.directory + "/out\(index)"
        let result = try await program.run(
          ["generate"] + arguments + ["--out", out, "--jobs", run.jobs],
          in: run.relative ? world.folder : other.folder, environment: run.environment)
        try #require(result.status == 0, "\(result.errors)")
        #expect(try unequalFiles(report, other.files("out\(index)")) == [], "\(source.name), \(run)")
      }
    }
  }

  @Test("a second run into the same folder leaves every file as it is")
  func again() async throws {
    let source = try #require(try await Self.sources().last)
    let world = try Self.world(of: source)
    try await world.succeed("generate", "data")
    let before = try Self.marks(world.folder.appendingPathComponent("report"))
    try await world.succeed("generate", "data", "--jobs", "2")
    #expect(try Self.marks(world.folder.appendingPathComponent("report")) == before)
    #expect(before.count > 50)
  }

  @Test("a report of another day touches only what changed, and going back gives the first bytes again")
  func thereAndBack() async throws {
    let source = try #require(try await Self.sources().last)
    let world = try Self.world(of: source)
    let options = ["--previous", "none"]
    // What grows with every day is the history, and with it the manifest.
    func unequal(_ first: [String: Data], _ second: [String: Data]) -> [String] {
      unequalFiles(first, second).filter { $0 != "data/history.jsonl" && $0 != "data/manifest.json" }
    }
    #expect(await world.run(["generate", "data"] + options) == 0)
    let first = try world.files()
    #expect(await world.run(["generate", "data", "--as-of", "2026-05-01"] + options) == 0)
    let second = try world.files()
    #expect(await world.run(["generate", "data", "--as-of", "2026-05-01", "--out", "fresh"] + options) == 0)
    #expect(unequal(second, try world.files("fresh")) == [])
    #expect(await world.run(["generate", "data"] + options) == 0)
    #expect(unequal(first, try world.files()) == [])
  }

  /// What tells that a file was written anew, by path.
  private static func marks(_ folder: URL) throws -> [String: [Int]] {
    var marks: [String: [Int]] = [:]
    for path in try contents(of: folder).keys {
      var status = stat()
      try #require(lstat(folder.appendingPathComponent(path).path, &status) == 0)
      #if os(Linux)
        let time = status.st_mtim
      #else
        let time = status.st_mtimespec
      #endif
      marks[path] = [Int(status.st_ino), time.tv_sec, time.tv_nsec]
    }
    return marks
  }

  /// Lines and files of problems are those of the input; all else is the same.
  private static func expectEqual(
    _ report: [String: Data], _ other: [String: Data], _ source: Source, _ comment: Comment
  ) throws {
    let issues = "data/issues.jsonl"
    let manifest = "data/manifest.json"
    #expect(unequalFiles(report, other).filter { $0 != issues && $0 != manifest } == [], comment)
    guard source.hasProblems else {
      #expect(unequalFiles(report, other) == [], comment)
      return
    }
    func problems(_ files: [String: Data]) throws -> [String] {
      try JSONValue.lines(files[issues] ?? Data()).map { "\($0["kind"]) \($0["field"]) \($0["found"])" }.sorted()
    }
    func lines(_ files: [String: Data]) -> [Substring] {
      String(decoding: files[manifest] ?? Data(), as: UTF8.self).split(separator: "\n").filter { !$0.contains(issues) }
    }
    #expect(try problems(report) == problems(other), comment)
    #expect(lines(report) == lines(other), comment)
  }
}
