import TestSupport
import Testing

/// Every value in every column of numbers and dates: what is none leaves its row out and is said, what is one counts.
@Suite("Numbers and dates at the ends of what there is")
struct WholeValueTests {
  static let numbers = [
    "-0", "0", "1e999", "-1e999", "NaN", "inf", "-inf", "9223372036854775807", "-9223372036854775808",
    "18446744073709551616", "1.7976931348623157e308", "-1.7976931348623157e308", "1e-400", "5e-324", "0x10", "1_000",
    "1,5", "+1", ".5", "5.", "--1", "1e", "2147483647", "2147483648", "52560000", "52560001", "-1", "1e15", "1e18",
    "999999999999999999.995", String(repeating: "9", count: 400), "0." + String(repeating: "0", count: 400) + "1",
  ]
  static let dates = [
    "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "-001-01-01", "2016-03-10", "2026-02-29", "2024-02-29",
    "2016-12-31T23:59:60Z", "2026-03-10T24:00:00Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59",
    "2026-03-29T02:30:00", "2026-03-10T10:00:00+99:99", "2026-03-10T10:00:00.", "2026-13-01", "2026-00-00", "20260310",
    "1969-12-31T23:59:59Z", "-0", "NaN", "1e999", "9999999999999", "2026‐03‐10", "٢٠٢٦-٠٣-١٠",
  ]

  /// Deals, leads and activities, a row for each column, value and state; each but for that value sound.
  private var tables: [TableText] {
    var tables = SmallData.tables
    func table(_ name: String, _ fixed: [String], _ sound: [[String]], _ columns: [(String, [String])]) {
      var rows: [[String?]] = []
      for row in sound {
        for (position, column) in columns.enumerated() {
          for value in column.1 {
            var cells = [String?](repeating: nil, count: columns.count)
            cells[position] = value
            rows.append(["\(name)\(rows.count)"] + row + cells)
          }
        }
      }
      tables[name] = TableText(name, ["id"] + fixed + columns.map(\.0), rows)
    }
    table(
      "opportunities", ["name", "owner_id", "account_id", "status"],
      ["open", "won", "lost"].map { ["Deal", "u1", "a1", $0] },
      [
        ("estimated_value", Self.numbers), ("actual_value", Self.numbers), ("created_on", Self.dates),
        ("stage_since", Self.dates), ("estimated_close_on", Self.dates), ("closed_on", Self.dates),
      ])
    table("leads", ["name", "status"], [["Lead", "open"]], [("created_on", Self.dates)])
    table(
      "activities", ["type", "regarding_type", "regarding_id"],
      ["email", "meeting", "call", "task"].map { [$0, "account", "a1"] }, [("at", Self.dates)])
    tables["activities"]?.columns += ["duration_minutes", "opens", "link_clicks", "attachment_views", "ends_at"]
    let dated = tables["activities"]?.rows ?? []
    tables["activities"]?.rows = dated.map { $0 + [nil, nil, nil, nil, nil] }
    for position in 0..<5 {
      for value in position < 4 ? Self.numbers : Self.dates {
        var cells = [String?](repeating: nil, count: 5)
        cells[position] = value
        let id = "y\(tables["activities"]?.rows.count ?? 0)"
        tables["activities"]?.rows.append([id, "meeting", "account", "a1", "2026-03-20T10:00:00Z"] + cells)
      }
    }
    return tables
  }

  @Test(
    "reports as of any day, in any zone, are whole, and each row that was left out is said",
    arguments: ["2026-03-31", "0001-01-01", "9999-12-31", "1970-01-01"], ["UTC", "Pacific/Auckland"])
  func values(day: String, zone: String) async throws {
    let world = try World()
    try world.write(tables)
    #expect(await world.run("generate", "data", "--all", "--as-of", day, "--time-zone", zone) == 0, "\(world.errors)")
    let problems = try JSONValue.lines(#require(try world.files()["data/issues.jsonl"]))
    let found = Set(problems.compactMap { $0["found"].text })
    for value in ["1e999", "NaN", "0x10", "0000-01-01", "10000-01-01", "2026-02-29", "2016-12-31T23:59:60Z"] {
      #expect(found.contains(value))
    }
    for (field, values) in [
      "estimated_value": ["-0", "1.7976931348623157e308"], "created_on": ["9999-12-31", "0001-01-01", "2024-02-29"],
    ] {
      #expect(!problems.contains { $0["field"].text == field && values.contains($0["found"].text ?? "") })
      #expect(problems.contains { $0["field"].text == field })
    }
    for (path, data) in try world.files() where path.hasSuffix(".html") || path.hasSuffix(".jsonl") {
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains(">nan<") && !text.contains(">inf<") && !text.contains("-0,") && !text.contains(">-0<"))
    }
    for line in try world.kpis() { #expect(line["id"].text != nil) }
  }
}
