/// A message about one thing in one place.
public struct Diagnostic: Sendable, Equatable {
  public enum Severity: String, Sendable { case error, warning, note }

  public var severity: Severity
  /// Messages of one kind are cut short together; no text that is shown.
  public var kind: String
  /// The file as the user named it; `nil` for the command line.
  public var file: String?
  /// 1-based; `nil` if it does not apply.
  public var line: Int?
  /// 1-based; `nil` if it does not apply.
  public var column: Int?
  /// What it is about, such as the name of an option, a key or a column; or the whole message.
  public var message: String
  /// What was found, as a phrase: `“2025-13-01”`, `a list`.
  public var found: String?
  /// What would be right, as a phrase: `a date such as 2025-06-30`.
  public var expected: String?
  /// What to do about it: a sentence.
  public var help: String?

  public init(
    _ severity: Severity, kind: String = "", file: String? = nil, line: Int? = nil, column: Int? = nil,
    message: String, found: String? = nil, expected: String? = nil, help: String? = nil
  ) {
    self.severity = severity
    self.kind = kind
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.found = found
    self.expected = expected
    self.help = help
  }
}
