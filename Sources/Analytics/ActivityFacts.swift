import Dataset

/// What is true of an activity whatever record it is looked at from (KPI spec, "What counts" and "Hours").
///
/// Type and time stand here, too: most is counted from facts alone, of which three fit where one activity does.
public struct ActivityFacts: Sendable {
  public struct Flags: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let occurred = Flags(rawValue: 1)
    public static let scheduled = Flags(rawValue: 2)
    /// Occurred email, meeting or call that is not internal.
    public static let interaction = Flags(rawValue: 4)
    /// What the customer gives: initiated by it, or a meeting or call that it takes part in.
    public static let engaged = Flags(rawValue: 8)
    /// Someone of the team takes part, in any role.
    public static let hasTeam = Flags(rawValue: 16)
    /// The status is open.
    public static let open = Flags(rawValue: 32)
    /// An email whose opens were followed.
    public static let followed = Flags(rawValue: 64)
  }

  public var at: Instant
  public var type: ActivityType
  public var flags: Flags = []
  /// The side that initiated.
  public var side: Side = .team
  /// The local date, in days since 1970-01-01.
  public var day: Int32 = 0
  /// Only emails have one.
  public var conversation = ConversationKey.none
  /// What an occurred activity cost.
  public var teamSeconds = 0
  public var customerSeconds = 0

  public var isInteraction: Bool { flags.contains(.interaction) }
}

extension ActivityFacts {
  /// The facts of every activity of a data set, in its order.
  ///
  /// - Parameter jobs: workers, at least 1; the result does not depend on it.
  static func all(
    of dataset: Dataset, clock: ReportClock, countsPastOpenMeetings: Bool, jobs: Int
  ) async -> [ActivityFacts] {
    async let keys = ConversationKey.all(of: dataset)
    let participants = Participants(dataset)
    var facts = await Parallel.map(dataset.activities.count, chunk: chunk, jobs: jobs) {
      FactFinder(
        activities: dataset.activities, participants: participants, clock: clock,
        countsPastOpenMeetings: countsPastOpenMeetings, localClock: LocalClock(dataset.zone))
    } _: { finder, index in
      finder.facts(of: index)
    }
    for (index, key) in await keys.enumerated() { facts[index].conversation = key }
    return facts
  }

  /// Activities that a worker takes at once.
  private static let chunk = 1 << 14

  /// What a worker has of its own, so that workers do not count references to the same.
  private struct FactFinder {
    let activities: [Activity]
    let participants: Participants
    let clock: ReportClock
    let countsPastOpenMeetings: Bool
    var localClock: LocalClock

    mutating func facts(of index: Int) -> ActivityFacts {
      let at = activities[index].at
      let day = Int32(clamping: localClock.local(at).date.days)
      var facts = ActivityFacts(at: at, type: activities[index].type)
      facts.set(activities[index], participants, participants.range(of: index), clock, countsPastOpenMeetings)
      facts.day = day
      return facts
    }
  }

  /// Who takes part in what, and on which side.
  private struct Participants {
    let participations: [Participation]
    /// Where those of each activity end.
    private let ends: [Int32]
    /// Of each person.
    let isTeam: [Bool]

    init(_ dataset: Dataset) {
      participations = dataset.participations
      ends = dataset.participationEnds
      isTeam = dataset.people.map { $0.side == .team }
    }

    func range(of activity: Int) -> Range<Int> {
      (activity == 0 ? 0 : Int(ends[activity - 1]))..<Int(ends[activity])
    }
  }

  private mutating func set(
    _ activity: Activity, _ people: Participants, _ participations: Range<Int>, _ clock: ReportClock,
    _ countsPastOpenMeetings: Bool
  ) {
    if activity.status == .open { flags.insert(.open) }
    let looked = Roles.looked(at: activity.type)
    let initiating: Roles = activity.type == .meeting ? .organizer : .from
    var teamMembers = 0
    var lookedTeamMembers = 0
    var hasLookedCustomer = false
    var teamInitiates = false
    var hasInitiator = false
    for position in participations {
      let participation = people.participations[position]
      let isTeam = people.isTeam[Int(participation.person)]
      let isLooked = !participation.roles.isDisjoint(with: looked)
      if isTeam { teamMembers += 1 }
      if isLooked {
        if isTeam { lookedTeamMembers += 1 } else { hasLookedCustomer = true }
      }
      if participation.roles.contains(initiating) {
        hasInitiator = true
        teamInitiates = teamInitiates || isTeam
      }
    }
    if activity.type == .task {
      side = .team
    } else {
      side = hasInitiator ? (teamInitiates ? .team : .customer) : activity.direction ?? .team
    }
    if teamMembers > 0 { flags.insert(.hasTeam) }
    if activity.isFollowed { flags.insert(.followed) }

    let isPast = activity.at < clock.end
    let isOpenMeeting = activity.type == .meeting && activity.status == .open && countsPastOpenMeetings
    if isPast && (activity.status == .completed || isOpenMeeting) { flags.insert(.occurred) }
    if !isPast && activity.status == .open && activity.type != .email { flags.insert(.scheduled) }
    guard flags.contains(.occurred) else { return }

    let isInternal = activity.type != .task && participations.count >= 2 && teamMembers == participations.count
    if activity.type != .task && !isInternal {
      flags.insert(.interaction)
      let takesPart = activity.type != .email && (hasLookedCustomer || participations.isEmpty)
      if side == .customer || takesPart { flags.insert(.engaged) }
    }
    setSeconds(
      activity, isInternal: isInternal, team: lookedTeamMembers, hasCustomer: hasLookedCustomer,
      isAlone: participations.isEmpty)
  }

  /// The table of "Hours".
  private mutating func setSeconds(
    _ activity: Activity, isInternal: Bool, team: Int, hasCustomer: Bool, isAlone: Bool
  ) {
    let duration = activity.durationSeconds
    switch activity.type {
    case .email:
      let (write, read) = (300, 150)
      teamSeconds = isInternal || side == .team ? write : read
      customerSeconds = isInternal ? 0 : side == .team ? read : write
    case .meeting:
      // One that lists nobody counts as one of the team with the customer present.
      teamSeconds = duration.multipliedClamping(by: isAlone ? 1 : team)
      customerSeconds = !isInternal && (hasCustomer || isAlone) ? duration : 0
    case .call:
      teamSeconds = duration
      customerSeconds = isInternal ? 0 : duration
    case .task:
      teamSeconds = duration
    }
  }
}

extension Int {
  func multipliedClamping(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }

  func addingClamping(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
