import Foundation
import Testing

@testable import Site

@Suite("Publishing")
struct PublishingTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("makes the folder, and those above it, with the report and nothing else")
  func firstReport() throws {
    let summary = try publish(["index.html": "team", "leads/a.html": "a"], to: scratch.out + "/deep/er")
    #expect(summary == PublishSummary(written: 3, unchanged: 0, removed: 0))
    let names = try #require(scratch.tree()).keys.sorted()
    #expect(
      names == [
        "deep", "deep/er", "deep/er/data", "deep/er/data/manifest.json", "deep/er/index.html", "deep/er/leads",
        "deep/er/leads/a.html",
      ])
  }

  @Test("the manifest has one datum a line, in order, and says nothing of when, where and by whom")
  func manifest() throws {
    let filter = ReportFilter(only: ["lead", "contact:c1", "lead"])
    try publish(["index.html": "abc", "data/kpis.jsonl": ""], to: scratch.out, filter: filter)
    #expect(
      scratch.text("data/manifest.json") == #"""
        {
        "generator": "rapport 1.0.0",
        "as_of": "2026-03-31",
        "time_zone": "Europe/Berlin",
        "filter": {
        "only": ["contact:c1", "lead"],
        "owner": [],
        "team": []
        },
        "options": {
        "all": false,
        "codes": ["a", "b"],
        "jobs": 2,
        "title": "Q1 \"north\""
        },
        "owners": {
        "u1": "Ada \"A\"",
        "u2": "Bo"
        },
        "files": [
        {"path": "data/kpis.jsonl", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "bytes": 0},
        {"path": "index.html", "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "bytes": 3}
        ]
        }

        """#)
  }

  @Test("the same report again touches no file")
  func unchanged() throws {
    let report = ["index.html": "team", "leads/a.html": "a", "leads/b.html": String(repeating: "b", count: 200_000)]
    try publish(report, to: scratch.out)
    let before = try stamps()
    #expect(try publish(report, to: scratch.out) == PublishSummary(written: 0, unchanged: 4, removed: 0))
    #expect(try stamps() == before)
  }

  @Test("only files whose bytes changed are replaced, also when their size is the same")
  func changed() throws {
    let long = String(repeating: "x", count: 200_000)
    try publish(["index.html": "team", "leads/a.html": "a", "leads/b.html": long + "1"], to: scratch.out)
    let before = try stamps()
    let report = ["index.html": "team", "leads/a.html": "a", "leads/b.html": long + "2"]
    #expect(try publish(report, to: scratch.out) == PublishSummary(written: 2, unchanged: 2, removed: 0))
    #expect(scratch.text("leads/b.html") == long + "2")
    let after = try stamps()
    #expect(after["index.html"] == before["index.html"])
    #expect(after["leads/a.html"] == before["leads/a.html"])
    #expect(after["leads/b.html"] != before["leads/b.html"])
  }

  @Test(
    "a file that is made piece by piece is written if it differs anywhere",
    arguments: [
      "", "a", "abcdef", "abcdeX", "Xbcdef", "abXdef", "abcd", "abcdefgh", String(repeating: "x", count: 70_001),
    ])
  func pieces(new: String) throws {
    for old in ["", "abcdef", String(repeating: "x", count: 70_000)] {
      try publish(["index.html": "team", "data/kpis.jsonl": old], to: scratch.out)
      let before = try stamps()
      let summary = try publish(["index.html": "team", "data/kpis.jsonl": new], to: scratch.out)
      // With it the manifest, which has its hash.
      #expect(summary.written == (old == new ? 0 : 2))
      #expect(scratch.text("data/kpis.jsonl") == new)
      #expect(try (stamps()["data/kpis.jsonl"] == before["data/kpis.jsonl"]) == (old == new))
      let hash = ContentHash.hex(Array(new.utf8))
      let line = #"{"path": "data/kpis.jsonl", "sha256": "\#(hash)", "bytes": \#(new.utf8.count)}"#
      #expect(scratch.text("data/manifest.json")?.contains(line) == true)
    }
  }

  @Test("a file that changes while the new one is compared with it does not get into the report")
  func changedWhileCompared() throws {
    try publish(["index.html": "team", "data/kpis.jsonl": "abcdef"], to: scratch.out)
    let publisher = try Publisher(out: scratch.out)
    #expect(throws: PublishError.self) {
      try publisher.write("data/kpis.jsonl") { take in
        try Array("abc".utf8).withUnsafeBytes(take)
        try scratch.put("data/kpis.jsonl", "Xbcdef")
        try Array("new".utf8).withUnsafeBytes(take)
      }
    }
    publisher.discard()
  }

  @Test("where a folder cannot be moved as a whole, its files are")
  func folderThatStays() throws {
    let leads = scratch.out + "/leads"
    let operations = FileOperations { step, path in
      if step == .move, path == leads { throw PublishError.failed(step, path: path, code: EBUSY) }
    }
    try publish(["index.html": "team", "leads/a.html": "a", "x/b.html": "b"], to: scratch.out, operations: operations)
    #expect(scratch.text("leads/a.html") == "a")
    #expect(scratch.text("x/b.html") == "b")
  }

  @Test("a file that was altered by hand is written anew")
  func altered() throws {
    try publish(["index.html": "team"], to: scratch.out)
    try scratch.put("index.html", "mine")
    try publish(["index.html": "team"], to: scratch.out)
    #expect(scratch.text("index.html") == "team")
  }

  @Test("pages of the last report that this one has not are removed, with folders that this empties")
  func orphans() throws {
    try publish(["index.html": "1", "leads/a.html": "a", "x/y/z.html": "z", "x/b.html": "b"], to: scratch.out)
    try scratch.put("leads/notes.txt", "mine")
    let summary = try publish(["index.html": "1"], to: scratch.out)
    #expect(summary == PublishSummary(written: 1, unchanged: 1, removed: 3))
    #expect(
      try #require(scratch.tree()).keys.sorted()
        == ["data", "data/manifest.json", "index.html", "leads", "leads/notes.txt"])
  }

  @Test("several workers write at once")
  func workers() async throws {
    let publisher = try Publisher(out: scratch.out)
    try await withThrowingTaskGroup { group in
      for worker in 0..<4 {
        group.addTask {
          for page in 0..<50 { try publisher.write("leads/\(worker)-\(page).html", Array("\(worker) \(page)".utf8)) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try publisher.publish(info).written == 201)
    #expect(scratch.text("leads/3-49.html") == "3 49")
  }

  @Test("a write returns the hash of the bytes")
  func hash() throws {
    let publisher = try Publisher(out: scratch.out)
    let hash = try publisher.write("a.html", Array("abc".utf8))
    #expect(hash == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("a file of the report that stands there can be read")
  func current() throws {
    try publish(["index.html": "1", "data/history.jsonl": "h"], to: scratch.out)
    let publisher = try Publisher(out: scratch.out)
    #expect(try publisher.current("data/history.jsonl") == Array("h".utf8))
    #expect(try publisher.current("data/none.jsonl") == nil)
    #expect(try publisher.current("none/none.jsonl") == nil)
    #expect(throws: PublishError.invalidPath("../x")) { try publisher.current("../x") }
  }

  @Test("a report that is limited in the same way, in whatever order, takes the place of the last")
  func sameFilter() throws {
    try publish(["index.html": "1"], to: scratch.out, filter: ReportFilter(owner: ["u2", "u1"], team: ["North"]))
    try publish(["index.html": "2"], to: scratch.out, filter: ReportFilter(owner: ["u1", "u2"], team: ["North"]))
    #expect(scratch.text("index.html") == "2")
  }

  @Test(
    "names that leave the folder, are hidden or cannot be listed are refused",
    arguments: [
      "", "/etc/x", "../x", "a/../../x", "a//b", "a/", "./a", ".rapport-journal", "a/.hidden", "a\nb", "a b", "é.html",
      "a\u{0}b", String(repeating: "a", count: 256),
    ])
  func invalidPaths(path: String) throws {
    let publisher = try Publisher(out: scratch.out)
    #expect(throws: PublishError.invalidPath(path)) { try publisher.write(path, []) }
  }

  @Test("the same file twice is refused", arguments: ["a.html", "data/manifest.json"])
  func twice(path: String) throws {
    let publisher = try Publisher(out: scratch.out)
    #expect(throws: PublishError.writtenTwice(path: path)) {
      try publisher.write(path, [])
      try publisher.write(path, [])
    }
  }

  /// Inode and modification time of every file but the manifest.
  private func stamps() throws -> [String: [String]] {
    var stamps: [String: [String]] = [:]
    for name in try #require(scratch.tree()).keys {
      let attributes = try FileManager.default.attributesOfItem(atPath: scratch.out + "/" + name)
      if attributes[.type] as? FileAttributeType == .typeRegular {
        stamps[name] = ["\(attributes[.systemFileNumber] ?? 0)", "\(attributes[.modificationDate] ?? 0)"]
      }
    }
    return stamps
  }
}
