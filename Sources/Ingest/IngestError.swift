import Dataset

/// What a source cannot be read for. Everything milder is a `DataProblem`.
public enum IngestError: Error, Equatable {
  /// The source itself cannot be opened or read (exit 66).
  case unreadable(path: String, reason: String)
  /// A file was written to, replaced or removed while it was read (exit 66).
  case changed(path: String)
  /// The folder holds no table at all (exit 66).
  case notADataset(path: String)
  /// The path is of no kind that is known; `expected` says what each kind looks like (exit 66).
  case unrecognized(path: String, expected: [String])
  /// The data cannot be used (exit 65); line and column are 1-based, 0 if they do not apply.
  case malformed(file: String, line: Int, column: Int, found: String, expected: String)
  /// No source names the team, and no internal domain tells who belongs to it (exit 64).
  case teamUnknown(commonDomains: [String])
  /// The folder holds no file that the mapping reads (exit 66).
  case notAnExport(path: String, files: [String])
  /// A source is to be read by a mapping, and there is none (exit 64).
  case mappingMissing(path: String)
  /// A mapping does not fit the files (exit 64): `name` is what it names, `known` what there is. The place is in the
  /// config, 1-based; 0 if it does not apply.
  case mapping(file: String, line: Int, column: Int, found: String, expected: String, name: String, known: [String])
}

extension IngestError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .changed(let path): "\(path): changed while it was read; expected a file that nothing writes to"
    case .notADataset(let path):
      "\(path): found no users.csv or activities.csv (or .jsonl, or .gz of either) here; expected a data set folder"
    case .unrecognized(let path, let expected):
      "\(path): found nothing that is known; expected " + expected.joined(separator: ", or ")
    case .malformed(let file, let line, let column, let found, let expected):
      place(file, line, column) + "found \(found); expected \(expected)"
    case .teamUnknown(let domains):
      "found no table of users and no internal domain; expected one, such as \(domains.first ?? "example.com")"
    case .notAnExport(let path, let files):
      "\(path): found none of the mapping's files here; expected " + files.joined(separator: ", ")
    case .mappingMissing(let path): "\(path): found no mapping for its tables; expected one in the config"
    case .mapping(let file, let line, let column, let found, let expected, _, _):
      place(file, line, column) + "found \(found); expected \(expected)"
    }
  }

  private func place(_ file: String, _ line: Int, _ column: Int) -> String {
    if line == 0 { return "\(file): " }
    return column == 0 ? "\(file):\(line): " : "\(file):\(line):\(column): "
  }
}
