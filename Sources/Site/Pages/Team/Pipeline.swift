import Analytics
import Charts
import Dataset

/// The open deals as the pipeline chart sees them: drawn, or named below it.
struct Pipeline {
  struct Deal {
    let record: RecordID
    /// Days from D to the estimated close date.
    let day: Int
    let health: Health?
    /// Estimated value by that of the largest open deal of the same currency; nil where there is no value.
    let share: Double?
  }

  /// Deals that are to close at D or later, the largest of each currency first, then worst first.
  let drawn: [Deal]
  /// Worst first.
  let overdue: [RecordID]
  let undated: [RecordID]
  /// The largest open deal of each currency.
  let largest: [(currency: String, amount: Double)]

  /// - Parameter deals: open deals, worst first.
  init(_ deals: [RecordID], _ context: ReportContext) {
    let rows = context.dataset.opportunities
    var largest: [Text: Double] = [:]
    for deal in deals {
      let row = rows[deal.row]
      if let value = row.estimatedValue, value > 0, value.isFinite {
        largest[row.currency] = max(largest[row.currency] ?? 0, value)
      }
    }
    let dates = deals.map { (deal: $0, close: rows[$0.row].estimatedCloseOn) }
    undated = dates.filter { $0.close == nil }.map(\.deal)
    overdue = dates.filter { $0.close.map { $0 < context.asOf } ?? false }.map(\.deal)
    let drawn = dates.compactMap { deal, close -> Deal? in
      guard let close, close >= context.asOf else { return nil }
      let row = rows[deal.row]
      let whole = largest[row.currency] ?? 0
      let share = row.estimatedValue.flatMap { $0 > 0 && whole > 0 ? $0 / whole : nil }
      return Deal(record: deal, day: close - context.asOf, health: context.kpis(of: deal).health, share: share)
    }
    self.drawn = drawn.enumerated().sorted { first, second in
      let (a, b) = (first.element.share ?? 0, second.element.share ?? 0)
      return a == b ? first.offset < second.offset : a > b
    }.map(\.element)
    self.largest = largest.sorted { context.dataset.text.precedes($0.key, $1.key) }
      .map { (context.dataset.text.string($0.key), $0.value) }
  }
}

extension Grade {
  var level: BubbleLevel {
    switch self {
    case .good: .high
    case .fair: .middle
    case .poor: .low
    }
  }
}
