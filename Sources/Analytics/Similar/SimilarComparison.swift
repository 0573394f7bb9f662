import Dataset

/// Compares an open deal with the won deals of its list, at its age (KPI spec, "Similar won deals", benchmark and pace).
struct SimilarComparison {
  /// A deal of the list.
  struct Member {
    var course: DealCourse
    var createdOn: CivilDate?
    var closedOn: CivilDate?
  }

  /// Days of the pace at most.
  private static let mostDays = 60

  let members: [Member]
  let createdOn: CivilDate?
  let asOf: CivilDate

  /// A; nil if the open deal has no date of creation.
  var age: Int? { createdOn.map { asOf - $0 } }

  func benchmark() -> SimilarBenchmark {
    let standings = members.compactMap { member -> DealCourse.Standing? in
      guard let age else { return member.course.standing(through: .max) }
      return member.createdOn.map { member.course.standing(through: $0.days + age) }
    }
    func seconds(_ value: (DealCourse.Standing) -> Int?) -> SimilarQuartiles {
      SimilarQuartiles(seconds: standings.compactMap(value))
    }
    func counts(_ value: (DealCourse.Standing) -> Int) -> SimilarQuartiles {
      SimilarQuartiles(standings.map { Double(value($0)) })
    }
    return SimilarBenchmark(
      interactions: BySide(team: counts(\.interactions.team), customer: counts(\.interactions.customer)),
      seconds: BySide(team: seconds(\.seconds.team), customer: seconds(\.seconds.customer)),
      response: BySide(team: seconds(\.response.team), customer: seconds(\.response.customer)),
      customerRate: SimilarQuartiles(standings.compactMap(\.customerRate)),
      theirs: SimilarQuartiles(standings.compactMap(\.emails.theirs)))
  }

  /// - Parameter course: of the open deal.
  func pace(_ course: DealCourse) -> SimilarPace? {
    guard let createdOn, let age else { return nil }
    let days = Self.days(age: age)
    let own = course.interactions(through: days.lazy.map { createdOn.days + $0 })
    var pace = SimilarPace(days: days, deal: own, p25: [], median: [], p75: [])
    let courses = members.compactMap { member in
      member.createdOn.map { createdOn in
        let end = member.closedOn?.days ?? .max
        return member.course.interactions(through: days.lazy.map { min(createdOn.days + $0, end) })
      }
    }
    var ranking = courses.indices.map { Ranked(interactions: 0, deal: $0) }
    for day in days.indices {
      for rank in ranking.indices {
        let deal = ranking[rank].deal
        ranking[rank] = Ranked(interactions: courses[deal][day], deal: deal)
      }
      // Few deals change places from one day to the next.
      ranking.insertionSort(ranking.indices) { $0 < $1 }
      pace.p25.append(Statistics.nearestRank(ranking, percent: 25)?.interactions)
      pace.median.append(Statistics.middle(ranking) { Double($0.interactions) })
      pace.p75.append(Statistics.nearestRank(ranking, percent: 75)?.interactions)
    }
    return pace
  }

  /// A deal of the list among the others: a number whose upper half is its interactions.
  private struct Ranked {
    private let order: UInt64

    init(interactions: Int, deal: Int) {
      order = UInt64(UInt32(clamping: interactions)) << 32 | UInt64(UInt32(truncatingIfNeeded: deal))
    }

    var interactions: Int { Int(order >> 32) }
    /// Where it stands among those that have a date of creation.
    var deal: Int { Int(order & 0xFFFF_FFFF) }

    static func < (first: Self, second: Self) -> Bool { first.order < second.order }
  }

  /// Every day up to an age, or 60 of them, spread evenly.
  static func days(age: Int) -> [Int] {
    if age < mostDays { return Array(0...max(0, age)) }
    return (0..<mostDays).map { $0 * age / (mostDays - 1) }
  }
}

extension SimilarQuartiles {
  /// Of whole seconds: mean and median are rounded half up.
  init(seconds unsorted: [Int]) {
    let values = unsorted.sorted()
    count = values.count
    mean = Statistics.mean(values).map(Double.init)
    median = Statistics.median(values).map(Double.init)
    p25 = Statistics.nearestRank(values, percent: 25).map(Double.init)
    p75 = Statistics.nearestRank(values, percent: 75).map(Double.init)
  }

  /// Of counts or ratios.
  init(_ unsorted: [Double]) {
    let values = unsorted.sorted()
    count = values.count
    mean = values.isEmpty ? nil : Statistics.sum(values) / Double(values.count)
    median = Statistics.middle(values) { $0 }
    p25 = Statistics.nearestRank(values, percent: 25)
    p75 = Statistics.nearestRank(values, percent: 75)
  }
}
