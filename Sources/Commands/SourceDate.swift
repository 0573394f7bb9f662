import Dataset

/// The value of `SOURCE_DATE_EPOCH`, which stands for the clock where builds have to be the same.
enum SourceDate {
  /// 9999-12-30 at noon, a date in every zone.
  private static let last = 253_402_171_200

  /// Nil for what is not whole seconds since 1970.
  static func instant(_ text: String) -> Instant? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let seconds = Int(text), seconds <= last else { return nil }
    return Instant(seconds: seconds)
  }

  static func problem(_ text: String, help: String) -> CommandLineError {
    .badValue(
      .environment("SOURCE_DATE_EPOCH"), found: text.isEmpty ? "nothing" : quoted(text),
      expected: "whole seconds since 1970-01-01 00:00 UTC", help: help)
  }
}
