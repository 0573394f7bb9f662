import Dataset
import Foundation
import Ingest
import TestSupport
import Testing

@testable import Commands

@Suite("Ready mappings")
struct ReadyMappingTests {
  /// Somebody whom the export names and has no row of.
  private static let problems = [
    "pipedrive": [
      "export/activities-1234567-4.csv:4:0: person_id: found “Somebody New”; expected the id of a row of users, contacts or "
        + "leads, with its person_type"
    ]
  ]

  @Test(
    "an export is recognised and makes the data set that was written by hand", arguments: ReadyMapping.all.map(\.name))
  func equalsNative(_ name: String) throws {
    let folder = Fixtures.folder.appendingPathComponent("tables")
    let native = try readTables("", kind: .native, in: folder.appendingPathComponent(name + "-native"))
    let export = try readTables("", kind: nil, in: folder.appendingPathComponent(name))
    #expect(native.failure.isEmpty && export.failure.isEmpty)
    #expect(native.problems.isEmpty)
    #expect(export.problems == Self.problems[name, default: []])
    #expect(export.lines == native.lines)
    #expect(native.lines.count > 10)
  }

  @Test("files named as tables of a data set are those of one if they have its columns", arguments: [true, false])
  func sameNames(areOfDataSet: Bool) throws {
    try withTemporaryFolder { folder in
      let export = Fixtures.folder.appendingPathComponent("tables/salesforce")
      let both = folder.appendingPathComponent("both")
      try FileManager.default.copyItem(at: export, to: both)
      let users = areOfDataSet ? "name,id\nOnly One,u\n" : "Name,Mail\n"
      let activities = areOfDataSet ? "id,type,at\r\na,call,2026-01-01\r\n" : "Activity,At\n"
      try users.write(to: both.appendingPathComponent("users.csv"), atomically: true, encoding: .utf8)
      try activities.write(to: both.appendingPathComponent("activities.csv"), atomically: true, encoding: .utf8)
      let read = try readTables("", kind: nil, in: both)
      #expect(read.failure.isEmpty)
      if areOfDataSet {
        #expect(read.lines.count == 2)
      } else {
        #expect(read.lines == (try readTables("", kind: nil, in: export)).lines)
      }
    }
  }

  @Test("what “rapport sources” prints is a config that reads the same", arguments: ReadyMapping.all.map(\.name))
  func copied(_ name: String) async throws {
    let world = try World()
    #expect(await world.run("sources", name) == 0)
    let copy = try World(config: world.output)
    #expect(try copy.complaints() == "")
    let copied = try #require(try copy.options().tables)
    let ready = try #require(MappingReader.ready(name))
    #expect(copied.entries.map(\.table) == ready.entries.map(\.table))
    #expect(copied.entries.map { $0.files.map(\.text) } == ready.entries.map { $0.files.map(\.text) })
    #expect(copied.entries.map { $0.fields.map(\.name) } == ready.entries.map { $0.fields.map(\.name) })
  }

  @Test("a ready mapping is used by name, with changes, and without a table")
  func changed() throws {
    let folder = Fixtures.folder.appendingPathComponent("tables/salesforce")
    let plain = try readTables("salesforce", kind: .table, in: folder)
    #expect(plain.failure.isEmpty)
    let changed = try readTables(
      """
      use: salesforce
      leads: none
      accounts: {fields: {industry: Type}, custom: [BillingCity]}
      opportunities: {where: {Region__c: South}}
      activities:
        - {file: Event.csv, fields: {subject: {constant: Met}}}
      """, kind: .table, in: folder)
    #expect(changed.failure.isEmpty)
    #expect(!changed.lines.contains { $0.hasPrefix("lead ") })
    #expect(
      changed.lines.contains(
        "account 001K1|Kestrel Foods|Customer owner 005A1 primary – custom [\"BillingCity=Leeds\", "
          + "\"Tier__c=Gold\", \"Type=Customer\"]"))
    #expect(changed.lines.count { $0.hasPrefix("opportunity ") } == 2)
    #expect(plain.lines.count { $0.hasPrefix("opportunity ") } == 3)
    #expect(changed.lines.count { $0.hasPrefix("activity ") } == plain.lines.count { $0.hasPrefix("activity ") })
    #expect(changed.lines.contains { $0.hasPrefix("activity 00UE1|Met|") })
    #expect(changed.lines.contains { $0.hasPrefix("activity 00TT1|Discovery call|") })
  }

  @Test("a column that a ready mapping does without must be there where the user names it")
  func addedColumn() throws {
    let folder = Fixtures.folder.appendingPathComponent("tables/salesforce")
    let result = try readTables(
      "use: salesforce\nopportunities: {fields: {estimated_value: Amonut}}", kind: .table, in: folder)
    #expect(
      result.failure.hasPrefix(
        "rapport.yml:3:45: error: the mapping: found the column “Amonut”, which export/Opportunity.csv does not have; "
          + "expected one of its columns: Id, IsDeleted, AccountId, "))
    #expect(result.failure.hasSuffix("  help: Did you mean “Amount”?\n"))
  }

  @Test("so must a column that rows are chosen by")
  func addedCondition() throws {
    let folder = Fixtures.folder.appendingPathComponent("tables/salesforce")
    let result = try readTables(
      "use: salesforce\nopportunities: {where: {Regoin__c: South}}", kind: .table, in: folder)
    #expect(result.failure.contains("found the column “Regoin__c”, which export/Opportunity.csv does not have"))
  }
}
