import Foundation
import TestSupport
import Testing

@testable import Commands

/// Runs that are ended from outside (page spec, "Publishing").
///
/// `RAPPORT_KILLS=200 swift test --filter WholeKillTests` tries more often, on more data.
@Suite("A run that is ended", .serialized)
struct WholeKillTests {
  private static let asked = ProcessInfo.processInfo.environment["RAPPORT_KILLS"].flatMap { Int($0) }
  private static let rounds = asked ?? 12
  private static let days = ["2026-06-12", "2026-05-15"]
  private static let foreign = [
    ".git/x": "history", "README.md": "mine", "opportunities/notes.txt": "mine too", ".hidden": "",
  ]

  /// When a run is to be killed.
  private enum Moment: CustomStringConvertible {
    /// After so many milliseconds.
    case after(Int)
    /// When so many pages of deals are prepared.
    case prepared(Int)
    /// When the move has begun.
    case moving
    /// When no more than so many pages of deals are still to be moved.
    case left(Int)

    static func random(_ round: Int, _ random: inout SeededRandom) -> Moment {
      switch round % 4 {
      case 0: .after(.random(in: 0...1500, using: &random))
      case 1: .prepared(.random(in: 0...(asked == nil ? 60 : 300), using: &random))
      case 2: .moving
      default: .left(.random(in: 0...(asked == nil ? 60 : 300), using: &random))
      }
    }

    var description: String {
      switch self {
      case .after(let milliseconds): "after \(milliseconds) ms"
      case .prepared(let count): "with \(count) pages prepared"
      case .moving: "at the beginning of the move"
      case .left(let count): "with \(count) pages to move"
      }
    }
  }

  private static func arguments(_ day: String, out: String = "report") -> [String] {
    ["generate", "demo", "--config", "demo/rapport.yml", "--all", "--as-of", day, "--out", out]
  }

  private static func world() async throws -> World {
    let world = try World()
    let size = asked == nil ? ("60", "800") : ("300", "5000")
    try await world.succeed("demo", "demo", "--opportunities", size.0, "--activities", size.1)
    return world
  }

  @Test("killed at any moment: the old report is whole or the next run finishes, and nothing is left behind")
  func killed() async throws {
    let program = try Program()
    let world = try await Self.world()
    let foreign = Self.foreign.mapValues { Data($0.utf8) }
    var reports: [[String: Data]] = []
    // Both days are in the history from the second run on; from then on each has one report.
    for day in Self.days + Self.days {
      #expect(await world.run(Self.arguments(day, out: "fresh")) == 0)
      reports.append(try world.files("fresh").merging(foreign) { $1 })
    }
    reports.removeFirst(Self.days.count)
    for (path, text) in Self.foreign { try world.write("report/" + path, text) }
    for day in Self.days + Self.days.prefix(1) {
      #expect(await world.run(Self.arguments(day) + ["--adopt"]) == 0)
    }
    #expect(try unequalFiles(reports[0], world.files()) == [])

    var random = SeededRandom(seed: 42)
    var brokenMoves = 0
    for round in 0..<Self.rounds {
      let (old, new) = (reports[round % 2], reports[(round + 1) % 2])
      let moment = Moment.random(round, &random)
      let day = Self.days[(round + 1) % 2]
      let run = try program.start(Self.arguments(day), in: world.folder)
      try await Self.wait(for: moment, of: run, in: world)
      run.send(SIGKILL)
      _ = try await run.finish()
      if world.exists("report/.rapport-journal") { brokenMoves += 1 }
      Self.expectSafe(try world.files(), old, new, isMoving: world.exists("report/.rapport-journal"), "\(moment)")

      let next = try await program.run(Self.arguments(day), in: world.folder)
      #expect(next.status == 0, "\(moment): \(next.errors)")
      // Folders of `.rapport-…` without files would not be among the files.
      #expect(try Self.leavings(world) == [], "\(moment)")
      #expect(try unequalFiles(new, world.files()) == [], "\(moment)")
    }
    if Self.asked != nil { print("\(Self.rounds) runs killed, \(brokenMoves) of them while files were being moved") }
  }

  @Test(
    "interrupted while pages are written: 130, the old report as it was, nothing left", arguments: [SIGINT, SIGTERM])
  func interrupted(_ signal: Int32) async throws {
    let program = try Program()
    let world = try await Self.world()
    for (path, text) in Self.foreign { try world.write("report/" + path, text) }
    #expect(await world.run(Self.arguments(Self.days[0]) + ["--adopt"]) == 0)
    let before = try world.files()
    for out in ["report", "new/folder"] {
      let run = try program.start(Self.arguments(Self.days[1], out: out), in: world.folder)
      try await Self.wait(for: .prepared(1), of: run, in: world, out: out)
      run.send(signal)
      let result = try await run.finish()
      #expect(result.status == 130)
      #expect(result.errors == "error: interrupted; nothing of the old report is lost\n")
      #expect(result.output.isEmpty)
    }
    #expect(try unequalFiles(before, world.files()) == [])
    #expect(try Self.leavings(world) == [])
    #expect(!world.exists("new"))
  }

  @Test("a second run into the same folder is refused with 73 while the first is writing, and does it no harm")
  func twoAtOnce() async throws {
    let program = try Program()
    let world = try await Self.world()
    let first = try program.start(Self.arguments(Self.days[0]), in: world.folder)
    try await Self.wait(for: .prepared(1), of: first, in: world)
    first.send(SIGSTOP)
    let status = await world.run(Self.arguments(Self.days[1]))
    first.send(SIGCONT)
    #expect(status == 73)
    #expect(world.errors.contains("Another run is writing to "))
    #expect(try await first.finish().status == 0)
    #expect(await world.run(Self.arguments(Self.days[0], out: "fresh")) == 0)
    #expect(try unequalFiles(world.files(), world.files("fresh")) == [])
  }

  /// Looks at the folder until the moment has come or the run has ended.
  private static func wait(
    for moment: Moment, of run: Program.Running, in world: World, out: String = "report"
  ) async throws {
    if case .after(let milliseconds) = moment { return try await Task.sleep(for: .milliseconds(milliseconds)) }
    let prepared = world.folder.appendingPathComponent(out + "/.rapport-staging/opportunities").path
    while !run.hasEnded {
      let count = try? FileManager.default.contentsOfDirectory(atPath: prepared).count
      let isMoving = world.exists(out + "/.rapport-journal")
      switch moment {
      case .prepared(let wanted): if isMoving || count ?? -1 >= wanted { return }
      case .moving: if isMoving { return }
      case .left(let wanted): if isMoving, count ?? 0 <= wanted { return }
      case .after: return
      }
      try await Task.sleep(for: .microseconds(200))
    }
  }

  /// What stands in the folder of a run that was killed: one report or the other, or each file of one of them where
  /// the next run knows how to go on.
  private static func expectSafe(
    _ found: [String: Data], _ old: [String: Data], _ new: [String: Data], isMoving: Bool, _ comment: Comment
  ) {
    let found = found.filter { !$0.key.hasPrefix(".rapport-") }
    for path in foreign.keys { #expect(found[path] == old[path], comment) }
    if isMoving {
      let mixed = found.filter { $0.value != old[$0.key] && $0.value != new[$0.key] }
      #expect(mixed.keys.sorted() == [], comment)
    } else {
      #expect(unequalFiles(found, old) == [] || unequalFiles(found, new) == [], comment)
    }
  }

  private static func leavings(_ world: World) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: world.directory + "/report").filter { $0.contains(".rapport-") }
  }
}
