import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("Mutated mappings and exports")
struct MappingMutationTests {
  private static let mappingBytes = Array(" :-{}[],*&\"'\n\t=;<>/\\@0aZ\u{E9}\u{202E}".utf8)
  private static let dataBytes = Array(",;\t\"\r\n<>@ \u{0}0aZ:/-\u{E9}".utf8) + [0xFF, 0xC3]

  /// Changes some bytes: replaces, removes, repeats and inserts, at random but the same in every run.
  private func mutated(_ bytes: [UInt8], with alphabet: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &random)
      let byte = alphabet[Int.random(in: alphabet.indices, using: &random)]
      switch Int.random(in: 0...4, using: &random) {
      case 0: bytes[index] = byte
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(byte, at: index)
      case 3: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...40, using: &random)))
      default: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 20)], at: index)
      }
    }
    return bytes
  }

  @Test("a config is understood or refused, whatever it says", arguments: 0..<60)
  func mappings(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let ready = ReadyMapping.all[seed % ReadyMapping.all.count]
    for _ in 0..<5 {
      let text = String(decoding: mutated(Array(ready.text.utf8), with: Self.mappingBytes, &random), as: UTF8.self)
      guard let root = try? ConfigParser.parse(text, file: "rapport.yml"), let tables = root["tables"] else { continue }
      var reader = MappingReader()
      let mapping = reader.mapping(tables, file: "rapport.yml")
      // Whatever was not refused has the fields that its tables require.
      guard reader.problems.isEmpty else { continue }
      for entry in mapping.entries {
        for column in entry.table.requiredColumns {
          #expect(entry.fields.contains { $0.target == .column(column) })
        }
      }
    }
  }

  @Test("an export is read or refused, whatever is in it", arguments: 0..<60)
  func exports(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(1000 + seed))
    let name = ReadyMapping.all[seed % ReadyMapping.all.count].name
    let folder = Fixtures.folder.appendingPathComponent("tables/" + name)
    var files = try contents(of: folder)
    for file in files.keys.sorted() where Bool.random(using: &random) {
      files[file] = Data(mutated(Array(files[file] ?? Data()), with: Self.dataBytes, &random))
    }
    let result = try readTables(name, data: files)
    #expect(!result.failure.isEmpty || !result.lines.isEmpty)
  }
}
