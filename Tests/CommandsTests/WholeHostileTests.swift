import Foundation
import TestSupport
import Testing

@testable import Commands

/// Data is hostile: text in it must neither become markup, nor a formula, nor a path, nor a command for a terminal.
@Suite("Hostile data")
struct WholeHostileTests {
  static let payload =
    "=1+1<script>alert(1)</script>\"'&{{x}}{{{y}}}&lt;]]>--></title></style><svg onload=alert(1)>"
    + "\u{202E}\u{2066}\u{1B}[31m\u{7}\u{2028}javascript:alert(1)"

  /// A column of a table that holds text; `columns` beside the named ones are custom fields.
  struct Field: Sendable, CustomTestStringConvertible {
    var table: String
    var column: String
    var testDescription: String { "\(table).\(column)" }
  }

  static let fields = [
    ("users", ["name", "email", "team", "title"]), ("accounts", ["name", "industry", "region"]),
    ("contacts", ["name", "email", "job_title"]),
    ("leads", ["name", "contact_name", "email", "company", "source", "campaign"]),
    ("opportunities", ["name", "stage", "currency", "colour"]), ("stakeholders", ["role"]),
    ("activities", ["subject", "conversation_id", "message_id", "in_reply_to"]), ("participants", ["email", "name"]),
  ].flatMap { table, columns in columns.map { Field(table: table, column: $0) } }

  @Test("text in any column stays text: in pages, spreadsheets, JSON and on the terminal", arguments: fields)
  func text(_ field: Field) async throws {
    let hostile = try await Self.report(HostileData.tables(field.table, field.column, Self.payload))
    let plain = try await Self.report(HostileData.tables(field.table, field.column, "plain"))
    var shapes: Set<String> = []
    for (path, data) in try plain.files() where path.hasSuffix(".html") { shapes.formUnion(WholeMarkup(data).shapes) }
    for (path, data) in try hostile.files() {
      switch URL(fileURLWithPath: path).pathExtension {
      case "html": Self.expectHarmless(page: data, path, shapes)
      case "csv": Self.expectHarmless(table: data, path)
      default: break
      }
    }
    Self.expectHarmless(terminal: hostile.output + hostile.errors)
    let texts = try hostile.kpis().flatMap(\.texts)
    if ["accounts.name", "opportunities.name", "activities.subject"].contains(field.testDescription) {
      #expect(texts.contains(Self.payload))
    }
    #expect(texts.allSatisfy { !$0.contains("\u{FFFD}") })
  }

  @Test("names of columns, the title and commentary are no more trusted than the data")
  func settings() async throws {
    var tables = HostileData.tables("users", "title", "plain")
    for name in ["accounts", "leads", "opportunities"] {
      // The last column is a custom field.
      tables[name]?.columns.removeLast()
      tables[name]?.columns.append(Self.payload)
    }
    // YAML has no control characters, and two apostrophes for one.
    var author = Self.payload.replacingOccurrences(of: "'", with: "''")
    author.unicodeScalars.removeAll { $0.value < 0x20 }
    let notes =
      "---\nauthor: '\(author)'\n---\n\(Self.payload)\n\n[a](javascript:alert(1)) ![b](https://evil.example/x.png)\n"
    let world = try World()
    try world.write(tables)
    try world.write("notes/opportunity-o1.md", notes)
    try world.write("notes/index.md", notes)
    try world.write("notes/\u{202E}<b>.md", notes)
    try await world.succeed(
      "generate", "data", "--as-of", "2026-03-31", "--all", "--title", Self.payload, "--commentary", "notes")
    for (path, data) in try world.files() where path.hasSuffix(".html") {
      let markup = WholeMarkup(data)
      #expect(markup.problems == [], "\(path)")
      #expect(markup.shapes.allSatisfy { !$0.contains(" on") && $0 != "img src" }, "\(path)")
      // The team page has the program's own script, which its policy knows by its hash; no other page has any.
      #expect(markup.tags.count { $0.name == "script" } == (path == "index.html" ? 1 : 0), "\(path)")
      let links = markup.tags.flatMap(\.attributes).filter { $0.name == "href" }.map(\.value)
      #expect(links.allSatisfy { !$0.hasPrefix("javascript:") }, "\(path)")
      #expect(!String(decoding: data, as: UTF8.self).unicodeScalars.contains(where: Self.isControl), "\(path)")
    }
    Self.expectHarmless(terminal: world.output + world.errors)
  }

  @Test("the name of a record is shown on its page as it is, but for what could reorder or control")
  func shown() async throws {
    let world = try await Self.report(HostileData.tables("opportunities", "name", Self.payload))
    let path = try #require(try world.kpis().first { $0["id"] == .text("o1") }?["page"].text)
    let page = try String(decoding: #require(world.files()[path]), as: UTF8.self)
    #expect(
      page.contains(
        "=1+1&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;{{x}}{{{y}}}&amp;lt;]]&gt;--&gt;&lt;/title&gt;"
          + "&lt;/style&gt;&lt;svg onload=alert(1)&gt;\u{FFFD}\u{FFFD}\u{FFFD}[31m\u{FFFD}\u{FFFD}javascript:alert(1)"))
  }

  @Test("values and ids that are refused reach the terminal and the issues without their control characters")
  func problems() async throws {
    var tables = HostileData.tables("users", "title", "plain")
    tables["activities"]?.rows.append([Self.payload, Self.payload, Self.payload])
    tables["activities"]?.rows.append(["y", "email", "2026-03-01", nil, nil, nil, nil, nil, nil, Self.payload])
    tables["opportunities"]?.rows.append([Self.payload, "Deal", "open", Self.payload])
    let world = try await Self.report(tables)
    #expect(world.errors.contains("<script>"))
    Self.expectHarmless(terminal: world.output + world.errors)
    let index = try #require(try world.files()["index.html"])
    #expect(WholeMarkup(index).problems == [])
    let issues = try JSONValue.lines(#require(try world.files()["data/issues.jsonl"]))
    #expect(issues.contains { $0["found"] == .text(Self.payload) })
  }

  static let ids = [
    "../../x", "..", ".", "a/b", "/etc/passwd", "con", "CON", "nul.html", "a\nb", "<b>\"'", "%2e%2e", "x:y", "Ωmega",
    String(repeating: "long", count: 100), "\u{202E}txt", "-rf", "index", "\\\\host\\share", "{{id}}", "a b", "=1+1",
  ]

  @Test("ids of any kind make safe file names, one each, and are found again by --only")
  func ids() async throws {
    var tables = HostileData.tables("users", "title", "plain")
    for name in ["accounts", "contacts", "leads", "opportunities"] {
      for id in Self.ids { tables[name]?.rows.append(name == "opportunities" ? [id, id, "open"] : [id, id]) }
      tables[name]?.rows.append(name == "opportunities" ? [" \t ", "Nobody", "open"] : [" \t ", "Nobody"])
    }
    let world = try await Self.report(tables)
    #expect(world.output.contains(", 4 rows left out"))
    let lines = try world.kpis()
    let pages = lines.compactMap(\.["page"].text)
    #expect(pages.count == 4 * (Self.ids.count + 1))
    for page in pages { #expect(Self.isSafe(page), "\(page)") }
    #expect(Set(pages.map { $0.lowercased() }).count == pages.count)
    #expect(try Set(world.files().keys).isSuperset(of: pages))
    for type in ["account", "contact", "lead", "opportunity"] {
      #expect(Set(Self.ids).isSubset(of: lines.filter { $0["type"] == .text(type) }.compactMap(\.["id"].text)))
    }
    for (path, data) in try world.files() where path.hasSuffix(".html") {
      #expect(WholeMarkup(data).problems == [], "\(path)")
    }
    for id in Self.ids {
      try await world.succeed(
        "generate", "data", "--as-of", "2026-03-31", "--all", "--only", "opportunity:" + id, "--out", "one", "--adopt")
      #expect(try world.records("one") == ["opportunity:" + id])
    }
  }

  @Test("two records whose names differ in case alone, or not at all, have pages of their own on any file system")
  func sameNames() async throws {
    var tables = HostileData.tables("users", "title", "plain")
    tables["opportunities"]?.rows += [["o2", "Alpha", "open"], ["o3", "ALPHA", "open"], ["o4", "Alpha", "open"]]
    tables["opportunities"]?.rows += [["O2", "Alpha", "open"], ["o5", "Ａｌｐｈａ", "open"], ["o6", "日本", "open"]]
    let world = try await Self.report(tables)
    let pages = try world.kpis().filter { $0["type"] == .text("opportunity") }.compactMap(\.["page"].text)
    #expect(Set(pages.map { $0.lowercased() }).count == 7)
    #expect(pages.allSatisfy(Self.isSafe))
    #expect(pages.filter { $0.hasPrefix("opportunities/alpha-") }.count == 5)
    #expect(pages.contains { $0.hasPrefix("opportunities/opportunity-") })
  }

  @Test("an address in the data is no link, and no link of a page leaves the report")
  func links() async throws {
    var tables = HostileData.tables("users", "title", "plain")
    for field in Self.fields {
      let changed = HostileData.tables(field.table, field.column, "javascript:alert(1)//https://evil.example/")
      guard let table = changed[field.table], let column = table.columns.firstIndex(of: field.column) else { continue }
      for row in table.rows.indices { tables[field.table]?.rows[row][column] = table.rows[row][column] }
    }
    let world = try await Self.report(tables)
    let places: Set = ["href", "src", "action", "srcset", "xlink:href"]
    for (path, data) in try world.files() where path.hasSuffix(".html") {
      for attribute in WholeMarkup(data).tags.flatMap(\.attributes) where places.contains(attribute.name) {
        #expect(!attribute.value.contains(":") && !attribute.value.hasPrefix("//"), "\(path): \(attribute.value)")
      }
    }
  }

  private static func report(_ tables: [TableText]) async throws -> World {
    let world = try World()
    try world.write(tables)
    try await world.succeed("generate", "data", "--as-of", "2026-03-31", "--all")
    return world
  }

  private static func isSafe(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, ["accounts", "contacts", "leads", "opportunities"].contains(parts[0]) else { return false }
    return parts[1].hasSuffix(".html") && parts[1].count <= 80
      && parts[1].dropLast(5).utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
      && !parts[1].hasPrefix("-")
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func expectHarmless(page: Data, _ path: String, _ shapes: Set<String>) {
    let text = String(decoding: page, as: UTF8.self)
    let markup = WholeMarkup(page)
    #expect(markup.problems == [], "\(path)")
    #expect(markup.shapes.subtracting(shapes) == [], "\(path): tags and attributes that plain data does not make")
    let isHarmless = !text.unicodeScalars.contains(where: isControl) && !text.contains("<script>alert")
    #expect(isHarmless, "\(path)")
  }

  private static func expectHarmless(table: Data, _ path: String) {
    let text = String(decoding: table, as: UTF8.self)
    let rows = TableText.cells(ofCSV: text)
    #expect(Set(rows.map(\.count)).count <= 1, "\(path)")
    for cell in rows.joined() {
      let isFormula = cell.first.map { "=+-@".contains($0) } == true && Double(cell) == nil
      #expect(!isFormula && !cell.unicodeScalars.contains(where: isControl), "\(path): \(cell)")
    }
  }

  private static func expectHarmless(terminal: String) {
    #expect(!terminal.unicodeScalars.contains(where: isControl), "\(terminal)")
  }
}

/// A data set of one record of each kind, with every text column.
private enum HostileData {
  /// - Parameter text: what the named column holds in every row.
  static func tables(_ table: String, _ column: String, _ text: String) -> [TableText] {
    tables.map { candidate in
      guard candidate.name == table, let index = candidate.columns.firstIndex(of: column) else { return candidate }
      var changed = candidate
      for row in changed.rows.indices { changed.rows[row][index] = text }
      return changed
    }
  }

  private static let tables = [
    TableText("users", ["id", "name", "email", "team", "title"], [["u1", "Ada", "ada@our.example", "North", "Rep"]]),
    TableText(
      "accounts", ["id", "name", "owner_id", "primary_contact_id", "industry", "region"],
      [["a1", "Acme", "u1", "c1", "Steel", "EU"]]),
    TableText(
      "contacts", ["id", "name", "email", "account_id", "owner_id", "job_title"],
      [["c1", "Ann", "ann@acme.example", "a1", "u1", "Buyer"]]),
    TableText(
      "leads",
      ["id", "name", "owner_id", "created_on", "contact_name", "email", "company", "contact_id", "source", "campaign"],
      [["l1", "Lead", "u1", "2026-03-01", "Lea", "lea@lead.example", "Leading", "c1", "Fair", "Spring"]]),
    TableText(
      "opportunities",
      [
        "id", "name", "status", "owner_id", "account_id", "contact_id", "stage", "stage_since", "estimated_value",
        "currency", "created_on", "estimated_close_on", "colour",
      ],
      [
        [
          "o1", "Deal", "open", "u1", "a1", "c1", "Offer", "2026-03-08", "-5", "EUR", "2026-01-01", "2026-03-20", "red",
        ]
      ]),
    TableText("sales_team", ["opportunity_id", "user_id"], [["o1", "u1"]]),
    TableText(
      "stakeholders", ["record_type", "record_id", "contact_id", "role"], [["opportunity", "o1", "c1", "Boss"]]),
    TableText(
      "activities",
      [
        "id", "type", "at", "status", "subject", "duration_minutes", "conversation_id", "message_id", "in_reply_to",
        "regarding_type", "regarding_id", "followed", "opens", "last_opened_at",
      ],
      [
        row("x1", "email", "2026-03-02T08:00:00Z", "Offer", "c1", "true"),
        row("x2", "email", "2026-03-03T08:00:00Z", "Re"),
        row("x3", "meeting", "2026-03-09T10:00:00Z", "Meet"), row("x4", "call", "2026-04-09T10:00:00Z", "Ring"),
        row("x5", "task", "2026-03-12T10:00:00Z", "Do"),
      ]),
    TableText(
      "participants", ["activity_id", "role", "person_type", "person_id", "email", "name"],
      [
        ["x1", "from", "user", "u1", nil, nil], ["x1", "to", "contact", "c1", nil, nil],
        ["x1", "cc", nil, nil, "stranger@far.example", "Stranger"], ["x2", "from", "contact", "c1", nil, nil],
        ["x2", "to", "user", "u1", nil, nil], ["x3", "organizer", "user", "u1", nil, nil],
        ["x3", "required", "contact", "c1", nil, nil], ["x3", "required", nil, nil, "other@far.example", nil],
        ["x4", "from", "user", "u1", nil, nil], ["x4", "to", "contact", "c1", nil, nil],
      ]),
  ]

  private static func row(
    _ id: String, _ type: String, _ at: String, _ subject: String, _ conversation: String? = nil,
    _ followed: String? = nil
  ) -> [String?] {
    let status = type == "task" || id == "x4" ? "open" : "completed"
    return [
      id, type, at, status, subject, "30", conversation, "<\(id)@mail>", nil, "opportunity", "o1", followed, nil, nil,
    ]
  }
}
