/// The last days of each kind of story: they decide what the report has to say of the record.
extension Playbook {
  func ending(of deal: Deal, _ random: inout RandomStream) -> [Step] {
    let soon = random.within(3...12)
    switch deal.profile {
    case .won:
      return [
        .mail(outgoing: true, daysBefore: 3, continues: false), .mail(outgoing: false, daysBefore: 1, continues: true),
        .call(outgoing: true, daysBefore: 0),
      ]
    case .lost:
      let last: Step = .mail(outgoing: random.chance(60), daysBefore: random.within(0...9), continues: false)
      return [.mail(outgoing: true, daysBefore: random.within(12...20), continues: false), last]
    case .healthy: return healthyEnding(isCool: deal.coolness > 55, soon, &random)
    case .awaitingTeam:
      return [
        .meeting(daysBefore: 9), .mail(outgoing: false, daysBefore: random.within(4...7), continues: false),
        .plannedCall(daysAfter: soon),
      ]
    case .overdueTask:
      return [
        .mail(outgoing: false, daysBefore: 6, continues: false), .mail(outgoing: true, daysBefore: 5, continues: true),
        .overdueTask(daysBefore: 4), .plannedMeeting(daysAfter: soon),
      ]
    case .singleThreaded:
      return [
        .mail(outgoing: false, daysBefore: 4, continues: false), .mail(outgoing: true, daysBefore: 3, continues: true),
        .plannedMeeting(daysAfter: soon),
      ]
    case .ghosted, .overdueClose, .noActivity, .healthDrop, .noNextStep: return quietEnding(of: deal.profile, soon)
    case .fresh, .neglected: return []
    }
  }

  /// The endings in which the customer was last heard of some time ago.
  private func quietEnding(of profile: DealProfile, _ soon: Int) -> [Step] {
    func heard(_ daysBefore: Int, wrote: Int) -> [Step] {
      [.call(outgoing: false, daysBefore: daysBefore), .mail(outgoing: true, daysBefore: wrote, continues: false)]
    }
    return switch profile {
    case .ghosted:
      [
        .mail(outgoing: true, daysBefore: 25, continues: false), .mail(outgoing: true, daysBefore: 18, continues: true),
        .mail(outgoing: true, daysBefore: 8, continues: true),
      ]
    case .overdueClose: heard(19, wrote: 10) + [.plannedTask(daysAfter: 4), .plannedCall(daysAfter: soon)]
    case .healthDrop: heard(29, wrote: 9) + [.plannedMeeting(daysAfter: soon)]
    case .noNextStep: heard(17, wrote: 9) + [.canceledMeeting(daysAfter: 6)]
    default: [.call(outgoing: false, daysBefore: 27), .meeting(daysBefore: 22), .plannedTask(daysAfter: 18)]
    }
  }

  private func healthyEnding(isCool: Bool, _ soon: Int, _ random: inout RandomStream) -> [Step] {
    let planned: [Step] =
      random.chance(50)
      ? [.plannedMeeting(daysAfter: soon)] : [.plannedCall(daysAfter: soon), .plannedMeeting(daysAfter: soon + 9)]
    if isCool {
      return [.call(outgoing: false, daysBefore: 15), .mail(outgoing: true, daysBefore: 9, continues: false)] + planned
    }
    if random.chance(50) {
      return [
        .meeting(daysBefore: 8), .mail(outgoing: false, daysBefore: 3, continues: false),
        .mail(outgoing: true, daysBefore: 2, continues: true),
      ] + planned
    }
    return [
      .mail(outgoing: false, daysBefore: 6, continues: false), .mail(outgoing: true, daysBefore: 6, continues: true),
      .meeting(daysBefore: random.within(1...2)),
    ] + planned
  }

  func ending(of profile: LeadProfile, _ random: inout RandomStream) -> [Step] {
    switch profile {
    case .active:
      [
        .call(outgoing: false, daysBefore: 6), .meeting(daysBefore: 2),
        .plannedMeeting(daysAfter: random.within(4...12)),
      ]
    case .awaitingTeam:
      [
        .call(outgoing: true, daysBefore: 9),
        .mail(outgoing: false, daysBefore: random.within(4...6), continues: false),
      ]
    case .ghosted:
      [.mail(outgoing: true, daysBefore: 23, continues: false), .mail(outgoing: true, daysBefore: 12, continues: true)]
    case .fading: [.call(outgoing: false, daysBefore: 28), .overdueTask(daysBefore: 10)]
    case .qualified: [.meeting(daysBefore: 1), .mail(outgoing: false, daysBefore: 0, continues: false)]
    case .disqualified: [.mail(outgoing: true, daysBefore: 3, continues: false)]
    case .untouched: []
    }
  }
}
