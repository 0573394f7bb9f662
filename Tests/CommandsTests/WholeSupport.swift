import Foundation
import TestSupport
import Testing

@testable import Commands

/// The whole program, run in this process on data of a test's own.
extension World {
  var folder: URL { URL(fileURLWithPath: directory) }

  func run(_ arguments: [String]) async -> Int32 {
    await CommandLineTool.run(
      arguments: arguments, environment: environment, workingDirectory: directory, console: console,
      now: context.now, processors: 3)
  }

  /// Runs a command that has to succeed.
  func succeed(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let status = await run(arguments)
    try #require(status == 0, "\(errors)", sourceLocation: sourceLocation)
  }

  func write(_ tables: [TableText], to path: String = "data", _ format: TableText.Format = .csv) throws {
    for table in tables { try table.write(to: folder.appendingPathComponent(path), format) }
  }

  /// The files of a report, by path.
  func files(_ path: String = "report") throws -> [String: Data] {
    try TestSupport.contents(of: folder.appendingPathComponent(path))
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
  }

  /// The lines of `data/kpis.jsonl`.
  func kpis(_ path: String = "report") throws -> [JSONValue] {
    try JSONValue.lines(Data(contentsOf: folder.appendingPathComponent(path + "/data/kpis.jsonl")))
  }

  /// The records of `data/kpis.jsonl`, each as `opportunity:1`.
  func records(_ path: String = "report") throws -> [String] {
    try kpis(path).map { "\($0["type"].text ?? ""):\($0["id"].text ?? "")" }
  }
}

/// Which files are not the same in two folders: empty if the folders are equal.
func unequalFiles(_ first: [String: Data], _ second: [String: Data]) -> [String] {
  Set(first.keys).union(second.keys).filter { first[$0] != second[$0] }.sorted()
}

extension [TableText] {
  subscript(_ name: String) -> TableText? {
    get { first { $0.name == name } }
    set {
      guard let newValue, let index = firstIndex(where: { $0.name == name }) else { return }
      self[index] = newValue
    }
  }

  /// The same with every table's rows in another order.
  func shuffled(seed: UInt64) -> [TableText] {
    var random = SeededRandom(seed: seed)
    return map { TableText($0.name, $0.columns, $0.rows.shuffled(using: &random)) }
  }
}
