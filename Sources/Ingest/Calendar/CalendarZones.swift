import Dataset

/// The time zones of calendars, each once.
struct CalendarZones {
  typealias ID = Int

  static let utc: ID = 0
  /// Of times without zone: the report's.
  static let floating: ID = 1

  private var rules: [TimeZoneRules]
  private var names: [String: ID?] = [:]
  private var definitions: [CalendarZoneDefinition: ID?] = [:]

  init(report: TimeZoneRules) { rules = [.utc, report] }

  subscript(id: ID) -> TimeZoneRules { rules.indices.contains(id) ? rules[id] : .utc }

  /// The instant of a time.
  ///
  /// - Parameter zone: of a time without zone, where it is said elsewhere.
  func instant(_ time: ZonedTime, floatingIn zone: ID = CalendarZones.floating) -> Instant {
    let id = time.zone == Self.floating ? zone : time.zone
    return self[id].instant(time.local.date, secondOfDay: time.local.secondOfDay)
  }

  /// What the clock of a zone shows at an instant.
  func local(_ instant: Instant, in zone: ID) -> CivilTime {
    let (date, secondOfDay) = self[zone].local(instant)
    return CivilTime(date, secondOfDay: secondOfDay)
  }

  /// The zone of a name as calendars give it: IANA's, Windows', one of these behind a path, or an offset such as
  /// `UTC+02:00`.
  mutating func named(_ name: String) -> ID? {
    if let known = names[name] { return known }
    let found = find(name.trimmingSpace()).map { add($0) }
    names[name] = .some(found)
    return found
  }

  /// The zone of a definition; `nil` if nothing is defined.
  mutating func defined(_ definition: CalendarZoneDefinition, _ budget: inout RecurrenceBudget) -> ID? {
    if let known = definitions[definition] { return known }
    let found = definition.zone(&budget).map { add($0) }
    definitions[definition] = .some(found)
    return found
  }

  private mutating func add(_ zone: TimeZoneRules) -> ID {
    rules.append(zone)
    return rules.count - 1
  }

  private func find(_ name: String) -> TimeZoneRules? {
    if name.isEmpty { return nil }
    if let zone = try? TimeZoneRules.named(name) { return zone }
    if let iana = WindowsTimeZones.ianaName(of: name), let zone = try? TimeZoneRules.named(iana) { return zone }
    // `/example.org/20050101_1/America/Argentina/Salta`, `tzone://Microsoft/Utc`.
    let parts = name.split(separator: "/")
    if parts.count > 1 {
      for count in [3, 2, 1] where parts.count > count || (parts.count == count && name.hasPrefix("/")) {
        if let zone = try? TimeZoneRules.named(parts.suffix(count).joined(separator: "/")) { return zone }
      }
      if let last = parts.last, let zone = fixed(String(last)) { return zone }
    }
    return fixed(name)
  }

  /// `UTC`, `Z`, `GMT+2`, `UTC-03:30`, `+0100`.
  private func fixed(_ name: String) -> TimeZoneRules? {
    var rest = name.uppercased()[...]
    let hasPrefix = rest.hasPrefix("UTC") || rest.hasPrefix("GMT")
    if hasPrefix { rest = rest.dropFirst(3) }
    if (hasPrefix && rest.isEmpty) || rest == "Z" { return .utc }
    guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
    let parts = rest.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, parts.allSatisfy({ $0.utf8.allSatisfy { $0 &- 48 < 10 } }) else {
      return nil
    }
    let minutes: Substring? = parts.count == 2 ? parts[1] : first.count > 2 ? first.suffix(2) : "0"
    let hours = parts.count == 1 && first.count > 2 ? first.dropLast(2) : first
    guard let hour = Int(hours), let minute = minutes.flatMap({ Int($0) }), hour <= 18, minute < 60 else { return nil }
    let offset = (hour * 60 + minute) * 60
    return TimeZoneRules(name: name, firstOffset: sign == "-" ? -offset : offset, changes: [])
  }
}

/// How much recurrence a source may ask for, so that a few bytes cannot fill the memory or take for ever.
struct RecurrenceBudget {
  /// Periods that rules may look at.
  var periods = 50_000_000
  /// Occurrences of all series; one of many people counts for several.
  var occurrences = 1_000_000
  /// Whether it was said that nothing is left.
  var isReported = false
}
