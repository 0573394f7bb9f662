/// The offsets of one IANA time zone, past and future, read from the system's TZif files (RFC 8536).
///
/// Read here and not through `Foundation.TimeZone`, which knows no zone but GMT in a statically linked binary without
/// ICU. Lookups are O(log transitions).
public struct TimeZoneRules: Sendable, Equatable {
  /// The name it was asked for by, such as `Europe/Berlin`.
  public let name: String
  /// Offset from UTC in seconds before the first transition.
  private let firstOffset: Int
  /// When the offset changes, ascending, in seconds since 1970.
  private let transitions: [Int]
  /// `offsets[i]` holds from `transitions[i]` on.
  private let offsets: [Int]
  /// The wall clock from which `offsets[i]` holds when local time is read: in a gap and in an overlap alike the
  /// offset before the change is taken.
  private let wallTransitions: [Int]
  /// Whether the last 400 years of the table repeat for ever.
  private let repeats: Bool

  /// The Gregorian calendar repeats, weekdays included, after 400 years.
  private static let cycle = 146_097 * 86_400

  public static let utc = TimeZoneRules(name: "UTC", firstOffset: 0, transitions: [], offsets: [], repeats: false)

  init(name: String, firstOffset: Int, transitions: [Int], offsets: [Int], repeats: Bool) {
    self.name = name
    self.firstOffset = firstOffset
    self.transitions = transitions
    self.offsets = offsets
    self.repeats = repeats
    var before = firstOffset
    wallTransitions = zip(transitions, offsets).map { transition, offset in
      defer { before = offset }
      return transition + max(before, offset)
    }
  }

  /// The rules of a zone that is defined elsewhere than in the system's database, such as in a calendar.
  ///
  /// - Parameters:
  ///   - firstOffset: seconds east of UTC before the first change.
  ///   - changes: ascending; the last holds for ever.
  public init(name: String, firstOffset: Int, changes: [(at: Instant, offset: Int)]) {
    self.init(
      name: name, firstOffset: firstOffset, transitions: changes.map(\.at.seconds), offsets: changes.map(\.offset),
      repeats: false)
  }

  /// Offset from UTC in seconds at an instant.
  public func offset(at instant: Instant) -> Int {
    offset(in: transitions, at: instant.seconds)
  }

  /// The local date of an instant.
  @inline(__always)
  public func localDate(of instant: Instant) -> CivilDate {
    CivilDate(days: floorDivide(instant.seconds + offset(at: instant), 86_400))
  }

  /// The local date and the second of that day, 0 to 86,399, of an instant.
  public func local(_ instant: Instant) -> (date: CivilDate, secondOfDay: Int) {
    CivilDate.local(instant, offset: offset(at: instant))
  }

  /// The instant of a local date and time; where the clock jumps, the offset before the jump holds.
  public func instant(_ date: CivilDate, secondOfDay: Int = 0) -> Instant {
    let local = date.days * 86_400 + secondOfDay
    return Instant(seconds: local - offset(in: wallTransitions, at: local))
  }

  /// The instant at which a local day ends.
  public func end(of date: CivilDate) -> Instant { instant(date + 1) }

  private func offset(in starts: [Int], at second: Int) -> Int {
    let second = inTable(starts, second)
    let position = starts.prefixCount { $0 <= second }
    return position == 0 ? firstOffset : offsets[position - 1]
  }

  /// The offset at an instant, and in which seconds around it the same holds.
  func offsetAndSpan(at instant: Instant) -> (offset: Int, span: Range<Int>) {
    let second = inTable(transitions, instant.seconds)
    let position = transitions.prefixCount { $0 <= second }
    let moved = instant.seconds - second
    // Where the table repeats, what is said of its end would be said of another time.
    let start = position == 0 ? (moved == 0 ? Int.min : second) : transitions[position - 1]
    let end = position == transitions.count ? (moved == 0 && !repeats ? Int.max : second + 1) : transitions[position]
    return (position == 0 ? firstOffset : offsets[position - 1], start + moved..<end + moved)
  }

  /// The second of the table that is like this one.
  private func inTable(_ starts: [Int], _ second: Int) -> Int {
    guard repeats, let last = starts.last, second >= last else { return second }
    return second - ((second - last) / Self.cycle + 1) * Self.cycle
  }
}

extension CivilDate {
  /// The date of an instant and the second of that day, at an offset from UTC in seconds.
  @inline(__always)
  static func local(_ instant: Instant, offset: Int) -> (date: CivilDate, secondOfDay: Int) {
    let local = instant.seconds + offset
    let days = floorDivide(local, 86_400)
    return (CivilDate(days: days), local - days * 86_400)
  }
}

@inline(__always)
func floorDivide(_ value: Int, _ divisor: Int) -> Int {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}

/// Why a time zone cannot be used.
public enum TimeZoneError: Error, Equatable, CustomStringConvertible {
  case unknown(String)
  case noDatabase(String)
  case damaged(String)

  public var description: String {
    switch self {
    case .unknown(let name):
      "unknown time zone “\(name)”: expected an IANA name such as Europe/Berlin, America/New_York or UTC"
    case .noDatabase(let name):
      "the time zone “\(name)” cannot be looked up, because this system has no time zone database; "
        + "install the package tzdata, or use UTC"
    case .damaged(let path):
      "the time zone file \(path) is damaged; install the package tzdata again"
    }
  }
}
