/// Local times of one instant after another: what lies between the same two changes of the clock as the one before is
/// not looked for again.
public struct LocalClock {
  private let zone: TimeZoneRules
  private var span = 0..<0
  private var offset = 0

  public init(_ zone: TimeZoneRules) { self.zone = zone }

  /// What `TimeZoneRules.local` gives.
  public mutating func local(_ instant: Instant) -> (date: CivilDate, secondOfDay: Int) {
    if !span.contains(instant.seconds) { (offset, span) = zone.offsetAndSpan(at: instant) }
    return CivilDate.local(instant, offset: offset)
  }
}
