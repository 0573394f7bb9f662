#if os(Linux)
  import Foundation
  import Glibc
  import TestSupport
  import Testing

  /// Sources that do not stay as they are while the program reads them (CLI spec, exit code 66).
  @Suite("A source that changes while it is read")
  struct WholeSourceFaultTests {
    private static let day = ["--as-of", "2026-03-31"]
    private static let help = "  help: Run again when nothing writes to it.\n"
    /// What can be done to a file `f`.
    private static let changes = [
      "grows": "printf 'x9,call,2026-03-30T10:00:00Z,\n' >> f", "shrinks": "head -c 40 f > t; cat t > f",
      "is emptied": ": > f", "is written anew with as many bytes": "tr 1 2 < f > t; cat t > f",
      "is replaced by its like": "cp f t; mv t f", "vanishes": "rm f", "makes way for a folder": "rm f; mkdir f",
    ]

    /// Runs the program on what makes a report, with a fault; the report of before stays.
    private func run(_ fault: Fault, _ arguments: [String] = [], in world: World) async throws -> Program.Result {
      let before = try world.files()
      let result = try await Program().run(
        ["generate"] + (arguments.isEmpty ? ["data"] : arguments) + Self.day, in: world.folder,
        environment: fault.environment())
      #expect(try unequalFiles(before, world.files()) == [])
      return result
    }

    private func world() async throws -> World {
      let world = try World()
      try world.write(SmallData.tables)
      try #require(await world.run(["generate", "data"] + Self.day) == 0)
      return world
    }

    @Test(
      "whatever happens to a table, it is said, and the old report stays",
      arguments: changes.keys.sorted(), ["before its first byte is read", "after its last byte was read"])
    func table(change: String, moment: String) async throws {
      let world = try await self.world()
      let command = try #require(Self.changes[change]).replacing(/\bf\b/, with: "data/activities.csv")
      let number = moment == "before its first byte is read" ? 1 : 2
      let result = try await run(.running(command, at: .read, of: "/activities.csv", number: number), in: world)
      #expect(result.status == 66)
      #expect(result.errors == "activities.csv: error: the source changed while it was read\n" + Self.help)
      #expect(result.output.isEmpty)
    }

    @Test("a table that was read already and is written anew before the last is read is of another export")
    func otherTable() async throws {
      let world = try await self.world()
      let command = "cp data/users.csv t && mv t data/users.csv"
      let result = try await run(.running(command, at: .read, of: "/participants.csv"), in: world)
      #expect(result.status == 66)
      #expect(result.errors == "users.csv: error: the source changed while it was read\n" + Self.help)
      let next = try await Program().run(["generate", "data"] + Self.day, in: world.folder)
      #expect(next.status == 0, "\(next.errors)")
    }

    @Test("a packed table that is cut short while it is read has changed; it is not called damaged")
    func packed() async throws {
      let world = try await self.world()
      try FileManager.default.removeItem(at: world.folder.appendingPathComponent("data/activities.csv"))
      try #require(SmallData.tables["activities"]).write(to: world.folder.appendingPathComponent("data"), gzipped: true)
      let result = try await run(.running(": > data/activities.csv.gz", at: .read, of: "/activities.csv.gz"), in: world)
      #expect(result.errors.hasPrefix("activities.csv.gz: error: the source changed while it was read\n"))
    }

    @Test("files of every other kind of source as well")
    func adapters() async throws {
      let mail =
        "From a@b.example Mon Mar 30 10:00:00 2026\nDate: Mon, 30 Mar 2026 10:00:00 +0000\nFrom: a@b.example\n\n"
      let sources = [
        ("mail:box.mbox", "box.mbox", mail + "hello\n"), ("mail:folder", "folder/inbox", mail + "hello\n"),
        ("calendar:plan", "plan/a.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"),
        ("dataverse:crm", "crm/accounts.json", #"{"@odata.context":"https://x/$metadata#accounts","value":[]}"#),
        ("table:export", "export/people.csv", "Key,Name\nu1,Ada\n"),
      ]
      for (source, file, text) in sources {
        let world = try await self.world()
        try world.write("rapport.yml", "tables: {users: {file: people.csv, fields: {id: Key, name: Name}}}\n")
        try world.write(file, text)
        let fault = Fault.running("echo >> \(file)", at: .read, of: "/\(file)")
        let result = try await run(fault, [source, "--internal-domain", "b.example"], in: world)
        #expect(result.status == 66, "\(source): \(result)")
        #expect(result.errors.contains("\(file): error: the source changed while it was read\n" + Self.help))
      }
    }

    @Test("a message that its mail program renames while it is read is the same message")
    func renamedMail() async throws {
      let world = try await self.world()
      let message =
        "Date: Mon, 30 Mar 2026 10:00:00 +0000\nFrom: a@b.example\nTo: c@d.example\nMessage-ID: <1@b>\n\nhello\n"
      try world.write("mail/cur/1:2,", message)
      try world.write("mail/new/2", message.replacing("<1@b>", with: "<2@b>"))
      let fault = Fault.running("mv mail/cur/1:2, mail/cur/1:2,S", at: .read, of: "/1:2,")
      let result = try await Program().run(
        ["check", "data", "mail:mail"] + Self.day, in: world.folder, environment: fault.environment())
      #expect(result.status == 0, "\(result.errors)")
      // 22 in the tables and the two messages.
      #expect(result.output.hasPrefix("24 rows read, 0 left out"))
    }

    @Test("a table that cannot be read any more, and a pipe in the place of one, which is not waited for")
    func unreadable() async throws {
      let world = try await self.world()
      let failing = try await run(.failing(EIO, at: .read, of: "/activities.csv"), in: world)
      #expect(failing.status == 66)
      #expect(failing.errors == "activities.csv: error: the source cannot be read: Input/output error\n")
      let pipe = try await run(
        .running("rm data/participants.csv; mkfifo data/participants.csv", at: .read, of: "/activities.csv"), in: world)
      #expect(pipe.status == 66)
      #expect(pipe.errors == "participants.csv: error: the source cannot be read: it is not a file\n")
    }

    @Test("permission that is taken from a table before its turn comes")
    func forbidden() async throws {
      let world = try await self.world()
      let fault = try Fault.running("chmod 000 data/participants.csv", at: .read, of: "/activities.csv")
        .withoutRoot(world.folder)
      let result = try await run(fault, in: world)
      #expect(result.status == 66)
      #expect(result.errors == "participants.csv: error: the source cannot be read: Permission denied\n")
    }

    @Test("permission that is taken from the folder of the commentary ends the run, from a file of it leaves that out")
    func commentary() async throws {
      for (command, status) in [("chmod 000 notes", 66), ("chmod 600 notes", 0), ("chmod 000 notes/*", 0)] {
        let world = try await self.world()
        try world.write("notes/opportunity-o1.md", "Soon.")
        let fault = try Fault.running(command, at: .read, of: "/participants.csv").withoutRoot(world.folder)
        let result = try await Program().run(
          ["generate", "data", "--commentary", "notes"] + Self.day, in: world.folder,
          environment: fault.environment())
        try #require(chmod(world.directory + "/notes", 0o755) == 0)
        #expect(Int(result.status) == status, "\(result.errors)")
        #expect(result.errors.contains("Permission denied"), "\(command): \(result.errors)")
        #expect(result.errors.contains(status == 0 ? "opportunity-o1.md: note" : "notes: error: commentary: found"))
      }
    }

    @Test("a commentary that is being written is left out and said")
    func changingCommentary() async throws {
      let world = try await self.world()
      try world.write("notes/opportunity-o1.md", "Soon.")
      let fault = Fault.running("echo Never. >> notes/opportunity-o1.md", at: .read, of: "/opportunity-o1.md")
      let result = try await Program().run(
        ["generate", "data", "--commentary", "notes"] + Self.day, in: world.folder, environment: fault.environment())
      #expect(result.status == 0)
      #expect(result.errors.contains("found a file that is left out: it changed while it was read"))
    }
  }
#endif
