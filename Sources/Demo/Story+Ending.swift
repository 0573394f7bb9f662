extension Story {
  /// The planned steps in order, as far as activities are left; what is left after them becomes done tasks.
  mutating func writeEnding(into scribe: inout ActivityScribe) {
    var thread: Thread?
    var previous = bodyLimit
    for step in ending where remaining > 0 {
      let calendar = scene.calendar
      let day = lastDay + step.day
      let workday = step.day > 0 ? calendar.workday(onOrAfter: day) : calendar.workday(onOrBefore: day)
      var minute = workday * 1440 + random.within(545...960)
      if step.day <= 0 {
        if minute <= previous { minute = previous + random.within(15...70) }
        previous = minute
      }
      write(step, at: minute, &thread, into: &scribe)
    }
    while remaining > 0 {
      writeTask(at: bodyLimit - 60, vocabulary(at: bodyLimit), status: .completed, into: &scribe)
    }
  }

  private mutating func write(
    _ step: Step, at minute: Int, _ thread: inout Thread?, into scribe: inout ActivityScribe
  ) {
    let words = vocabulary(at: minute)
    switch step {
    case .mail(let outgoing, _, let continues):
      guard !cast.customers.isEmpty else { return }
      var current = continues ? thread ?? self.thread(words) : self.thread(words)
      current.regarding = regarding
      // Not by subject alone: an older conversation of that subject would take this one in.
      if current.habit == .subject { current.habit = .messages }
      writeMail(at: minute, outgoing: outgoing, &current, into: &scribe)
      thread = current
    case .call(let outgoing, _): writeCall(at: minute, words, outgoing: outgoing, into: &scribe)
    case .meeting: writeMeeting(at: minute, words, status: .completed, byTeam: true, into: &scribe)
    case .overdueTask: writeTask(at: minute, words, status: .open, into: &scribe)
    case .plannedMeeting: writeMeeting(at: minute, words, status: .open, into: &scribe)
    case .plannedCall: writeCall(at: minute, words, outgoing: true, status: .open, into: &scribe)
    case .plannedTask: writeTask(at: minute, words, status: .open, into: &scribe)
    case .canceledMeeting: writeMeeting(at: minute, words, status: .canceled, into: &scribe)
    }
  }
}
