import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Dataverse exports")
struct DataverseShapeTests {
  private static let folder = Fixtures.folder.appendingPathComponent("dataverse")

  @Test(
    "one data set in three shapes is the same data set, equal to its native tables",
    arguments: ["webapi", "synapse", "migration"])
  func shapes(_ shape: String) throws {
    let native = try SourceReading(["native"], in: Self.folder)
    let reading = try SourceReading([shape], in: Self.folder)
    #expect(reading.taken.map(\.kind) == [.dataverse])
    // A package holds the numbers of options, not what an organisation calls them.
    let expected = native.text.lines.map { line in
      shape == "migration" ? line.replacingOccurrences(of: "new_tier: Gold", with: "new_tier: 100000001") : line
    }
    let found = reading.text.lines
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) { #expect(found == expected) }
    // The meeting of 25 hours, and nothing else.
    #expect(reading.problems.map(\.kind) == [.note])
    #expect(reading.problems.first?.found == "a duration of 1500 minutes")
    #expect(reading.problems.first?.file.hasSuffix(", record 00000006-0009-4000-8000-000000000000") == true)
  }

  @Test("a package may be zipped, a file of it named alone")
  func zipped() throws {
    for (path, folder) in [("migration/data.xml", "migration"), ("synapse/model.json", "synapse")] {
      let whole = try SourceReading([folder], in: Self.folder).text.lines
      #expect(try SourceReading([path], in: Self.folder).text.lines == whole)
    }
    try withTemporaryFolder { folder in
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      shell.arguments = [
        "python3", "-c", "import shutil,sys; shutil.make_archive(sys.argv[1], 'zip', sys.argv[2])",
        folder.path + "/export", Self.folder.path + "/migration",
      ]
      try shell.run()
      shell.waitUntilExit()
      let whole = try SourceReading(["migration"], in: Self.folder).text.lines
      #expect(try SourceReading(["export.zip"], in: folder).text.lines == whole)
    }
  }

  @Test("dates: ISO or American, in UTC unless they say otherwise")
  func dates() {
    func instant(_ text: String) -> String {
      var text = text
      return text.withUTF8 { String(decoding: DataverseDate.instant($0), as: UTF8.self) }
    }
    func plain(_ text: String) -> String? {
      var text = text
      return text.withUTF8 { DataverseDate.plain($0) }.map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(instant("6/5/2019 4:32:59 PM") == "2019-06-05T16:32:59Z")
    #expect(instant("12/31/2019 12:00:01 AM") == "2019-12-31T00:00:01Z")
    #expect(instant("1/2/2020 12:05:00\u{202F}PM") == "2020-01-02T12:05:00Z")
    #expect(instant("1/2/2020") == "2020-01-02T00:00:00Z")
    #expect(instant("1/2/2020 23:59") == "2020-01-02T23:59:00Z")
    #expect(instant("2020-01-02T03:04:05.1234567") == "2020-01-02T03:04:05.1234567Z")
    #expect(instant("2020-01-02T03:04:05+02:00") == "2020-01-02T03:04:05+02:00")
    for wrong in ["13/1/2020", "2/30/2020", "1/2/2020 13:00 PM", "1/2/2020 24:00:00", "1/2/20", "soon", "1/2/2020 x"] {
      #expect(instant(wrong) == wrong)
    }
    #expect(plain("2026-04-01T00:00:00Z") == "2026-04-01")
    #expect(plain("2026-04-01T02:30:00+02:00") == "2026-04-01T00:30:00Z")
    #expect(plain("1969-12-31T23:00:00Z") == "1969-12-31T23:00:00Z")
    #expect(plain("4/1/2026 12:00:00 AM") == "2026-04-01")
    #expect(plain("2026-04-01") == nil && plain("a: b") == nil)
  }

  @Test("a name has a publisher's prefix or is Microsoft's own")
  func prefixes() {
    for name in ["new_region", "cr1a2_x", "msdyn_score", "abcdefgh_x"] {
      #expect(DataverseMapper.hasPublisherPrefix(name))
    }
    for name in ["name", "address1_city", "revenue_base", "a_b", "abcdefghi_x", "1ab_x", "_x", "New_x"] {
      #expect(!DataverseMapper.hasPublisherPrefix(name))
    }
  }
}
