import Dataset

/// Makes time zones of the VTIMEZONE components of a calendar.
struct ZoneReader {
  private let file: String
  private(set) var problems: [DataProblem] = []

  init(file: String) { self.file = file }

  /// The zones by their names in lower case. A definition that cannot be used is left out, and reported.
  mutating func read(
    _ texts: [CalendarText.ZoneText], _ zones: inout CalendarZones, _ budget: inout RecurrenceBudget
  ) -> [String: CalendarZones.ID] {
    var found: [String: CalendarZones.ID] = [:]
    for text in texts {
      guard let name = text.zone.first("TZID")?.text, !name.isEmpty else {
        report(text.zone.line, found: "a time zone without name", expected: "TZID")
        continue
      }
      var definition = CalendarZoneDefinition(name: name)
      for component in text.standard { append(component, isDaylight: false, to: &definition) }
      for component in text.daylight { append(component, isDaylight: true, to: &definition) }
      if let zone = zones.defined(definition, &budget) {
        found[name.lowercased()] = zone
      } else if let place = text.zone.first("X-LIC-LOCATION")?.text, let zone = zones.named(place) {
        found[name.lowercased()] = zone
      } else {
        report(text.zone.line, found: "the time zone “\(name)” without offsets", expected: "STANDARD or DAYLIGHT")
      }
    }
    return found
  }

  private mutating func append(
    _ component: CalendarText.Component, isDaylight: Bool, to definition: inout CalendarZoneDefinition
  ) {
    guard let to = component.first("TZOFFSETTO"), let offset = Self.offset(to.value) else {
      return report(
        component.first("TZOFFSETTO")?.line ?? component.line, field: "TZOFFSETTO",
        found: component.first("TZOFFSETTO").map { "TZOFFSETTO “\($0.value.prefix(60))”" } ?? "no TZOFFSETTO",
        expected: "an offset such as +0100")
    }
    guard let start = component.first("DTSTART"), let time = CalendarTimeText(start.value.trimmingSpace()) else {
      return report(
        component.first("DTSTART")?.line ?? component.line, field: "DTSTART",
        found: component.first("DTSTART").map { "DTSTART “\($0.value.prefix(60))”" } ?? "no DTSTART",
        expected: "when the offset begins to hold, such as 19701025T030000")
    }
    var observance = CalendarZoneDefinition.Observance(
      isDaylight: isDaylight, start: time.local,
      offsetFrom: component.first("TZOFFSETFROM").flatMap { Self.offset($0.value) } ?? offset, offsetTo: offset)
    for line in component.all("RRULE") {
      do throws(CalendarValueError) {
        observance.rules.append(try RecurrenceRule(line.value))
      } catch {
        report(line.line, field: "RRULE", found: error.found, expected: error.expected)
      }
    }
    for line in component.all("RDATE") {
      for value in line.value.split(separator: ",") {
        if let time = CalendarTimeText(String(value).trimmingSpace()) { observance.dates.append(time.local) }
      }
    }
    definition.observances.append(observance)
  }

  /// Seconds east of UTC of `+0100`, `-033000`; `nil` for anything else.
  static func offset(_ text: String) -> Int? {
    var rest = text.trimmingSpace()[...]
    guard let sign = rest.popFirst(), sign == "+" || sign == "-" else { return nil }
    guard rest.utf8.count == 4 || rest.utf8.count == 6, rest.utf8.allSatisfy({ $0 &- 48 < 10 }), let number = Int(rest)
    else { return nil }
    let parts = rest.utf8.count == 6 ? number : number * 100
    let (hours, minutes, seconds) = (parts / 10_000, parts / 100 % 100, parts % 100)
    guard hours < 24, minutes < 60, seconds < 60 else { return nil }
    let offset = hours * 3600 + minutes * 60 + seconds
    return sign == "-" ? -offset : offset
  }

  private mutating func report(_ line: Int, field: String = "", found: String, expected: String) {
    problems.append(
      DataProblem(
        .note, file: file, line: line, field: field, found: found,
        expected: expected + "; this part of the time zone is not used"))
  }
}
