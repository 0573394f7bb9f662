import Foundation
import Testing

@testable import Site

#if os(Linux)
  import Glibc

  @Suite("Publishing to a disk that refuses", .serialized)
  struct PublishingDiskTests {
    let scratch: Scratch
    let report: Report = [
      "index.html": "1", "leads/a.html": String(repeating: "a", count: 100_000),
      "leads/b.html": String(repeating: "b", count: 100_000),
    ]

    init() throws { scratch = try Scratch() }

    @Test("a disk that is full keeps the old report and nothing else", .enabled(if: mayMount))
    func fullDisk() throws {
      try FileManager.default.createDirectory(atPath: scratch.out, withIntermediateDirectories: false)
      try mount(scratch.out, "size=512k")
      defer { umount(scratch.out) }
      try publish(report, to: scratch.out)
      let before = scratch.tree()
      let larger = report.mapValues { $0 + String(repeating: "c", count: 200_000) }
      let error = try #require(refusal { try publish(larger, to: scratch.out) })
      guard case .failed(.write, _, ENOSPC) = error else { throw error }
      #expect(error.exitCode == 74)
      #expect("\(error)".contains("No space left on device. Free some space and run again."))
      #expect(scratch.tree() == before)
    }

    @Test("a disk that may only be read keeps the old report", .enabled(if: mayMount))
    func readOnlyDisk() throws {
      try FileManager.default.createDirectory(atPath: scratch.out, withIntermediateDirectories: false)
      try mount(scratch.out, "size=1m")
      defer { umount(scratch.out) }
      try publish(report, to: scratch.out)
      let before = scratch.tree()
      try mount(scratch.out, "", UInt(MS_REMOUNT | MS_RDONLY))
      let error = try #require(refusal { try publish([:], to: scratch.out) })
      #expect(error == .failed(.create, path: scratch.out + "/.rapport-staging", code: EROFS))
      #expect(error.exitCode == 74)
      #expect(scratch.tree() == before)
    }

    @Test("another disk mounted in the place of a folder is refused before anything is moved", .enabled(if: mayMount))
    func mountedFolder() throws {
      try publish(["index.html": "1", "leads/a.html": "a"], to: scratch.out)
      let leads = scratch.out + "/leads"
      try mount(leads, "size=1m")
      defer { umount(leads) }
      let error = refusal { try publish(["index.html": "2", "leads/a.html": "b"], to: scratch.out) }
      #expect(error == .inTheWay(path: leads, kind: .mount))
      #expect(scratch.text("index.html") == "1")
    }

    @Test("a folder that may not be written to is refused before anything is moved", .enabled(if: geteuid() != 0))
    func readOnlyFolder() throws {
      try publish(["index.html": "1", "leads/a.html": "a"], to: scratch.out)
      let before = scratch.tree()
      for folder in ["/leads", ""] {
        try #require(chmod(scratch.out + folder, 0o555) == 0)
        let error = refusal { try publish(["index.html": "2", "leads/a.html": "b"], to: scratch.out) }
        #expect(error?.exitCode == 74)
        #expect(scratch.tree() == before)
        try #require(chmod(scratch.out + folder, 0o755) == 0)
      }
    }

    /// Whether this process may mount a file system.
    static let mayMount: Bool = {
      guard geteuid() == 0, let scratch = try? Scratch() else { return false }
      return Glibc.mount("none", scratch.path, "tmpfs", 0, "size=64k") == 0 && umount(scratch.path) == 0
    }()

    private func mount(_ path: String, _ options: String, _ flags: UInt = 0) throws {
      try #require(Glibc.mount("none", path, "tmpfs", flags, options) == 0)
    }
  }
#endif
