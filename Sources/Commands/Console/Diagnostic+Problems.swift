import Dataset
import Ingest
import Site

extension Diagnostic {
  /// A row that the report goes on without: a warning, or an error with `--strict`.
  public init(_ problem: DataProblem, isStrict: Bool = false) {
    let severity: Severity =
      switch problem.kind {
      case .note: .note
      case .leftOutRow, .danglingReference: isStrict ? .error : .warning
      }
    let isNote = problem.kind == .note
    self.init(
      severity, kind: problem.kind.code, file: problem.file, line: problem.line > 0 ? problem.line : nil,
      column: problem.column > 0 ? problem.column : nil,
      message: isNote ? "" : problem.field.isEmpty ? "row" : problem.field,
      // What was found in a row is its text; a note says it in a sentence.
      found: isNote ? problem.found : problem.found.isEmpty ? "nothing" : quoted(problem.found),
      expected: problem.expected.isEmpty ? nil : problem.expected)
  }
}

extension CommandLineError {
  /// A source that cannot be used: 66 where it cannot be read, 65 where its data is wrong.
  public init(_ error: IngestError) {
    switch error {
    case .unreadable(let path, let reason):
      self = .failed(
        .unreadableSource, [Diagnostic(.error, file: path, message: "the source cannot be read: \(reason)")])
    case .changed(let path):
      self = .failed(
        .unreadableSource,
        [
          Diagnostic(
            .error, file: path, message: "the source changed while it was read",
            help: "Run again when nothing writes to it.")
        ])
    case .notADataset(let path):
      self = .failed(
        .unreadableSource,
        [
          Diagnostic(
            .error, file: path, message: "the source",
            found: "neither users.csv nor activities.csv in it (nor .jsonl, nor .gz of these)",
            expected: "the folder of a data set")
        ])
    case .unrecognized(let path, let expected):
      self = .failed(
        .unreadableSource,
        [
          Diagnostic(
            .error, file: path, message: "the source", found: "nothing in it that is known",
            expected: "one of: " + expected.joined(separator: "; "),
            help: "Name another path, or the kind before it, as in mail:\(path).")
        ])
    case .teamUnknown(let domains):
      self = .badValue(
        .commandLine("--internal-domain"), found: "none",
        expected: "the mail domain of your team, since no source has a table of users",
        help: domains.isEmpty ? nil : "The most common domains are \(domains.joined(separator: ", ")).")
    case .notAnExport(let path, let files):
      self = .failed(
        .unreadableSource,
        [
          Diagnostic(
            .error, file: path, message: "the source", found: "none of the files that the mapping names",
            expected: "any of \(files.joined(separator: ", "))")
        ])
    case .mappingMissing(let path):
      self = .failed(
        .usage,
        [
          Diagnostic(
            .error, file: path, message: "tables", found: "no mapping",
            expected: "the key “tables” in the config, which says what the columns of the files mean",
            help: "Use a ready one, such as “tables: salesforce”, or begin with one: "
              + "rapport sources salesforce > rapport.yml")
        ])
    case .mapping(let file, let line, let column, let found, let expected, let name, let known):
      self = .failed(
        .usage,
        [
          Diagnostic(
            .error, file: file, line: line > 0 ? line : nil, column: column > 0 ? column : nil,
            message: "the mapping", found: found, expected: expected,
            help: NearestName.find(name, among: known).map { "Did you mean \(quoted($0))?" })
        ])
    case .malformed(let file, let line, let column, let found, let expected):
      self = .failed(
        .data,
        [
          Diagnostic(
            .error, file: file, line: line > 0 ? line : nil, column: column > 0 ? column : nil,
            message: "the data cannot be used", found: found, expected: expected)
        ])
    }
  }
}

extension CommandLineError {
  /// Files that cannot be written.
  init(_ error: PublishError) {
    let status = ExitStatus(rawValue: error.exitCode) ?? .writeFailed
    self = status == .interrupted ? .interrupted : .failed(status, [Diagnostic(.error, message: "\(error)")])
  }
}
