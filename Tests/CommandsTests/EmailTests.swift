import Foundation
import TestSupport
import Testing

@testable import Commands

/// `rapport email`, from a report folder to the bytes of a mail.
@Suite("E-mail of a report")
struct EmailTests {
  /// A report of two days, the second of which has one deal waiting for the team.
  private static func reported(_ tables: [TableText] = SmallData.tables, _ options: String...) async throws -> World {
    let world = try World()
    try world.write(tables)
    for day in ["2026-03-15", "2026-03-31"] {
      let status = await world.run(["generate", "data", "--as-of", day, "--quiet"] + options)
      try #require(status == 0, "\(world.errors)")
    }
    return world
  }

  /// What the command writes to standard output, without what was written before.
  private static func mail(_ world: World, _ arguments: String...) async throws -> Mail {
    let before = world.output.count
    let status = await world.run(["email", "report"] + arguments)
    try #require(status == 0, "\(world.errors)")
    return try Mail(String(world.output.dropFirst(before)))
  }

  @Test("a mail says what needs attention and what to do, what has changed, and how the open deals stand")
  func content() async throws {
    let world = try await Self.reported(SmallData.tables, "--title", "Pipeline")
    let mail = try await Self.mail(world, "--to", "board@example.com", "--from", "Reports <r@example.com>")
    #expect(mail.header["From"] == "Reports <r@example.com>")
    #expect(mail.header["To"] == "board@example.com")
    #expect(mail.header["Subject"] == "Pipeline, as of 31 Mar 2026")
    // The end of the day in the zone of the report, UTC: no clock is asked.
    #expect(mail.header["Date"] == "Wed, 1 Apr 2026 00:00:00 +0000")
    #expect(
      mail.plain.hasPrefix(
        """
        Pipeline
        ========
        As of Tue 31 Mar 2026, time zone UTC

        Open deals: 3
        Estimated value: –
        Open leads: 1
        Needs attention: 4

        Needs attention
        ---------------
        * Open one (Opportunity · Ada)
          Waiting for the team: An email from Ann has had no answer for 11 days (limit
          2).
          -> Answer the email from Ann
          Also: No next step and One contact only.

        """), "\(mail.plain)")
    #expect(mail.plain.contains("\nChanges since 15 Mar 2026\n-------------------------\n"))
    #expect(mail.plain.contains("* Open one (Opportunity · Ada)\n  Flag raised: Waiting for the team\n"))
    #expect(mail.plain.contains("  Last contact: 21 Mar 2026, meeting by Bo\n  Next: 3 Apr 2026, call by Bo\n"))
    #expect(mail.plain.contains("decisions on anyone’s employment."))
    for text in ["Open one", "Answer the email from Ann", "Changes since 15 Mar 2026", "meeting by Bo", "employment"] {
      #expect(mail.html.contains(text), "\(text)")
    }
  }

  @Test("the same report and options give the same bytes, to a file and to standard output")
  func deterministic() async throws {
    let world = try await Self.reported()
    let first = try await Self.mail(world, "--to", "a@b.example", "--attach")
    #expect(await world.run("email", "report", "--to", "a@b.example", "--attach", "--out", "x.eml") == 0)
    let file = try Data(contentsOf: world.folder.appendingPathComponent("x.eml"))
    #expect(String(decoding: file, as: UTF8.self) == first.source)
    #expect(world.output.contains("x.eml: a mail to 1 address, "))
    let left = try FileManager.default.contentsOfDirectory(atPath: world.directory).sorted()
    #expect(left == ["data", "report", "x.eml"])
  }

  @Test("SOURCE_DATE_EPOCH dates the mail; without --from, the first who gets it is who it is from")
  func dates() async throws {
    let world = try World(environment: ["SOURCE_DATE_EPOCH": "1774872000"])
    try world.write(SmallData.tables)
    #expect(await world.run("generate", "data", "--quiet", "--time-zone", "America/St_Johns") == 0)
    let mail = try await Self.mail(world, "--to", "Ann <a@b.example>,c@d.example", "--to", "e@f.example")
    // 2026-03-30T12:00:00Z, two and a half hours earlier in Newfoundland.
    #expect(mail.header["Date"] == "Mon, 30 Mar 2026 09:30:00 -0230")
    #expect(mail.header["From"] == "Ann <a@b.example>")
    #expect(mail.header["To"] == "Ann <a@b.example>, c@d.example, e@f.example")
  }

  @Test("with an address, names lead to the pages of the hosted report, and nothing else is linked to")
  func links() async throws {
    let world = try await Self.reported()
    let without = try await Self.mail(world, "--to", "a@b.example")
    #expect(!without.html.contains("href"))
    let mail = try await Self.mail(world, "--to", "a@b.example", "--url", "https://r.example/weekly/index.html")
    let addresses = mail.html.matches(of: /href="([^"]*)"/).map { String($0.1) }
    #expect(addresses.first == "https://r.example/weekly/index.html")
    for address in addresses {
      #expect(world.exists("report/" + address.replacing("https://r.example/weekly/", with: "")), "\(address)")
      #expect(mail.plain.contains("\n" + address) || mail.plain.contains("\n  " + address), "\(address)")
    }
    #expect(addresses.count > 4)
  }

  @Test("the HTML part holds nothing that mail programs drop or that loads or runs anything")
  func html() async throws {
    let html = try await Self.mail(Self.reported(), "--to", "a@b.example").html.lowercased()
    for word in [
      "<style", "<script", "<svg", "<img", "<link", "<iframe", "<form", "var(", "url(", "class=", "http:", "https:",
      "display:flex", "display:grid", "@media", "position:",
    ] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.contains("bgcolor=") && html.contains("width=\"680\""))
  }

  @Test("whatever the names, both texts stay small and cut their lists, saying how many more there are")
  func budget() async throws {
    let names = ["long ", "長い名前", "e\u{301}\u{301}\u{308}", "<&\"'>", "=====", "👩‍👩‍👧🏽"].map {
      String(repeating: $0, count: 3000 / $0.utf8.count)
    }
    func name(_ number: Int) -> String { names[number % names.count] + "\(number)" }
    let deals = (0..<800).map { number in
      [
        "o\(number)", name(number), "open", "u\(number % 50)", name(number), "9\(number)", name(number), "2026-01-01",
        "2026-02-01",
      ]
    }
    let world = try World()
    try world.write([
      TableText("users", ["id", "name"], (0..<50).map { ["u\($0)", name($0)] }),
      TableText("activities", ["id", "type", "at"], []),
      TableText(
        "opportunities",
        [
          "id", "name", "status", "owner_id", "stage", "estimated_value", "currency", "created_on",
          "estimated_close_on",
        ], deals),
    ])
    let title = name(1)
    #expect(await world.run("generate", "data", "--as-of", "2026-03-31", "--quiet", "--title", title) == 0)
    let mail = try await Self.mail(world, "--to", "a@b.example")
    #expect(mail.source.utf8.count < 90_000)
    #expect(mail.html.utf8.count < 90_000)
    #expect(mail.html.hasSuffix("</html>\n"))
    let rows = mail.html.matches(of: /<th scope="row"/).count
    let more = mail.html.matches(of: /and ([0-9,]+) more/).compactMap { Int($0.1.replacing(",", with: "")) }
    // Values in hundreds of currencies are cut, too: the first of three.
    #expect(more.count == 3 && rows > 10)
    #expect(more.dropFirst().reduce(rows, +) == 1600)
    #expect(mail.plain.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 400 })
  }

  @Test("no line of the plain text is wider than 78 columns")
  func columns() async throws {
    var tables = SmallData.tables
    tables["opportunities"] = tables["opportunities"].map { table in
      TableText(
        table.name, table.columns,
        table.rows.map { row in
          [row[0], String(repeating: "Wide and wider ", count: 30)] + row.dropFirst(2)
        })
    }
    let world = try await Self.reported(tables, "--title", String(repeating: "x", count: 300))
    let mail = try await Self.mail(world, "--to", "a@b.example")
    #expect(mail.plain.split(separator: "\n").allSatisfy { $0.count <= 78 })
  }

  @Test("markup in names stays text")
  func markup() async throws {
    var tables = SmallData.tables
    let payload = "</td></table><script>alert(1)</script><b>&amp;"
    tables["opportunities"] = tables["opportunities"].map { table in
      TableText(table.name, table.columns, table.rows.map { [$0[0], payload] + $0.dropFirst(2) })
    }
    let html = try await Self.mail(Self.reported(tables, "--title", payload), "--to", "a@b.example").html
    #expect(!html.contains("<script"))
    #expect(html.contains("&lt;/td&gt;&lt;/table&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;&amp;amp;"))
  }
}

/// A mail, read back.
private struct Mail {
  let source: String
  let header: [String: String]
  let plain: String
  let html: String

  init(_ source: String) throws {
    self.source = source
    let top = try #require(source.firstRange(of: "\r\n\r\n"))
    let fields = source[..<top.lowerBound].replacing("\r\n ", with: " ").split(separator: "\r\n")
    header = Dictionary(
      fields.compactMap { field in
        field.firstRange(of: ": ").map { (String(field[..<$0.lowerBound]), String(field[$0.upperBound...])) }
      }
    ) { first, _ in first }
    func part(_ kind: String) throws -> String {
      let head = "Content-Type: text/\(kind); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      let start = try #require(source.firstRange(of: head)).upperBound
      let end = try #require(source[start...].firstRange(of: "\r\n--=_")).lowerBound
      let text = source[start..<end].replacing("=\r\n", with: "").replacing("\r\n", with: "\n")
      return try #require(text.replacing("%", with: "=25").replacing("=", with: "%").removingPercentEncoding)
    }
    plain = try part("plain")
    html = try part("html")
  }
}
