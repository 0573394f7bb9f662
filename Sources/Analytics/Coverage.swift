import Bytes
import Dataset

/// Who of the team is in touch with whom, within the window.
struct CoverageTally {
  private struct Pair: Equatable {
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

  private let people: [Person]
  private var touches: [(pair: Pair, touch: Touch)] = []
  /// A hash table of positions in `touches`; −1 where there is none.
  private var slots = Self.emptySlots
  private let seed = UInt64.random(in: 0 ... .max)

  private static let emptySlots = [Int32](repeating: -1, count: 64)

  /// - Parameter people: of the data set.
  init(_ people: [Person]) { self.people = people }

  /// Counts an interaction for each pair in a role looked at, of the participations in `range`.
  mutating func add(_ facts: ActivityFacts, _ participations: [Participation], _ range: Range<Int>) {
    let looked = Roles.looked(at: facts.type)
    for user in range where takesPart(participations[user], looked, .user) {
      for customer in range where takesPart(participations[customer], looked, nil) {
        let pair = Pair(user: participations[user].person, customer: participations[customer].person)
        touches[position(of: pair, facts.at)].touch.add(facts.side, facts.at)
      }
    }
  }

  /// Where a pair stands in `touches`, to which it is added if it is new.
  private mutating func position(of pair: Pair, _ at: Instant) -> Int {
    var slot = slot(of: pair)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    touches.append((pair, Touch(lastAt: at)))
    // At most half of the slots are taken.
    if touches.count * 2 > slots.count {
      slots = Array(repeating: -1, count: slots.count * 2)
      for (position, other) in touches.enumerated() { slots[self.slot(of: other.pair)] = Int32(position) }
      slot = self.slot(of: pair)
    }
    slots[slot] = Int32(touches.count - 1)
    return touches.count - 1
  }

  /// Where the position of a pair stands or would stand.
  private func slot(of pair: Pair) -> Int {
    let word = UInt64(UInt32(bitPattern: pair.user)) << 32 | UInt64(UInt32(bitPattern: pair.customer))
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: WordHash.mixed(word ^ seed)) & mask
    while slots[slot] >= 0, touches[Int(slots[slot])].pair != pair { slot = (slot + 1) & mask }
    return slot
  }

  /// - Parameter type: nil for any of the customer's side.
  private func takesPart(_ participation: Participation, _ looked: Roles, _ type: PersonType?) -> Bool {
    if participation.roles.isDisjoint(with: looked) { return false }
    let person = people[Int(participation.person)]
    return type.map { $0 == person.type } ?? (person.side == .customer)
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

  mutating func removeAll() {
    if touches.isEmpty { return }
    touches.removeAll(keepingCapacity: true)
    slots = Self.emptySlots
  }
}
