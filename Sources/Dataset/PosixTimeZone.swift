/// The rule at the end of a TZif file, such as `CET-1CEST,M3.5.0,M10.5.0/3`, which holds after its last transition.
struct PosixTimeZone {
  private enum Day {
    /// The `week`th (5: last) `weekday` (0: Sunday) of `month`.
    case weekday(month: Int, week: Int, weekday: Int)
    /// 1 to 365; 29 February is never counted.
    case julian(Int)
    /// 0 to 365; 29 February is counted.
    case ordinal(Int)
  }

  private struct Change {
    var day: Day
    var second: Int
  }

  private var standardOffset: Int
  private var daylight: (offset: Int, start: Change, end: Change)?

  var hasDaylightSaving: Bool { daylight != nil }

  init?(_ text: ArraySlice<UInt8>) {
    var scanner = Scanner(rest: text)
    guard scanner.name(), let standard = scanner.time() else { return nil }
    standardOffset = -standard
    if scanner.rest.isEmpty { return }
    guard scanner.name() else { return nil }
    var offset = standardOffset + 3600
    if scanner.rest.first != UInt8(ascii: ",") {
      guard let given = scanner.time() else { return nil }
      offset = -given
    }
    guard let start = scanner.change(), let end = scanner.change(), scanner.rest.isEmpty else { return nil }
    daylight = (offset, start, end)
  }

  /// When the offset changes in some years, and to what, ascending.
  func transitions(years: ClosedRange<Int>) -> [(time: Int, offset: Int)] {
    guard let daylight else { return [] }
    return years.flatMap { year in
      [
        (seconds(daylight.start, year) - standardOffset, daylight.offset),
        (seconds(daylight.end, year) - daylight.offset, standardOffset),
      ]
    }
    .sorted { $0.0 < $1.0 }
    .map { (time: $0.0, offset: $0.1) }
  }

  private func seconds(_ change: Change, _ year: Int) -> Int {
    // Years are those after the last transition of a file, so that every date below exists.
    func days(_ month: Int, _ day: Int) -> Int { CivilDate(year: year, month: month, day: day)?.days ?? 0 }
    let day: Int
    switch change.day {
    case .ordinal(let ordinal): day = days(1, 1) + ordinal
    case .julian(let julian):
      let isLeap = CivilDate.daysIn(month: 2, of: year) == 29
      day = days(1, 1) + julian - 1 + (isLeap && julian >= 60 ? 1 : 0)
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(days: days(month, 1))
      let shift = (weekday - first.weekday % 7 + 7) % 7
      var date = 1 + shift + (week - 1) * 7
      if date > CivilDate.daysIn(month: month, of: year) { date -= 7 }
      day = days(month, date)
    }
    return day * 86_400 + change.second
  }

  private struct Scanner {
    var rest: ArraySlice<UInt8>

    mutating func accept(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    mutating func name() -> Bool {
      if accept("<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[(end + 1)...]
        return true
      }
      let letters = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
      rest = rest[letters.endIndex...]
      return letters.count >= 3
    }

    mutating func number() -> Int? {
      let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      guard !digits.isEmpty, digits.count <= 4 else { return nil }
      rest = rest[digits.endIndex...]
      return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      let isNegative = accept("-")
      if !isNegative { _ = accept("+") }
      guard let hours = number() else { return nil }
      var seconds = hours * 3600
      for unit in [60, 1] {
        guard accept(":") else { break }
        guard let part = number() else { return nil }
        seconds += part * unit
      }
      return isNegative ? -seconds : seconds
    }

    /// `,day[/time]`.
    mutating func change() -> Change? {
      guard accept(",") else { return nil }
      let day: Day
      if accept("M") {
        guard let month = number(), accept("."), let week = number(), accept("."), let weekday = number(),
          (1...12).contains(month), (1...5).contains(week), (0...6).contains(weekday)
        else { return nil }
        day = .weekday(month: month, week: week, weekday: weekday)
      } else if accept("J") {
        guard let julian = number(), (1...365).contains(julian) else { return nil }
        day = .julian(julian)
      } else {
        guard let ordinal = number(), (0...365).contains(ordinal) else { return nil }
        day = .ordinal(ordinal)
      }
      guard accept("/") else { return Change(day: day, second: 7200) }
      guard let time = time() else { return nil }
      return Change(day: day, second: time)
    }
  }
}
