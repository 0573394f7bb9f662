import Dataset

/// Counts who takes part in the interactions of one record after another.
struct PeopleTally {
  private let dataset: Dataset
  /// By person: the position in `totals`, −1 for none.
  private var slots: [Int32]
  private var totals: [PersonTotals] = []

  init(_ dataset: Dataset) {
    self.dataset = dataset
    slots = Array(repeating: -1, count: dataset.people.count)
  }

  /// Counts an interaction for everyone in a role looked at, of the participations in `range`.
  mutating func add(_ facts: ActivityFacts, _ participations: [Participation], _ range: Range<Int>) {
    let looked = Roles.looked(at: facts.type)
    for position in range where !participations[position].roles.isDisjoint(with: looked) {
      let person = Int(participations[position].person)
      if slots[person] < 0 {
        slots[person] = Int32(totals.count)
        totals.append(PersonTotals(person: person, lastAt: facts.at))
      }
      let slot = Int(slots[person])
      totals[slot].counts[facts.type] += 1
      totals[slot].lastAt = max(totals[slot].lastAt, facts.at)
    }
  }

  /// The three people of a side with the most interactions (KPI spec, "Most contacted").
  func top(_ side: Side) -> [PersonTotals] {
    var top: [PersonTotals] = []
    for total in totals where dataset.people[total.person].side == side {
      guard let place = top.firstIndex(where: { total.precedes($0, in: dataset) }) else {
        if top.count < 3 { top.append(total) }
        continue
      }
      top.insert(total, at: place)
      if top.count > 3 { top.removeLast() }
    }
    return top
  }

  /// How many people of a side were counted.
  func count(_ side: Side) -> Int {
    totals.count { dataset.people[$0.person].side == side }
  }

  mutating func removeAll() {
    for total in totals { slots[total.person] = -1 }
    totals.removeAll(keepingCapacity: true)
  }
}

extension PersonTotals {
  /// The most interactions first, then the latest, then by name and id (KPI spec, "Most contacted").
  func precedes(_ other: PersonTotals, in dataset: Dataset) -> Bool {
    if counts.total != other.counts.total { return counts.total > other.counts.total }
    if lastAt != other.lastAt { return lastAt > other.lastAt }
    let (a, b) = (dataset.people[person], dataset.people[other.person])
    if a.name != b.name { return dataset.text.precedes(a.name, b.name) }
    if a.id != b.id { return dataset.text.precedes(a.id, b.id) }
    return person < other.person
  }
}
