import Analytics
import Charts
import Dataset
import Markup

/// A column of the tables of records: its head, how the script sorts by it, and what stands in its cells.
struct TeamColumn: Sendable {
  /// What a cell is sorted by.
  enum Order: Sendable {
    /// The text of the cell.
    case text
    /// The number in the cell's `data-v`.
    case number
  }

  let head: Term
  /// Names the column in the address of a sorted view, and for the style sheet.
  let key: StaticString
  let order: Order
  /// Whether the cells are set flush right.
  let isNumber: Bool
  /// Writes the whole cell.
  let write: @Sendable (RecordView, inout HTMLWriter) -> Void

  init(
    _ head: Term, _ key: StaticString, _ order: Order, isNumber: Bool = false,
    write: @escaping @Sendable (RecordView, inout HTMLWriter) -> Void
  ) {
    self.head = head
    self.key = key
    self.order = order
    self.isNumber = isNumber
    self.write = write
  }

  /// The columns after the record's name.
  static func all(of type: RecordType) -> [TeamColumn] {
    switch type {
    case .opportunity: [owner, stage, value, closes, health] + contact + effort + [flags]
    case .lead: [owner, health] + contact + effort + [flags]
    case .account: [owner, openDeals] + contact + effort
    case .contact: [owner, openDeals, health] + contact + effort
    }
  }

  private static let owner = TeamColumn(.owner, "owner", .text) { view, html in
    html.cell(view.userName(view.dataset.owner(of: view.record)) ?? view.plain(.noValue))
  }

  /// The stage, and how long the deal has been in it, by which the column is sorted.
  private static let stage = TeamColumn(.inStageHead, "stage", .number) { view, html in
    let deal = view.dataset.opportunities[view.record.row]
    let since = deal.stageSince.flatMap { $0 <= view.context.asOf ? view.context.asOf - $0 : nil }
    let isOpen = view.context.isOpen(view.record)
    html.openCell(sortedBy: isOpen ? since.map(Double.init) : nil)
    html.text(deal.stage.isEmpty ? view.plain(.noValue) : view.dataset.text.string(deal.stage))
    if isOpen, let since { html.secondLine(view.days(since)) }
    html.closeCell()
  }

  private static let value = TeamColumn(.amountHead, "value", .number, isNumber: true) { view, html in
    html.openCell(sortedBy: view.dataset.opportunities[view.record.row].estimatedValue, isNumber: true)
    Money([view.record], view.context).lines(view.context, to: &html)
    html.closeCell()
  }

  /// When an open deal is to close, or what became of a closed one and when.
  private static let closes = TeamColumn(.closesHead, "closes", .number) { view, html in
    if view.context.isOpen(view.record) {
      let date = view.dataset.opportunities[view.record.row].estimatedCloseOn
      html.openCell(sortedBy: date.map { Double($0.days) })
      html.text(date.map(view.formats.date) ?? view.plain(.noValue))
    } else {
      let fields = RecordFields(view.dataset, view.record, asOf: view.context.asOf)
      html.openCell(sortedBy: fields.closedOn.map { Double($0.days) })
      html.text(view.words.name(ofCode: fields.status ?? ""))
      if let date = fields.closedOn { html.secondLine(view.formats.date(date)) }
    }
    html.closeCell()
  }

  /// Score, grade, trend and nine weeks; what became of a closed lead.
  private static let health = TeamColumn(.health, "health", .number) { view, html in
    let health = view.kpis.health
    html.openCell(sortedBy: health.map { Double($0.score) })
    if view.dataset.isOpen(view.record, asOf: view.context.asOf) {
      HealthView.badge(health, view.words, to: &html)
    } else {
      let status = RecordFields(view.dataset, view.record, asOf: view.context.asOf).status
      html.text(view.record.type == .lead ? view.words.name(ofCode: status ?? "") : view.plain(.noValue))
    }
    if let health {
      if let trend = health.trend {
        html.raw(" <span class=\"trend\">")
        view.write(trend.term, to: &html)
        html.raw("</span>")
      }
      html.raw("\n")
      let id = view.dataset.text.string(view.dataset.id(of: view.record))
      HealthView.spark(health, id: ChartID("weeks-\(view.record.type.code)-\(id)"), view.context, to: &html)
    }
    html.closeCell()
  }

  /// Open deals in which an account or contact takes part.
  private static let openDeals = TeamColumn(.openDeals, "deals", .number, isNumber: true) { view, html in
    let relations = view.context.relations
    let row = view.record.row
    let deals = view.record.type == .account ? relations.dealsOfAccount[row] : relations.dealsOfContact[row]
    let count = deals.count { deal in
      let record = RecordID(.opportunity, deal)
      return view.context.isOpen(record) && view.dataset.exists(record, asOf: view.context.asOf)
    }
    html.numberCell(view.formats.number(count), sortedBy: Double(count))
  }

  private static let contact = [
    TeamColumn(.lastContact, "last", .number) { view, html in
      activity(view.kpis.lastInteraction, lacking: .noneYet, view, to: &html)
    },
    TeamColumn(.nextStep, "next", .number) { view, html in
      let lacking: Term = view.context.isOpen(view.record) ? .nothingScheduled : .noValue
      activity(view.kpis.nextInteraction, lacking: lacking, view, to: &html)
    },
  ]

  /// The date of an activity, and by whom and what it is.
  private static func activity(_ index: Int?, lacking: Term, _ view: RecordView, to html: inout HTMLWriter) {
    html.openCell(sortedBy: index.map { Double(view.activity($0).at.seconds) })
    if let index {
      html.text(view.formats.date(view.activity(index).at))
      html.secondLine(view.kindAndPerson(index))
    } else {
      view.write(lacking, to: &html)
    }
    html.closeCell()
  }

  private static let effort = [
    TeamColumn(.interactionsHead, "interactions", .number, isNumber: true) { view, html in
      let total = view.kpis.window.total
      html.numberCell(view.formats.number(total), sortedBy: Double(total))
    },
    TeamColumn(.timeHead, "time", .number, isNumber: true) { view, html in
      let seconds = view.kpis.secondsSpent.total
      html.numberCell(view.formats.effort(seconds), sortedBy: Double(seconds))
    },
    TeamColumn(.responseHead, "response", .number, isNumber: true) { view, html in
      let median = view.kpis.response.team.median
      html.numberCell(
        median.map(view.formats.duration) ?? view.plain(.noValue), sortedBy: median.map { Double($0) })
    },
  ]

  /// Sorted by the most important flag; what has none comes last.
  private static let flags = TeamColumn(.attentionHead, "flags", .number) { view, html in
    html.openCell(sortedBy: view.kpis.attention.first.map { Double($0.code.rawValue) })
    FlagChips.write(view.kpis, view.words, withValues: false, to: &html)
    html.closeCell()
  }
}

/// Flags as short marks with a colour.
enum FlagChips {
  static func write(_ kpis: RecordKPIs, _ words: Words, withValues: Bool, to html: inout HTMLWriter) {
    if kpis.attention.isEmpty { html.text(words.plain(.noValue)) }
    for (index, flag) in kpis.attention.enumerated() {
      if index > 0 { html.raw("\n") }
      html.raw(flag.code.isUrgent ? "<span class=\"chip poor\">" : "<span class=\"chip fair\">")
      let name = Argument.text(words.plain(flag.code.term))
      if withValues, let value = flag.value, let term = flag.code.valueTerm {
        let amount = Argument.text(words.plain(term, count: value))
        words.write(.flagAndValue, [.name: name, .value: amount], to: &html)
      } else {
        Words.write(name, to: &html)
      }
      html.raw("</span>")
    }
  }
}

extension HTMLWriter {
  /// Opens a cell that sorts by a number; one without comes last in either direction.
  mutating func openCell(sortedBy value: Double?, isNumber: Bool = false) {
    raw(isNumber ? "<td class=\"n\"" : "<td")
    if let value {
      raw(" data-v=\"")
      decimal(value, places: 2)
      raw("\"")
    }
    raw(">")
  }

  mutating func closeCell() { raw("</td>\n") }

  mutating func numberCell(_ content: String, sortedBy value: Double?) {
    openCell(sortedBy: value, isNumber: true)
    text(content)
    closeCell()
  }

  /// A line below the first one of a cell, less prominent.
  mutating func secondLine(_ content: String) {
    raw("<br>\n<span>")
    text(content)
    raw("</span>")
  }
}

extension Trend {
  var term: Term {
    switch self {
    case .up: .up
    case .steady: .steady
    case .down: .down
    }
  }
}

extension AttentionCode {
  /// How the value of a flag is said in short.
  var valueTerm: Term? {
    switch self {
    case .awaitingTeam, .ghosted, .overdueClose, .noActivity, .overdueTask: .days
    case .healthDrop: .pointsCount
    case .noNextStep, .singleThreaded: nil
    }
  }
}
