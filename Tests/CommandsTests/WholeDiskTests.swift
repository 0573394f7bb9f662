#if os(Linux)
  import Foundation
  import Glibc
  import TestSupport
  import Testing

  @testable import Commands

  /// Disks that refuse, from end to end.
  @Suite("A disk that refuses", .serialized)
  struct WholeDiskTests {
    private static let day = ["--as-of", "2026-03-31"]

    /// A data set whose report is some dozens of times as large as that of the small one.
    private func large(_ world: World) throws {
      var tables = SmallData.tables
      for number in 0..<400 { tables["opportunities"]?.rows.append(["n\(number)", "Deal \(number)", "open", "u1"]) }
      try world.write(tables, to: "large")
    }

    @Test(
      "a full disk ends with 74 and says so, the old report stays whole, and a run with room succeeds",
      .enabled(if: SmallDisk.isPossible, "a small disk can be mounted by root alone"))
    func full() async throws {
      let world = try World()
      try world.write(SmallData.tables)
      try large(world)
      let report = world.folder.appendingPathComponent("report")
      try await SmallDisk.mounted(at: report, size: "2m") {
        #expect(await world.run(["generate", "data"] + Self.day) == 0)
        let before = try world.files()
        #expect(await world.run(["generate", "large"] + Self.day) == 74)
        #expect(world.errors.contains("error: Could not write "))
        #expect(world.errors.contains("No space left on device. Free some space and run again.\n"))
        #expect(try unequalFiles(before, world.files()) == [])
        #expect(Self.leavings(in: report) == [])
        try SmallDisk.remount(at: report, size: "200m")
        #expect(await world.run(["generate", "large"] + Self.day) == 0)
        #expect(await world.run(["generate", "large", "--out", "fresh"] + Self.day) == 0)
        #expect(try unequalFiles(world.files(), world.files("fresh")) == [])
      }
    }

    @Test(
      "a disk that fills in the program's own process leaves the old report whole as well",
      .enabled(if: SmallDisk.isPossible, "a small disk can be mounted by root alone"))
    func fullForProgram() async throws {
      let program = try Program()
      let world = try World()
      try world.write(SmallData.tables)
      try large(world)
      let report = world.folder.appendingPathComponent("report")
      try await SmallDisk.mounted(at: report, size: "2m") {
        let first = try await program.run(["generate", "data"] + Self.day, in: world.folder)
        let before = try world.files()
        let second = try await program.run(["generate", "large", "--jobs", "4"] + Self.day, in: world.folder)
        #expect(first.status == 0 && second.status == 74, "\(second)")
        #expect(second.output.isEmpty)
        #expect(try unequalFiles(before, world.files()) == [])
        #expect(Self.leavings(in: report) == [])
      }
    }

    @Test(
      "a disk that may only be read ends with 73 or 74 and the old report as it was",
      .enabled(if: SmallDisk.isPossible, "a small disk can be mounted by root alone"))
    func readOnlyDisk() async throws {
      let world = try World()
      try world.write(SmallData.tables)
      let report = world.folder.appendingPathComponent("report")
      try await SmallDisk.mounted(at: report, size: "4m") {
        #expect(await world.run(["generate", "data"] + Self.day) == 0)
        let before = try world.files()
        try SmallDisk.remount(at: report, size: "4m", isReadOnly: true)
        let status = await world.run(["generate", "data", "--as-of", "2026-03-30"])
        #expect([73, 74].contains(status))
        #expect(world.errors.contains("Read-only file system. Choose another folder with --out.\n"))
        #expect(try unequalFiles(before, world.files()) == [])
      }
    }

    @Test(
      "a folder that may not be written to ends with 73 or 74", .enabled(if: geteuid() != 0, "root may write anywhere"))
    func readOnlyFolder() async throws {
      let world = try World()
      try world.write(SmallData.tables)
      #expect(await world.run(["generate", "data"] + Self.day) == 0)
      let before = try world.files()
      let report = world.directory + "/report"
      try #require(chmod(report, 0o555) == 0)
      defer { chmod(report, 0o755) }
      #expect([73, 74].contains(await world.run(["generate", "data", "--as-of", "2026-03-30"])))
      #expect(world.errors.contains("Permission denied"))
      #expect(try unequalFiles(before, world.files()) == [])
    }

    @Test(
      "a demo that does not fit ends with 74 and names the file",
      .enabled(if: SmallDisk.isPossible, "a small disk can be mounted by root alone"))
    func demo() async throws {
      let world = try World()
      try await SmallDisk.mounted(at: world.folder.appendingPathComponent("demo"), size: "64k") {
        #expect(await world.run("demo", "demo", "--opportunities", "200", "--activities", "5000") == 74)
        #expect(world.errors.hasPrefix("demo/"))
        #expect(world.errors.hasSuffix("cannot be written: No space left on device\n"))
        #expect(world.output.isEmpty)
      }
    }

    private static func leavings(in folder: URL) -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasPrefix(".") } ?? ["?"]
    }
  }
#endif
