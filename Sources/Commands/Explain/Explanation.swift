import Analytics
import Dataset
import Site

/// What `rapport explain` says of one record: values of `data/kpis.jsonl`, and for one of them how it came about.
struct Explanation {
  let dataset: Dataset
  let analysis: Analysis
  let record: RecordID
  /// The path that was asked for; nil for all.
  let path: String?
  /// The value at the path, or those below it.
  let values: [KPIDocument.Entry]
  let rule: KPIRule?
  let arithmetic: [HealthArithmetic.Line]
  /// Behind what is said of similar won deals.
  let similar: SimilarArithmetic?
  let evidence: [Evidence]
  let hidesSubjects: Bool
  let formats: Formats

  /// The record as the command line names it.
  var recordName: String { "\(record.type.code):\(dataset.text.string(dataset.id(of: record)))" }

  func subject(_ activity: Activity) -> String? {
    activity.isPrivate || hidesSubjects || activity.subject.isEmpty ? nil : dataset.text.string(activity.subject)
  }

  /// Local date and time of day.
  func time(_ activity: Activity) -> String {
    "\(dataset.localDate(activity.at)) \(formats.time(activity.at))"
  }

  /// Who began it, and those on the other end.
  func people(_ index: Int) -> String {
    let initiating: Roles = [.from, .organizer]
    func names(_ isWanted: (Participation) -> Bool) -> String {
      dataset.participations(of: index).filter(isWanted)
        .map { dataset.text.string(dataset.people[Int($0.person)].name) }.joined(separator: ", ")
    }
    let first = names { !$0.roles.isDisjoint(with: initiating) }
    let others = names { $0.roles.isDisjoint(with: initiating) }
    if first.isEmpty || others.isEmpty { return first.isEmpty && others.isEmpty ? "–" : first + others }
    return first + " → " + others
  }
}
