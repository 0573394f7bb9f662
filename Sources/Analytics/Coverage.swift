import Dataset

/// Who of the team is in touch with whom, within the window.
struct CoverageTally {
  private struct Pair: Hashable {
    var user: Int
    var customer: Int
  }

  private struct Touch {
    var interactions = 0
    var sides: Set<Side> = []
    var lastAt: Instant
  }

  private let dataset: Dataset
  private var touches: [Pair: Touch] = [:]

  init(_ dataset: Dataset) { self.dataset = dataset }

  mutating func add(_ index: Int, initiatedBy side: Side) {
    let activity = dataset.activities[index]
    let looked = Roles.looked(at: activity.type)
    let people = dataset.participations(of: index)
      .filter { !$0.roles.isDisjoint(with: looked) }.map { Int($0.person) }
    for user in people where dataset.people[user].type == .user {
      for customer in people where dataset.people[customer].side == .customer {
        var touch = touches[Pair(user: user, customer: customer)] ?? Touch(lastAt: activity.at)
        touch.interactions += 1
        touch.sides.insert(side)
        touch.lastAt = max(touch.lastAt, activity.at)
        touches[Pair(user: user, customer: customer)] = touch
      }
    }
  }

  /// The pairs by interactions, descending, then by the ids of user and customer.
  func pairs() -> [CoveragePair] {
    touches.map { pair, touch in
      CoveragePair(
        user: pair.user, customer: pair.customer, interactions: touch.interactions,
        onlySide: touch.sides.count == 2 ? nil : touch.sides.first, lastAt: touch.lastAt)
    }
    .sorted { first, second in
      if first.interactions != second.interactions { return first.interactions > second.interactions }
      // People stand in order of type and id.
      return (first.user, first.customer) < (second.user, second.customer)
    }
  }

  mutating func removeAll() { touches.removeAll(keepingCapacity: true) }
}
