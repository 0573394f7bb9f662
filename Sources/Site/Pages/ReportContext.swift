import Analytics
import Dataset

/// Everything that pages are made from.
///
/// An object, because every part of every page is handed it.
public final class ReportContext: Sendable {
  public let dataset: Dataset
  public let analysis: Analysis
  public let words: Words
  public let formats: Formats
  public let frame: PageFrame
  /// The path of each page below OUT, such as `accounts/acme-1a2b3c4d.html`; nil where there is none.
  public let paths: PerRecord<String?>
  public let settings: ReportSettings
  let widgets: ShownWidgets
  /// What the hours of a day are called, 0 to 24.
  let hours: [String]
  /// Which records belong together.
  let relations: Relations

  public init(
    dataset: Dataset, analysis: Analysis, words: Words, frame: PageFrame, paths: PerRecord<String?>,
    settings: ReportSettings
  ) {
    self.dataset = dataset
    self.analysis = analysis
    self.words = words
    self.formats = Formats(words: words, zone: dataset.zone)
    self.frame = frame
    self.paths = paths
    self.settings = settings
    widgets = ShownWidgets(settings.insights, settings.widgetSwitches)
    hours = (0...24).map { words.plain(.atHour, [.number: .text(words.formatWords.number($0))]) }
    relations = Relations(dataset)
  }

  /// The same with objects of its own for words, formats and data: every part of every page counts references to them,
  /// and workers that count those of one object wait for each other.
  init(copying other: ReportContext) {
    dataset = Dataset(other.dataset.tables)
    analysis = other.analysis
    words = other.words.copy()
    formats = Formats(words: words, zone: dataset.zone)
    frame = other.frame
    paths = other.paths
    settings = other.settings
    widgets = other.widgets
    hours = other.hours
    relations = other.relations
  }

  /// D, the last day of the report.
  public var asOf: CivilDate { analysis.clock.asOf }
  /// The first day of the window of 60 local days that ends with D.
  public var windowStart: CivilDate { analysis.clock.windowStart }

  /// What a printed sheet says below the page of a name. It stands before the page's character set, which browsers
  /// look for in the first 1,024 bytes, so a longer name is cut.
  func running(_ name: String) -> KeyValuePairs<Slot, Argument> {
    let scalars = name.unicodeScalars
    let short = scalars.count > 100 ? String(String.UnicodeScalarView(scalars.prefix(99))) + "…" : name
    return [.name: .text(short), .date: .text(formats.date(asOf))]
  }

  // Inlined, so that who asks for one value does not copy, and count references to, them all.
  @inline(__always)
  public func kpis(of record: RecordID) -> RecordKPIs { analysis.kpis[dataset.position(of: record)] }

  /// Whether a record is an open deal or an open lead at D.
  public func isOpen(_ record: RecordID) -> Bool {
    (record.type == .opportunity || record.type == .lead) && dataset.isOpen(record, asOf: asOf)
  }
}

/// What a report is to show and to say, beside the data.
public struct ReportSettings: Sendable {
  /// The title of the report.
  public var title: String
  public var insights = Insights.enhanced
  /// What the config turns on or off, against the table of `WidgetList`.
  public var widgetSwitches: [RecordType: [WidgetKey: Bool]] = [:]
  public var hidesSubjects = false
  /// Whether commentary, which people write with names, is left out and said to be.
  public var hidesCommentary = false
  /// What `data/issues.jsonl` must not repeat.
  public var issuePrivacy = IssuePrivacy()
  public var healthRules = HealthRules()
  /// The commentary on a record, or on the team page (nil).
  public var commentary: @Sendable (RecordID?) -> Commentary? = { _ in nil }
  public var issues = IssueCounts()
  /// What has changed since the report before.
  public var changes = ReportChanges(.first)
  /// The names of the owners or teams whose records alone the report holds; empty if it holds everybody's.
  public var scope: [String] = []

  public init(title: String) { self.title = title }
}

/// How much a page shows (report spec, "A page").
public enum Insights: String, CaseIterable, Sendable {
  case basic, enhanced
}

/// What the pages say about how health is computed.
public struct HealthRules: Sendable, Equatable {
  /// f, the expected days between contacts.
  public var expectedDays = 14
  /// The lowest score that is good, and fair.
  public var good = 60
  public var fair = 40

  public init() {}
}

/// A commentary in Markdown, rendered.
public struct Commentary: Sendable {
  public var author: String?
  public var date: CivilDate?
  /// Safe HTML, with headings below the page's own.
  public var html: [UInt8]
  /// The images that it shows and that stand beside the pages, by their paths below OUT.
  public var images: [String: [UInt8]]

  public init(author: String? = nil, date: CivilDate? = nil, html: [UInt8], images: [String: [UInt8]] = [:]) {
    self.author = author
    self.date = date
    self.html = html
    self.images = images
  }
}

/// What was wrong with the input.
public struct IssueCounts: Sendable, Equatable {
  /// Bad rows.
  public var rowsLeftOut = 0
  public var danglingReferences = 0
  /// Everything else, such as commentary on no record.
  public var other = 0

  public init() {}
  public var total: Int { rowsLeftOut + danglingReferences + other }
}
