import Dataset

/// When an occurrence of a series is to be.
struct Occurrence {
  var start: Instant
  /// In the zone of the series.
  var local: CivilTime
  /// Seconds, where a date brings its own.
  var duration: Int?
}

/// The occurrences that a series leaves out.
struct ExcludedOccurrences {
  fileprivate var instants: Set<Instant> = []
  fileprivate var days: Set<CivilDate> = []

  func contains(_ occurrence: Occurrence) -> Bool {
    instants.contains(occurrence.start) || days.contains(occurrence.local.date)
  }
}

extension SeriesExpander {
  /// The occurrences in the window of all rules and dates, ascending, each once.
  mutating func occurrences(of event: CalendarEvent, _ start: ZonedTime) -> [Occurrence] {
    var found: [Int: Occurrence] = [:]
    for rule in event.rules {
      expand(rule, event, start) { found[$0.start.seconds] = $0 }
    }
    if event.rules.isEmpty { add(CalendarEvent.RecurrenceDate(start: start), start, to: &found) }
    for date in event.dates {
      guard budget.occurrences >= cost else {
        reportCut(event, isExhausted: true)
        break
      }
      add(date, start, to: &found)
      budget.occurrences -= cost
    }
    return found.values.sorted { $0.start < $1.start }
  }

  /// What `EXDATE` and `EXRULE` leave out. A day leaves out all of its occurrences.
  mutating func excluded(of event: CalendarEvent, _ start: ZonedTime) -> ExcludedOccurrences {
    var excluded = ExcludedOccurrences()
    for time in event.exceptionDates {
      if time.isDate || start.isDate {
        excluded.days.insert(time.local.date)
      } else {
        excluded.instants.insert(zones.instant(time, floatingIn: start.zone))
      }
    }
    for rule in event.exceptionRules {
      expand(rule, event, start) { excluded.instants.insert($0.start) }
    }
    return excluded
  }

  private func add(_ date: CalendarEvent.RecurrenceDate, _ start: ZonedTime, to found: inout [Int: Occurrence]) {
    let instant = zones.instant(date.start, floatingIn: start.zone)
    guard window.contains(instant) else { return }
    found[instant.seconds] = Occurrence(
      start: instant, local: zones.local(instant, in: start.zone), duration: date.duration)
  }

  private mutating func expand(
    _ rule: RecurrenceRule, _ event: CalendarEvent, _ start: ZonedTime, _ body: (Occurrence) -> Void
  ) {
    // A day more at both ends, since the rule is followed on the clock of the zone.
    let lower = zones.local(window.start, in: start.zone) + -CivilTime.day
    let upper = zones.local(window.end, in: start.zone) + CivilTime.day
    let (zones, window) = (zones, window)
    let most = min(Self.mostOccurrences, budget.occurrences / cost)
    var remaining = most
    var isCut = false
    let outcome = RecurrenceExpansion(rule, start: start.local, hasTime: !start.isDate)
      .forEach(from: lower, to: upper, &budget.periods) { time in
        let instant = zones.instant(ZonedTime(local: time, zone: start.zone))
        if rule.isOver(time, instant, isDate: start.isDate) { return false }
        guard window.contains(instant) else { return true }
        if remaining == 0 {
          isCut = true
          return false
        }
        remaining -= 1
        body(Occurrence(start: instant, local: time, duration: nil))
        return true
      }
    budget.occurrences -= (most - remaining) * cost
    if isCut || outcome == .tooManyPeriods {
      reportCut(event, isExhausted: budget.occurrences < cost || budget.periods == 0)
    }
  }

  private mutating func reportCut(_ event: CalendarEvent, isExhausted: Bool) {
    // Once is enough for all series that are left.
    if isExhausted && budget.isReported { return }
    if isExhausted { budget.isReported = true }
    problems.append(
      DataProblem(
        .note, file: event.file, line: event.line, field: "RRULE",
        found: isExhausted
          ? "more than 1,000,000 occurrences of recurring events in one source, those of many people counted for several"
          : "more than 5,000 occurrences of one event within three years, or a rule that comes to no end",
        expected: "recurring meetings; occurrences beyond that are left out"))
  }
}

extension RecurrenceRule {
  /// Whether an occurrence is after the end of the rule.
  fileprivate func isOver(_ time: CivilTime, _ instant: Instant, isDate: Bool) -> Bool {
    switch end {
    case .date(let date): time.date > date
    case .local(let end): time > end
    // Of days, the date of a time in UTC counts.
    case .instant(let end): isDate ? time.seconds > end.seconds : instant > end
    case nil: false
    }
  }
}

extension Instant {
  /// `20260309T080000Z`.
  var compactUTC: String { utcText.filter { $0 != "-" && $0 != ":" } }

  /// `2026-03-09T08:00:00Z`.
  var utcText: String {
    let time = CivilTime(seconds: seconds)
    let second = time.secondOfDay
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(time.date)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }
}
