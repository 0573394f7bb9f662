extension Story {
  /// A conversation by mail in the making.
  struct Thread {
    enum Habit { case conversation, messages, subject }

    var habit: Habit
    var subject: Subject
    var qualifier: [UInt8]
    var regarding: [UInt8]
    /// Positions in the cast.
    var seller = 0
    var customer = 0
    /// Which of the reply prefixes this thread's people use.
    var prefix: Int
    var first: Int?
    var last: Int?
  }

  mutating func thread(_ words: Vocabulary) -> Thread {
    let habits: [Thread.Habit] = [.conversation, .messages, .subject]
    return Thread(
      habit: habits[random.position(of: [46, 36, 18])],
      subject: random.element(speaksGerman && random.chance(14) ? scene.phrases.german : words.mails),
      qualifier: random.chance(30) ? qualifier : [], regarding: regardingCells(),
      seller: cast.team.count > 1 && random.chance(16) ? random.below(cast.team.count) : 0,
      customer: random.chance(55) ? 0 : random.below(cast.customers.count),
      prefix: 1 + random.position(of: [50, 20, 15, 8, 4, 3]))
  }

  /// Mails to and fro, until one side does not answer any more.
  mutating func writeThread(at start: Int, _ words: Vocabulary, into scribe: inout ActivityScribe) {
    guard !cast.customers.isEmpty else { return writeInternal(at: start, words, into: &scribe) }
    var thread = thread(words)
    var outgoing = !random.chance(conduct.customerStarts)
    var minute = start
    for position in 0..<8 where bodyHasRoom && (position == 0 || minute < bodyLimit) {
      writeMail(at: minute, outgoing: outgoing, &thread, into: &scribe)
      let answered = random.chance(outgoing ? conduct.customerReplies : conduct.teamReplies)
      if answered {
        let usual = outgoing ? conduct.customerMinutes : conduct.teamMinutes
        minute = scene.calendar.officeTime(minute + Conduct.delay(usual: usual, &random), &random)
        outgoing.toggle()
      } else if outgoing, random.chance(conduct.nudges) {
        minute = scene.calendar.officeTime(minute + random.within(3...7) * 1440, &random)
      } else {
        return
      }
    }
  }

  mutating func writeMail(at minute: Int, outgoing: Bool, _ thread: inout Thread, into scribe: inout ActivityScribe) {
    let number = scribe.number + 1
    let first = thread.first ?? number
    var activity = Activity(
      kind: .email, minute: minute, second: random.below(60), subject: thread.subject, regarding: thread.regarding)
    activity.qualifier = thread.qualifier
    activity.direction = outgoing ? .outgoing : .incoming
    if thread.first != nil { activity.prefix = scene.phrases.prefixes[thread.prefix] }
    activity.threading =
      switch thread.habit {
      case .conversation: .conversation(first: first)
      case .messages: .messages(answers: thread.last)
      case .subject: .subject
      }
    if outgoing, random.chance(38) { activity.engagement = engagement(of: minute) }
    activity.isPrivate = random.chance(1)
    write(activity, into: &scribe)
    thread.first = first
    thread.last = number
    addMailPeople(thread, outgoing: outgoing, into: &scribe)
  }

  private mutating func addMailPeople(_ thread: Thread, outgoing: Bool, into scribe: inout ActivityScribe) {
    let seller = cast.team[thread.seller]
    let customer = cast.customers[thread.customer]
    scribe.add(.from, outgoing ? seller : customer, &random)
    scribe.add(.to, outgoing ? customer : seller, &random)
    guard random.chance(cast.copies) || cast.customers.count > 1 && random.chance(20) else { return }
    if cast.customers.count > 1 {
      let other = (thread.customer + 1 + random.below(cast.customers.count - 1)) % cast.customers.count
      scribe.add(outgoing && random.chance(40) ? .to : .cc, cast.customers[other], &random)
    }
    if cast.team.count > 1, random.chance(45) {
      scribe.add(.cc, cast.team[(thread.seller + 1) % cast.team.count], &random)
    }
    if !cast.strangers.isEmpty, random.chance(12) { scribe.add(.cc, random.element(cast.strangers), &random) }
    if outgoing, !cast.mailboxes.isEmpty, random.chance(12) {
      scribe.add(.bcc, random.element(cast.mailboxes), &random)
    }
  }

  /// Whether a mail was opened, and what was looked at in it, up to the as-of day.
  private mutating func engagement(of minute: Int) -> Activity.Engagement {
    var engagement = Activity.Engagement()
    var opened = minute + random.within(4...2600)
    if opened % 1440 < 360 { opened += 400 }
    guard random.chance(conduct.opened), opened < now else { return engagement }
    engagement.opens = 1 + random.below(random.chance(25) ? 7 : 3)
    engagement.linkClicks = random.chance(35) ? 1 + random.below(3) : 0
    engagement.attachmentViews = random.chance(45) ? 1 + random.below(3) : 0
    engagement.lastOpened = opened
    return engagement
  }
}
