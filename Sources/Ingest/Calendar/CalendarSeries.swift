import Dataset

/// All that is known of one `UID`: the newest version of its event, and of each occurrence that differs (sources spec,
/// `calendar:`).
struct CalendarSeries {
  let uid: String
  private(set) var master: CalendarEvent?
  /// Occurrences that differ, by when they were to be, in seconds since 1970.
  private(set) var overrides: [Int: CalendarEvent] = [:]
  /// Occurrences from which on the rest differs, ascending.
  private(set) var turns: [(from: Int, event: CalendarEvent)] = []
  /// Answers to invitations, by occurrence (`nil`: all) and address in lower case.
  private var answers: [Int?: [String: MeetingAnswers.Answer]] = [:]

  init(uid: String, _ versions: [CalendarEvent], _ zones: CalendarZones) {
    self.uid = uid
    master = Self.newest(versions.filter { $0.recurrenceID == nil && $0.method != .reply && $0.method != .add })
    let zone = master?.start?.zone ?? CalendarZones.floating
    var occurrences: [Int: [CalendarEvent]] = [:]
    var turns: [Int: [CalendarEvent]] = [:]
    for var event in versions {
      if event.method == .add { event.recurrenceID = event.recurrenceID ?? event.start }
      let key = event.recurrenceID.map { zones.instant($0, floatingIn: zone).seconds }
      if event.method == .reply {
        answer(event, key)
      } else if let key {
        if event.isThisAndFuture {
          turns[key, default: []].append(event)
        } else {
          occurrences[key, default: []].append(event)
        }
      }
    }
    overrides = occurrences.compactMapValues(Self.newest)
    self.turns = turns.compactMapValues(Self.newest).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The newest version. One that cancels and says no more leaves what it cancels as it was.
  private static func newest(_ versions: [CalendarEvent]) -> CalendarEvent? {
    guard let first = versions.first else { return nil }
    let newest = versions.dropFirst().reduce(first) { $1.replaces($0) ? $1 : $0 }
    guard newest.method == .cancel else { return newest }
    let others = versions.filter { $0.method != .cancel }
    guard let other = others.first else { return newest }
    var canceled = others.dropFirst().reduce(other) { $1.replaces($0) ? $1 : $0 }
    canceled.isCanceled = true
    canceled.sequence = newest.sequence
    return canceled
  }

  private mutating func answer(_ reply: CalendarEvent, _ key: Int?) {
    // Of one who stands there twice, either counts.
    let declined = Set(reply.people.filter(\.hasDeclined).map { $0.address.lowercased() })
    for person in reply.people where person.role != .organizer && !person.address.isEmpty {
      let address = person.address.lowercased()
      if let other = answers[key]?[address], !reply.replaces(other.reply) { continue }
      answers[key, default: [:]][address] = MeetingAnswers.Answer(reply: reply, hasDeclined: declined.contains(address))
    }
  }

  /// The first answer in the files, for messages.
  var firstAnswer: CalendarEvent? {
    answers.values.flatMap { $0.values.map(\.reply) }.min { ($0.file, $0.line) < ($1.file, $1.line) }
  }

  /// Who answered of an occurrence, and whether they declined, where the event was not made anew since.
  func answers(to event: CalendarEvent, at key: Int?) -> MeetingAnswers {
    MeetingAnswers(
      general: answers[nil] ?? [:], own: key.flatMap { answers[$0] } ?? [:], sequence: event.sequence)
  }
}
