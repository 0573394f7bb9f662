import Dataset

/// When people of the demo work: office days and hours of central Europe, its common holidays, and the lulls of
/// August and Christmas. Times are minutes of local wall-clock time since 1970; a written instant carries the offset
/// that Europe/Berlin has on that day.
struct WorkCalendar {
  static let daysBack = 620
  static let daysAhead = 200

  let firstDay: Int
  /// How much happens on each day from `firstDay`; 0 on days off.
  private let weights: [Int]
  /// `YYYY-MM-DDT` of each day, then its offset.
  private let stamps: [UInt8]
  private static let dateWidth = 11
  private static let stampWidth = 17

  init(asOf: CivilDate) {
    firstDay = asOf.days - Self.daysBack
    var weights: [Int] = []
    var stamps: [UInt8] = []
    for day in firstDay...(asOf.days + Self.daysAhead) {
      let date = CivilDate(days: day)
      weights.append(Self.weight(of: date))
      stamps.append("\(date)T")
      stamps.append(Self.isSummerTime(date) ? "+02:00" : "+01:00")
    }
    self.weights = weights
    self.stamps = stamps
  }

  func weight(_ day: Int) -> Int { weights.indices.contains(day - firstDay) ? weights[day - firstDay] : 0 }

  func workday(onOrAfter day: Int) -> Int {
    var day = day
    while weight(day) == 0, day < firstDay + weights.count - 1 { day += 1 }
    return day
  }

  func workday(onOrBefore day: Int) -> Int {
    var day = day
    while weight(day) == 0, day > firstDay { day -= 1 }
    return day
  }

  /// The time at which somebody who would have acted at `minute` does: in office hours, but for a few who write in
  /// the evening or at the weekend.
  func officeTime(_ minute: Int, _ random: inout RandomStream) -> Int {
    let day = minute / 1440
    let time = minute - day * 1440
    if weight(day) == 0 {
      if time > 540, time < 1260, random.chance(10) { return minute }
      return workday(onOrAfter: day) * 1440 + random.within(475...620)
    }
    if time < 470 { return day * 1440 + random.within(470...590) }
    if time < 1110 { return minute }
    if time < 1320, random.chance(22) { return minute }
    return workday(onOrAfter: day + 1) * 1440 + random.within(470...610)
  }

  /// The instant as ISO 8601 with its offset.
  func append(minute: Int, second: Int, to bytes: inout [UInt8]) {
    let day = minute / 1440
    let time = minute - day * 1440
    let start = min(max(0, day - firstDay), weights.count - 1) * Self.stampWidth
    bytes.append(contentsOf: stamps[start..<(start + Self.dateWidth)])
    bytes.append(number: time / 60, width: 2)
    bytes.append(58)
    bytes.append(number: time % 60, width: 2)
    bytes.append(58)
    bytes.append(number: second, width: 2)
    bytes.append(contentsOf: stamps[(start + Self.dateWidth)..<(start + Self.stampWidth)])
  }
}

extension WorkCalendar {
  private static func weight(of date: CivilDate) -> Int {
    guard date.weekday <= 5, !isHoliday(date) else { return 0 }
    let (_, month, day) = date.components
    if (month == 12 && day >= 21) || (month == 1 && day <= 6) { return 2 }
    let base = [8, 11, 11, 10, 7][date.weekday - 1]
    return month == 8 ? base / 3 : base
  }

  private static func isHoliday(_ date: CivilDate) -> Bool {
    let (year, month, day) = date.components
    let fixed = [(1, 1), (5, 1), (12, 24), (12, 25), (12, 26), (12, 31)]
    if fixed.contains(where: { $0 == (month, day) }) { return true }
    let afterEaster = date.days - easter(of: year)
    return [-2, 1, 39, 50].contains(afterEaster)
  }

  /// Easter Sunday of the Gregorian calendar, as days since 1970 (the anonymous algorithm).
  private static func easter(of year: Int) -> Int {
    let cycle = year % 19
    let century = year / 100
    let rest = year % 100
    let epact = (19 * cycle + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
    let correction = (cycle + 11 * epact + 22 * weekday) / 451
    let sum = epact + weekday - 7 * correction + 114
    return CivilDate(year: year, month: sum / 31, day: sum % 31 + 1)?.days ?? 0
  }

  /// From the last Sunday of March to the day before the last one of October. Exact by the day: at the hours of the
  /// change nothing happens in the demo.
  private static func isSummerTime(_ date: CivilDate) -> Bool {
    let (_, month, day) = date.components
    guard month == 3 || month == 10 else { return month > 3 && month < 10 }
    let daysToSunday = 7 - date.weekday
    let lastSundayPassed = date.weekday == 7 ? day > 24 : day + daysToSunday > 31
    return (month == 3) == lastSundayPassed
  }
}
