/// Why a command ends without its result. The wording is in `CommandLineError+Wording.swift`.
public enum CommandLineError: Error, Equatable, Sendable {
  /// A value that cannot be used; `found` and `expected` are phrases.
  case badValue(Place, found: String, expected: String, help: String? = nil)
  /// A key that the config does not have.
  case unknownKey(Place, nearest: String?, known: [String])
  case duplicateKeys(file: String, line: Int, column: Int, keys: [String])
  case configUnreadable(file: String, reason: String)
  /// Not YAML.
  case configMalformed(file: String, line: Int, column: Int, problem: String)
  /// YAML that is no mapping, or larger than any config needs to be.
  case configUnusable(file: String, line: Int? = nil, column: Int? = nil, found: String, expected: String)
  case exclusive(Place, Place)
  case noSource
  /// An unknown option, a missing value and the like, as the parser words it, with usage.
  case malformedCommandLine(String)
  case unknownCommand(String, nearest: String?, known: [String])
  /// All that is wrong with the command line and the config, in order.
  case several([CommandLineError])
  /// Reading, computing or writing failed.
  case failed(ExitStatus, [Diagnostic])
  case interrupted
}

/// Where a setting comes from.
public enum Place: Equatable, Sendable {
  /// An option or argument, as it is typed: `--as-of`.
  case commandLine(String)
  /// An environment variable.
  case environment(String)
  /// A key of the config, dotted (`health.good`); line and column are 1-based.
  case config(file: String, line: Int, column: Int, key: String)

  /// What the user calls the setting.
  var name: String {
    switch self {
    case .commandLine(let name), .environment(let name): name
    case .config(_, _, _, let key): key
    }
  }
}
