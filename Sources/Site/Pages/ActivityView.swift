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
    let positions = dataset.participationRange(of: index)
    var people: [Int] = []
    people.reserveCapacity(positions.count + 1)
    if let first { people.append(first) }
    for isSameSide in [false, true] {
      for position in positions {
        let person = Int(dataset.participations[position].person)
        if person != first, (dataset.people[person].side == side) == isSameSide { people.append(person) }
      }
    }
    return people
  }

  /// The subject, the word that stands for it, or nil if there is none.
  func subject(_ index: Int) -> String? { wordForSubject(index).map { plain($0) } ?? quotableSubject(index) }

  /// The subject, if it may be shown and there is one.
  func quotableSubject(_ index: Int) -> String? { visibleSubject(index).map { dataset.text.string($0) } }

  /// The same, in `dataset.text`.
  func visibleSubject(_ index: Int) -> Text? {
    let subject = dataset.activities[index].subject
    return wordForSubject(index) == nil && !subject.isEmpty ? subject : nil
  }

  /// The word that stands for a subject that may not be shown.
  func wordForSubject(_ index: Int) -> Term? {
    if dataset.activities[index].isPrivate { return .privateSubject }
    return context.settings.hidesSubjects ? .hiddenSubject : nil
  }

  func kind(_ type: ActivityType) -> String { plain(type.term) }

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
  func anchor(_ index: Int) -> ChartID {
    ChartID("activity-" + dataset.text.string(dataset.activities[index].id))
  }
}

extension ActivityType {
  var term: Term {
    switch self {
    case .email: .email
    case .meeting: .meeting
    case .call: .call
    case .task: .task
    }
  }
}
