import Analytics
import Dataset
import Foundation
import Markup
import Testing

@testable import Site

/// A folder that is removed when the test is over.
final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "commentary-" + UUID().uuidString

  init(_ files: [String: String] = [:]) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, Array(text.utf8)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }
}

@Suite("The commentary folder")
struct CommentaryFolderTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]

  @Test("a record's commentary is found by its type and encoded id, the team's by index.md")
  func found() throws {
    let folder = try TemporaryFolder([
      "index.md": "team", "opportunity-O1.md": "one", "contact-a%2Fb%20%C3%A4%2E.md": "no",
      "contact-a%2Fb%20%C3%A4..md": "two",
      "lead-..%2F..%2Fetc.md": "three",
    ])
    let commentary = try CommentaryFolder(path: folder.path)
    func body(_ subject: CommentarySubject) -> String? { commentary.commentary(for: subject).commentary?.body }
    #expect(body(.team) == "team")
    #expect(body(.record(.opportunity, id: "O1")) == "one")
    #expect(body(.record(.contact, id: "a/b ä.")) == "two")
    #expect(body(.record(.lead, id: "../../etc")) == "three")
    #expect(body(.record(.account, id: "O1")) == nil)
  }

  @Test("a folder that is not there is an error")
  func noFolder() {
    #expect(throws: CommentaryProblem.self) { try CommentaryFolder(path: "/nowhere/at/all") }
    #expect(throws: CommentaryProblem.self) { try CommentaryFolder(path: "/dev/null") }
  }

  @Test("files for no record are told with what would be right; others are left alone")
  func strays() throws {
    let folder = try TemporaryFolder([
      "index.md": "", "opportunity-O1.md": "", "opportunity-O2.md": "", "oportunity-O1.md": "", "README.md": "",
      "notes.txt": "", "img/x.png": "", "contact-a%2fb.md": "", "contact-a b.md": "", "lead-%zz.md": "",
      "lead-%FF.md": "", "Index.MD": "", "account-.md": "",
    ])
    let records: Set<String> = ["O1", "a/b", "a b"]
    let strays = try CommentaryFolder(path: folder.path).strays { _, id in records.contains(id) }
    #expect(
      strays.map(\.file) == [
        "Index.MD", "README.md", "account-.md", "contact-a b.md", "contact-a%2fb.md", "lead-%FF.md", "lead-%zz.md",
        "oportunity-O1.md", "opportunity-O2.md",
      ])
    #expect(strays[3].expected == "the name contact-a%20b.md")
    #expect(strays[4].expected == "the name contact-a%2Fb.md")
    #expect(strays[7].expected == "a name like account-ID.md, contact-ID.md, lead-ID.md, opportunity-ID.md or index.md")
    #expect(strays[8].expected == "the id of an opportunity of the data after “opportunity-”; “O2” is none")
  }

  @Test("a commentary is a small text file in the folder, nothing else")
  func unusable() throws {
    let folder = try TemporaryFolder(["lead-dir.md/x": "", "lead-ok.md": "ok"])
    try folder.write("lead-big.md", Array(repeating: 0x61, count: 1_000_001))
    try folder.write("lead-latin.md", [0x61, 0x0A, 0xE4, 0x0A])
    try folder.link("lead-out.md", to: "/etc/passwd")
    try folder.link("lead-in.md", to: "lead-ok.md")
    try folder.link("lead-gone.md", to: "nothing")
    let commentary = try CommentaryFolder(path: folder.path)
    for id in ["dir", "big", "latin", "out", "gone"] {
      let result = commentary.commentary(for: .record(.lead, id: id))
      #expect(result.commentary == nil)
      #expect(result.problems.map(\.file) == ["lead-\(id).md"])
    }
    #expect(commentary.commentary(for: .record(.lead, id: "latin")).problems.first?.line == 2)
    #expect(commentary.commentary(for: .record(.lead, id: "in")).commentary?.body == "ok")
  }

  @Test("a pipe is not waited for")
  func pipe() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.path + "/index.md", 0o600) == 0)
    #expect(try CommentaryFolder(path: folder.path).commentary(for: .team).problems.count == 1)
  }

  @Test("an image in the folder or below it is taken by its content")
  func images() throws {
    let folder = try TemporaryFolder(["x.png": "<svg onload=alert(1)>"])
    try folder.write("img/a b.txt", Self.png)
    try folder.write("big.png", Self.png + Array(repeating: 0, count: 1_000_000))
    let commentary = try CommentaryFolder(path: folder.path)
    #expect(commentary.image("img/a%20b.txt") == .inline(.png, Self.png))
    #expect(commentary.image("./img/a b.txt") == .inline(.png, Self.png))
    #expect(commentary.image("x.png") == .problem("it is not a PNG, JPEG, GIF or WebP image"))
    #expect(commentary.image("big.png") == .problem("it is larger than 1000000 bytes"))
    #expect(commentary.image("img") == .problem("it is not a regular file"))
    #expect(commentary.image("none.png") == .problem("there is no such file"))
  }

  @Test(
    "no address leads out of the folder",
    arguments: [
      "../secret.png", "img/../../secret.png", "/etc/passwd", "%2e%2e/secret.png", "..%2Fsecret.png",
      "img%2F..%2F..%2Fsecret.png",
      "..\\secret.png", "img\\..\\x", "%5C..%5Csecret.png", "secret.png%00.jpg", "%2Fetc%2Fpasswd", "out/secret.png",
      "out.png", "%", "%zz", "", ".", "./", "//", "a//b", "%C3", "\u{0}",
    ])
  func escapes(address: String) throws {
    let parent = try TemporaryFolder()
    try parent.write("secret.png", Self.png)
    try parent.write("inner/img/x.txt", [])
    try parent.link("inner/out", to: "..")
    try parent.link("inner/out.png", to: "../secret.png")
    let source = try CommentaryFolder(path: parent.path + "/inner").image(address)
    guard case .problem = source else {
      Issue.record("\(address) was read")
      return
    }
  }

  @Test("a folder whose name begins with the other's name is outside of it")
  func sibling() throws {
    let parent = try TemporaryFolder()
    try parent.write("inner/x.txt", [])
    try parent.write("inner-secret/a.png", Self.png)
    try parent.link("inner/a.png", to: "../inner-secret/a.png")
    #expect(try CommentaryFolder(path: parent.path + "/inner").image("a.png") == .problem("it leads out of the folder"))
  }
}

@Suite("Commentary on a page")
struct CommentaryRenderingTests {
  @Test("text, KPIs and images are put together, and problems point at lines of the file")
  func rendered() throws {
    let folder = try TemporaryFolder(["lead-1.md": "---\nauthor: Ada\n---\n# Hi {{a}}\n\n![p](p.gif) {{b}}\n"])
    try folder.write("p.gif", Array("GIF89a".utf8))
    let commentary = try CommentaryFolder(path: folder.path)
    let source = try #require(commentary.commentary(for: .record(.lead, id: "1")).commentary)
    let result = commentary.rendered(source, words: .english) { $0 == "a" ? "5 h" : nil }
    #expect(result.commentary.author == "Ada")
    #expect(
      String(decoding: result.commentary.html, as: UTF8.self)
        == "<h3>Hi 5 h</h3>\n<p><img src=\"data:image/gif;base64,R0lGODlh\" alt=\"p\"> {{b}}</p>\n")
    #expect(result.problems.map(\.line) == [6])
  }
}
