import Dataset

/// What is known of the activities of one record, side by side.
///
/// A record's activities lie far apart in the data set. Fetching them one after another in a loop that does nothing else
/// lets the processor wait for many at once; counting them then finds everything near.
struct GatheredActivities {
  private(set) var facts: [ActivityFacts] = []
  private(set) var participations: [Participation] = []
  private var ranges: [Range<Int>] = []
  private var ends: [Int] = []

  mutating func load(_ activities: ArraySlice<Int32>, _ dataset: Dataset, _ all: [ActivityFacts]) {
    facts.removeAll(keepingCapacity: true)
    participations.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    facts.reserveCapacity(activities.count)
    ranges.reserveCapacity(activities.count)
    for activity in activities {
      facts.append(all[Int(activity)])
      ranges.append(dataset.participationRange(of: Int(activity)))
    }
    for range in ranges {
      for position in range { participations.append(dataset.participations[position]) }
      ends.append(participations.count)
    }
  }

  /// Where the participations of an activity stand in `participations`, by its position among those loaded.
  func range(of position: Int) -> Range<Int> { (position == 0 ? 0 : ends[position - 1])..<ends[position] }
}
