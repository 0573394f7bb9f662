import Foundation
import TestSupport
import Testing

@testable import Commands

/// The numbers of an independent reference (`Tests/Fixtures/vectors`).
@Suite("Numbers of the reference")
struct WholeVectorTests {
  @Test("every field of every record is as the reference says", arguments: Fixtures.vectors)
  func fields(_ vector: String) async throws {
    let world = try await Self.report(of: vector)
    let found = Dictionary(uniqueKeysWithValues: zip(try world.records(), try world.kpis()))
    var differences: [String] = []
    for line in try Self.expected(vector) {
      guard case .object(let expected) = line, let record = found[Self.name(line)] else {
        differences.append("\(vector) \(Self.name(line)): no line")
        continue
      }
      for field in expected.keys.sorted() where field != "id" && field != "type" {
        let value = Self.asInReference(field, record[field])
        differences += line[field].differences(from: value, at: "\(vector) \(Self.name(line)) \(field)")
      }
    }
    #expect(differences.isEmpty, "\(differences.count) differences: \(differences.prefix(20).joined(separator: "\n"))")
  }

  @Test(
    "every record has a line and a page, but deals and leads created after the day of the report",
    arguments: Fixtures.vectors)
  func records(_ vector: String) async throws {
    let world = try await Self.report(of: vector)
    let asOf = try #require(try Self.option("as_of", vector))
    let tables = try TableText.all(in: Fixtures.vector(vector).appendingPathComponent("dataset"))
    var there: [String] = []
    var future: Set<String> = []
    for (type, name) in [
      ("account", "accounts"), ("contact", "contacts"), ("lead", "leads"), ("opportunity", "opportunities"),
    ] {
      let table = try #require(tables[name])
      let id = try #require(table.columns.firstIndex(of: "id"))
      let createdOn = table.columns.firstIndex(of: "created_on")
      let ids = table.rows.compactMap { row -> String? in
        guard let text = row[id] else { return nil }
        // Dates of this form are in order as text.
        guard let column = createdOn, let date = row[column], date > asOf else { return text }
        future.insert("\(type):\(text)")
        return nil
      }
      there += ids.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }.map { "\(type):\($0)" }
    }
    #expect(!future.isEmpty)
    #expect(try world.records() == there)
    #expect(try Set(Self.expected(vector).map(Self.name)) == Set(there))
    let files = try world.files()
    let pages = try world.kpis().compactMap(\.["page"].text)
    #expect(Set(files.keys.filter { $0.hasSuffix(".html") }) == Set(pages + ["index.html"]))
    #expect(Set(pages).count == there.count)
  }

  private static func report(of vector: String) async throws -> World {
    let world = try World()
    let folder = Fixtures.vector(vector).path
    try await world.succeed("generate", folder + "/dataset", "--config", folder + "/options.yml")
    return world
  }

  private static func expected(_ vector: String) throws -> [JSONValue] {
    try JSONValue.lines(Data(contentsOf: Fixtures.vector(vector).appendingPathComponent("expected.jsonl")))
  }

  private static func option(_ key: String, _ vector: String) throws -> String? {
    let config = try String(contentsOf: Fixtures.vector(vector).appendingPathComponent("options.yml"), encoding: .utf8)
    return config.split(separator: "\n").first { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.count + 2)) }
  }

  private static func name(_ line: JSONValue) -> String { "\(line["type"].text ?? ""):\(line["id"].text ?? "")" }

  /// The reference gives activities by their id alone.
  private static func asInReference(_ field: String, _ value: JSONValue) -> JSONValue {
    switch field {
    case "last_interaction", "next_interaction": value["activity_id"]
    case "waiting":
      .object([
        "team": value["team"]["activity_id"], "customer": value["customer"]["activity_id"],
      ])
    default: value
    }
  }
}
