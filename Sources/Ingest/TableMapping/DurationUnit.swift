import Dataset

/// What a duration of an export is counted in.
public enum DurationUnit: String, CaseIterable, Sendable {
  case minutes, hours, seconds, milliseconds
  /// `h:mm` or `h:mm:ss`.
  case clock

  /// The duration in minutes, not negative; `nil` if the text is none.
  func minutes(_ utf8: UnsafeBufferPointer<UInt8>) -> Double? {
    if self == .clock { return clock(utf8) }
    guard let value = TextParsing.number(utf8), value >= 0 else { return nil }
    switch self {
    case .minutes, .clock: return value
    case .hours: return value * 60
    case .seconds: return value / 60
    case .milliseconds: return value / 60_000
    }
  }

  private func clock(_ utf8: UnsafeBufferPointer<UInt8>) -> Double? {
    let parts = utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else { return nil }
    var seconds = 0
    for (index, part) in parts.enumerated() {
      guard (1...4).contains(part.count), part.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
      let value = part.reduce(0) { $0 * 10 + Int($1 - 48) }
      if index > 0 && (part.count != 2 || value > 59) { return nil }
      seconds = seconds * 60 + value
    }
    return Double(parts.count == 2 ? seconds * 60 : seconds) / 60
  }

  /// What a text must be like, for messages.
  var expected: String {
    switch self {
    case .minutes, .hours, .seconds, .milliseconds: "\(rawValue), 0 or more"
    case .clock: "a duration such as 1:30 or 1:30:00"
    }
  }
}
