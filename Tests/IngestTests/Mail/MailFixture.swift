import Dataset
import Foundation
import TestSupport

@testable import Ingest

/// What the mail source makes of files.
struct MailRows {
  /// Cells by column, an activity a row, in order of id.
  var activities: [[String: String]] = []
  /// `role name <address>`, in order, of each activity by id.
  var people: [String: [String]] = [:]
  var problems: [DataProblem] = []

  var ids: [String] { activities.compactMap { $0["id"] } }

  func activity(_ id: String) -> [String: String] { activities.first { $0["id"] == id } ?? [:] }

  /// The problems as `file:line: found; expected …`, without the folder.
  var messages: [String] {
    problems.map { "\($0.file):\($0.line): \($0.field.isEmpty ? "" : $0.field + ": ")\($0.found); \($0.expected)" }
  }

  init(_ tables: StagedTables, folder: String) {
    for row in 0..<tables.count(of: .activities) {
      var cells: [String: String] = [:]
      for column in ActivityColumn.allCases {
        let value = tables.string(tables.value(column, ofRow: row, of: .activities))
        if !value.isEmpty { cells[column.name] = value }
      }
      activities.append(cells)
    }
    activities.sort { ($0["id"] ?? "") < ($1["id"] ?? "") }
    for row in 0..<tables.count(of: .participants) {
      func cell(_ column: ParticipantColumn) -> String {
        tables.string(tables.value(column, ofRow: row, of: .participants))
      }
      let address = cell(.email).isEmpty ? "" : "<\(cell(.email))>"
      people[cell(.activityID), default: []].append(
        [cell(.role), cell(.name), address].filter { !$0.isEmpty }.joined(separator: " "))
    }
    for id in people.keys { people[id]?.sort() }
    problems = tables.problems.map { problem in
      var problem = problem
      problem.file = problem.file.replacingOccurrences(of: folder + "/", with: "")
        .replacingOccurrences(of: folder, with: ".")
      return problem
    }
  }
}

/// Reads a folder with these files, or one of them.
func readMail(
  _ files: [String: Data], only: String? = nil, includesBulk: Bool = false
) throws -> MailRows {
  try withTemporaryFolder { folder in
    for (path, data) in files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: file)
    }
    let path = only.map { folder.appendingPathComponent($0).path } ?? folder.path
    guard let day = CivilDate(year: 2026, month: 3, day: 31) else { throw CocoaError(.formatting) }
    var settings = SourceSettings(zone: .utc, asOf: day)
    settings.includesBulk = includesBulk
    var tables = StagedTables()
    try MailSource(SourceLocation(path: path, shown: path)).read(into: &tables, settings)
    return MailRows(tables, folder: folder.path)
  }
}

func readMail(_ files: [String: String], only: String? = nil, includesBulk: Bool = false) throws -> MailRows {
  try readMail(files.mapValues { Data($0.utf8) }, only: only, includesBulk: includesBulk)
}

/// What the source makes of one message with these header fields.
func readHeader(_ header: String, includesBulk: Bool = false) throws -> MailRows {
  try readHeader(Array(header.utf8), includesBulk: includesBulk)
}

func readHeader(_ header: [UInt8], includesBulk: Bool = false) throws -> MailRows {
  let fixed = "Message-ID: <m@x.example>\nDate: Tue, 3 Mar 2026 10:00:00 +0000\n"
  return try readMail(["m.eml": Data(fixed.utf8) + Data(header) + Data("\n\nText".utf8)], includesBulk: includesBulk)
}

/// A message with an id and header fields, as a file or part of an mbox.
func message(_ id: String, _ more: String = "", body: String = "Hello") -> String {
  """
  From: Ana Roy <ana@customer.example>
  To: Bo <bo@our.example>
  Subject: \(id)
  Message-ID: <\(id)@customer.example>
  Date: Tue, 3 Mar 2026 10:00:00 +0000
  \(more.isEmpty ? "" : more + "\n")
  \(body)

  """
}
