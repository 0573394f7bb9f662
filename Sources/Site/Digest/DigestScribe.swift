import Analytics
import Dataset

/// Puts what a report's data files say into the words of its language.
struct DigestScribe {
  let words: Words
  let formats: Formats
  let report: DigestSource
  private let options: DigestOptions
  private let changeWords: ChangeWords
  private let users: [String: String]
  let customers: [String: String]

  init(_ report: DigestSource, words: Words, options: DigestOptions) {
    self.report = report
    self.words = words
    self.options = options
    formats = Formats(words: words, zone: report.zone)
    var users: [String: String] = [:]
    var customers: [String: String] = [:]
    for person in report.records.lazy.flatMap(\.people) {
      if person.isUser { users[person.id] = person.name } else { customers[person.id] = person.name }
    }
    for record in report.records where record.type == .contact { customers[record.id] = record.name }
    let names = users.merging(report.owners) { $1 }
    self.users = names
    changeWords = ChangeWords(words: words, formats: formats) { id in
      (names[id] ?? id).shortened(to: Digest.Limit.person)
    }
    self.customers = customers
  }

  // MARK: Records

  /// The values of deals, per currency, which are never added across.
  func values(of deals: [PublishedRecord]) -> [String] {
    var sums: [String: Double] = [:]
    for deal in deals { if let value = deal.estimatedValue { sums[deal.currency ?? "", default: 0] += value } }
    let amounts = sums.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { money($0.value, $0.key) }
    if amounts.isEmpty { return [words.plain(.noValue)] }
    let rest = amounts.count - Digest.Limit.currencies
    return amounts.prefix(Digest.Limit.currencies) + (rest > 0 ? [words.plain(.andMoreRecords, count: rest)] : [])
  }

  /// Nil without a flag.
  func concern(_ record: PublishedRecord) -> Digest.Concern? {
    guard let first = record.flags.first else { return nil }
    let others = record.flags.dropFirst().map { words.plain($0.code.term) }
    return Digest.Concern(
      name: record.name.shortened(to: Digest.Limit.name), address: address(of: record), about: about(record),
      flag: words.plain(first.code.term), isUrgent: first.code.isUrgent, evidence: evidence(first, record),
      action: Phrase(action(first, record)),
      others: others.isEmpty ? nil : Phrase(words, .mailOtherFlags, [.list: .text(words.list(others))]))
  }

  func deal(_ record: PublishedRecord) -> Digest.Deal {
    let health: (score: Int, grade: Grade, text: String)? =
      if let score = record.score, let grade = record.grade {
        (score, grade, formats.number(score) + " " + words.plain(grade.term))
      } else {
        nil
      }
    return Digest.Deal(
      name: record.name.shortened(to: Digest.Limit.name), address: address(of: record), about: aboutDeal(record),
      health: health, noHealth: words.plain(.noScore),
      last: moment(record.last, without: .noneYet), next: moment(record.next, without: .nothingScheduled),
      flags: record.flags.map { (words.plain($0.code.term), $0.code.isUrgent) })
  }

  private func about(_ record: PublishedRecord) -> String {
    joined([words.plain(record.type.singular), owner(of: record), value(of: record)])
  }

  private func aboutDeal(_ record: PublishedRecord) -> String {
    joined([
      owner(of: record), record.stage?.shortened(to: Digest.Limit.word), value(of: record),
      record.estimatedCloseOn.map { words.plain(.closesOn, [.date: .text(formats.date($0))]) },
    ])
  }

  private func joined(_ parts: [String?]) -> String { parts.compactMap { $0 }.joined(separator: " · ") }

  private func owner(of record: PublishedRecord) -> String? { record.ownerID.map(ownerName) }

  private func ownerName(_ id: String) -> String { (users[id] ?? id).shortened(to: Digest.Limit.person) }

  private func value(of record: PublishedRecord) -> String? {
    record.estimatedValue.map { money($0, record.currency ?? "") }
  }

  private func money(_ amount: Double, _ currency: String) -> String {
    formats.money(amount, currency: currency.shortened(to: Digest.Limit.word))
  }

  private func address(of record: PublishedRecord) -> String? { options.address.map { $0 + record.page } }

  // MARK: Changes

  /// Nil where there is no report before.
  func changes() -> Digest.Changes? {
    guard let set = report.changes else { return nil }
    let pages = Dictionary(report.records.map { (RecordState.Key(type: $0.type, id: $0.id), $0.page) }) { $1 }
    return Digest.Changes(
      heading: changeWords.heading(since: set.since), totals: changeWords.totals(of: set).map { Phrase($0) },
      none: words.plain(.changesNothing, [.date: .text(formats.date(set.since))]),
      items: set.records.map { change($0, page: pages[$0.record.key]) })
  }

  private func change(_ changes: RecordChanges, page: String?) -> Digest.Change {
    var record = changes.record
    record.stage = record.stage?.shortened(to: Digest.Limit.word)
    record.today.currency = record.today.currency?.shortened(to: Digest.Limit.word)
    return Digest.Change(
      name: record.name.shortened(to: Digest.Limit.name),
      address: page.flatMap { page in options.address.map { $0 + page } },
      about: joined([
        words.plain(record.type.singular), record.ownerID.map(ownerName),
      ]),
      sentences: changes.changes.map { Phrase(changeWords, $0, record) })
  }

  // MARK: Activities

  private func moment(_ activity: PublishedRecord.Activity?, without term: Term) -> Digest.Moment {
    guard let activity else { return Digest.Moment(day: words.plain(term), what: "") }
    return Digest.Moment(day: formats.date(activity.at), what: kindAndPerson(activity))
  }

  /// The name of who began it; nil where the report does not say.
  func person(_ activity: PublishedRecord.Activity) -> String? {
    activity.personID.flatMap { activity.side == .team ? users[$0] : customers[$0] }?
      .shortened(to: Digest.Limit.person)
  }

  private func kindAndPerson(_ activity: PublishedRecord.Activity) -> String {
    let terms: (Term, Term) =
      switch activity.type {
      case .email: (.email, .emailBy)
      case .meeting: (.meeting, .meetingBy)
      case .call: (.call, .callBy)
      case .task: (.task, .taskBy)
      }
    guard let person = person(activity) else { return words.plain(terms.0) }
    return words.plain(terms.1, [.person: .text(person)])
  }

  func theActivity(_ activity: PublishedRecord.Activity) -> Argument {
    let term: Term =
      switch activity.type {
      case .email: .theEmailOf
      case .meeting: .theMeetingOf
      case .call: .theCallOf
      case .task: .theTaskOf
      }
    return .text(words.plain(term, [.date: .text(formats.date(activity.at))]))
  }
}
