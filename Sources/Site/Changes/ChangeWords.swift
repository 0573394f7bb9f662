import Analytics
import Dataset
import Markup

/// How changes are said: the same sentences on pages, in mails and in `rapport diff`.
public struct ChangeWords: Sendable {
  public let words: Words
  public let formats: Formats
  /// The name of a user by its id; the id where the name is not known.
  private let owner: @Sendable (String) -> String

  public init(words: Words, formats: Formats, owner: @escaping @Sendable (String) -> String) {
    self.words = words
    self.formats = formats
    self.owner = owner
  }

  /// A change as a sentence in HTML.
  public func write(_ change: RecordChange, of record: RecordState, to html: inout HTMLWriter) {
    phrase(change, record).write(words, to: &html)
  }

  /// A change as a sentence of plain text, not escaped.
  public func plain(_ change: RecordChange, of record: RecordState) -> String { phrase(change, record).plain(words) }

  /// “Changes since 23 Mar 2026”.
  public func heading(since date: CivilDate) -> String {
    words.plain(.changesSince, [.date: .text(formats.date(date))])
  }

  /// “Relationship report: changes from 23 Mar 2026 to 30 Mar 2026”.
  public func heading(title: String, from start: CivilDate, to end: CivilDate) -> String {
    words.plain(
      .changesBetween, [.name: .text(title), .start: .text(formats.date(start)), .end: .text(formats.date(end))])
  }

  /// That nothing has changed.
  public func nothing(since date: CivilDate) -> String {
    words.plain(.changesNothing, [.date: .text(formats.date(date))])
  }

  /// “Opportunity”.
  public func type(of record: RecordState) -> String { words.plain(record.type.singular) }

  /// The name of a user by the id.
  public func ownerName(_ id: String) -> String { owner(id) }

  /// “2 won, 1 new, 3 flags raised”, in order of importance; nil where nothing has changed.
  public func totals(of set: ChangeSet) -> String? {
    let counts = set.counts
    let items = RecordChange.Kind.allCases.compactMap { kind in
      counts[kind].map { words.plain(kind.total, count: $0) }
    }
    return items.isEmpty ? nil : words.series(items)
  }

  /// What else moved on a record, in numbers: health, interactions, the last contact; nil if there is nothing to say.
  public func note(on changes: RecordChanges) -> String? {
    guard let past = changes.past, !changes.record.isClosed else { return nil }
    let now = changes.record
    var items: [String] = []
    let saysHealth = changes.changes.contains { $0.kind == .healthFell || $0.kind == .healthRose }
    if let from = past.score, let to = now.score, from != to, !saysHealth {
      items.append(words.plain(.changeNoteHealth, [.score: text(to), .value: .text(formats.signed(to - from))]))
    }
    if past.interactions != now.interactions {
      let difference = Argument.text(formats.signed(now.interactions - past.interactions))
      items.append(words.plain(.changeNoteInteractions, count: now.interactions, [.value: difference]))
    }
    if let last = now.lastAt, last != past.lastAt {
      items.append(words.plain(.changeNoteContact, [.date: .text(formats.date(last))]))
    } else {
      items.append(words.plain(.changeNoteNoContact))
    }
    return words.plain(.changesNote, [.list: .text(words.series(items))])
  }
}

extension ChangeWords {
  /// A message of the catalogue with what goes into it.
  private struct Phrase {
    let term: Term
    var count: Int?
    var arguments: KeyValuePairs<Slot, Argument> = [:]

    init(_ term: Term, count: Int? = nil, _ arguments: KeyValuePairs<Slot, Argument> = [:]) {
      self.term = term
      self.count = count
      self.arguments = arguments
    }

    func write(_ words: Words, to html: inout HTMLWriter) { words.write(term, count: count, arguments, to: &html) }
    func plain(_ words: Words) -> String { words.plain(term, count: count, arguments) }
  }

  private func phrase(_ change: RecordChange, _ record: RecordState) -> Phrase {
    switch change {
    case .new: named(.changeNew, about(record))
    case .closed(let status, _): named(change.kind.name ?? .open, status.isEmpty ? [] : money(of: record))
    case .reopened(let status):
      Phrase(.changeReopened, [.name: .text(words.name(ofCode: status))])
    case .gone: named(.changeGone, [words.plain(.changeGoneWhy)])
    case .flagRaised(let code): Phrase(.changeRaised, [.name: .text(words.plain(code.term))])
    case .flagCleared(let code): Phrase(.changeCleared, [.name: .text(words.plain(code.term))])
    case .health(let from, let to, let component): health(from, to, component)
    case .closeDate(let from, let to, let slips): closeDate(from, to, slips)
    case .value(let from, let to): value(from, to, record)
    case .stage(let from, let to, let days): stage(from, to, days)
    case .owner(let from, let to): Phrase(.changeOwner, [.first: ownerArgument(from), .second: ownerArgument(to)])
    }
  }

  /// A word, with what there is to add.
  private func named(_ name: Term, _ details: [String]) -> Phrase {
    let name = Argument.text(words.plain(name))
    return details.isEmpty
      ? Phrase(.changeNamed, [.name: name])
      : Phrase(.changeNamedWith, [.name: name, .list: .text(words.series(details))])
  }

  private func about(_ record: RecordState) -> [String] {
    guard record.type == .opportunity else { return [] }
    let close = record.estimatedCloseOn.map { words.plain(.closesOn, [.date: .text(formats.date($0))]) }
    return [record.stage].compactMap { $0 } + money(of: record) + [close].compactMap { $0 }
  }

  private func money(of record: RecordState) -> [String] {
    record.estimatedValue.map { [formats.money($0, currency: record.today.currency ?? "")] } ?? []
  }

  private func health(_ from: Int, _ to: Int, _ component: HealthComponent?) -> Phrase {
    let score = text(to)
    let points = abs(to - from)
    guard let component else {
      return Phrase(to < from ? .changeHealthFell : .changeHealthRose, count: points, [.score: score])
    }
    let name = Argument.text(words.plain(component.term))
    let term: Term = to < from ? .changeHealthFellBy : .changeHealthRoseBy
    return Phrase(term, count: points, [.score: score, .name: name])
  }

  private func closeDate(_ from: CivilDate?, _ to: CivilDate?, _ slips: Int) -> Phrase {
    func date(_ date: CivilDate) -> Argument { .text(formats.date(date)) }
    switch (from, to) {
    case (let from?, let to?):
      let days = Argument.text(words.plain(.days, count: abs(to - from)))
      if to < from { return Phrase(.changePulledIn, [.days: days, .date: date(to)]) }
      return slips > 1
        ? Phrase(.changeSlippedAgain, count: slips, [.days: days, .date: date(to)])
        : Phrase(.changeSlipped, [.days: days, .date: date(to)])
    case (nil, let to?): return Phrase(.changeCloseSet, [.date: date(to)])
    case (let from?, nil): return Phrase(.changeCloseRemoved, [.date: date(from)])
    case (nil, nil): return Phrase(.noValue)
    }
  }

  private func value(_ from: Double?, _ to: Double?, _ record: RecordState) -> Phrase {
    func money(_ amount: Double) -> Argument {
      .text(formats.money(amount, currency: record.today.currency ?? ""))
    }
    switch (from, to) {
    case (let from?, let to?):
      return Phrase(to < from ? .changeValueDown : .changeValueUp, [.first: money(from), .second: money(to)])
    case (nil, let to?): return Phrase(.changeValueSet, [.value: money(to)])
    case (let from?, nil): return Phrase(.changeValueRemoved, [.value: money(from)])
    case (nil, nil): return Phrase(.noValue)
    }
  }

  private func stage(_ from: String?, _ to: String?, _ days: Int?) -> Phrase {
    let first = Argument.text(from ?? words.plain(.noStage))
    let second = Argument.text(to ?? words.plain(.noStage))
    guard let days, to != nil else { return Phrase(.changeStage, [.first: first, .second: second]) }
    let inStage = Argument.text(words.plain(.days, count: days))
    return Phrase(.changeStageFor, [.first: first, .second: second, .days: inStage])
  }

  private func ownerArgument(_ id: String?) -> Argument { .text(id.map(owner) ?? words.plain(.noOwner)) }
  private func text(_ number: Int) -> Argument { .text(formats.number(number)) }
}

extension RecordChange.Kind {
  /// The word for a state that a record has come to.
  fileprivate var name: Term? {
    switch self {
    case .won: .changeWon
    case .lost: .changeLost
    case .qualified: .changeQualified
    case .disqualified: .changeDisqualified
    default: nil
    }
  }

  /// How many there are.
  fileprivate var total: Term {
    switch self {
    case .won: .countWon
    case .lost: .countLost
    case .qualified: .countQualified
    case .disqualified: .countDisqualified
    case .reopened: .countReopened
    case .gone: .countGone
    case .new: .countNew
    case .flagRaised: .countRaised
    case .healthFell: .countFell
    case .closeSlipped: .countSlipped
    case .value: .countValues
    case .stage: .countStages
    case .owner: .countOwners
    case .closeMoved: .countCloseMoved
    case .healthRose: .countRose
    case .flagCleared: .countCleared
    }
  }
}

extension HealthComponent {
  fileprivate var term: Term {
    switch self {
    case .recency: .byRecency
    case .frequency: .byFrequency
    case .engagement: .byEngagement
    }
  }
}
