import Dataset

/// `data/issues.jsonl`: everything that was wrong with the input, one problem a line.
public enum IssuesFile {
  public static func bytes(_ problems: [DataProblem]) -> [UInt8] {
    var json = JSONWriter()
    for problem in problems {
      json.object { json in
        json.string("kind", problem.kind.code)
        json.string("file", problem.file)
        json.integer("line", problem.line == 0 ? nil : problem.line)
        json.integer("column", problem.column == 0 ? nil : problem.column)
        json.string("field", problem.field.isEmpty ? nil : problem.field)
        json.string("found", problem.found)
        json.string("expected", problem.expected)
      }
      json.endLine()
    }
    return json.bytes
  }
}
