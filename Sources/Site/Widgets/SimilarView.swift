import Analytics
import Dataset
import Markup

/// What an open deal is compared with, in words (KPI spec, "Similar won deals").
struct SimilarView {
  let view: RecordView
  let similar: SimilarWonDeals

  /// nil where there is nothing to compare with, or the page does not show it.
  init?(_ view: RecordView) {
    guard let similar = view.kpis.similar, view.context.widgets.shows(.similar, on: .opportunity) else {
      return nil
    }
    self.view = view
    self.similar = similar
  }

  var benchmark: SimilarBenchmark { similar.benchmark }

  /// “at the same age”, or “over their whole lives”.
  var when: Argument { .text(view.plain(similar.age == nil ? .whenWholeLife : .whenSameAge)) }

  /// The middle half, as a chart shows it.
  static func band(_ quartiles: SimilarQuartiles) -> ClosedRange<Double>? {
    guard let low = quartiles.p25, let high = quartiles.p75, low <= high else { return nil }
    return low...high
  }

  /// “median 20 (12 to 30)”.
  func text(_ quartiles: SimilarQuartiles, _ format: (Double) -> String) -> Argument {
    guard let median = quartiles.median, let low = quartiles.p25, let high = quartiles.p75 else {
      return .text(view.plain(.noValue))
    }
    return .text(
      view.plain(
        .medianAndMiddle,
        [.median: .text(format(median)), .first: .text(format(low)), .second: .text(format(high))]))
  }

  /// A line below a chart: what each side has in similar won deals.
  func note(_ quartiles: BySide<SimilarQuartiles>, _ format: (Double) -> String, to html: inout HTMLWriter) {
    guard quartiles.team.count + quartiles.customer.count > 0 else { return }
    html.raw("<p class=\"note\">")
    view.write(
      .comparedSides,
      [.scope: when, .team: text(quartiles.team, format), .customer: text(quartiles.customer, format)], to: &html)
    html.raw("</p>\n")
  }

  /// A line below a chart: what similar won deals have.
  func note(_ quartiles: SimilarQuartiles, _ format: (Double) -> String, to html: inout HTMLWriter) {
    guard quartiles.count > 0 else { return }
    html.raw("<p class=\"note\">")
    view.write(.compared, [.scope: when, .value: text(quartiles, format)], to: &html)
    html.raw("</p>\n")
  }

  func count(_ value: Double) -> String { view.formats.decimal(value, places: 1) }
  func effort(_ seconds: Double) -> String { view.formats.effort(whole(seconds)) }
  func duration(_ seconds: Double) -> String { view.formats.duration(whole(seconds)) }

  private func whole(_ value: Double) -> Int { Int(exactly: value.rounded()) ?? .max }

  /// The name of a field that deals are compared by.
  func name(ofFactor name: String) -> String {
    switch name {
    case "industry": return view.plain(.factorIndustry)
    case "team": return view.plain(.factorTeam)
    case "currency": return view.plain(.factorCurrency)
    case "estimated_value": return view.plain(.factorValue)
    default:
      // A column of the data; its table goes without saying.
      return name.firstIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
    }
  }
}
