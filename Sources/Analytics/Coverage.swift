import Dataset

/// Who of the team is in touch with whom, within the window.
struct CoverageTally {
  private struct Pair: Hashable {
    var user: Int32
    var customer: Int32
  }

  private struct Touch {
    var interactions = 0
    /// Whether a side initiated any.
    var isByTeam = false
    var isByCustomer = false
    var lastAt: Instant

    mutating func add(_ side: Side, _ at: Instant) {
      interactions += 1
      if side == .team { isByTeam = true } else { isByCustomer = true }
      lastAt = max(lastAt, at)
    }

    /// The side that initiated all of them.
    var onlySide: Side? { isByTeam && isByCustomer ? nil : isByTeam ? .team : .customer }
  }

  private let dataset: Dataset
  private var touches: [Pair: Touch] = [:]

  init(_ dataset: Dataset) { self.dataset = dataset }

  /// Counts an interaction for each pair in a role looked at, of the participations in `range`.
  mutating func add(_ facts: ActivityFacts, _ participations: [Participation], _ range: Range<Int>) {
    let looked = Roles.looked(at: facts.type)
    let participations = participations[range]
    for user in participations where !user.roles.isDisjoint(with: looked) && type(user) == .user {
      for customer in participations where !customer.roles.isDisjoint(with: looked) && isCustomer(customer) {
        let pair = Pair(user: user.person, customer: customer.person)
        touches[pair, default: Touch(lastAt: facts.at)].add(facts.side, facts.at)
      }
    }
  }

  private func type(_ participation: Participation) -> PersonType { dataset.people[Int(participation.person)].type }

  private func isCustomer(_ participation: Participation) -> Bool {
    dataset.people[Int(participation.person)].side == .customer
  }

  /// The pairs by interactions, descending, then by the ids of user and customer.
  func pairs() -> [CoveragePair] {
    touches.map { pair, touch in
      CoveragePair(
        user: Int(pair.user), customer: Int(pair.customer), interactions: touch.interactions,
        onlySide: touch.onlySide, lastAt: touch.lastAt)
    }
    .sorted { first, second in
      if first.interactions != second.interactions { return first.interactions > second.interactions }
      // People stand in order of type and id.
      return (first.user, first.customer) < (second.user, second.customer)
    }
  }

  mutating func removeAll() { touches.removeAll(keepingCapacity: true) }
}
