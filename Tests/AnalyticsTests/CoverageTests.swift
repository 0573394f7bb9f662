import Analytics
import Dataset
import Ingest
import TestSupport
import Testing

/// KPI spec, "Who is in touch with whom".
@Suite("Coverage")
struct CoverageTests {
  @Test("each pair of many is counted by itself")
  func manyPairs() async throws {
    let (users, contacts) = (7, 61)
    var activities = "id,type,at,status,regarding_type,regarding_id\n"
    var participants = "activity_id,role,person_type,person_id\n"
    var expected: [String: Int] = [:]
    for number in 0..<900 {
      let (user, contact) = (number % users, number * number % contacts)
      activities += "m\(number),meeting,2026-03-\(10 + number % 20)T10:00:00Z,completed,account,a\n"
      participants += "m\(number),organizer,user,u\(user)\nm\(number),required,contact,c\(contact)\n"
      expected["u\(user) c\(contact)", default: 0] += 1
    }
    #expect(expected.count > 64)
    let tables = [
      "users.csv": "id,name\n" + (0..<users).map { "u\($0),User \($0)\n" }.joined(),
      "accounts.csv": "id,name\na,Account\n",
      "contacts.csv": "id,name,account_id\n" + (0..<contacts).map { "c\($0),Contact \($0),a\n" }.joined(),
      "activities.csv": activities, "participants.csv": participants,
    ]
    let dataset = try withTemporaryFolder { folder in
      try write(tables, to: folder)
      return try NativeSource(path: folder.path).read(zone: .utc, internalDomains: []).dataset
    }
    let analysis = await Analysis(dataset, AnalyticsOptions(asOf: CivilDate(days: 20_543)), jobs: 1)
    let pairs = analysis.kpis[dataset.position(of: RecordID(.account, 0))].coverage
    func id(_ person: Int) -> String { dataset.text.string(dataset.people[person].id) }
    let counted = Dictionary(pairs.map { ("\(id($0.user)) \(id($0.customer))", $0.interactions) }) { $0 + $1 }
    #expect(counted == expected)
    #expect(pairs.count == expected.count)
  }
}
