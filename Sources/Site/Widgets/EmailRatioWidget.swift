import Analytics
import Charts
import Dataset
import Markup

/// How many emails each side writes for one of the other's (KPI spec, "Email send/receive ratio").
enum EmailRatioWidget: Widget {
  static let key = WidgetKey.emailRatio

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, heading: view.plain(.ratioHeading))
    let ratio = view.kpis.emailRatio
    if ratio.sent + ratio.received == 0 {
      html.empty(view.plain(.ratioEmpty))
    } else {
      html.finding { finding(ratio, view, to: &$0) }
      let similar = SimilarView(view)
      if ratio.theirs != nil && ratio.ours != nil { chart(ratio, view, similar).write(to: &html) }
      if let similar { similar.note(similar.benchmark.theirs, view.formats.ratio, to: &html) }
      html.dataTable(view) { table(ratio, view, to: &$0) }
    }
    html.closeWidget()
  }

  private static func finding(_ ratio: EmailRatio, _ view: RecordView, to html: inout HTMLWriter) {
    guard let theirs = ratio.theirs, ratio.received > 0 else {
      view.write(ratio.sent == 0 ? .ratioNoneSent : .ratioNoneReceived, to: &html)
      return
    }
    let perHundred = (theirs * 100).rounded(.toNearestOrAwayFromZero)
    view.write(.ratioFinding, [.number: .text(view.formats.decimal(perHundred, places: 0))], to: &html)
  }

  private static func chart(_ ratio: EmailRatio, _ view: RecordView, _ similar: SimilarView?) -> RatioAxis {
    let formats = view.formats
    let words = view.words
    func point(_ value: Double?, _ term: Term) -> RatioAxis.Point? {
      value.map { .init(ratio: $0, label: words.plain(term, [.number: .text(formats.ratio($0))])) }
    }
    let theirs = point(ratio.theirs, .theirsIs)
    let ours = point(ratio.ours, .oursIs)
    let description = words.plain(
      .ratioDescription,
      [
        .sent: .text(formats.number(ratio.sent)), .received: .text(formats.number(ratio.received)),
        .first: .text(theirs?.label ?? ""), .second: .text(ours?.label ?? ""),
      ])
    return RatioAxis(
      caption: Caption(
        id: ChartID("email-ratio-chart"), title: words.plain(.ratioHeading), description: description),
      first: ours, second: theirs, band: similar.flatMap { SimilarView.band($0.benchmark.theirs) },
      median: similar?.benchmark.theirs.median,
      tickLabel: { exponent in
        if exponent == 0 { return words.plain(.even) }
        let factor = Argument.text(formats.number(1 << min(abs(exponent), 20)))
        return words.plain(exponent < 0 ? .oneTo : .toOne, [.number: factor])
      })
  }

  private static func table(_ ratio: EmailRatio, _ view: RecordView, to html: inout HTMLWriter) {
    html.openFigures("data", caption: view.plain(.ratioHeading), view.words, columns: [.measure, .valueHead])
    html.row(.text(view.plain(.emailsSent))) { $0.cell(ratio.sent, view.formats) }
    html.row(.text(view.plain(.emailsReceived))) { $0.cell(ratio.received, view.formats) }
    html.row(.text(view.plain(.theirsHead))) {
      $0.cell(ratio.theirs.map(view.formats.ratio) ?? view.plain(.noneSentNoRatio))
    }
    html.row(.text(view.plain(.oursHead))) {
      $0.cell(ratio.ours.map(view.formats.ratio) ?? view.plain(.noneReceivedNoRatio))
    }
    html.closeTable()
  }
}
