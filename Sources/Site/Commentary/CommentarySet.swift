import Analytics
import Dataset
import Markup

/// All commentary of a report: read, and rendered for the pages.
public struct CommentarySet: Sendable {
  private let folder: CommentaryFolder
  private let dataset: Dataset
  private var records: [RecordID: CommentarySource] = [:]
  private var team: CommentarySource?
  /// What has to be put right in the folder.
  public private(set) var problems: [CommentaryProblem]

  /// Reads the commentary on every record of the data set and on the team.
  ///
  /// - Parameter leftOut: people whom the data set goes without; commentary on them is neither shown nor reported.
  /// - Throws: `CommentaryProblem` if there is no such folder or it cannot be listed.
  public init(
    folder path: String, _ dataset: Dataset, leavingOut leftOut: [OptOut.LeftOut] = []
  ) throws(CommentaryProblem) {
    folder = try CommentaryFolder(path: path)
    self.dataset = dataset
    var ids: Set<String> = []
    problems = []
    for record in dataset.records {
      let id = dataset.text.string(dataset.id(of: record))
      ids.insert(record.type.code + ":" + id)
      let (commentary, problems) = folder.commentary(for: .record(record.type, id: id))
      records[record] = commentary
      self.problems += problems
    }
    let (team, problems) = folder.commentary(for: .team)
    self.team = team
    self.problems += problems
    for person in leftOut { ids.insert(person.type.code + ":" + person.id) }
    self.problems += folder.strays { ids.contains($0.code + ":" + $1) }
  }

  /// Takes down the flags that authors have muted (KPI spec, "Attention").
  public func mute(in analysis: inout Analysis) {
    for (record, commentary) in records {
      let codes = commentary.muted(on: analysis.clock.asOf)
      if !codes.isEmpty { analysis.mute(Set(codes), at: dataset.position(of: record)) }
    }
  }

  /// The HTML of the commentary on the records that have a page, and on the team; and what could not be shown as
  /// written.
  public func rendered(
    _ context: ReportContext
  ) -> (commentary: @Sendable (RecordID?) -> Commentary?, problems: [CommentaryProblem]) {
    var problems: [CommentaryProblem] = []
    var html: [RecordID: Commentary] = [:]
    let pages = records.filter { context.paths[$0.key] != nil }
      .sorted { dataset.position(of: $0.key) < dataset.position(of: $1.key) }
    for (record, commentary) in pages {
      let quotes = KPIQuotes(context, record)
      html[record] = render(commentary, record, context, &problems) { quotes.text(of: $0) }
    }
    let teamHTML = team.map { render($0, nil, context, &problems) { _ in nil } }
    let done = html
    return ({ record in record.map { done[$0] } ?? teamHTML }, problems)
  }

  private func render(
    _ source: CommentarySource, _ record: RecordID?, _ context: ReportContext,
    _ problems: inout [CommentaryProblem], _ substitute: @escaping (String) -> String?
  ) -> Commentary {
    let path = record.flatMap { context.paths[$0] } ?? PagePath.team
    let root = context.frame.hasExternalAssets ? PagePath.root(of: path) : nil
    let (commentary, found) = folder.rendered(
      source, words: context.words.markdown, root: root, substitute: substitute)
    problems += found
    return commentary
  }
}

/// The KPIs of a record as commentary quotes them: `{{response.team.median}}`.
struct KPIQuotes {
  private let context: ReportContext
  private let kpis: RecordKPIs
  private let fields: RecordFields

  init(_ context: ReportContext, _ record: RecordID) {
    self.context = context
    kpis = context.kpis(of: record)
    fields = RecordFields(context.dataset, record, asOf: context.asOf)
  }

  /// The value at a path of `FlatKPI.all`, formatted; the word for no value where the record has none; nil if there is
  /// no such path.
  func text(of path: String) -> String? {
    let formats = context.formats
    switch path {
    case "name": return context.dataset.text.string(context.dataset.name(of: kpis.record))
    case "id": return context.dataset.text.string(context.dataset.id(of: kpis.record))
    case "as_of": return formats.date(context.asOf)
    default: break
    }
    guard let kpi = FlatKPI.all.first(where: { $0.path == path }) else { return nil }
    switch kpi.value(kpis, fields) {
    case nil: return context.words.plain(.noValue)
    case .text(let text): return context.dataset.text.string(text)
    case .code(let code): return context.words.name(ofCode: code)
    case .count(let count): return formats.number(count)
    case .seconds(let seconds): return formats.duration(seconds)
    case .rate(let rate): return formats.percent(rate)
    case .ratio(let ratio): return formats.ratio(ratio)
    case .money(let amount): return formats.money(amount, currency: context.dataset.text.string(fields.currency))
    case .date(let date): return formats.date(date)
    case .instant(let instant): return formats.dateTime(instant)
    }
  }
}
