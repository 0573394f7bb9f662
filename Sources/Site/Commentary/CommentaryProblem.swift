import Markup

/// Something in the commentary folder that has to be put right.
public struct CommentaryProblem: Error, Sendable, Equatable {
  /// The file's name within the folder, or the folder as it was given.
  public var file: String
  /// From 1.
  public var line: Int?
  /// From 1, in characters.
  public var column: Int?
  /// What is there, or what was left out because of it.
  public var found: String
  /// What would be right, or what to do.
  public var expected: String

  public init(file: String, line: Int? = nil, column: Int? = nil, found: String, expected: String) {
    self.file = file
    self.line = line
    self.column = column
    self.found = found
    self.expected = expected
  }

  /// Text from a file, short and harmless enough for a message.
  static func quoted(_ text: String) -> String {
    let start = text.unicodeScalars.prefix(80)
    return "“\(Escape.plain(String(start)))\(start.endIndex < text.unicodeScalars.endIndex ? "…" : "")”"
  }
}
