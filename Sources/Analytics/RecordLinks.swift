import Dataset

/// Which activities belong to which record (KPI spec, "People and activities of a record").
public struct RecordLinks: Sendable {
  /// Where the activities of record i of `Dataset.records` end; they begin where those of i − 1 end.
  private var ends: [Int] = []
  private var activities: [Int32] = []
  /// How many records each activity belongs to.
  public private(set) var recordCounts: [Int32] = []

  /// The activities of a record, by its position in `Dataset.records`, in order of (`at`, id).
  public func activities(of position: Int) -> ArraySlice<Int32> {
    activities[(position == 0 ? 0 : ends[position - 1])..<ends[position]]
  }

  /// - Parameter jobs: workers, at least 1; the result does not depend on it.
  init(_ dataset: Dataset, _ facts: [ActivityFacts], asOf: CivilDate, jobs: Int) async {
    let people = RecordPeople(dataset, facts, asOf: asOf)
    let parts = await Parallel.map(
      (facts.count + Self.chunk - 1) / Self.chunk, chunk: 1, jobs: jobs, worker: { Linker(people) }
    ) { linker, part in
      linker.records(of: part * Self.chunk..<min(facts.count, (part + 1) * Self.chunk))
    }
    self.init(parts, recordCount: people.recordCount, activityCount: facts.count)
  }

  /// Puts the activities of each record together.
  private init(_ parts: [Part], recordCount: Int, activityCount: Int) {
    recordCounts.reserveCapacity(activityCount)
    ends = Array(repeating: 0, count: recordCount)
    for part in parts {
      recordCounts += part.counts
      for record in part.records { ends[Int(record)] += 1 }
    }
    var total = 0
    for record in ends.indices {
      let count = ends[record]
      ends[record] = total
      total += count
    }
    activities = Array(repeating: 0, count: total)
    var activity = 0
    for part in parts {
      var first = 0
      for count in part.counts {
        for position in first..<first + Int(count) {
          let record = Int(part.records[position])
          activities[ends[record]] = Int32(activity)
          ends[record] += 1
        }
        first += Int(count)
        activity += 1
      }
    }
  }

  /// The positions of the records that each of some activities belongs to, one activity after another, and how many of
  /// them each has.
  fileprivate typealias Part = (counts: [Int32], records: [Int32])

  /// Activities that a worker takes at once.
  private static let chunk = 1 << 14
}

/// Finds the records of one activity after another.
private struct Linker {
  private let people: RecordPeople
  /// The records found, with what is known of each; `seen` tells the activity it was last found for.
  private var found: [Int32] = []
  private var seen: [Int32]
  private var isPrimaryOnly: [Bool]

  init(_ people: RecordPeople) {
    self.people = people
    seen = Array(repeating: -1, count: people.recordCount)
    isPrimaryOnly = Array(repeating: false, count: people.recordCount)
  }

  mutating func records(of range: Range<Int>) -> RecordLinks.Part {
    var counts: [Int32] = []
    var records: [Int32] = []
    counts.reserveCapacity(range.count)
    records.reserveCapacity(range.count * 3)
    for index in range {
      find(index)
      counts.append(Int32(found.count))
      records += found
    }
    return (counts, records)
  }

  /// Finds the records of one activity.
  private mutating func find(_ index: Int) {
    found.removeAll(keepingCapacity: true)
    if let regarding = people.dataset.activities[index].regarding {
      found.append(Int32(people.dataset.position(of: regarding)))
    }
    if people.facts[index].flags.contains(.hasTeam) { addByPeople(index) }
  }

  private mutating func addByPeople(_ index: Int) {
    let regarding = found.first
    let firstCandidate = found.count
    people.forEachMembership(in: index) { membership in
      if membership.record == regarding { return }
      let record = Int(membership.record)
      if seen[record] != Int32(index) {
        seen[record] = Int32(index)
        isPrimaryOnly[record] = membership.isPrimaryContactOnly
        found.append(membership.record)
      } else if !membership.isPrimaryContactOnly {
        isPrimaryOnly[record] = false
      }
    }
    var write = firstCandidate
    for read in firstCandidate..<found.count {
      let record = Int(found[read])
      if !people.belongs(index, to: record, asPrimaryContactOnly: isPrimaryOnly[record]) { continue }
      found[write] = found[read]
      write += 1
    }
    found.removeLast(found.count - write)
  }
}
