import Charts
import Dataset

/// Who did what in an activity, as pages say it.
extension RecordView {
  func activity(_ index: Int) -> Activity { dataset.activities[index] }

  /// The person who sent, called or organized; nil if the data does not say.
  func initiator(_ index: Int) -> Int? { context.analysis.initiator(of: index, in: dataset) }

  /// The side that initiated an activity.
  func initiatingSide(_ index: Int) -> Side { context.analysis.facts[index].side }

  /// The initiator first, then the other side, then the rest.
  func participants(_ index: Int) -> [Int] {
    let first = initiator(index)
    let side = initiatingSide(index)
    let others = dataset.participations(of: index).map { Int($0.person) }.filter { $0 != first }
    return (first.map { [$0] } ?? [])
      + others.filter { dataset.people[$0].side != side } + others.filter { dataset.people[$0].side == side }
  }

  /// The subject, the word that stands for it, or nil if there is none.
  func subject(_ index: Int) -> String? {
    let activity = dataset.activities[index]
    if activity.isPrivate { return plain(.privateSubject) }
    if context.hidesSubjects { return plain(.hiddenSubject) }
    return activity.subject.isEmpty ? nil : dataset.text.string(activity.subject)
  }

  /// The subject, if it may be shown and there is one.
  func quotableSubject(_ index: Int) -> String? {
    let activity = dataset.activities[index]
    guard !activity.isPrivate, !context.hidesSubjects, !activity.subject.isEmpty else { return nil }
    return dataset.text.string(activity.subject)
  }

  func kind(_ type: ActivityType) -> String {
    switch type {
    case .email: plain(.email)
    case .meeting: plain(.meeting)
    case .call: plain(.call)
    case .task: plain(.task)
    }
  }

  /// “call by Ines Meyer”, or “call” where nobody is known.
  func kindAndPerson(_ index: Int) -> String {
    let type = dataset.activities[index].type
    guard let person = initiator(index) else { return kind(type) }
    let term: Term =
      switch type {
      case .email: .emailBy
      case .meeting: .meetingBy
      case .call: .callBy
      case .task: .taskBy
      }
    return plain(term, [.person: .text(personName(person))])
  }

  /// “the call of 26 Mar 2026”.
  func theActivity(_ index: Int) -> String {
    let activity = dataset.activities[index]
    let term: Term =
      switch activity.type {
      case .email: .theEmailOf
      case .meeting: .theMeetingOf
      case .call: .theCallOf
      case .task: .theTaskOf
      }
    return plain(term, [.date: .text(formats.date(activity.at))])
  }

  /// The id of an activity's row in the lists of a record's page, from the activity's own.
  func anchor(_ index: Int) -> String {
    ChartID("activity-" + dataset.text.string(dataset.activities[index].id)).text
  }
}
