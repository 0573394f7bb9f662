import Analytics
import Dataset
import Markup

/// Each team's open deals and leads, for talking about how to work: teams in order of their names, nobody ranked.
enum TeamSummary {
  static func render(_ context: ReportContext, _ ranking: TeamRanking, to html: inout HTMLWriter) {
    let dataset = context.dataset
    var members: [Text: [RecordID]] = [:]
    for type in [RecordType.opportunity, .lead] {
      for record in ranking.records[type] ?? [] where context.isOpen(record) {
        members[dataset.owner(of: record).map { dataset.users[$0].team } ?? .none, default: []].append(record)
      }
    }
    guard !members.isEmpty else { return }
    let words = context.words
    html.raw("<section class=\"card wide\" id=\"teams\">\n<h2>")
    words.write(.teamsHeading, to: &html)
    html.raw("</h2>\n")
    html.scrolling(words.plain(.teamsHeading)) { html in
      let heads: [Term] = [
        .openDeals, .openLeads, .openValue, .awaitingTeam, .answersHead, .responseHead, .withNextStep, .singleThreaded,
      ]
      html.openTable(
        "data plain", caption: words.plain(.teamsHeading),
        columns: [(words.plain(.team), false)] + heads.map { (words.plain($0), true) })
      for (team, records) in members.sorted(by: { precedes($0.key, $1.key, dataset) }) {
        let name = team.isEmpty ? words.plain(.noTeam) : dataset.text.string(team)
        html.row(.text(name)) { TeamFigures(records, context).cells(context, to: &$0) }
      }
      html.closeTable()
    }
    html.raw("<p class=\"note\">")
    words.write(.teamsNote, to: &html)
    html.raw("</p>\n</section>\n")
  }

  /// By name; those without a team last.
  private static func precedes(_ first: Text, _ second: Text, _ dataset: Dataset) -> Bool {
    first.isEmpty != second.isEmpty ? second.isEmpty : dataset.text.precedes(first, second)
  }
}

/// What a team has going on.
struct TeamFigures {
  let deals: [RecordID]
  let leads: Int
  /// Open deals and leads in which the customer waits for the team longer than the limit.
  let waiting: Int
  /// The customers' answers, and the turns of the team that could have got one, over all records.
  let replies: Int
  let turns: Int
  /// The median over the records of the team's median response, in seconds; nil where no record has one.
  let response: Int?
  /// Open deals and leads with something scheduled.
  let withNextStep: Int
  let singleThreaded: Int
  private let count: Int

  /// - Parameter records: open deals and leads of one team.
  init(_ records: [RecordID], _ context: ReportContext) {
    let kpis = records.map { context.kpis(of: $0) }
    func flagged(_ code: AttentionCode) -> Int { kpis.count { $0.attention.contains { $0.code == code } } }
    deals = records.filter { $0.type == .opportunity }
    leads = records.count - deals.count
    waiting = flagged(.awaitingTeam)
    replies = kpis.reduce(0) { $0 + $1.response.customer.replies }
    turns = kpis.reduce(0) { $0 + $1.response.customer.turns }
    response = Self.median(kpis.compactMap(\.response.team.median))
    withNextStep = kpis.count { $0.nextInteraction != nil }
    singleThreaded = flagged(.singleThreaded)
    count = records.count
  }

  /// Of an even count the mean of the middle two, halves up.
  static func median(_ values: [Int]) -> Int? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let upper = sorted[sorted.count / 2]
    if sorted.count % 2 == 1 { return upper }
    let lower = sorted[sorted.count / 2 - 1]
    return lower + (upper - lower + 1) / 2
  }

  func cells(_ context: ReportContext, to html: inout HTMLWriter) {
    let formats = context.formats
    let none = context.words.plain(.noValue)
    html.numberCell(formats.number(deals.count))
    html.numberCell(formats.number(leads))
    html.openCell(sortedBy: nil, isNumber: true)
    Money(deals, context).lines(context, to: &html)
    html.closeCell()
    html.numberCell(formats.number(waiting))
    html.numberCell(turns == 0 ? none : formats.percent(Double(replies) / Double(turns)))
    html.numberCell(response.map(formats.duration) ?? none)
    html.numberCell(formats.outOf(withNextStep, count))
    html.numberCell(formats.number(singleThreaded))
  }
}
