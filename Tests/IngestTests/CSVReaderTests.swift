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
}
