import Analytics
import Dataset
import Markup

/// What the e-mail of a report says, in its order and in words, before it takes the form of HTML or of plain text.
struct Digest: Sendable {
  struct Fact: Sendable {
    let name: String
    /// One line each; at least one.
    let values: [String]
  }

  /// A record that needs attention.
  struct Concern: Sendable {
    let name: String
    /// The address of its page; nil where the report is nowhere to be linked to.
    let address: String?
    /// What it is, whose and how much: `Opportunity · Ines Meyer · € 88,000`.
    let about: String
    let flag: String
    let isUrgent: Bool
    /// Why the flag is up.
    let evidence: Phrase
    /// What to do about it.
    let action: Phrase
    /// The names of its other flags, as a sentence; nil if there are none.
    let others: Phrase?
  }

  /// An open opportunity.
  struct Deal: Sendable {
    let name: String
    let address: String?
    let about: String
    /// nil without a score.
    let health: (score: Int, grade: Grade, text: String)?
    let noHealth: String
    let last: Moment
    let next: Moment
    let flags: [(name: String, isUrgent: Bool)]
  }

  /// What has changed since the report before.
  struct Changes: Sendable {
    let heading: String
    /// How many there are of each kind; nil if nothing has changed.
    let totals: Phrase?
    /// Said where nothing has changed.
    let none: String
    let items: [Change]
  }

  /// A record on which something has changed.
  struct Change: Sendable {
    let name: String
    let address: String?
    let about: String
    /// At least one, most important first.
    let sentences: [Phrase]
  }

  /// A day and what was or will be on it.
  struct Moment: Sendable {
    let day: String
    /// Empty where there is nothing more to say.
    let what: String
  }

  var title: String
  var asOf: String
  var facts: [Fact]
  var concerns: [Concern]
  /// nil where there is no report before to compare with.
  var changes: Changes?
  var deals: [Deal]
  /// Where to find the whole report; nil where the mail does not know.
  var whereabouts: Phrase?
  var reportAddress: String?
}

extension Digest {
  /// Whatever names a report has, no line of the mail gets out of hand.
  enum Limit {
    static let title = 120
    static let name = 60
    static let person = 40
    static let word = 24
    static let currencies = 4
  }

  init(_ report: DigestSource, words: Words, options: DigestOptions) {
    let scribe = DigestScribe(report, words: words, options: options)
    let worstFirst = report.records.sorted { WorstFirst($0) < WorstFirst($1) }
    let deals = worstFirst.filter { $0.type == .opportunity && $0.isOpen }
    let concerns = worstFirst.filter { !$0.flags.isEmpty }
    title = report.title.shortened(to: Limit.title)
    asOf = words.plain(
      .teamAsOf, [.date: .text(scribe.formats.weekdayDate(report.asOf)), .zone: .text(report.zone.name)])
    facts = [
      Fact(name: words.plain(.openDeals), values: [scribe.formats.number(deals.count)]),
      Fact(name: words.plain(.openValue), values: scribe.values(of: deals)),
      Fact(
        name: words.plain(.openLeads),
        values: [scribe.formats.number(report.records.count { $0.type == .lead && $0.isOpen })]),
      Fact(name: words.plain(.needsAttention), values: [scribe.formats.number(concerns.count)]),
    ]
    self.concerns = concerns.compactMap(scribe.concern)
    changes = scribe.changes()
    self.deals = deals.map(scribe.deal)
    reportAddress = options.address.map { $0 + PagePath.team }
    whereabouts = options.attachment.map { Phrase(words, .mailAttached, [.file: .text($0)]) }
  }

  /// What the mail is called unless the user says otherwise: the title and the day.
  static func subject(_ report: DigestSource, words: Words) -> String {
    let date = Formats(words: words, zone: report.zone).date(report.asOf)
    return words.plain(
      .mailSubject, [.name: .text(report.title.shortened(to: Limit.title)), .date: .text(date)])
  }
}

/// What a mail knows beside its report.
struct DigestOptions: Sendable {
  /// Where the report can be seen, with a `/` at its end; nil if nowhere.
  var address: String?
  /// The name of the file that holds the report; nil if none is attached.
  var attachment: String?
}

/// Worst first (KPI spec, "Attention"): rank of the first flag, then health ascending, none last, then value descending,
/// then id; closed deals and leads after all others.
private struct WorstFirst: Comparable {
  private let ranks: (Int, Int, Int)
  private let value: Double
  private let id: [UInt8]
  private let type: RecordType

  init(_ record: PublishedRecord) {
    let isClosed = record.status.map { $0 != "open" } ?? false
    ranks = (
      isClosed ? 1 : 0, record.flags.first.map { Int($0.code.rawValue) } ?? .max, record.score ?? .max
    )
    value = record.estimatedValue ?? 0
    id = Array(record.id.utf8)
    type = record.type
  }

  static func < (first: Self, second: Self) -> Bool {
    if first.ranks != second.ranks { return first.ranks < second.ranks }
    if first.value != second.value { return first.value > second.value }
    if first.id != second.id { return first.id.lexicographicallyPrecedes(second.id) }
    return first.type < second.type
  }

  static func == (first: Self, second: Self) -> Bool { !(first < second) && !(second < first) }
}
