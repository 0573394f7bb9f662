import Dataset

/// `data/issues.jsonl`: everything that was wrong with the input, one problem a line.
public enum IssuesFile {
  /// - Parameter privacy: what is hidden; `file`, `found` and `expected` are null where they would tell it.
  public static func bytes(_ problems: [DataProblem], privacy: IssuePrivacy = IssuePrivacy()) -> [UInt8] {
    var json = JSONWriter()
    for problem in problems {
      let shown = privacy.shown(problem)
      json.object { json in
        json.string("kind", problem.kind.code)
        json.string("file", shown.file)
        json.integer("line", problem.line == 0 ? nil : problem.line)
        json.integer("column", problem.column == 0 ? nil : problem.column)
        json.string("field", problem.field.isEmpty ? nil : problem.field)
        json.string("found", shown.found)
        json.string("expected", shown.expected)
      }
      json.endLine()
    }
    return json.bytes
  }
}
