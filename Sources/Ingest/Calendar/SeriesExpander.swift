import Dataset

/// Makes the meetings of series.
struct SeriesExpander {
  let zones: CalendarZones
  let window: CalendarWindow
  var budget: RecurrenceBudget
  var problems: [DataProblem] = []
  /// What an occurrence of the series takes of the budget: with its people it becomes that many rows.
  var cost = 1

  /// So many people are as good as none in the budget.
  private static let freePeople = 10

  /// More occurrences of one series in three years are no meetings.
  static let mostOccurrences = 5_000

  init(zones: CalendarZones, window: CalendarWindow, budget: RecurrenceBudget) {
    self.zones = zones
    self.window = window
    self.budget = budget
  }

  /// Calls `body` with each meeting of a series.
  mutating func forEach(of series: CalendarSeries, _ body: (Meeting) -> Void) {
    guard let master = series.master else {
      forEachWithoutMaster(of: series, body)
      return
    }
    if master.recurs {
      expand(master, series, series.overrides, body)
      return
    }
    guard let start = master.start else {
      reportUnknown(master, of: series)
      return
    }
    let key = zones.instant(start).seconds
    let meeting = single(series.overrides[key] ?? master, series, nil)
    meeting.map(body)
    for (other, event) in series.overrides.sorted(by: { $0.key < $1.key })
    where other != key && isCurrent(event, master) {
      single(event, series, other).map(body)
    }
  }

  /// Occurrences of a series that is not here: each alone, or those that one brings along.
  private mutating func forEachWithoutMaster(of series: CalendarSeries, _ body: (Meeting) -> Void) {
    if series.turns.isEmpty && series.overrides.isEmpty, let answer = series.firstAnswer {
      reportUnknown(answer, of: series)
    }
    let turns = series.turns.filter { series.overrides[$0.from] == nil }.map { ($0.from, $0.event) }
    for (key, event) in turns + series.overrides.sorted(by: { $0.key < $1.key }) {
      if event.recurs { expand(event, series, [:], body) } else { single(event, series, key).map(body) }
    }
  }

  /// Says that a message is about a meeting that is not here.
  private mutating func reportUnknown(_ message: CalendarEvent, of series: CalendarSeries) {
    problems.append(
      DataProblem(
        .note, file: message.file, line: message.line,
        found: "a message that \(message.method == .reply ? "answers" : "cancels") “\(series.uid.prefix(60))”",
        expected: "the meeting itself, too; without it the message changes nothing"))
  }

  /// Whether an occurrence that no rule names is meant, and is not what is left of an older version.
  private func isCurrent(_ event: CalendarEvent, _ master: CalendarEvent) -> Bool { event.sequence >= master.sequence }

  /// A meeting that no rule names; `key`: when it was to be, if it is one of a series.
  private func single(_ event: CalendarEvent, _ series: CalendarSeries, _ key: Int?) -> Meeting? {
    guard let start = event.start else { return nil }
    var meeting = Meeting(
      event: event, start: zones.instant(start), duration: event.duration, isCanceled: event.isCanceled, instance: "",
      identity: EventIdentity(uid: series.uid))
    if let key, let original = event.recurrenceID {
      let instant = Instant(seconds: key)
      meeting.instance = instance(instant, isDate: original.isDate)
      meeting.identity = EventIdentity(uid: series.uid, recurrenceInstance: date(instant, original, event))
    }
    meeting.answers = series.answers(to: event, at: key)
    return meeting
  }

  /// The date of an occurrence in the zone of its series.
  private func date(_ instant: Instant, _ original: ZonedTime, _ event: CalendarEvent) -> CivilDate {
    if original.isDate { return original.local.date }
    // A time in UTC says nothing of where the series was made.
    let zone = [original.zone, event.start?.zone].compactMap { $0 }.first { $0 != CalendarZones.utc }
    return zones.local(instant, in: zone ?? CalendarZones.floating).date
  }

  private func localDate(_ occurrence: Occurrence, _ start: ZonedTime) -> CivilDate {
    if start.zone != CalendarZones.utc { return occurrence.local.date }
    return zones.local(occurrence.start, in: CalendarZones.floating).date
  }

  private func instance(_ instant: Instant, isDate: Bool) -> String {
    guard isDate else { return instant.compactUTC }
    let date = zones.local(instant, in: CalendarZones.floating).date
    return String(date.description.filter { $0 != "-" })
  }

  // MARK: Series

  private mutating func expand(
    _ master: CalendarEvent, _ series: CalendarSeries, _ overrides: [Int: CalendarEvent], _ body: (Meeting) -> Void
  ) {
    guard let start = master.start else { return }
    let mostPeople = ([master] + series.turns.map(\.event)).map(\.people.count).max() ?? 0
    cost = 1 + mostPeople / Self.freePeople
    let occurrences = occurrences(of: master, start)
    let excluded = excluded(of: master, start)
    let byDay = keysByDay(overrides, start)
    var left = overrides
    var ordinals = OrdinalOfDay()
    for occurrence in occurrences {
      let key = occurrence.start.seconds
      let date = localDate(occurrence, start)
      let ordinal = ordinals.next(date)
      let override =
        left.removeValue(forKey: key) ?? byDay[occurrence.local.date].flatMap { left.removeValue(forKey: $0) }
      if excluded.contains(occurrence), !(override.map { isCurrent($0, master) } ?? false) { continue }
      var meeting = Meeting(
        event: master, start: occurrence.start, duration: occurrence.duration ?? master.duration,
        isCanceled: master.isCanceled, instance: instance(occurrence.start, isDate: start.isDate),
        identity: EventIdentity(uid: series.uid, recurrenceInstance: date))
      meeting.identity.ordinal = ordinal
      if let override {
        take(override, into: &meeting)
      } else if let turn = series.turns.last(where: { $0.from <= key }) {
        take(turn.event, from: turn.from, into: &meeting)
      }
      meeting.answers = series.answers(to: meeting.event, at: key)
      if window.contains(meeting.start) { body(meeting) }
    }
    for (key, event) in left.sorted(by: { $0.key < $1.key }) where isCurrent(event, master) {
      if let meeting = single(event, series, key), window.contains(meeting.start) { body(meeting) }
    }
  }

  /// The occurrences that differ and are given by their day alone, or, of an all-day series, by a time on it.
  private func keysByDay(_ overrides: [Int: CalendarEvent], _ start: ZonedTime) -> [CivilDate: Int] {
    var keys: [CivilDate: Int] = [:]
    for (key, event) in overrides {
      guard let original = event.recurrenceID, original.isDate != start.isDate else { continue }
      keys[original.local.date] = min(key, keys[original.local.date] ?? key)
    }
    return keys
  }

  private func take(_ override: CalendarEvent, into meeting: inout Meeting) {
    meeting.isCanceled = meeting.isCanceled || override.isCanceled
    guard let start = override.start else { return }
    meeting.event = override
    meeting.start = zones.instant(start)
    meeting.duration = override.duration
  }

  /// Takes what changed from an occurrence on, moved as far as that was.
  private func take(_ turn: CalendarEvent, from key: Int, into meeting: inout Meeting) {
    meeting.isCanceled = meeting.isCanceled || turn.isCanceled
    guard let start = turn.start else { return }
    let zone = start.zone == CalendarZones.utc ? meeting.event.start?.zone ?? start.zone : start.zone
    let first = zones.local(Instant(seconds: key), in: zone)
    let shift = zones.local(zones.instant(start), in: zone).seconds - first.seconds
    let moved = zones.local(meeting.start, in: zone) + shift
    meeting.event = turn
    meeting.start = zones.instant(ZonedTime(local: moved, zone: zone))
    meeting.duration = turn.duration
  }
}

/// Counts the occurrences of each day.
private struct OrdinalOfDay {
  private var last: CivilDate?
  private var ordinal = 0

  mutating func next(_ date: CivilDate) -> Int {
    ordinal = date == last ? ordinal + 1 : 0
    last = date
    return ordinal
  }
}
