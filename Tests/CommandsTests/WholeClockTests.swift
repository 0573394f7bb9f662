#if os(Linux)
  import Foundation
  import Glibc
  import TestSupport
  import Testing

  /// Nothing but the as-of date and the data enters a report (KPI spec, "The clock").
  @Suite("Clocks that are wrong")
  struct WholeClockTests {
    private static let year = 31_557_600
    private static let faults: [(name: String, fault: Fault)] = [
      ("jumps", .jumpingClock), ("50 years ago", .clock(wrongBy: -50 * year)),
      ("in 300 years", .clock(wrongBy: 300 * year)),
    ]

    private static func arguments(_ out: String) -> [String] {
      ["generate", "data", "--all", "--as-of", "2026-03-31", "--out", out]
    }

    @Test("a clock that jumps, or is wrong by decades, gives the same bytes")
    func report() async throws {
      let world = try World()
      try world.write(SmallData.tables)
      try #require(await world.run(Self.arguments("report")) == 0)
      let report = try world.files()
      for (index, clock) in Self.faults.enumerated() {
        let out = "report\(index)"
        for _ in 1...2 {
          let result = try await Program().run(
            Self.arguments(out), in: world.folder, environment: clock.fault.environment())
          #expect(result.status == 0 && result.errors.isEmpty, "\(clock.name): \(result.errors)")
          #expect(try unequalFiles(report, world.files(out)) == [], "\(clock.name)")
        }
      }
    }

    @Test(
      "with SOURCE_DATE_EPOCH the clock is not looked at for the day either; without it the day is that of the clock")
    func day() async throws {
      let world = try World()
      try world.write(SmallData.tables)
      for (epoch, years, day) in [("1774915200", 300, "2026-03-31"), (nil, 0, nil)] as [(String?, Int, String?)] {
        var environment = try Fault.clock(wrongBy: years * Self.year).environment()
        environment["SOURCE_DATE_EPOCH"] = epoch
        let result = try await Program().run(["generate", "data"], in: world.folder, environment: environment)
        #expect(result.status == 0)
        let manifest = try JSONValue(#require(try world.files()["data/manifest.json"]))
        if let day {
          #expect(manifest["as_of"].text == day)
        } else {
          #expect(manifest["as_of"].text ?? "" > "2026-03-31")
        }
      }
    }

    @Test(
      "files from the future or from long ago: tables, the report that stands there, and what a killed run has left")
    func times() async throws {
      let program = try Program()
      for time in ["2106-01-01", "1970-01-02"] {
        let world = try World()
        try world.write(SmallData.tables)
        try #require(await world.run(Self.arguments("fresh")) == 0)
        // Killed when the move has begun, and then when the pages of the next run are being prepared.
        for (call, path) in [(Fault.Call.move, "index.html"), (.open, "index.html")] {
          let touch = "find . -exec touch -h -d \(time) {} +; kill -9 $PPID"
          let killed = try await program.run(
            Self.arguments("report"), in: world.folder,
            environment: Fault.running(touch, at: call, of: path).environment())
          #expect(killed.status == -SIGKILL)
          #expect(world.exists("report/.rapport-staging"))
        }
        let next = try await program.run(Self.arguments("report"), in: world.folder)
        #expect(next.status == 0, "\(next.errors)")
        #expect(try unequalFiles(world.files("fresh"), world.files()) == [])
        #expect(!world.exists("report/.rapport-staging"))
      }
    }
  }
#endif
