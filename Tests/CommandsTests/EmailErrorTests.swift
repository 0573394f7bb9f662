import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("Errors of rapport email")
struct EmailErrorTests {
  private static func reported() async throws -> World {
    let world = try World()
    try world.write(SmallData.tables)
    try await world.succeed("generate", "data", "--as-of", "2026-03-31", "--quiet")
    return world
  }

  @Test("all that is wrong with the command line is said at once, and nothing is written")
  func commandLine() async throws {
    let world = try await Self.reported()
    let output = world.output
    let status = await world.run([
      "email", "report", "--to", "ann", "--from", "a@b.example,c@d.example", "--subject", "x\r\nBcc: e@f.example",
      "--url", "ftp://r.example", "--out", "",
    ])
    #expect(status == 64)
    #expect(
      world.errors == """
        error: --to: found “ann”: no “@” in it; expected an address such as ann@example.com or Ann Lee <ann@example.com>
        error: --from: found 2 addresses; expected one
        error: --subject: found “x  Bcc: e@f.example”, a line break in it; expected one line of text
        error: --out: found nothing; expected a file such as weekly.eml
        error: --url: found “ftp://r.example”; expected an address such as https://reports.example.com/weekly/

        """)
    #expect(world.output == output)
  }

  @Test("nobody to send it to, and a date that is none, end with 64")
  func missing() async throws {
    let world = try World(environment: ["SOURCE_DATE_EPOCH": "soon"])
    #expect(await world.run("email", "report") == 64)
    #expect(world.errors.contains("error: SOURCE_DATE_EPOCH: found “soon”; expected whole seconds"))
    let other = try World()
    #expect(await other.run("email", "report") == 64)
    #expect(
      other.errors
        == "error: --to: found nothing; expected an address such as ann@example.com or Ann Lee <ann@example.com>\n")
  }

  @Test("a folder that is not there, or holds no report, ends with 66")
  func noReport() async throws {
    let world = try World()
    #expect(await world.run("email", "none", "--to", "a@b.example") == 66)
    #expect(world.errors == "none: error: cannot be read: No such file or directory\n")
    let other = try World()
    try other.write("folder/x.txt", "x")
    #expect(await other.run("email", "folder", "--to", "a@b.example") == 66)
    #expect(other.errors.hasPrefix("folder: error: the folder: found no data/manifest.json in it;"))
  }

  @Test("a file that is not the one that the manifest lists ends with 65", arguments: [false, true])
  func changed(_ attaches: Bool) async throws {
    let world = try await Self.reported()
    let path = attaches ? "report/index.html" : "report/data/kpis.jsonl"
    let text = String(decoding: try Data(contentsOf: world.folder.appendingPathComponent(path)), as: UTF8.self)
    try world.write(path, text.replacing("Open one", with: "Open two"))
    let status = await world.run(["email", "report", "--to", "a@b.example"] + (attaches ? ["--attach"] : []))
    #expect(status == 65)
    #expect(
      world.errors == """
        \(path): error: the report is damaged: it is not the file that data/manifest.json lists
          help: make it anew with rapport generate

        """)
  }

  @Test("a mail that cannot be written leaves what was there")
  func unwritable() async throws {
    let world = try await Self.reported()
    #expect(await world.run("email", "report", "--to", "a@b.example", "--out", "none/x.eml") == 74)
    #expect(world.errors == "error: Could not open none/x.eml: No such file or directory.\n")
    let other = try await Self.reported()
    try other.write("folder.eml/x", "x")
    #expect(await other.run("email", "report", "--to", "a@b.example", "--out", "folder.eml") == 73)
    #expect(
      other.errors == "error: folder.eml is a folder, and only a file is replaced. Choose another name with --out.\n")
    #expect(other.exists("folder.eml/x"))
    let left = try FileManager.default.contentsOfDirectory(atPath: other.directory).sorted()
    #expect(left == ["data", "folder.eml", "report"])
  }

  #if os(Linux)
    @Test("a standard output that takes nothing ends with 74")
    func fullOutput() async throws {
      let world = try await Self.reported()
      let script = "exec \"$0\" email report --to a@b.example > /dev/full"
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", script, try Program().path]
      process.currentDirectoryURL = world.folder
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 74)
      let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      #expect(text == "error: the mail could not be written to standard output\n")
    }
  #endif
}
