import Analytics
import Dataset
import Markup

/// What the team has going on: activities of the window, open deals by stage and by owner, money per currency.
enum TeamTotals {
  static func render(_ context: ReportContext, _ ranking: TeamRanking, to html: inout HTMLWriter) {
    let words = context.words
    let deals = (ranking.records[.opportunity] ?? []).filter { context.isOpen($0) }
    let leads = (ranking.records[.lead] ?? []).filter { context.isOpen($0) }
    html.raw("<section class=\"card wide\" id=\"totals\">\n<h2>")
    words.write(.atAGlance, to: &html)
    html.raw("</h2>\n<dl class=\"big\">\n")
    html.fact(words.plain(.openDeals)) { $0.text(context.formats.number(deals.count)) }
    html.fact(words.plain(.openValue)) { Money(deals, context).lines(context, to: &$0) }
    html.fact(words.plain(.openLeads)) { $0.text(context.formats.number(leads.count)) }
    html.fact(words.plain(.needsAttention)) { $0.text(context.formats.number(ranking.needingAttention.count)) }
    let activities = DistinctActivities(context)
    html.fact(words.plain(.activitiesInWindow)) { html in
      html.text(context.formats.number(activities.total))
      html.raw("<br>\n<span>")
      html.text(activities.text(words))
      html.raw("</span>")
    }
    html.raw("</dl>\n")
    if deals.isEmpty {
      html.empty(words.plain(.noOpenDeals))
    } else {
      html.raw("<div class=\"cards flat\">\n")
      table(.stage, deals, context, to: &html) { context.dataset.opportunities[$0.row].stage }
      table(.owner, deals, context, to: &html) { record in
        context.dataset.owner(of: record).map { context.dataset.users[$0].name } ?? .none
      }
      html.raw("</div>\n")
    }
    html.raw("</section>\n")
  }

  /// Open deals grouped by a text of theirs: stages with the most deals first, people by name, which ranks nobody.
  private static func table(
    _ head: Term, _ deals: [RecordID], _ context: ReportContext, to html: inout HTMLWriter,
    by text: (RecordID) -> Text
  ) {
    var groups: [Text: [RecordID]] = [:]
    for deal in deals { groups[text(deal), default: []].append(deal) }
    let ordered = groups.sorted { first, second in
      head == .owner || first.value.count == second.value.count
        ? context.dataset.text.precedes(first.key, second.key) : first.value.count > second.value.count
    }
    let words = context.words
    let caption = words.plain(head == .stage ? .dealsByStage : .dealsByOwner)
    // A long list stands folded up: what needs attention must not be far below.
    let isLong = ordered.count > longList
    if isLong {
      html.raw("<details><summary>")
      words.write(.typeAndCount, count: ordered.count, [.type: .text(caption)], to: &html)
      html.raw("</summary>\n")
    }
    let currencies = Money(deals, context).amounts.map(\.currency)
    let values = currencies.count > mostColumns ? [] : currencies
    let heads = values.isEmpty ? [words.plain(.openValue)] : values.map { valueHead($0, context) }
    html.scrolling(caption) { html in
      html.openTable(
        "data plain", caption: caption,
        columns: [(words.plain(head), false), (words.plain(.openDeals), true)] + heads.map { ($0, true) })
      for (key, members) in ordered {
        let name = key.isEmpty ? words.plain(head == .stage ? .noStage : .noOwner) : context.dataset.text.string(key)
        html.row(.text(name)) { html in
          html.numberCell(context.formats.number(members.count))
          Money(members, context).cells(of: values, context, to: &html)
        }
      }
      html.closeTable()
    }
    if isLong { html.raw("</details>\n") }
  }

  private static func valueHead(_ currency: String, _ context: ReportContext) -> String {
    if currency.isEmpty { return context.words.plain(.openValue) }
    return context.words.plain(.valueIn, [.name: .text(context.formats.symbol(of: currency))])
  }

  private static let longList = 15
  /// Of currencies; more of them stand below each other in one column.
  private static let mostColumns = 3
}

/// Estimated values of deals per currency, which are never added across.
struct Money {
  /// By currency, in order of its code.
  let amounts: [(currency: String, amount: Double)]

  init(_ deals: [RecordID], _ context: ReportContext) {
    var sums: [Text: Double] = [:]
    // In order of row, so that a sum of doubles is the same in every run.
    for deal in deals.sorted(by: { $0.row < $1.row }) {
      let row = context.dataset.opportunities[deal.row]
      if let value = row.estimatedValue { sums[row.currency, default: 0] += value }
    }
    let text = context.dataset.text
    amounts = sums.sorted { text.precedes($0.key, $1.key) }.map { (text.string($0.key), $0.value) }
  }

  /// One cell per currency, or one for all where none is named.
  func cells(of currencies: [String], _ context: ReportContext, to html: inout HTMLWriter) {
    if currencies.isEmpty {
      html.raw("<td class=\"n\">")
      lines(context, to: &html)
      html.raw("</td>\n")
    }
    for currency in currencies {
      let amount = amounts.first { $0.currency == currency }?.amount
      html.numberCell(
        amount.map { context.formats.money($0, currency: currency) } ?? context.words.plain(.noValue))
    }
  }

  /// One line per currency.
  func lines(_ context: ReportContext, to html: inout HTMLWriter) {
    if amounts.isEmpty { html.text(context.words.plain(.noValue)) }
    for (index, entry) in amounts.enumerated() {
      if index > 0 { html.raw("<br>\n") }
      html.text(context.formats.money(entry.amount, currency: entry.currency))
    }
  }
}

/// Interactions of the window, each counted once however many records it counts on.
struct DistinctActivities {
  private(set) var byType = CountsByType()
  var total: Int { byType.total }

  init(_ context: ReportContext) {
    let analysis = context.analysis
    let days = context.windowStart.days...context.asOf.days
    for (index, activity) in context.dataset.activities.enumerated() {
      let facts = analysis.facts[index]
      guard facts.isInteraction, days.contains(Int(facts.day)), analysis.links.recordCounts[index] > 0 else { continue }
      byType[activity.type] += 1
    }
  }

  func text(_ words: Words) -> String {
    words.list([
      words.plain(.countEmails, count: byType.email), words.plain(.countMeetings, count: byType.meeting),
      words.plain(.countCalls, count: byType.call),
    ])
  }
}
