extension CommandLineError {
  /// What the process ends with.
  public var exitStatus: ExitStatus {
    switch self {
    case .failed(let status, _): status
    case .interrupted: .interrupted
    default: .usage
    }
  }

  /// What the user is told.
  public var diagnostics: [Diagnostic] {
    switch self {
    case .several(let errors): errors.flatMap(\.diagnostics)
    case .failed(_, let diagnostics): diagnostics
    case .interrupted:
      [Diagnostic(.error, message: "interrupted; nothing of the old report is lost")]
    case .noSource:
      [
        Diagnostic(
          .error, message: "SOURCE", found: "none", expected: "the folder of a data set",
          help: "name one (rapport generate data), list some as “sources” in the config, "
            + "or make one to try with: rapport demo demo")
      ]
    case .exclusive(let first, let second):
      [
        Diagnostic(
          .error, message: first.name, found: "\(second.name) as well", expected: "one of the two")
      ]
    case .unknownCommand(let name, let nearest, let known):
      [
        Diagnostic(
          .error, message: "unknown command \(quoted(name))",
          help: nearest.map { "Did you mean \(quoted($0))?" }
            ?? "the commands are " + known.map { quoted($0) }.joined(separator: ", "))
      ]
    default: [diagnosticOfSetting].compactMap { $0 }
    }
  }

  private var diagnosticOfSetting: Diagnostic? {
    switch self {
    case .badValue(let place, let found, let expected, let help):
      Diagnostic(place, found: found, expected: expected, help: help)
    case .unknownKey(let place, let nearest, let known):
      Diagnostic(
        place, message: "unknown key \(quoted(place.name))",
        help: nearest.map { "Did you mean \(quoted($0))?" }
          ?? "the keys here are " + known.map { quoted($0) }.joined(separator: ", "))
    default: diagnosticOfConfig
    }
  }

  private var diagnosticOfConfig: Diagnostic? {
    switch self {
    case .duplicateKeys(let file, let line, let column, let keys):
      Diagnostic(
        .error, file: file, line: line, column: column, message: keys.map { quoted($0) }.joined(separator: ", "),
        found: "more than once", expected: "every key once")
    case .configUnreadable(let file, let reason):
      Diagnostic(
        .error, file: file, message: "the config cannot be read: \(reason)",
        help: "name another with --config FILE; without it, rapport.yml of the working directory is read if it is there"
      )
    case .configMalformed(let file, let line, let column, let problem):
      Diagnostic(
        .error, file: file, line: line, column: column, message: "the config is not valid YAML: \(problem)",
        help: "indent with spaces, never tabs, and put text that holds any of : # [ ] { } & * ! in quotes")
    case .configUnusable(let file, let line, let column, let found, let expected):
      Diagnostic(
        .error, file: file, line: line, column: column, message: "the config", found: found, expected: expected)
    default: nil
    }
  }
}

extension Diagnostic {
  /// An error about a setting.
  init(
    _ place: Place, message: String? = nil, found: String? = nil, expected: String? = nil, help: String? = nil
  ) {
    self.init(
      .error, message: message ?? place.name, found: found, expected: expected, help: help)
    if case .config(let file, let line, let column, _) = place {
      self.file = file
      self.line = line
      self.column = column
    }
  }
}

/// A value as messages show it: in quotes, and cut short where it is long.
func quoted(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(80)
  return shown.endIndex == text.unicodeScalars.endIndex ? "“\(text)”" : "“\(String(shown))…”"
}
