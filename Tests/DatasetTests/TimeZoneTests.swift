import Testing

@testable import Dataset

@Suite("Time zones")
struct TimeZoneTests {
  /// Offsets worked out with another implementation (CPython's zoneinfo).
  @Test(
    "an instant has the offset that the zone had then or will have",
    arguments: [
      ("Europe/Berlin", 1_774_745_999, 3600), ("Europe/Berlin", 1_774_746_000, 7200),
      ("Pacific/Auckland", 1_775_311_199, 46_800), ("Pacific/Auckland", 1_775_311_200, 43_200),
      ("America/Chicago", 5_695_920_000, -18_000), ("America/Chicago", 5_680_281_600, -21_600),
      ("Australia/Lord_Howe", 1_775_314_800, 37_800), ("Asia/Kolkata", 0, 19_800),
      ("Africa/Abidjan", -2_000_000_000, -968),
    ])
  func offsets(name: String, second: Int, offset: Int) throws {
    #expect(try TimeZoneRules.named(name).offset(at: Instant(seconds: second)) == offset)
  }

  @Test(
    "local times of one instant after another are those of each by itself",
    arguments: ["UTC", "Europe/Berlin", "Pacific/Auckland", "Africa/Abidjan", "Asia/Kolkata", "America/Chicago"])
  func localClock(name: String) throws {
    let zone = try TimeZoneRules.named(name)
    var clock = LocalClock(zone)
    // Around the changes of a year, and from far in the past to far in the future and back.
    let year = stride(from: 1_760_000_000, to: 1_800_000_000, by: 9_973)
    let ages = stride(from: -5_000_000_000, to: 40_000_000_000, by: 99_999_989)
    for second in Array(year) + Array(ages) + ages.reversed() + [Int(1e15), 0] {
      let (date, time) = clock.local(Instant(seconds: second))
      let expected = zone.local(Instant(seconds: second))
      #expect(date == expected.date && time == expected.secondOfDay, "\(second)")
    }
  }

  @Test("where the clock jumps, the offset before the jump holds")
  func jumps() throws {
    let berlin = try TimeZoneRules.named("Europe/Berlin")
    // 02:30 does not exist on 29 March 2026 and exists twice on 25 October 2026.
    let gap = try #require(CivilDate("2026-03-29"))
    #expect(berlin.instant(gap, secondOfDay: 9000) == Instant(seconds: 1_774_747_800))
    let overlap = try #require(CivilDate("2026-10-25"))
    #expect(berlin.instant(overlap, secondOfDay: 9000) == Instant(seconds: 1_792_888_200))
  }

  @Test("a day ends where the next begins, also where midnight is skipped or comes twice")
  func endOfDay() throws {
    // Chile turns its clocks at midnight.
    let santiago = try TimeZoneRules.named("America/Santiago")
    for day in 0..<800 {
      let date = try #require(CivilDate("2025-01-01")) + day
      let end = santiago.end(of: date)
      #expect(santiago.localDate(of: end + -1) == date)
      #expect(santiago.localDate(of: end) == date + 1)
    }
  }

  @Test(
    "a name that is no zone is an error, wherever it points",
    arguments: ["Mars/Base", "", "../../etc/passwd", "/etc/passwd", "tzdata.zi"])
  func unknown(name: String) {
    #expect(throws: TimeZoneError.unknown(name)) { try TimeZoneRules.named(name) }
  }

  @Test("dates and their components are each other's inverse over ten thousand years")
  func dates() throws {
    let first = try #require(CivilDate(year: 1, month: 1, day: 1))
    let last = try #require(CivilDate(year: 9999, month: 12, day: 31))
    for days in stride(from: first.days, through: last.days, by: 97) {
      let (year, month, day) = CivilDate(days: days).components
      #expect(CivilDate(year: year, month: month, day: day) == CivilDate(days: days))
    }
    #expect(CivilDate("2026-03-31")?.weekday == 2)
    #expect(CivilDate("2026-02-29") == nil)
    #expect(CivilDate("0007-03-01")?.description == "0007-03-01")
  }
}
