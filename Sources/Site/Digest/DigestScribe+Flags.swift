import Analytics
import Dataset

/// Why a flag is up, and what to do about it.
extension DigestScribe {
  func evidence(_ flag: PublishedRecord.Flag, _ record: PublishedRecord) -> Phrase {
    let value = flag.value ?? 0
    let days = Argument.text(words.plain(.days, count: value))
    let limit = Argument.text(formats.number(flag.limit ?? 0))
    switch flag.code {
    case .awaitingTeam, .ghosted: return waiting(flag, record, days: days, limit: limit)
    case .overdueClose:
      let date = Argument.text(formats.date(report.asOf - value))
      return Phrase(words, .overdueCloseEvidence, [.date: date, .days: days])
    case .noActivity:
      if flag.value == nil { return Phrase(words, .noActivityAtAll) }
      guard let last = record.last else {
        return Phrase(words, .noActivitySinceCreation, [.days: days, .limit: limit])
      }
      return Phrase(words, .noActivityAfter, [.days: days, .limit: limit, .activity: theActivity(last)])
    case .healthDrop:
      let since = Argument.text(formats.date(report.asOf - 28))
      return Phrase(words, .healthDropEvidence, count: value, [.date: since, .limit: limit])
    case .noNextStep:
      guard let last = record.last else { return Phrase(words, .noNextStepAtAll) }
      return Phrase(words, .noNextStepAfter, [.activity: theActivity(last)])
    case .overdueTask: return overdueTask(flag, record, days: days)
    case .singleThreaded where value == 0: return Phrase(words, .singleThreadedNobody)
    case .singleThreaded: return Phrase(words, .singleThreadedEvidence, count: value, [.limit: limit])
    }
  }

  private func waiting(
    _ flag: PublishedRecord.Flag, _ record: PublishedRecord, days: Argument, limit: Argument
  ) -> Phrase {
    let isOurs = flag.code == .awaitingTeam
    let activity = record.activity(flag.activityID)
    let person = Argument.text(activity.flatMap(person) ?? words.plain(isOurs ? .customer : .team))
    guard let subject = activity?.subject else {
      return Phrase(
        words, isOurs ? .awaitingTeamUnnamed : .ghostedUnnamed, [.person: person, .days: days, .limit: limit])
    }
    return Phrase(
      words, isOurs ? .awaitingTeamEvidence : .ghostedEvidence,
      [.person: person, .subject: .text(subject.shortened(to: Digest.Limit.name)), .days: days, .limit: limit])
  }

  private func overdueTask(_ flag: PublishedRecord.Flag, _ record: PublishedRecord, days: Argument) -> Phrase {
    let date = Argument.text(formats.date(report.asOf - (flag.value ?? 0)))
    guard let subject = record.activity(flag.activityID)?.subject else {
      return Phrase(words, .overdueTaskUnnamed, [.date: date, .days: days])
    }
    return Phrase(
      words, .overdueTaskEvidence,
      [.subject: .text(subject.shortened(to: Digest.Limit.name)), .date: date, .days: days])
  }
}

extension DigestScribe {
  /// In the imperative; the figures stand in the evidence.
  func action(_ flag: PublishedRecord.Flag, _ record: PublishedRecord) -> String {
    switch flag.code {
    case .awaitingTeam:
      let person = record.activity(flag.activityID).flatMap(person) ?? words.plain(.customer)
      return words.plain(.doAnswer, [.person: .text(person)])
    case .ghosted: return words.plain(.doReach, [.person: .text(waitedFor(record) ?? words.plain(.customer))])
    case .overdueClose: return words.plain(.doOverdueClose)
    case .noActivity:
      guard let last = record.last else { return words.plain(.doFirstActivity) }
      return words.plain(.doNoActivity, [.activity: theActivity(last)])
    case .healthDrop: return healthDrop(record)
    case .noNextStep: return words.plain(.doNoNextStep)
    case .overdueTask:
      return words.plain(.doTask, [.date: .text(formats.date(report.asOf - (flag.value ?? 0)))])
    case .singleThreaded: return words.plain(flag.value == 0 ? .doFirstContact : .doSecondContact)
    }
  }

  /// The person of the customer who has not answered, where the report names that one.
  private func waitedFor(_ record: PublishedRecord) -> String? {
    record.waitedFor.flatMap { customers[$0] }?.shortened(to: Digest.Limit.person)
  }

  private func healthDrop(_ record: PublishedRecord) -> String {
    let since = Argument.text(formats.dayMonth(report.asOf - 28))
    guard let previous = record.previousScore else { return words.plain(.doHealthLost, [.date: since]) }
    return words.plain(.doHealthDrop, [.date: since, .score: .text(formats.number(previous))])
  }
}
