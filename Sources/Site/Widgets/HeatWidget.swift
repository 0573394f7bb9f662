import Analytics
import Charts
import Dataset
import Markup

/// At which weekday and hour the interactions of the window were, in the report's time zone.
enum HeatWidget: Widget {
  static let key = WidgetKey.heat

  /// Fewer make no pattern.
  private static let fewest = 5

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, heading: view.plain(.whenInTouch))
    let cells = view.kpis.heat
    let total = cells.reduce(0) { $0 + $1.interactions }
    if total == 0 {
      html.empty(view.plain(.heatEmpty, [.date: .text(view.formats.date(view.context.windowStart))]))
    } else if total < fewest {
      html.empty(view.plain(.heatFew, count: total, [.limit: .text(view.formats.number(fewest))]))
    } else {
      let peak = Peak(cells, total, view)
      html.finding { view.write(.heatFinding, peak.arguments, to: &$0) }
      let id = ChartID("heat-chart")
      chart(id, cells, peak, view).write(to: &html)
      legend(id, cells, view, to: &html)
      html.dataTable(view) { table(cells, view, to: &$0) }
    }
    html.closeWidget()
  }

  /// The weekday and the hour with the most; the first of equals.
  private struct Peak {
    let arguments: KeyValuePairs<Slot, Argument>

    init(_ cells: [HeatCell], _ total: Int, _ view: RecordView) {
      var days = Array(repeating: 0, count: 7)
      var hours = Array(repeating: 0, count: 24)
      for cell in cells {
        days[cell.weekday - 1] += cell.interactions
        hours[cell.hour] += cell.interactions
      }
      let day = HeatWidget.greatest(days)
      let hour = HeatWidget.greatest(hours)
      arguments = [
        .date: .text(view.formats.words.weekdays[day]), .first: .text(view.formats.number(days[day])),
        .start: .text(HeatWidget.hour(hour, view)), .end: .text(HeatWidget.hour(hour + 1, view)),
        .second: .text(view.formats.number(hours[hour])), .total: .text(view.formats.number(total)),
      ]
    }
  }

  private static func greatest(_ counts: [Int]) -> Int {
    counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
  }

  private static func hour(_ hour: Int, _ view: RecordView) -> String { view.context.hours[hour] }

  private static func chart(_ id: ChartID, _ cells: [HeatCell], _ peak: Peak, _ view: RecordView) -> HeatMap {
    HeatMap(
      caption: Caption(
        id: id, title: view.plain(.heatTitle), description: view.plain(.heatDescription, peak.arguments)),
      rowLabels: view.formats.words.weekdaysShort,
      columnLabels: stride(from: 0, to: 24, by: 6).map { .init(column: $0, label: hour($0, view)) },
      cells: cells.map { .init(row: $0.weekday - 1, column: $0.hour, count: $0.interactions) })
  }

  private static func legend(_ id: ChartID, _ cells: [HeatCell], _ view: RecordView, to html: inout HTMLWriter) {
    let steps = HeatMap.steps(upTo: cells.map(\.interactions).max() ?? 0)
    let keys = steps.enumerated().map { index, counts -> (swatch: Legend.Swatch, label: String) in
      let (low, high) = (view.formats.number(counts.lowerBound), view.formats.number(counts.upperBound))
      let label = low == high ? low : view.plain(.numberRange, [.start: .text(low), .end: .text(high)])
      return (.heat(index, of: steps.count), label)
    }
    Legend(id: id, keys: keys).write(to: &html)
  }

  /// One row a weekday: the same figures in a seventh of the bytes of one row a cell.
  private static func table(_ cells: [HeatCell], _ view: RecordView, to html: inout HTMLWriter) {
    html.openTable(
      "data", caption: view.plain(.heatTitle),
      columns: [(view.plain(.weekday), false), (view.plain(.hoursHead), false), (view.plain(.total), true)])
    for weekday in 1...7 {
      let members = cells.filter { $0.weekday == weekday }
      if members.isEmpty { continue }
      html.row(.text(view.formats.words.weekdays[weekday - 1])) { html in
        html.cell { html in
          for (index, cell) in members.enumerated() {
            if index > 0 { html.text(view.formats.words.listSeparator) }
            let start = Argument.text(hour(cell.hour, view))
            view.write(.hourAndCount, count: cell.interactions, [.start: start], to: &html)
          }
        }
        html.numberCell(view.formats.number(members.reduce(0) { $0 + $1.interactions }))
      }
    }
    html.closeTable()
  }
}
