import Dataset

extension DateFormat {
  /// The date of a text as a data set writes it; `nil` if the text does not have this form.
  ///
  /// - Parameter zone: the zone of a time without an offset; without it the time stays as it is, one of the report's
  ///   zone. A bare date is a day of the calendar wherever it was written.
  func convert(
    _ utf8: UnsafeBufferPointer<UInt8>, zone: TimeZoneRules?, _ context: RowContext
  ) -> UnsafeBufferPointer<UInt8>? {
    switch parts.first {
    case .iso:
      guard let instant = DateParser.instant(utf8, zone: zone ?? context.zone) else { return nil }
      // A day, a time of the report's zone, or one that says its zone itself.
      return zone == nil || utf8.count == 10 || utf8.last == UInt8(ascii: "Z") ? utf8 : written(instant, context)
    case .epoch(let unit):
      guard let seconds = Self.whole(utf8) else { return nil }
      return written(Instant(seconds: seconds / unit - (seconds % unit < 0 ? 1 : 0)), context)
    default: break
    }
    guard let read = read(utf8, near: context.year) else { return nil }
    guard let second = read.secondOfDay else { return context.arena.add { read.date.append(to: &$0) } }
    if let offset = read.offset {
      return written(Instant(seconds: read.date.days * 86_400 + second - offset), context)
    }
    if let zone { return written(zone.instant(read.date, secondOfDay: second), context) }
    return context.arena.add { read.date.append(to: &$0, secondOfDay: second) }
  }

  private func written(_ instant: Instant, _ context: RowContext) -> UnsafeBufferPointer<UInt8>? {
    guard (1...9999).contains(TimeZoneRules.utc.localDate(of: instant).components.year) else { return nil }
    return context.arena.add { instant.appendUTC(to: &$0) }
  }

  /// A whole number of at most 15 digits.
  private static func whole(_ utf8: UnsafeBufferPointer<UInt8>) -> Int? {
    let isNegative = utf8.first == UInt8(ascii: "-")
    let digits = utf8.dropFirst(isNegative ? 1 : 0)
    guard (1...15).contains(digits.count), digits.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    return isNegative ? -value : value
  }
}
