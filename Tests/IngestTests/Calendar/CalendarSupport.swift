import Dataset
import Foundation
import TestSupport

@testable import Ingest

/// What a calendar source was read as.
struct ReadCalendar {
  private let tables: StagedTables

  /// Reads files from a folder; the day of the report is 2026-03-09.
  init(_ files: [String: String], zone: String = "UTC", asOf: String = "2026-03-09") throws {
    try self.init(bytes: files.mapValues { Array($0.utf8) }, zone: zone, asOf: asOf)
  }

  init(bytes files: [String: [UInt8]], zone: String = "UTC", asOf: String = "2026-03-09") throws {
    var read = StagedTables()
    try withTemporaryFolder { folder in
      for (name, bytes) in files {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
      }
      let settings = SourceSettings(
        zone: try TimeZoneRules.named(zone), asOf: CivilDate(asOf) ?? CivilDate(days: 0))
      try CalendarSource(SourceLocation(path: folder.path, shown: "cal")).read(into: &read, settings)
    }
    tables = read
  }

  /// Reads one file alone.
  init(file: URL, zone: String = "UTC", asOf: String = "2026-03-09") throws {
    var read = StagedTables()
    let settings = SourceSettings(zone: try TimeZoneRules.named(zone), asOf: CivilDate(asOf) ?? CivilDate(days: 0))
    try CalendarSource(SourceLocation(path: file.path, shown: file.lastPathComponent)).read(into: &read, settings)
    tables = read
  }

  private func value(_ column: some Column, _ row: Int, _ table: Table) -> String {
    tables.string(tables.value(column, ofRow: row, of: table))
  }

  private func column(_ column: ActivityColumn) -> [String] {
    (0..<tables.count(of: .activities)).map { value(column, $0, .activities) }
  }

  var ids: [String] { column(.id).sorted() }
  /// When meetings begin, sorted.
  var starts: [String] { column(.at).sorted() }
  /// Beginning and end, sorted.
  var spans: [String] { zip(column(.at), column(.endsAt)).map { "\($0) to \($1)" }.sorted() }
  /// Beginning and status, sorted.
  var states: [String] { zip(column(.at), column(.status)).map { "\($0) \($1)" }.sorted() }
  /// Beginning and subject, sorted.
  var subjects: [String] { zip(column(.at), column(.subject)).map { "\($0) \($1)" }.sorted() }
  var privates: [String] { column(.private) }
  var identities: [String] {
    (0..<tables.count(of: .activities)).map { tables.string(tables.row($0, of: .activities).identity) }.sorted()
  }
  /// Role, address and name of all participants, in order.
  var people: [String] {
    (0..<tables.count(of: .participants)).map { row in
      [ParticipantColumn.role, .email, .name].map { value($0, row, .participants) }.joined(separator: " ")
    }
  }
  /// File, line, what was found and what was expected.
  var problems: [String] {
    tables.problems.map { "\($0.kind.code) \($0.file):\($0.line) \($0.field): \($0.found); \($0.expected)" }
  }
  var problemKinds: [DataProblem.Kind] { tables.problems.map(\.kind) }
}

/// A calendar of events, each given by its lines.
func calendar(_ events: String..., method: String = "", zones: String = "") -> String {
  let head = "BEGIN:VCALENDAR\nVERSION:2.0\n" + (method.isEmpty ? "" : "METHOD:\(method)\n") + zones
  return head + events.map { "BEGIN:VEVENT\n\($0)\nEND:VEVENT\n" }.joined() + "END:VCALENDAR\n"
}
