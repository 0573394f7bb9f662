import Dataset

/// Every widget, with the records and the level of insights that show it: the table of the report spec, "A page".
/// A new widget is one file and one line here.
enum WidgetList {
  /// Where a widget stands on the page.
  enum Place: Int, CaseIterable, Sendable { case hero, wide, half, last }

  struct Entry: Sendable {
    let widget: any Widget.Type
    let place: Place
    let types: [RecordType]
    let isBasic: Bool
  }

  /// In the order of the page.
  static let all: [Entry] = [
    Entry(widget: SummaryWidget.self, place: .hero, types: everywhere, isBasic: true),
    Entry(widget: HealthWidget.self, place: .hero, types: [.contact, .lead, .opportunity], isBasic: false),
    Entry(widget: ActivitiesWidget.self, place: .wide, types: everywhere, isBasic: true),
    Entry(widget: LastAndNextWidget.self, place: .half, types: [.lead, .opportunity], isBasic: false),
    Entry(widget: MostContactedWidget.self, place: .half, types: [.account, .lead, .opportunity], isBasic: true),
    Entry(widget: InteractionsWidget.self, place: .half, types: everywhere, isBasic: true),
    Entry(widget: EmailRatioWidget.self, place: .half, types: everywhere, isBasic: true),
    Entry(widget: ResponseWidget.self, place: .half, types: everywhere, isBasic: false),
    Entry(widget: HoursWidget.self, place: .half, types: [.account, .lead, .opportunity], isBasic: false),
    Entry(widget: PaceWidget.self, place: .half, types: [.opportunity], isBasic: false),
    Entry(widget: HeatWidget.self, place: .half, types: everywhere, isBasic: false),
    Entry(widget: EngagementWidget.self, place: .half, types: everywhere, isBasic: true),
    Entry(widget: CoverageWidget.self, place: .half, types: [.account, .lead, .opportunity], isBasic: false),
    Entry(widget: SimilarWidget.self, place: .last, types: [.opportunity], isBasic: false),
    Entry(widget: CommentaryWidget.self, place: .last, types: everywhere, isBasic: true),
  ]

  private static let everywhere = RecordType.allCases
}

/// The widgets that the pages of a report show, by type of record.
struct ShownWidgets: Sendable {
  /// By type and place, in order.
  private let widgets: [[[any Widget.Type]]]
  /// What pages say, in a widget or, where a type has none for it, elsewhere: a contact's hours are in its summary.
  private let keys: [[WidgetKey]]

  /// - Parameter switches: what the config turns on or off, against the table of `WidgetList`.
  init(_ insights: Insights, _ switches: [RecordType: [WidgetKey: Bool]]) {
    let entries = RecordType.allCases.map { type in
      WidgetList.all.filter { entry in
        entry.types.contains(type)
          && switches[type]?[entry.widget.key] ?? (entry.isBasic || insights == .enhanced)
      }
    }
    widgets = entries.map { entries in
      WidgetList.Place.allCases.map { place in entries.filter { $0.place == place }.map(\.widget) }
    }
    keys = zip(RecordType.allCases, entries).map { type, entries in
      let own = WidgetKey.of(type)
      return WidgetKey.allCases.filter { key in
        own.contains(key) ? entries.contains { $0.widget.key == key } : insights == .enhanced
      }
    }
  }

  /// The widgets at one place of a record's page.
  func widgets(of type: RecordType, at place: WidgetList.Place) -> [any Widget.Type] {
    widgets[Int(type.rawValue)][place.rawValue]
  }

  /// Whether the pages of a type of record say what a widget says.
  func shows(_ key: WidgetKey, on type: RecordType) -> Bool { keys[Int(type.rawValue)].contains(key) }
}

extension RecordView {
  /// Whether this page shows what a widget says.
  func shows(_ key: WidgetKey) -> Bool { context.widgets.shows(key, on: record.type) }
}

extension WidgetKey {
  /// The widgets that a record of a type can show.
  public static func of(_ type: RecordType) -> [WidgetKey] {
    WidgetList.all.filter { $0.types.contains(type) }.map { $0.widget.key }
  }
}
