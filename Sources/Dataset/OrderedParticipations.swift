/// A participation before activities are in order.
struct StagedParticipation {
  /// Row of the activity in the order of reading.
  var activity: Int32
  var person: Int32
  var roles: Roles
}

/// Participations in order of (activity, person), each person once in an activity.
struct OrderedParticipations: Sendable {
  let participations: [Participation]
  /// Where those of each activity end; they begin where those of the one before end.
  let ends: [Int32]

  /// - Parameters:
  ///   - order: the old positions of activities, in their new order.
  ///   - personRows: the new position of each person.
  init(_ staged: [StagedParticipation], order: [Int32], personRows: [Int32]) {
    var newRows = [Int32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { newRows[Int(old)] = Int32(new) }
    var ends = [Int32](repeating: 0, count: order.count)
    for participation in staged { ends[Int(newRows[Int(participation.activity)])] += 1 }
    var total: Int32 = 0
    var next = ends
    for index in ends.indices {
      next[index] = total
      total += ends[index]
      ends[index] = total
    }
    var participations = LargePages.array(repeating: Participation(person: 0, roles: []), count: staged.count)
    for participation in staged {
      let activity = Int(newRows[Int(participation.activity)])
      participations[Int(next[activity])] = Participation(
        person: personRows[Int(participation.person)], roles: participation.roles)
      next[activity] += 1
    }
    Self.unite(&participations, &ends)
    self.participations = participations
    self.ends = ends
  }

  /// Makes one participation of those of one person in one activity.
  private static func unite(_ participations: inout [Participation], _ ends: inout [Int32]) {
    var write = 0
    var start = 0
    for activity in ends.indices {
      let end = Int(ends[activity])
      participations.sortFew(start..<end) { $0.person < $1.person }
      let first = write
      for read in start..<end {
        let participation = participations[read]
        if write > first, participations[write - 1].person == participation.person {
          participations[write - 1] = Participation(
            person: participation.person, roles: participations[write - 1].roles.union(participation.roles))
        } else {
          participations[write] = participation
          write += 1
        }
      }
      start = end
      ends[activity] = Int32(write)
    }
    participations.removeLast(participations.count - write)
  }
}
