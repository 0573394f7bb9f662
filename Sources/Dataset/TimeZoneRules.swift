/// placeholder: replaced
public struct TimeZoneRules: Sendable {
  public func localDate(of instant: Instant) -> CivilDate { CivilDate(days: instant.seconds / 86400) }
}
enum DateParser { static func date(_ utf8: UnsafeBufferPointer<UInt8>) -> CivilDate? { nil } }
