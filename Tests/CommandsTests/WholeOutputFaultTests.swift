#if os(Linux)
  import Foundation
  import Glibc
  import TestSupport
  import Testing

  /// What happens to the output folder while the program writes to it (page spec, "Publishing").
  @Suite("An output folder that does not stay as it is")
  struct WholeOutputFaultTests {
    private static let days = ["2026-03-31", "2026-03-30"]

    /// Takes the new report away; again, if another worker has put a file into it meanwhile.
    private static let removeStaging = "until rm -rf report/.rapport-staging 2> /dev/null; do :; done"

    private static func arguments(_ day: String) -> [String] {
      ["generate", "data", "--all", "--as-of", day, "--out", "report", "--previous", "none"]
    }

    /// A folder with the report of the first day.
    private func world() async throws -> World {
      let world = try World()
      try world.write(SmallData.tables)
      try #require(await world.run(Self.arguments(Self.days[0])) == 0)
      return world
    }

    /// Runs the program for the second day.
    private func run(_ fault: Fault, in world: World) async throws -> Program.Result {
      var result = try await Program().run(
        Self.arguments(Self.days[1]), in: world.folder, environment: fault.environment())
      result.errors = result.errors.replacing(world.directory + "/", with: "")
      return result
    }

    /// Makes sure that the next run, of which nothing is in the way, ends with the report of an undisturbed one.
    private func expectRecovery(of world: World, _ comment: Comment) async throws {
      let next = try await Program().run(Self.arguments(Self.days[1]), in: world.folder)
      #expect(next.status == 0, "\(comment): \(next.errors)")
      let other = try await self.world()
      #expect(await other.run(Self.arguments(Self.days[1])) == 0)
      #expect(try unequalFiles(world.files(), other.files()) == [], comment)
    }

    @Test(
      "permission that is taken away, and folders that are, before the move: 74, the old report whole, and recovery",
      arguments: [
        // While pages are prepared.
        ("chmod 555 report", Fault.Call.open, ".html", 3, "Could not write report: Permission denied."),
        ("chmod 555 report/.rapport-staging", .open, "index.html", 1, "Permission denied."),
        ("chmod 555 report/opportunities", .open, ".html", 3, "write report/opportunities: Permission denied."),
        (removeStaging, .open, ".html", 4, "No such file or directory."),
        // When all is prepared and the journal is to be put into the folder.
        ("chmod 555 report", .flush, "/report", 1, "Could not move report/.rapport-journal: Permission denied."),
      ])
    func beforeTheMove(command: String, call: Fault.Call, path: String, number: Int, message: String) async throws {
      let world = try await self.world()
      let before = try world.files()
      let fault = try Fault.running(command, at: call, of: path, number: number).withoutRoot(world.folder)
      let result = try await run(fault, in: world)
      try #require(chmod(world.directory + "/report", 0o755) == 0)
      #expect(result.status == 74, "\(command): \(result)")
      #expect(result.errors.hasPrefix("error: ") && result.errors.contains(message), "\(command): \(result.errors)")
      #expect(result.output.isEmpty)
      let after = try world.files().filter { !$0.key.hasPrefix(".rapport-staging/") }
      #expect(unequalFiles(before, after) == [], "\(command)")
      for folder in ["", "/opportunities", "/.rapport-staging"] where world.exists("report" + folder) {
        try #require(chmod(world.directory + "/report" + folder, 0o755) == 0)
      }
      try await expectRecovery(of: world, "\(command)")
    }

    @Test(
      "permission that is taken away, and folders that are, in the middle of the move: 74 and what is left to do",
      arguments: ["chmod 555 report/opportunities", "chmod 555 report", removeStaging])
    func inTheMove(command: String) async throws {
      let world = try await self.world()
      let fault = try Fault.running(command, at: .move, of: ".html", number: 4).withoutRoot(world.folder)
      let result = try await run(fault, in: world)
      for folder in ["", "/opportunities"] { try #require(chmod(world.directory + "/report" + folder, 0o755) == 0) }
      #expect(result.status == 74, "\(result)")
      #expect(
        result.errors.contains("only partly moved into report; the next run with this folder finishes that first."))
      #expect(result.output.isEmpty)
      #expect(world.exists("report/.rapport-journal"))
      try await expectRecovery(of: world, "\(command)")
    }

    @Test("an output folder that is moved away, or replaced: 74 and neither it nor what took its place is changed")
    func moved() async throws {
      for command in ["mv report elsewhere", "mv report elsewhere; mkdir report; echo mine > report/index.html"] {
        let world = try await self.world()
        let before = try world.files()
        let result = try await run(.running(command, at: .open, of: ".html", number: 5), in: world)
        #expect(result.status == 74)
        #expect(
          result.errors == "error: report was moved, removed or replaced while the report was prepared. "
            + "No file of a report was changed; run again.\n")
        #expect(try unequalFiles(before, world.files("elsewhere")) == [])
        if world.exists("report") { #expect(try world.files() == ["index.html": Data("mine\n".utf8)]) }
      }
    }

    @Test(
      "links that are put in the place of folders, at any time: nothing is written or removed through them",
      arguments: [
        (Fault.Call.open, "data/users.csv", 1), (.make, ".rapport-staging", 1), (.open, ".html", 3),
        (.flush, "/report", 1), (.move, ".rapport-journal", 1), (.move, ".html", 2),
      ])
    func links(call: Fault.Call, path: String, number: Int) async throws {
      let world = try await self.world()
      try world.write("theirs/opportunity.html", "theirs")
      try world.write("theirs/manifest.json", "theirs")
      let swap = "for f in opportunities accounts data; do mv report/$f old-$f; ln -s ../theirs report/$f; done"
      let result = try await run(.running(swap, at: call, of: path, number: number), in: world)
      #expect([0, 73, 74].contains(result.status), "\(result)")
      let theirs = Data("theirs".utf8)
      #expect(try world.files("theirs") == ["opportunity.html": theirs, "manifest.json": theirs])
    }

    @Test("a disk that fails while it is flushed, and a rename that is refused: 74 and the old report whole")
    func failures() async throws {
      for (fault, message) in [
        (Fault.failing(EIO, at: .flush, of: "/report"), "Could not flush report: Input/output error."),
        (.failing(EPERM, at: .move, of: ".rapport-journal"), "Could not move report/.rapport-journal: Operation not"),
        (.failing(EDQUOT, at: .write, of: ".html", number: 3), "Disk quota exceeded. Free some space and run again."),
      ] {
        let world = try await self.world()
        let before = try world.files()
        let result = try await run(fault, in: world)
        #expect(result.status == 74 && result.errors.contains(message), "\(result)")
        #expect(try unequalFiles(before, world.files()) == [])
        #expect(!world.exists("report/.rapport-staging"))
      }
    }
  }
#endif
