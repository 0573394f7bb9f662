/// Meetings, calls, tasks and what the team does among itself.
extension Story {
  mutating func writeMeeting(
    at minute: Int, _ words: Vocabulary, status: Activity.Status, byTeam: Bool = false,
    into scribe: inout ActivityScribe
  ) {
    guard !cast.customers.isEmpty else { return writeInternal(at: minute, words, into: &scribe) }
    // On the half hour, from eight to half past four.
    let day = minute / 1440
    let half = min(33, max(16, (minute - day * 1440) / 30))
    var activity = Activity(
      kind: .meeting, minute: day * 1440 + half * 30, status: status, subject: random.element(words.meetings),
      regarding: regardingCells())
    if random.chance(30) { activity.qualifier = qualifier }
    activity.duration = [30, 45, 60, 90, 120][random.position(of: [20, 20, 38, 16, 6])]
    activity.saysEnd = random.chance(35)
    activity.isPrivate = random.chance(4)
    let byCustomer = !byTeam && random.chance(conduct.customerStarts / 2)
    activity.direction = byCustomer ? .incoming : .outgoing
    write(activity, into: &scribe)
    let customer = random.below(cast.customers.count)
    scribe.add(.organizer, byCustomer ? cast.customers[customer] : cast.team[0], &random)
    scribe.add(.required, byCustomer ? cast.team[0] : cast.customers[customer], &random)
    if cast.customers.count > 1, random.chance(78) {
      scribe.add(.required, cast.customers[(customer + 1) % cast.customers.count], &random)
    }
    if cast.customers.count > 2, random.chance(40) {
      scribe.add(.optional, cast.customers[(customer + 2) % cast.customers.count], &random)
    }
    if cast.team.count > 1, random.chance(55) { scribe.add(.required, cast.team[1], &random) }
    if cast.team.count > 2, random.chance(35) { scribe.add(.optional, cast.team[2], &random) }
    if !cast.strangers.isEmpty, random.chance(6) { scribe.add(.optional, random.element(cast.strangers), &random) }
  }

  mutating func writeCall(
    at minute: Int, _ words: Vocabulary, outgoing: Bool, status: Activity.Status = .completed,
    into scribe: inout ActivityScribe
  ) {
    guard !cast.customers.isEmpty else { return writeInternal(at: minute, words, into: &scribe) }
    var activity = Activity(
      kind: .call, minute: minute, second: random.below(60), status: status, subject: random.element(words.calls),
      regarding: regardingCells())
    activity.direction = outgoing ? .outgoing : .incoming
    activity.duration = status == .open ? 15 : random.within(2...34)
    write(activity, into: &scribe)
    let seller = cast.team[cast.team.count > 1 && random.chance(14) ? 1 : 0]
    let customer = cast.customers[random.chance(60) ? 0 : random.below(cast.customers.count)]
    scribe.add(.from, outgoing ? seller : customer, &random)
    scribe.add(.to, outgoing ? customer : seller, &random)
  }

  mutating func writeTask(
    at minute: Int, _ words: Vocabulary, status: Activity.Status, into scribe: inout ActivityScribe
  ) {
    var activity = Activity(
      kind: .task, minute: minute, status: status, subject: random.element(words.tasks), regarding: regarding)
    if random.chance(80) { activity.duration = [10, 15, 20, 30, 45, 60, 90][random.below(7)] }
    write(activity, into: &scribe)
  }

  /// A conversation or meeting of the team alone.
  mutating func writeInternal(at minute: Int, _ words: Vocabulary, into scribe: inout ActivityScribe) {
    let seller = random.below(cast.team.count)
    guard cast.team.count == 1 || random.chance(60) else {
      let day = minute / 1440
      var activity = Activity(
        kind: .meeting, minute: day * 1440 + [510, 540, 600, 780, 960][random.below(5)],
        subject: random.element(scene.phrases.team.meetings), regarding: regarding)
      activity.duration = [30, 30, 45, 60][random.below(4)]
      write(activity, into: &scribe)
      scribe.add(.organizer, cast.team[seller], &random)
      for (position, colleague) in cast.team.prefix(7).enumerated() where position != seller {
        scribe.add(.required, colleague, &random)
      }
      return
    }
    var thread = Thread(
      habit: .conversation, subject: random.element(words.internalMails), qualifier: qualifier, regarding: regarding,
      seller: seller, prefix: 1)
    var minute = minute
    for position in 0..<(1 + random.below(3)) where bodyHasRoom && (position == 0 || minute < bodyLimit) {
      writeInternalMail(at: minute, turn: position, &thread, into: &scribe)
      minute = scene.calendar.officeTime(minute + Conduct.delay(usual: 90, &random), &random)
    }
  }

  private mutating func writeInternalMail(
    at minute: Int, turn: Int, _ thread: inout Thread, into scribe: inout ActivityScribe
  ) {
    let first = thread.first ?? scribe.number + 1
    var activity = Activity(
      kind: .email, minute: minute, second: random.below(60), direction: .outgoing, subject: thread.subject,
      qualifier: thread.qualifier, regarding: thread.regarding)
    if thread.first != nil { activity.prefix = scene.phrases.prefixes[thread.prefix] }
    activity.threading = .conversation(first: first)
    write(activity, into: &scribe)
    thread.first = first
    let colleagues = cast.team.count > 1 ? cast.team : cast.team + cast.mailboxes
    scribe.add(.from, colleagues[(thread.seller + turn) % colleagues.count], &random)
    scribe.add(.to, colleagues[(thread.seller + turn + 1) % colleagues.count], &random)
    if random.chance(20), !cast.mailboxes.isEmpty, cast.team.count > 1 {
      scribe.add(.cc, random.element(cast.mailboxes), &random)
    }
  }
}
