import Foundation
import Testing

@testable import Site

@Suite("What publishing refuses")
struct PublishingRefusalTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The error of a run, which has changed nothing.
  private func refused(
    _ report: Report = ["index.html": "new"], filter: ReportFilter = ReportFilter(), adopt: Bool = false
  ) -> PublishError? {
    let before = scratch.tree()
    let error = refusal { try publish(report, to: scratch.out, filter: filter, adopt: adopt) }
    #expect(scratch.tree() == before)
    return error
  }

  @Test("a folder with other files and no report, unless it is adopted; the files stay")
  func otherFiles() throws {
    try scratch.put(".git/config", "[core]")
    let error = try #require(refused())
    #expect(error == .holdsOtherFiles(folder: scratch.out))
    #expect(error.exitCode == 73)
    #expect("\(error)".contains("--adopt"))
    try publish(["index.html": "new"], to: scratch.out, adopt: true)
    #expect(scratch.text(".git/config") == "[core]")
    #expect(scratch.text("index.html") == "new")
  }

  @Test("an empty folder is not refused")
  func empty() throws {
    try FileManager.default.createDirectory(atPath: scratch.out, withIntermediateDirectories: false)
    try publish(["index.html": "new"], to: scratch.out)
    #expect(scratch.text("index.html") == "new")
  }

  @Test("what is put into a new folder meanwhile: files that the report has, and no others", arguments: [false, true])
  func putMeanwhile(made: Bool) throws {
    if made { try FileManager.default.createDirectory(atPath: scratch.out, withIntermediateDirectories: false) }
    let publisher = try Publisher(out: scratch.out)
    try publisher.write("index.html", Array("new".utf8))
    try publisher.write("leads/a.html", Array("a".utf8))
    try scratch.put(".git/config", "[core]")
    try scratch.put("leads/notes.txt", "mine")
    try scratch.put("leads/a.html", "mine")
    let expected = PublishError.foreign(path: scratch.out + "/leads/a.html", kind: .file)
    #expect(refusal { _ = try publisher.publish(info) } == expected)
    #expect(scratch.text("leads/a.html") == "mine")
    #expect(scratch.text("index.html") == nil)
  }

  @Test("what is put beside a new report meanwhile is left alone")
  func putBeside() throws {
    let publisher = try Publisher(out: scratch.out)
    try publisher.write("index.html", Array("new".utf8))
    try publisher.write("leads/a.html", Array("a".utf8))
    try scratch.put(".git/config", "[core]")
    try scratch.put("leads/notes.txt", "mine")
    _ = try publisher.publish(info)
    #expect(scratch.text("leads/a.html") == "a")
    #expect(scratch.text("leads/notes.txt") == "mine")
    #expect(scratch.text(".git/config") == "[core]")
  }

  @Test("a report with another filter, unless it is adopted; its pages go then")
  func otherFilter() throws {
    let filter = ReportFilter(only: ["lead"], owner: ["u7"])
    try publish(["index.html": "1", "leads/a.html": "a"], to: scratch.out)
    let error = try #require(refused(filter: filter))
    #expect(error == .otherFilter(folder: scratch.out, found: ReportFilter(), asked: filter))
    #expect("\(error)".contains("made with no filter, this one with --only lead --owner u7"))
    try publish(["index.html": "2"], to: scratch.out, filter: filter, adopt: true)
    #expect(try #require(scratch.tree()).keys.sorted() == ["data", "data/manifest.json", "index.html"])
  }

  @Test("a file that no report has made in the place of a page, unless it is adopted")
  func foreignFile() throws {
    try publish(["index.html": "1"], to: scratch.out)
    try scratch.put("leads/a.html", "mine")
    let report = ["index.html": "2", "leads/a.html": "a"]
    #expect(refused(report) == .foreign(path: scratch.out + "/leads/a.html", kind: .file))
    try publish(report, to: scratch.out, adopt: true)
    #expect(scratch.text("leads/a.html") == "a")
  }

  @Test("a folder in the place of a page, also when it is adopted", arguments: [false, true])
  func foreignFolder(adopt: Bool) throws {
    try publish(["index.html": "1", "a.html": "a"], to: scratch.out)
    try FileManager.default.removeItem(atPath: scratch.out + "/a.html")
    try scratch.put("a.html/mine.txt", "mine")
    #expect(refused(["a.html": "a"], adopt: adopt) == .foreign(path: scratch.out + "/a.html", kind: .folder))
    // When this report has no such page, the folder stays.
    try publish(["index.html": "2"], to: scratch.out)
    #expect(scratch.text("a.html/mine.txt") == "mine")
  }

  @Test("a link or a file in the place of a folder, also when it is adopted", arguments: [false, true])
  func linkedFolder(adopt: Bool) throws {
    try publish(["index.html": "1", "leads/a.html": "a", "old/a.html": "a"], to: scratch.out)
    let elsewhere = scratch.path + "/elsewhere"
    for folder in ["leads", "old"] {
      try FileManager.default.removeItem(atPath: scratch.out + "/" + folder)
      try FileManager.default.createSymbolicLink(atPath: scratch.out + "/" + folder, withDestinationPath: elsewhere)
    }
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
    try Data("theirs".utf8).write(to: URL(fileURLWithPath: elsewhere + "/a.html"))
    #expect(refused(["leads/a.html": "b"], adopt: adopt) == .inTheWay(path: scratch.out + "/leads", kind: .link))
    // Nothing is removed through a link either.
    try publish(["index.html": "2"], to: scratch.out)
    #expect(FileManager.default.contents(atPath: elsewhere + "/a.html") == Data("theirs".utf8))
    try scratch.put("file", "mine")
    #expect(refused(["file/a.html": "b"], adopt: adopt) == .inTheWay(path: scratch.out + "/file", kind: .file))
  }

  @Test("a page that has become a link is replaced, and what the link leads to is left alone")
  func linkedPage() throws {
    try publish(["index.html": "1"], to: scratch.out)
    let elsewhere = scratch.path + "/elsewhere"
    try Data("theirs".utf8).write(to: URL(fileURLWithPath: elsewhere))
    try FileManager.default.removeItem(atPath: scratch.out + "/index.html")
    try FileManager.default.createSymbolicLink(atPath: scratch.out + "/index.html", withDestinationPath: elsewhere)
    try publish(["index.html": "theirs"], to: scratch.out)
    #expect(try #require(scratch.tree())["index.html"] == "file: theirs")
    #expect(FileManager.default.contents(atPath: elsewhere) == Data("theirs".utf8))
  }

  @Test("the output folder may be a link; a link in the place of the staging folder is removed, not followed")
  func linkedOut() throws {
    let (real, elsewhere) = (scratch.path + "/real", scratch.path + "/elsewhere")
    for folder in [real, elsewhere] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }
    try Data().write(to: URL(fileURLWithPath: elsewhere + "/theirs"))
    try FileManager.default.createSymbolicLink(atPath: scratch.out, withDestinationPath: real)
    try FileManager.default.createSymbolicLink(atPath: real + "/.rapport-staging", withDestinationPath: elsewhere)
    try publish(["index.html": "1"], to: scratch.out)
    #expect(FileManager.default.contents(atPath: real + "/index.html") == Data("1".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere) == ["theirs"])
    #expect(!FileManager.default.fileExists(atPath: real + "/.rapport-staging"))
  }

  @Test(
    "a damaged manifest, unless the folder is adopted; no file is removed for it",
    arguments: [
      "", "{", "[]", #"{"files": []}"#,
      #"{"filter": {"only": [], "owner": [], "team": []}, "files": [{"path": "../x", "sha256": "", "bytes": 0}]}"#,
      #"{"filter": {"only": [], "owner": [], "team": []}, "files": [{"path": ".git/config", "sha256": "", "bytes": 0}]}"#,
    ])
  func damagedManifest(text: String) throws {
    try publish(["index.html": "1", "leads/a.html": "a"], to: scratch.out)
    try scratch.put(".git/config", "[core]")
    try scratch.put("data/manifest.json", text)
    guard case .damagedManifest(let path, _) = refused() else { throw Unexpected() }
    #expect(path == scratch.out + "/data/manifest.json")
    try publish(["index.html": "2"], to: scratch.out, adopt: true)
    #expect(scratch.text("leads/a.html") == "a")
    #expect(scratch.text(".git/config") == "[core]")
    #expect(scratch.text("index.html") == "2")
  }

  @Test("a manifest that is a link or a folder")
  func manifestOfAnotherKind() throws {
    try publish(["index.html": "1"], to: scratch.out)
    let manifest = scratch.out + "/data/manifest.json"
    try FileManager.default.moveItem(atPath: manifest, toPath: scratch.path + "/m.json")
    try FileManager.default.createSymbolicLink(atPath: manifest, withDestinationPath: scratch.path + "/m.json")
    #expect(refused() == .damagedManifest(path: manifest, reason: "it is a symbolic link"))
    try FileManager.default.removeItem(atPath: manifest)
    try FileManager.default.createDirectory(atPath: manifest, withIntermediateDirectories: false)
    #expect(refused() == .damagedManifest(path: manifest, reason: "it is a folder"))
  }

  @Test(
    "a journal that is damaged or leads out of the folder, unless the folder is adopted",
    arguments: [
      [], ["rapport journal 1"], ["rapport journal 2", "move index.html"], ["rapport journal 1", "remove ../victim"],
      ["rapport journal 1", "remove /etc/victim"], ["rapport journal 1", "move a/../../victim"],
      ["rapport journal 1", "remove .git/config"], ["rapport journal 1", "copy index.html"],
    ])
  func damagedJournal(lines: [String]) throws {
    try publish(["index.html": "1"], to: scratch.out)
    try Data("theirs".utf8).write(to: URL(fileURLWithPath: scratch.path + "/victim"))
    try scratch.put(".git/config", "[core]")
    let text = lines.map { $0 + "\n" }.joined()
    try scratch.put(".rapport-journal", text + "end \(ContentHash.hex(Array(text.utf8)))\n")
    try scratch.put(".rapport-staging/index.html", "2")
    if lines == ["rapport journal 1"] { try scratch.put(".rapport-journal", text) }
    guard case .damagedJournal(let path, _) = refused() else { throw Unexpected() }
    #expect(path == scratch.out + "/.rapport-journal")
    try publish(["index.html": "3"], to: scratch.out, adopt: true)
    #expect(FileManager.default.contents(atPath: scratch.path + "/victim") == Data("theirs".utf8))
    #expect(scratch.text(".git/config") == "[core]")
    #expect(try #require(scratch.tree()).keys.filter { $0.hasPrefix(".rapport") } == [])
  }

  @Test("an altered journal is known by its last line")
  func alteredJournal() throws {
    let journal = Journal(moves: ["a.html", "index.html"], removals: ["b.html"])
    let bytes = journal.encoded()
    #expect(try Journal(decoding: bytes) == journal)
    for index in bytes.indices {
      var altered = bytes
      altered[index] ^= 1
      #expect(throws: FileDamage.self) { try Journal(decoding: altered) }
      #expect(throws: FileDamage.self) { try Journal(decoding: Array(bytes[..<index])) }
    }
  }

  @Test("a link that someone has put into the staging folder does not become a page")
  func linkInStaging() throws {
    try publish(["index.html": "1"], to: scratch.out)
    try scratch.put(".rapport-journal", String(decoding: Journal(moves: ["index.html"]).encoded(), as: UTF8.self))
    try scratch.put(".rapport-staging/leads/a.html", "")
    let link = scratch.out + "/.rapport-staging/index.html"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/hostname")
    #expect(
      refused()
        == .moveInterrupted(folder: scratch.out, cause: .inTheWay(path: link, kind: .link)))
  }

  @Test("a folder that another run is writing to; it is free when that has ended")
  func busy() throws {
    let first = try Publisher(out: scratch.out)
    #expect(refused() == .busy(folder: scratch.out))
    try first.write("index.html", Array("1".utf8))
    _ = try first.publish(info)
    #expect(refused() == .busy(folder: scratch.out))
  }

  @Test("a file in the place of the output folder, or above it")
  func fileInThePlace() throws {
    try Data().write(to: URL(fileURLWithPath: scratch.out))
    #expect(refused() == .notAFolder(scratch.out))
    let below = refusal { try publish(["index.html": "1"], to: scratch.out + "/below") }
    #expect(below == .notAFolder(scratch.out + "/below"))
  }

  @Test("a link to nowhere in the place of the output folder, and an empty name")
  func nowhere() throws {
    try FileManager.default.createSymbolicLink(atPath: scratch.out, withDestinationPath: scratch.path + "/none")
    #expect(refusal { try publish([:], to: scratch.out) } == .cannotCreate(folder: scratch.out, code: ENOENT))
    #expect(refusal { try publish([:], to: "") }?.exitCode == 73)
  }
}

struct Unexpected: Error {}
