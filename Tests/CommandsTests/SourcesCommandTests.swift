import Ingest
import Testing

@testable import Commands

@Suite("rapport sources")
struct SourcesCommandTests {
  @Test("the list names every kind and every ready mapping, with what they are seen by")
  func list() async throws {
    let world = try World()
    #expect(await world.run("sources") == 0)
    #expect(world.errors.isEmpty)
    let lines = world.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "KINDS OF SOURCE")
    for name in SourceKind.allCases.filter({ SourceGuide.of($0) != nil }).map(\.rawValue) + ReadyMapping.all.map(\.name)
    {
      let line = lines.firstIndex { $0.hasPrefix("  \(name) ") }
      #expect(line.map { lines[$0 + 1].hasPrefix("              seen by: ") } == true, "\(name)")
    }
    #expect(
      world.output.hasSuffix(
        """
        READY MAPPINGS of table: “tables: NAME” in the config, or none at all where the export is recognised.

          salesforce  The CSV files of Salesforce's Data Export or Data Loader
                      seen by: Opportunity.csv with the columns Id, Name, StageName, IsClosed and IsWon
          hubspot     CSV exports of HubSpot's deals, contacts, companies and activities
                      seen by: a file such as …deals….csv with the columns Record ID, Deal Name and Deal Stage
          pipedrive   CSV exports of Pipedrive's deals, people, organizations and activities
                      seen by: a file such as …deals….csv with the columns Deal - ID, Deal - Title and Deal - Status

        “rapport sources NAME” shows how to get one, step by step.

        """))
  }

  @Test("the name of a kind shows its guide")
  func guide() async throws {
    let world = try World()
    #expect(await world.run("sources", "table") == 0)
    #expect(world.output == SourceGuide.of(.table)?.text)
    #expect(world.output.hasPrefix("TABLE: any system's CSV export\n"))
  }

  @Test("the mapping that the guide shows is understood")
  func guideExample() throws {
    let guide = try #require(SourceGuide.of(.table)?.text)
    let lines = guide.split(separator: "\n", omittingEmptySubsequences: false)
    func block(_ start: String, _ end: String) throws -> String {
      let first = try #require(lines.firstIndex { $0.contains(start) })
      let last = try #require(lines[first...].firstIndex { $0.hasPrefix(end) })
      return lines[first..<last].joined(separator: "\n")
    }
    let config =
      try block("  tables:", "then:") + "\n" + block("users: {", "Activities") + "\n"
      + block("    activities:", "Of a field")
    #expect(try complaints(about: config) == "")
  }

  @Test("an unknown name is told the nearest one")
  func unknown() async throws {
    let world = try World()
    #expect(await world.run("sources", "salesfroce") == 64)
    #expect(world.errors.hasPrefix("error: NAME: found “salesfroce”; expected one of "))
    #expect(
      world.errors.hasSuffix("“table”, “salesforce”, “hubspot”, “pipedrive”\n  help: Did you mean “salesforce”?\n"))
  }
}
