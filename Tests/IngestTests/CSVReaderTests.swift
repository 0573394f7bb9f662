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

  @Test("two workers read what one reads, and say the same")
  func readAhead() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ahead-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    // More than one block, with rows that are left out.
    let activities = (0..<9_000).map {
      "A\($0),email,\($0 % 100 == 7 ? "never" : "2026-03-0\($0 % 9 + 1)"),\"no. \($0)\""
    }
    try write("users.csv", "id,name,email\nU1,One,one@our.example\n")
    try write("activities.csv", "id,type,at,subject\n" + activities.joined(separator: "\n"))
    try write(
      "participants.csv",
      "role,activity_id,email\n" + (0..<9_000).map { "from,A\($0),p\($0 % 50)@x.example\n" }.joined())
    let source = NativeSource(path: folder.path)
    let alone = try source.read(zone: .utc, internalDomains: [])
    let ahead = try await source.readAhead(zone: .utc, internalDomains: [])
    #expect(DatasetText(alone.dataset).lines == DatasetText(ahead.dataset).lines)
    #expect(alone.problems == ahead.problems)
    #expect(alone.problems.count == 180)

    try write("participants.csv", "role,activity_id,email\n\"from")
    await #expect(throws: IngestError.self) { try await source.readAhead(zone: .utc, internalDomains: []) }
    try write("participants.csv", "")
    await #expect(throws: IngestError.self) { try await source.readAhead(zone: .utc, internalDomains: []) }
    try write("participants.csv", "role,activity_id,email\n")
    try write("users.csv", "id,name\nU1,One\nU1,Two\n")
    await #expect(throws: IngestError.self) { try await source.readAhead(zone: .utc, internalDomains: []) }
  }
}
