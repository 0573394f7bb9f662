import Analytics
import Dataset
import Markup

/// Who of the team is in touch with whom of the customer, within the window: a matrix with direction and last touch.
enum CoverageWidget: Widget {
  static let key = WidgetKey.coverage

  /// People of each side that the matrix shows at most, those with the most interactions.
  private static let mostCustomers = 8
  private static let mostSellers = 6

  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    html.openWidget(key, heading: view.plain(.whoWithWhom))
    let pairs = view.kpis.coverage
    if let pair = pairs.first {
      let matrix = Matrix(pairs)
      html.finding { finding(pair, matrix, view, to: &$0) }
      if pairs.count > 1 { table(matrix, view, to: &html) }
      untouched(matrix, view, to: &html)
    } else {
      html.empty(view.plain(.coverageEmpty, [.date: .text(view.formats.date(view.context.windowStart))]))
    }
    html.closeWidget()
  }

  /// The pairs by both people, who stand in the order of their interactions.
  private struct Matrix {
    let pairs: [CoveragePair]
    let sellers: [Int]
    let customers: [Int]

    init(_ pairs: [CoveragePair]) {
      self.pairs = pairs
      sellers = Self.ranked(pairs, by: \.user)
      customers = Self.ranked(pairs, by: \.customer)
    }

    func pair(_ seller: Int, _ customer: Int) -> CoveragePair? {
      pairs.first { $0.user == seller && $0.customer == customer }
    }

    private static func ranked(_ pairs: [CoveragePair], by person: KeyPath<CoveragePair, Int>) -> [Int] {
      var totals: [Int: Int] = [:]
      for pair in pairs { totals[pair[keyPath: person], default: 0] += pair.interactions }
      return totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
  }

  private static func finding(
    _ first: CoveragePair, _ matrix: Matrix, _ view: RecordView, to html: inout HTMLWriter
  ) {
    let formats = view.formats
    if matrix.pairs.count == 1 {
      let facts = [
        view.plain(.countInteractions, count: first.interactions), view.plain(first.direction),
        view.plain(.lastTouch, [.date: .text(formats.date(first.lastAt))]),
      ]
      view.write(
        .coverageOnePair,
        [
          .person: .text(view.personName(first.user)), .customer: view.person(first.customer),
          .list: .text(view.words.series(facts)),
        ], to: &html)
      return
    }
    view.write(
      .coverageFinding,
      [
        .team: .text(formats.number(matrix.sellers.count)), .customer: .text(formats.number(matrix.customers.count)),
        .first: .text(formats.number(matrix.pairs.count(where: \.isTwoWay))),
        .total: .text(formats.number(matrix.pairs.count)),
      ], to: &html)
  }

  private static func table(_ matrix: Matrix, _ view: RecordView, to html: inout HTMLWriter) {
    let sellers = matrix.sellers.prefix(mostSellers)
    let customers = matrix.customers.prefix(mostCustomers)
    html.scrolling(view.plain(.whoWithWhom)) { html in
      html.openTable(
        "data plain matrix", caption: view.plain(.coverageCaption),
        columns: [(view.plain(.customer), false)] + sellers.map { (view.personName($0), false) })
      for customer in customers {
        html.row {
          view.write(person: customer, to: &$0)
        } cells: { html in
          for seller in sellers { cell(matrix.pair(seller, customer), view, to: &html) }
        }
      }
      html.closeTable()
    }
    let leftOut = matrix.sellers.count - sellers.count + matrix.customers.count - customers.count
    html.raw("<p class=\"note\">")
    view.write(.coverageKey, to: &html)
    if leftOut > 0 {
      view.words.writeSentenceSeparator(to: &html)
      view.write(.coverageLeftOut, count: leftOut, to: &html)
    }
    html.raw("</p>\n")
  }

  private static func cell(_ pair: CoveragePair?, _ view: RecordView, to html: inout HTMLWriter) {
    guard let pair else { return html.cell(view.plain(.noValue)) }
    html.raw("<td>")
    html.text(view.formats.number(pair.interactions))
    html.raw(" <i role=\"img\" aria-label=\"")
    html.text(view.plain(pair.direction))
    html.raw("\">")
    html.text(pair.arrow)
    html.raw("</i> <span>")
    html.text(view.formats.dayMonth(view.dataset.localDate(pair.lastAt)))
    html.raw("</span></td>\n")
  }

  /// The people that the record names and nobody is in touch with.
  private static func untouched(_ matrix: Matrix, _ view: RecordView, to html: inout HTMLWriter) {
    let people = named(by: view).filter { !matrix.customers.contains($0) }
    if people.isEmpty { return }
    html.raw("<p class=\"note\">")
    view.write(.coverageUntouched, [.list: .text(ActivityLists.names(people, view))], to: &html)
    html.raw("</p>\n")
  }

  private static func named(by view: RecordView) -> [Int] {
    let row = view.record.row
    let contacts =
      switch view.record.type {
      case .account: view.context.relations.contactsOfAccount[row]
      case .contact: [row]
      case .lead: Relations.distinct(view.dataset.leads[row].contact, view.dataset.leads[row].stakeholders)
      case .opportunity:
        Relations.distinct(view.dataset.opportunities[row].contact, view.dataset.opportunities[row].stakeholders)
      }
    return contacts.map { view.dataset.person(contact: $0) }
  }
}

extension CoveragePair {
  fileprivate var direction: Term {
    switch onlySide {
    case nil: .bothWays
    case .team: .teamOnly
    case .customer: .customerOnly
    }
  }

  fileprivate var arrow: String {
    switch onlySide {
    case nil: "↔"
    case .team: "→"
    case .customer: "←"
    }
  }
}
