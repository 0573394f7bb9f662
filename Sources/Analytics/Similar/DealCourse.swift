import Dataset

/// How a deal went: what it came to by the end of each local day (KPI spec, "Similar won deals", benchmark and pace).
struct DealCourse: Sendable {
  /// The KPIs over the activities of some first days.
  struct Standing: Sendable {
    var interactions = BySide<Int>()
    var seconds = BySide<Int>()
    /// Medians.
    var response = BySide<Int?>(team: nil, customer: nil)
    var customerRate: Double?
    var emails = EmailRatio()
  }

  /// Local days with an occurred activity, ascending, and what stands at the end of each.
  private var days: [Int] = []
  private var standings: [Standing] = []
  /// Interactions of both sides at the end of each, beside each other because every day of a pace asks for them.
  private var totals: [Int] = []

  /// - Parameter activities: of the deal, in order of (`at`, id).
  init(_ activities: ArraySlice<Int32>, _ facts: [ActivityFacts]) {
    let conversations = Conversations(of: activities, facts)
    var answers = AnswerTally(conversations)
    // Where a clock is set back over midnight, dates do not ascend with instants.
    let occurred = activities.filter { facts[Int($0)].flags.contains(.occurred) }
      .sorted { (facts[Int($0)].day, $0) < (facts[Int($1)].day, $1) }
    var standing = Standing()
    for (position, index) in occurred.enumerated() {
      let activity = facts[Int(index)]
      standing.add(activity)
      if position + 1 < occurred.count, facts[Int(occurred[position + 1])].day == activity.day { continue }
      answers.add(through: activity.day)
      standing.response = answers.medians
      standing.customerRate = answers.response.customer.rate
      days.append(Int(activity.day))
      standings.append(standing)
      totals.append(standing.interactions.total)
    }
  }

  /// What the deal had come to at the end of a local day, given in days since 1970-01-01.
  func standing(through day: Int) -> Standing {
    let count = days.prefixCount { $0 <= day }
    return count == 0 ? Standing() : standings[count - 1]
  }

  /// Interactions of both sides up to the end of each of some local days, which ascend.
  func interactions(through wanted: some Collection<Int>) -> [Int] {
    var interactions: [Int] = []
    forEachTotal(through: wanted) { interactions.append($1) }
    return interactions
  }

  /// The same, one after another, with where its day stands among those wanted.
  @inline(__always)
  func forEachTotal(through wanted: some Collection<Int>, _ body: (Int, Int) -> Void) {
    days.withUnsafeBufferPointer { days in
      totals.withUnsafeBufferPointer { totals in
        var (position, total) = (0, 0)
        for (index, day) in wanted.enumerated() {
          while position < days.count, days[position] <= day {
            total = totals[position]
            position += 1
          }
          body(index, total)
        }
      }
    }
  }
}

extension DealCourse.Standing {
  fileprivate mutating func add(_ facts: ActivityFacts) {
    seconds.team = seconds.team.addingClamping(facts.teamSeconds)
    seconds.customer = seconds.customer.addingClamping(facts.customerSeconds)
    guard facts.isInteraction else { return }
    interactions[facts.side] += 1
    if facts.type == .email { if facts.side == .team { emails.sent += 1 } else { emails.received += 1 } }
  }
}

/// Response times of one day after another.
private struct AnswerTally {
  private let conversations: Conversations
  /// Positions of turns, by the day of their first email.
  private let turns: [Int]
  private var next = 0
  /// Ascending.
  private var seconds = BySide<[Int]>(team: [], customer: [])
  private(set) var response = BySide<ResponseTimes>()

  init(_ conversations: Conversations) {
    self.conversations = conversations
    turns = conversations.turns.indices.sorted { first, second in
      let (a, b) = (conversations.first(conversations.turns[first]), conversations.first(conversations.turns[second]))
      return (a.day, a.activity) < (b.day, b.activity)
    }
  }

  var medians: BySide<Int?> {
    BySide(team: Statistics.median(seconds.team), customer: Statistics.median(seconds.customer))
  }

  /// Adds the turns that began by the end of a local day; what comes later changes nothing about them.
  mutating func add(through day: Int32) {
    while next < turns.count {
      let turn = conversations.turns[turns[next]]
      if conversations.first(turn).day > day { return }
      response[turn.side.other].turns += 1
      if let time = conversations.responseSeconds(ofTurn: turns[next]) {
        response[turn.side].replies += 1
        let place = seconds[turn.side].firstIndex { $0 > time } ?? seconds[turn.side].count
        seconds[turn.side].insert(time, at: place)
      }
      next += 1
    }
  }
}
