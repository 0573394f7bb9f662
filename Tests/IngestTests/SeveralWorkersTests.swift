import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Tables read by several workers")
struct SeveralWorkersTests {
  /// How a file of participants is written.
  enum Form: CaseIterable {
    /// The columns of the table in its order, as they mostly are.
    case plain
    /// Other columns, one of them unknown, in another order.
    case reordered
    case gzipped
    /// Lines that end with CRLF, and some that are empty.
    case windows

    var columns: [String] {
      let own = ["activity_id", "role", "person_type", "person_id", "email", "name"]
      return self == .reordered ? ["note"] + own.reversed() : own
    }
    var lineEnd: String { self == .windows ? "\r\n" : "\n" }
  }

  /// People who are known, by id and address, who are new, who are so with several names, and who are of the team; and
  /// rows that something is wrong with. A % is a number.
  private static let people: [[String: String]] = [
    ["email": "p%@x.example", "name": "Zoe"], ["email": "P%@x.example", "name": "Ann"], ["email": "p%@x.example"],
    ["person_type": "user", "person_id": "U1"], ["person_type": "contact", "person_id": "C1", "name": "Known"],
    ["person_type": "contact", "person_id": "C9", "email": "q@x.example"], ["email": "one@our.example"],
    ["email": "n%@our.example"], ["name": "n%@our.example"], ["name": "Only a name %"],
    ["person_type": "contact", "person_id": "C8"], [:], ["person_type": "nobody", "email": "a@b.example"],
  ]

  /// More of them than are looked up at once, since names are long.
  private static func participants(_ form: Form = .plain) -> String {
    let rest = String(repeating: " x", count: 1_000)
    let rows = (0..<4_000).map { row -> String in
      var cells = people[row % people.count].mapValues { $0.replacingOccurrences(of: "%", with: "\(row * 7 % 400)") }
      if let name = cells["name"], !name.contains("@") { cells["name"] = name + rest }
      cells["role"] = row % 500 == 499 ? "onlooker" : "from"
      cells["activity_id"] = "A\(row * 11 % 2_100)"
      cells["note"] = rest
      let surplus = row % 700 == 3 ? ",more" : row % 700 == 4 ? ",, " : ""
      let blank = form == .windows && row % 300 == 0 ? form.lineEnd : ""
      return form.columns.map { cells[$0] ?? "" }.joined(separator: ",") + surplus + form.lineEnd + blank
    }
    return form.columns.joined(separator: ",") + form.lineEnd + rows.joined()
  }

  private static var tables: [String: String] {
    // One block is not enough for them either.
    let activities = (0..<2_000).map {
      "A\($0),email,\($0 % 100 == 7 ? "never" : "2026-03-0\($0 % 9 + 1)"),\"no. \($0)\(String(repeating: "!", count: 100))\""
    }
    return [
      "users.csv": "id,name,email\nU1,One,one@our.example\n", "contacts.csv": "id,name,email\nC1,Cy,\n",
      "activities.csv": "id,type,at,subject\n" + activities.joined(separator: "\n"),
    ]
  }

  @Test("they read what one reads, and say the same", arguments: Form.allCases, [2, 3])
  func same(form: Form, jobs: Int) async throws {
    try await withTemporaryFolder { folder in
      try write(Self.tables, to: folder)
      try write(["participants.csv": Self.participants(form)], to: folder)
      if form == .gzipped { try gzip(folder.appendingPathComponent("participants.csv")) }
      let source = NativeSource(path: folder.path)
      let alone = try source.read(zone: .utc, internalDomains: ["our.example"])
      let together = try await source.read(zone: .utc, internalDomains: ["our.example"], jobs: jobs)
      #expect(DatasetText(alone.dataset).lines == DatasetText(together.dataset).lines)
      #expect(alone.problems == together.problems)
      // Of all that there can be: rows left out for their cells, role and person, and references.
      #expect(Set(alone.problems.map(\.field)).isSuperset(of: ["", "at", "role", "activity_id", "person_id"]))
    }
  }

  @Test("participants of no activity are all told")
  func noActivities() async throws {
    try await withTemporaryFolder { folder in
      try write(Self.tables, to: folder)
      try write(["activities.csv": "id,type,at\n", "participants.csv": Self.participants()], to: folder)
      let source = NativeSource(path: folder.path)
      let alone = try source.read(zone: .utc, internalDomains: [])
      let together = try await source.read(zone: .utc, internalDomains: [], jobs: 2)
      #expect(alone.problems == together.problems)
      #expect(alone.problems.count > 3_900)
    }
  }

  @Test(
    "they refuse what one refuses, in its words",
    arguments: [
      ["participants.csv": ""], ["participants.csv": "role,email\n"], ["participants.csv": "activity_id,role\n\"from"],
      // Far behind what is looked up at once.
      ["participants.csv": participants() + "\"from"],
      ["participants.csv": participants() + "A1,from,,,\u{FFFD},\n" + participants() + "\"from"],
      ["users.csv": "id,name\nU1,One\nU1,Two\n"],
      ["activities.csv": "id,type,at\nA1,email,2026-03-01\nA1,call,2026-03-02\n"],
      ["activities.csv": (tables["activities.csv"] ?? "") + "\nA5,email,2026-03-01\n"],
    ])
  func refused(files: [String: String]) async throws {
    try await withTemporaryFolder { folder in
      try write(Self.tables, to: folder)
      try write(files, to: folder)
      for file in files.keys {
        // What stands for it is no UTF-8.
        let url = folder.appendingPathComponent(file)
        let text = try Data(contentsOf: url)
        if let range = text.range(of: Data("\u{FFFD}".utf8)) {
          try (text[..<range.lowerBound] + [0xFF] + text[range.upperBound...]).write(to: url)
        }
      }
      let source = NativeSource(path: folder.path)
      let alone = #expect(throws: IngestError.self) { try source.read(zone: .utc, internalDomains: []) }
      let together = await #expect(throws: IngestError.self) {
        try await source.read(zone: .utc, internalDomains: [], jobs: 2)
      }
      #expect(alone.map { "\($0)" } == together.map { "\($0)" })
    }
  }
}
