import Dataset

/// Every widget, with the records and the level of insights that show it: the table of the report spec, "A page".
/// A new widget is one file and one line here.
enum WidgetList {
  /// Where a widget stands on the page.
  enum Place: Sendable { case hero, wide, half, last }

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

  /// The widgets of a record's page, in order.
  static func shown(on type: RecordType, insights: Insights, switches: [WidgetKey: Bool]) -> [Entry] {
    all.filter { shows($0, on: type, insights: insights, switches: switches) }
  }

  private static func shows(
    _ entry: Entry, on type: RecordType, insights: Insights, switches: [WidgetKey: Bool]
  ) -> Bool {
    guard entry.types.contains(type) else { return false }
    return switches[entry.widget.key] ?? (entry.isBasic || insights == .enhanced)
  }
}

extension WidgetList {
  /// Whether the pages of a type of record show a widget.
  static func shows(_ key: WidgetKey, on type: RecordType, _ context: ReportContext) -> Bool {
    let (insights, switches) = (context.settings.insights, context.settings.widgetSwitches[type] ?? [:])
    return all.contains { $0.widget.key == key && shows($0, on: type, insights: insights, switches: switches) }
  }
}

extension RecordView {
  /// Whether this page shows a widget. A contact's hours are shown nowhere but in its summary.
  func shows(_ key: WidgetKey) -> Bool {
    WidgetList.all.contains { $0.widget.key == key && $0.types.contains(record.type) }
      ? WidgetList.shows(key, on: record.type, context) : context.settings.insights == .enhanced
  }
}

extension WidgetKey {
  /// The widgets that a record of a type can show.
  public static func of(_ type: RecordType) -> [WidgetKey] {
    WidgetList.all.filter { $0.types.contains(type) }.map { $0.widget.key }
  }
}
