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
    let dated = members.count { $0.createdOn != nil }
    if dated == 0 {
      pace.p25 = Array(repeating: nil, count: days.count)
      pace.median = Array(repeating: nil, count: days.count)
      pace.p75 = pace.p25
      return pace
    }
    var (p25, p75) = (RisingRank(nearest: 25, among: dated), RisingRank(nearest: 75, among: dated))
    var (lower, upper) = (RisingRank((dated + 1) / 2), RisingRank(dated / 2 + 1))
    interactions(on: days, of: dated).withUnsafeBufferPointer { interactions in
      for day in days.indices {
        let numbers = UnsafeBufferPointer(rebasing: interactions[day * dated..<(day + 1) * dated])
        pace.p25.append(p25.rise(among: numbers))
        pace.median.append(Double(lower.rise(among: numbers) + upper.rise(among: numbers)) / 2)
        pace.p75.append(p75.rise(among: numbers))
      }
    }
    return pace
  }

  /// What the deals that have a date of creation had come to by some days of their age, those of each day beside each
  /// other.
  private func interactions(on days: [Int], of count: Int) -> [Int32] {
    Array(unsafeUninitializedCapacity: days.count * count) { interactions, filled in
      var deal = 0
      for member in members {
        guard let createdOn = member.createdOn else { continue }
        let end = member.closedOn?.days ?? .max
        member.course.forEachTotal(through: days.lazy.map { min(createdOn.days + $0, end) }) { day, total in
          interactions.initializeElement(at: day * count + deal, to: Int32(clamping: total))
        }
        deal += 1
      }
      filled = days.count * deal
    }
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
    median = Statistics.middle(values)
    p25 = Statistics.nearestRank(values, percent: 25)
    p75 = Statistics.nearestRank(values, percent: 75)
  }
}
