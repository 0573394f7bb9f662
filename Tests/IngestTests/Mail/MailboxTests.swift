import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Mail archives")
struct MailboxTests {
  private static let separator = "From ana@customer.example Tue Mar  3 10:00:00 2026\n"

  private func mailbox(_ messages: [String]) -> String { messages.map { Self.separator + $0 + "\n" }.joined() }

  @Test("one message is one email activity, made of its header alone")
  func oneMessage() throws {
    let rows = try readMail(
      [
        "m.eml": """
        From: "Roy, Ana" <Ana@Customer.example>
        To: bo@our.example, Team: c@x.example, D <d@x.example>;
        Cc: undisclosed-recipients:;
        Bcc: e@x.example
        Subject: An offer
        Message-ID: <A.1@Customer.Example>
        In-Reply-To: <Parent@OUR.example>
        References: <first@x.example> <other@x.example>
        Date: Tue, 3 Mar 2026 11:30:00 +0130

        The secret of the body
        """
      ], only: "m.eml")
    #expect(
      rows.activities == [
        [
          "id": "A.1@customer.example", "type": "email", "at": "2026-03-03T10:00:00Z", "subject": "An offer",
          "message_id": "A.1@customer.example", "in_reply_to": "Parent@our.example",
        ]
      ])
    #expect(
      rows.people == [
        "A.1@customer.example": [
          "bcc <e@x.example>", "from Roy, Ana <Ana@Customer.example>", "to <bo@our.example>", "to <c@x.example>",
          "to D <d@x.example>",
        ]
      ])
    #expect(rows.problems == [])
  }

  @Test("nothing of a body is kept")
  func noBody() throws {
    let bytes = try withTemporaryFolder { folder in
      try write(["a.mbox": mailbox([message("a", body: "The secret of the body")])], to: folder)
      var tables = StagedTables()
      let settings = SourceSettings(zone: .utc, asOf: CivilDate(days: 20_000))
      try MailSource(SourceLocation(path: folder.path, shown: "mail")).read(into: &tables, settings)
      return Table.allCases.flatMap { table in
        (0..<tables.count(of: table)).flatMap { tables.values(ofRow: $0, of: table).flatMap(\.text) }
      }
    }
    #expect(String(decoding: bytes, as: UTF8.self).contains("customer.example"))
    #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"))
  }

  @Test(
    "lines of a body that begin with From do not begin a message",
    arguments: [
      "From here on we agree", ">From ana@customer.example Tue Mar  3 10:00:00 2026\nSubject: no",
      ">>From ana@customer.example Tue Mar  3 10:00:00 2026\nSubject: no",
      "From ana@customer.example Tue Mar  3 10:00:00 2026\nwas what the line said",
      "From Tuesday, 3 March 2026 at 10:00 we meet\nTime: 10:00", "From ana Tue Mar 3\nSubject: no time",
      "text\nFrom the desk of Ana, Tue Mar 3 10:00:00 2026, as promised by her, you see\nSubject: no",
      "From: ana@customer.example\nSubject: quoted header", "From", "From ",
    ])
  func bodyLines(body: String) throws {
    let rows = try readMail(["a.mbox": mailbox([message("a", body: body), message("b")])])
    #expect(rows.ids == ["a@customer.example", "b@customer.example"])
    #expect(rows.problems == [])
  }

  @Test(
    "the line before a message may have any sender and many forms of date",
    arguments: [
      "From - Tue Mar  3 10:00:00 2026", "From MAILER-DAEMON Tue Mar  3 10:00:00 2026",
      "From 1234567890@xxx Tue Mar 03 10:00:00 +0000 2026", "From ana at customer.example  Tue Mar  3 10:00:00 2026",
      "From ana@x.example Tue Mar  3 10:00 2026", "From ana@x.example Tue Mar  3 10:00:00 CET 2026",
      "From ana@x.example Tue, 3 Mar 2026 10:00:00 +0100", "From ana@x.example 2026-03-03T10:00:00Z",
      "From ana@x.example Tue Mar  3 10:00:00 2026 remote from x", "From  Tue Mar  3 10:00:00 2026",
    ])
  func separators(line: String) throws {
    let text = message("a") + "\n" + line + "\n" + message("b")
    let rows = try readMail(["a": Self.separator + text])
    #expect(rows.ids == ["a@customer.example", "b@customer.example"])
  }

  @Test("archives that were put together without an empty line, messages without body, CRLF, a byte order mark")
  func shapes() throws {
    let text = mailbox([message("a"), message("b")])
    let joined = text.replacingOccurrences(of: "\n\nFrom ana", with: "\nFrom ana")
    #expect(try readMail(["a.mbox": joined]).ids == ["a@customer.example", "b@customer.example"])
    let crlf = text.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try readMail(["a.mbox": "\u{FEFF}" + crlf]).ids == ["a@customer.example", "b@customer.example"])
    #expect(try readMail(["a.mbox": crlf]).activity("a@customer.example")["subject"] == "a")
    let headers = Self.separator + "Message-ID: <a@x>\nDate: Tue, 3 Mar 2026 10:00:00 +0000\n"
    #expect(
      try readMail(["a.mbox": headers + "\n" + headers.replacingOccurrences(of: "<a@", with: "<b@")]).ids.count == 2)
  }

  @Test("lines and messages longer than the window, and header blocks that do not end, are read in bounded memory")
  func windows() throws {
    try withTemporaryFolder { folder in
      let long = String(repeating: "x", count: 100_000)
      let endless = "Subject: endless\n" + String(repeating: "X-Filler: y\n", count: 20_000)
      let text = mailbox([
        message("a", body: long + "\n\n" + long), message("b", "X-Long: " + long), endless, message("c"),
      ])
      try write(["a.mbox": text], to: folder)
      var reader = try MailboxReader(
        path: folder.path + "/a.mbox", name: "a.mbox", longestHeader: 120_000, blockSize: 4096)
      var heads: [(line: Int, size: Int, isCut: Bool)] = []
      while let head = try reader.next() { heads.append((head.line, head.bytes.count, head.isCut)) }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(heads.map(\.line) == lines.indices.filter { lines[$0].hasPrefix("From ana") }.map { $0 + 1 })
      #expect(heads.map(\.isCut) == [false, false, true, false])
      #expect(heads.allSatisfy { $0.size <= 120_020 })
    }
  }

  @Test("a Maildir: flags, what is being delivered, subfolders, links; other files are said")
  func maildir() throws {
    let rows = try readMail([
      "cur/1:2,S": message("seen"), "cur/2:2,DS": message("draft"), "new/3": message("new"),
      "tmp/4": message("unfinished"), ".Sent/cur/5;2,S": message("sent"), ".Sent/new/.keep": "",
      ".hidden/6": message("hidden"), "dovecot.index": "x", "cur/notes.txt": "Just a text\n",
    ])
    #expect(rows.ids == ["new@customer.example", "seen@customer.example", "sent@customer.example"])
    #expect(
      rows.messages == [
        "cur/notes.txt:0: no mail; an mbox, a message with header fields, or JSON of Microsoft Graph; "
          + "the file is left out",
        ".:0: 1 message kept as drafts; only what was sent; they are left out",
      ])
  }

  @Test("copies of a message are one, whatever the order; recipients of all, the sender of the one that knows")
  func copies() throws {
    let direct = "From: Ana Roy <ana@customer.example>\nTo: dev@list.example\nBcc: boss@our.example\n"
    let viaList =
      "From: Ana Roy via dev <dev@list.example>\nTo: dev@list.example\nCc: Bo <bo@our.example>\nList-Id: <dev.list.example>\n"
    let rest = "Subject: x\nMessage-ID: <a@X.example>\nDate: Tue, 3 Mar 2026 10:00:00 +0000\n\nText\n"
    let orders = [["a": direct + rest, "b": viaList + rest], ["b": direct + rest, "a": viaList + rest]]
    for files in orders {
      let rows = try readMail(files, includesBulk: true)
      #expect(
        rows.people == [
          "a@x.example": [
            "bcc <boss@our.example>", "cc Bo <bo@our.example>", "from Ana Roy <ana@customer.example>",
            "to <dev@list.example>",
          ]
        ])
      #expect(
        rows.messages == [
          ".:0: 1 message stored more than once; each message once; copies with the same Message-ID are one"
        ])
    }
  }

  @Test("a message without Message-ID is known by what its header says, wherever it lies")
  func noMessageID() throws {
    let text = "From: ana@x.example\nTo: bo@x.example\nSubject: a\nDate: Tue, 3 Mar 2026 10:00:00 +0000\n\n"
    let rows = try readMail([
      "a.eml": text, "deep/b.eml": text, "c.eml": text.replacingOccurrences(of: ": a", with: ": b"),
    ])
    #expect(rows.ids.count == 2)
    #expect(rows.ids.allSatisfy { $0.hasPrefix("mail-") && $0.count == 37 })
    #expect(rows.activities.allSatisfy { $0["message_id"] == nil })
    let alone = try readMail(["z/z/z.mbox": Self.separator + text])
    #expect(rows.ids.contains(alone.ids.first ?? ""))
  }

  @Test("the same messages in other files and another order give the same rows")
  func order() throws {
    let messages = (0..<20).map { message("m\($0)", "In-Reply-To: <m\($0 / 2)@customer.example>") }
    let one = try readMail(["a.mbox": mailbox(messages)])
    let other = try readMail([
      "x.mbox": mailbox(Array(messages[10...].reversed())), "y/z": mailbox(Array(messages[..<10])),
    ])
    #expect(one.activities == other.activities)
    #expect(one.people == other.people)
  }

  @Test("mail from lists, automatic answers and bounces is left out and counted, or read where that is wanted")
  func bulk() throws {
    let fields = [
      "List-Id: Dev <dev.x.example>", "Auto-Submitted: auto-replied", "AUTO-SUBMITTED: auto-generated; x=y",
      "Precedence: bulk", "Precedence: Junk", "precedence: list (from x)", "Return-Path: <>", "Return-Path: < >",
      "X-Gmail-Labels: Spam,Unread",
    ]
    let not = [
      "Auto-Submitted: no", "Precedence: first-class", "Return-Path: <ana@x.example>", "List-Id:",
      "X-Gmail-Labels: Inbox",
    ]
    let messages = (fields + not).enumerated().map { message("m\($0 + 10)", $1) }
    let rows = try readMail(["a.mbox": mailbox(messages)])
    #expect(rows.ids == (19...23).map { "m\($0)@customer.example" })
    #expect(
      rows.messages == [
        ".:0: 9 messages from mailing lists, automatic answers or bounces; include_bulk: true to count them"
      ])
    let all = try readMail(["a.mbox": mailbox(messages)], includesBulk: true)
    #expect(all.ids.count == 14 && all.problems == [])
  }

  @Test("drafts are left out")
  func drafts() throws {
    let fields = ["X-Mozilla-Draft-Info: internal/draft; vcard=0", "X-Unsent: 1", "X-Gmail-Labels: Opened, Drafts"]
    let messages = fields.enumerated().map { message("m\($0)", $1) } + [message("sent")]
    let rows = try readMail(["a.mbox": mailbox(messages)])
    #expect(rows.ids == ["sent@customer.example"])
    #expect(rows.messages == [".:0: 3 messages kept as drafts; only what was sent; they are left out"])
  }

  @Test("a gzipped mbox, several members in one; a damaged one is said")
  func gzip() throws {
    let (first, second) = (mailbox([message("a")]), mailbox([message("b")]))
    let packed = try Self.gzip(first) + Self.gzip(second)
    #expect(try readMail(["a.mbox.gz": packed]).ids == ["a@customer.example", "b@customer.example"])
    let rows = try readMail(["a.mbox.gz": packed.dropLast(20), "b.eml": Data(message("c").utf8)])
    #expect(rows.ids.contains("c@customer.example"))
    #expect(
      rows.messages == ["a.mbox.gz:0: a damaged or incomplete gzip file; a whole gzip file; the file is left out"])
  }

  private static func gzip(_ text: String) throws -> Data {
    try withTemporaryFolder { folder in
      try write(["t": text], to: folder)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/gzip")
      process.arguments = [folder.path + "/t"]
      try process.run()
      process.waitUntilExit()
      return try Data(contentsOf: folder.appendingPathComponent("t.gz"))
    }
  }

  @Test("a source without any mail is an error that says what was expected; an empty mailbox beside others is not")
  func nothing() throws {
    for files in [["notes.txt": "Just a text"], ["a.mbox": ""]] {
      #expect(throws: IngestError.self) { try readMail(files) }
    }
    #expect(try readMail(["a.mbox": "", "b.eml": message("b")]).problems == [])
    #expect(throws: IngestError.self) { try readMail(["a.eml": "Just a text"], only: "a.eml") }
    #expect(throws: IngestError.self) { try readMail([String: String](), only: "none") }
  }

  @Test("without GMime the error names the package that has it")
  func noLibrary() {
    #expect(throws: IngestError.self) { _ = try MimeDecoder(for: "mail", library: "libmissing.so.0") }
    do {
      _ = try MimeDecoder(for: "inbox.mbox", library: "libmissing.so.0")
    } catch {
      #expect(
        "\(error)"
          == "inbox.mbox: cannot be read: mail headers are read with GMime, which is not installed here "
          + "(libmissing.so.0: cannot open shared object file: No such file or directory); "
          + "install the package libgmime-3.0-0")
    }
  }
}
