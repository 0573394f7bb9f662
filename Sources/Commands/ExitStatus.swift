/// What the process ends with (command-line spec, the table of exits).
public enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  /// Done, and a flag named by `--fail-on` is up.
  case flagRaised = 1
  /// The command line or the config is wrong.
  case usage = 64
  /// The data is wrong: fatally, or in any way with `--strict`.
  case data = 65
  /// A source cannot be read.
  case unreadableSource = 66
  /// The report's folder cannot be made or must not be written into.
  case cannotCreate = 73
  /// Writing failed half-way.
  case writeFailed = 74
  /// Interrupted by the user or the system.
  case interrupted = 130
}
