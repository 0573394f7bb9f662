import Dataset
import Foundation
import Ingest
import TestSupport
import Testing

@testable import Commands

/// What a `table:` source comes to.
struct TableResult {
  var lines: [String]
  /// `file:line:column: field: found …; expected …`
  var problems: [String]
  /// What a user is told where nothing can be read; empty otherwise.
  var failure = ""
}

/// Reads files by a mapping, as `rapport check table:…` does on 30 June 2026 in Berlin.
///
/// - Parameters:
///   - mapping: the value of the key `tables`; empty for none.
///   - files: by name; their text.
func readTables(_ mapping: String, _ files: [String: String]) throws -> TableResult {
  try readTables(mapping, data: files.mapValues { Data($0.utf8) })
}

func readTables(_ mapping: String, data: [String: Data]) throws -> TableResult {
  try withTemporaryFolder { folder in
    for (name, bytes) in data {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
    }
    return try readTables(mapping, kind: .table, in: folder)
  }
}

func readTables(_ mapping: String, kind: SourceKind?, in folder: URL) throws -> TableResult {
  let zone = try TimeZoneRules.named("Europe/Berlin")
  var options = ReportOptions(asOf: try #require(CivilDate("2026-06-30")), timeZone: zone)
  options.internalDomains = ["ourco.example"]
  if !mapping.isEmpty {
    let indented = mapping.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    let text = "tables:\n" + indented.joined(separator: "\n") + "\n"
    var reader = MappingReader()
    let node = try #require(try ConfigParser.parse(text, file: "rapport.yml")?["tables"])
    options.tables = reader.mapping(node, file: "rapport.yml")
    if !reader.problems.isEmpty {
      return TableResult(lines: [], problems: [], failure: told(.several(reader.problems)))
    }
  }
  let location = SourceLocation(kind: kind, path: folder.path, shown: "export")
  do {
    let contents = try SourceSet([location], options.sourceSettings).read()
    return TableResult(
      lines: DatasetText.lines(contents.dataset),
      problems: contents.problems.map {
        "\($0.file):\($0.line):\($0.column): \($0.field): found “\($0.found)”; expected \($0.expected)"
      })
  } catch {
    return TableResult(lines: [], problems: [], failure: told(CommandLineError(error)))
  }
}

/// What a user reads of an error.
func told(_ error: CommandLineError) -> String {
  var text = ""
  let writer = DiagnosticWriter { text += $0 }
  for diagnostic in error.diagnostics { writer.write(diagnostic) }
  return text
}
