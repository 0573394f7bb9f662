import Dataset

/// What `data/issues.jsonl` must not repeat of the input; messages on a terminal are the user's own and say it.
public struct IssuePrivacy: Sendable {
  /// Ids, names and addresses, in lower case, of people who are left out.
  public var traces: Set<String> = []
  /// Where names are redacted, nothing that was found in the data or in commentary is repeated.
  public var isRedacted = false

  public init() {}

  /// What is written of a problem: its texts are nil where they are hidden.
  func shown(_ problem: DataProblem) -> (file: String?, found: String?, expected: String?) {
    if isRedacted {
      let file = Self.tableFile(problem.file)
      return (file, nil, file == nil || problem.kind == .note ? nil : problem.expected)
    }
    let isTelling = [problem.found, problem.file, problem.expected].contains(where: tells)
    if isTelling { return (Self.tableFile(problem.file), nil, nil) }
    return (problem.file, problem.found, problem.expected)
  }

  private func tells(_ text: String) -> Bool {
    if traces.isEmpty { return false }
    let text = text.lowercased()
    // An id such as “1” is told by nothing but itself.
    return traces.contains { trace in trace.utf8.count < 4 ? text == trace : text.contains(trace) }
  }

  /// The name of a file that only says which table it holds.
  private static func tableFile(_ path: String) -> String? {
    let name = path.split(separator: "/").last ?? ""
    let stem = name.prefix { $0 != "." }
    let ending = name.dropFirst(stem.count)
    let isPlain = ["", ".csv", ".jsonl", ".csv.gz", ".jsonl.gz"].contains(String(ending))
    return isPlain && Table.allCases.contains { $0.name == stem } ? String(name) : nil
  }
}
