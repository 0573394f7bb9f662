/// The people of a VEVENT.
enum Attendees {
  /// Organizer and attendees. Rooms, resources, and those who are only told of the meeting do not take part; without
  /// organizer, the chair is it.
  static func read(_ component: CalendarText.Component) -> [CalendarEvent.Attendee] {
    var people: [CalendarEvent.Attendee] = []
    if let organizer = component.first("ORGANIZER").flatMap({ person($0, .organizer) }) { people.append(organizer) }
    let hasOrganizer = !people.isEmpty
    for line in component.lines where line.name == "ATTENDEE" {
      let kind = line.parameter("CUTYPE")?.uppercased()
      if kind == "ROOM" || kind == "RESOURCE" { continue }
      let role: CalendarEvent.Attendee.Role
      switch line.parameter("ROLE")?.uppercased() {
      case "NON-PARTICIPANT": continue
      case "OPT-PARTICIPANT": role = .optional
      case "CHAIR" where !hasOrganizer: role = .organizer
      default: role = .required
      }
      if let person = person(line, role) { people.append(person) }
    }
    return people
  }

  private static func person(_ line: ContentLine, _ role: CalendarEvent.Attendee.Role) -> CalendarEvent.Attendee? {
    let address = address(line)
    if isCalendar(address) { return nil }
    var person = CalendarEvent.Attendee(role: role, address: address)
    person.setName(line.parameter("CN") ?? "")
    person.hasDeclined = line.has("PARTSTAT", "DECLINED")
    return person.address.isEmpty && person.name.isEmpty ? nil : person
  }

  /// The mail address of a value such as `MAILTO:ana@x.example`; empty if there is none.
  private static func address(_ line: ContentLine) -> String {
    let value = line.value.trimmingSpace()
    var candidate = line.parameter("EMAIL") ?? ""
    if let mail = afterScheme(value) {
      candidate = mail
    } else if candidate.isEmpty, !value.utf8.contains(UInt8(ascii: ":")) {
      candidate = value
    }
    // No part of an address: what may follow it in a URI, and brackets around it.
    let end = candidate.firstIndex(of: "?") ?? candidate.endIndex
    candidate = String(candidate[..<end].filter { $0 != "<" && $0 != ">" && $0 != "\"" }).trimmingSpace()
    let sides = candidate.split(separator: "@", omittingEmptySubsequences: false)
    guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty }) else { return "" }
    return candidate
  }

  /// What follows the last `mailto:`, in any case, which in a malformed line is not at the start.
  private static func afterScheme(_ value: String) -> String? {
    let scheme = Array("mailto:".utf8)
    let bytes = Array(value.utf8)
    guard bytes.count >= scheme.count else { return nil }
    for start in stride(from: bytes.count - scheme.count, through: 0, by: -1)
    where zip(bytes[start...], scheme).allSatisfy({ $0 | 0x20 == $1 }) {
      return String(decoding: bytes[(start + scheme.count)...], as: UTF8.self)
    }
    return nil
  }

  /// Google's addresses of calendars, which stand where people should.
  private static func isCalendar(_ address: String) -> Bool {
    let address = address.lowercased()
    return address.hasSuffix(".calendar.google.com") || address.hasSuffix("@calendar.google.com")
  }
}

extension CalendarEvent.Attendee {
  /// Takes a name, unless it is just the address again.
  mutating func setName(_ text: String) {
    var name = text.trimmingSpace()[...]
    // 'Ana Roy', as Outlook quotes names that it took from a mail.
    if name.count > 1, name.hasPrefix("'"), name.hasSuffix("'") { name = name.dropFirst().dropLast() }
    if name.lowercased() != address.lowercased() { self.name = String(name).trimmingSpace() }
  }
}
