import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("CSV in blocks")
struct CSVReaderTests {
  struct Row: Equatable {
    var line: Int
    var cells: [[UInt8]]
  }

  /// The rows of a file, or what is wrong with it.
  private func read(_ bytes: [UInt8], blockSize: Int) throws -> Result<[Row], IngestError> {
    try withTemporaryFolder { folder in
      try Data(bytes).write(to: folder.appendingPathComponent("x.csv"))
      do throws(IngestError) {
        var reader = try CSVReader(path: folder.path + "/x.csv", name: "x.csv", blockSize: blockSize)
        var rows: [Row] = []
        var block: CSVBlock?
        while let next = try reader.next(reusing: block) {
          var first = 0
          for row in next.rows {
            rows.append(Row(line: row.line, cells: next.cells.cells(first..<row.cellsEnd).map(Array.init)))
            first = row.cellsEnd
          }
          block = next
        }
        return .success(rows)
      } catch { return .failure(error) }
    }
  }

  @Test("what a file holds does not depend on where its blocks end", arguments: 0..<40)
  func blocks(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let parts = [
      "a", "bc", ",", ",", "\n", "\r\n", "\r", "\"x\"", "\"a,b\"", "\"say \"\"so\"\"\"", "\"two\nlines\"", "\"\r\n\"",
      "é", "€", "😀", "\"\"", " ", ",,,,,,,,,", "a longer text than a word of the machine",
    ]
    let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
    let bytes = (Bool.random(using: &random) ? [0xEF, 0xBB, 0xBF] : []) + Array(text.joined().utf8)
    let whole = try read(bytes, blockSize: 1 << 16)
    for blockSize in [1, 2, 3, 5, 8, 13, 64] {
      let rows = try read(bytes, blockSize: blockSize)
      #expect(rows == whole, "blocks of \(blockSize)")
    }
  }

  @Test("rows and lines are those of RFC 4180", arguments: [1, 4, 1 << 16])
  func rows(blockSize: Int) throws {
    let text = "a,b\r\n\"one \"\"1\"\"\",\"x\ny\"  \r\n,,\rlast"
    let rows = try read(Array(text.utf8), blockSize: blockSize).get()
    #expect(
      rows.map { $0.cells.map { String(decoding: $0, as: UTF8.self) } } == [
        ["a", "b"], ["one \"1\"", "x\ny"], ["", "", ""], ["last"],
      ])
    #expect(rows.map(\.line) == [1, 2, 4, 5])
  }

  @Test("what is wrong is found on its line and column, whatever block it is in", arguments: [1, 7, 16, 1 << 16])
  func places(blockSize: Int) throws {
    let rows = String(repeating: "\"é\n\"\"\",b\n", count: 10)
    let wrong: [([UInt8], String)] = [
      (Array("c,\"never".utf8), "x.csv:21:3: found a quoted cell that does not end"),
      (Array("c,\"é\"x\n".utf8), "x.csv:21:6: found text after the closing quote of a cell"),
      (Array("€,".utf8) + [0xC3] + Array(",d\n".utf8), "x.csv:21:3: found the byte 0xC3, which is not UTF-8 here"),
      (Array("€,".utf8) + [0xE2, 0x82], "x.csv:21:3: found the byte 0xE2, which is not UTF-8 here"),
      (Array("€,".utf8) + [0x82, 0x82, 0x82, 0x82, 0x82], "x.csv:21:3: found the byte 0x82, which is not UTF-8 here"),
    ]
    for (end, message) in wrong {
      let result = try read(Array(rows.utf8) + end, blockSize: blockSize)
      guard case .failure(let error) = result else {
        Issue.record("\(message) is not found")
        continue
      }
      #expect("\(error)".hasPrefix(message), "\(error)")
    }
  }

  @Test("what is wrong with the header is said before what is wrong with a row")
  func headerFirst() throws {
    try withTemporaryFolder { folder in
      try write(["users.csv": "id,nam\nU1,One\n\"U2", "activities.csv": "id,type,at\n"], to: folder)
      #expect {
        try NativeSource(path: folder.path).read(zone: .utc, internalDomains: [])
      } throws: { error in
        "\(error)".hasPrefix("users.csv:1: found the columns id, nam; expected the column name")
      }
    }
  }

  @Test("several workers read what one reads, and say the same", arguments: [2, 3])
  func workers(jobs: Int) async throws {
    try await withTemporaryFolder { folder in
      // More than one block, with rows that are left out.
      let activities = (0..<9_000).map {
        "A\($0),email,\($0 % 100 == 7 ? "never" : "2026-03-0\($0 % 9 + 1)"),\"no. \($0)\""
      }
      try write(
        [
          "users.csv": "id,name,email\nU1,One,one@our.example\n",
          "contacts.csv": "id,name,email\nC1,Cy,\n",
          "activities.csv": "id,type,at,subject\n" + activities.joined(separator: "\n"),
          "participants.csv": Self.participants(6_000),
        ], to: folder)
      let source = NativeSource(path: folder.path)
      let alone = try source.read(zone: .utc, internalDomains: ["our.example"])
      let together = try await source.read(zone: .utc, internalDomains: ["our.example"], jobs: jobs)
      #expect(DatasetText(alone.dataset).lines == DatasetText(together.dataset).lines)
      #expect(alone.problems == together.problems)
      // Of everything that there can be: rows left out for their cells, role and person, and references.
      #expect(Set(alone.problems.map(\.field)).isSuperset(of: ["", "at", "role", "activity_id", "person_id"]))
    }
  }

  /// More of them than are looked up at once, since a row has a long note: people who are known, by id and address, who
  /// are new, who are so with several names, and who are of the team; and rows that something is wrong with.
  private static func participants(_ count: Int) -> String {
    let note = String(repeating: "x", count: 1_000)
    let people = [
      ",,p%@x.example,Zoe", ",,P%@x.example,Ann", ",,p%@x.example,", "user,U1,,", "contact,C1,,",
      "contact,C9,q@x.example,",
      ",,one@our.example,", ",,n%@our.example,", ",,,n%@our.example", ",,,Only a name %", "contact,C8,,", ",,,",
      "nobody,,a@b.example,",
    ]
    let rows = (0..<count).map { row -> String in
      let person = people[row % people.count].replacingOccurrences(of: "%", with: "\(row * 7 % 400)")
      let role = row % 500 == 499 ? "onlooker" : "from"
      return "\(role),A\(row * 11 % 9_100),\(person),\(note)\(row % 700 == 3 ? ",more" : "")\n"
    }
    return "role,activity_id,person_type,person_id,email,name,note\n" + rows.joined()
  }

  @Test("several workers refuse what one refuses")
  func workersRefuse() async throws {
    try await withTemporaryFolder { folder in
      let source = NativeSource(path: folder.path)
      try write(
        [
          "users.csv": "id,name\nU1,One\n", "activities.csv": "id,type,at\nA1,email,2026-03-01\n",
          "participants.csv": "role,activity_id,email\n\"from",
        ], to: folder)
      await #expect(throws: IngestError.self) { try await source.read(zone: .utc, internalDomains: [], jobs: 2) }
      try write(["participants.csv": ""], to: folder)
      await #expect(throws: IngestError.self) { try await source.read(zone: .utc, internalDomains: [], jobs: 2) }
      // Far behind what is looked up at once.
      let rows = Self.participants(6_000) + "\"from"
      try write(["participants.csv": rows], to: folder)
      await #expect {
        try await source.read(zone: .utc, internalDomains: [], jobs: 2)
      } throws: { error in "\(error)".hasPrefix("participants.csv:6002:1: found a quoted cell that does not end") }
      try write(["participants.csv": "role,activity_id,email\n", "users.csv": "id,name\nU1,One\nU1,Two\n"], to: folder)
      await #expect(throws: IngestError.self) { try await source.read(zone: .utc, internalDomains: [], jobs: 2) }
    }
  }
}
