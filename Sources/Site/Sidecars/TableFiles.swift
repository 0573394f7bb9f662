import Analytics
import Dataset

/// `data/kpis.csv` and `data/activities.csv`, for spreadsheets (page spec, "The folder").
///
/// Both are handed over some lines at a time.
public struct TableFiles {
  private let dataset: Dataset
  private let analysis: Analysis
  private let page: (RecordID) -> String?

  /// - Parameter page: the path of a record's page; records without one have no row.
  public init(_ dataset: Dataset, _ analysis: Analysis, page: @escaping (RecordID) -> String?) {
    self.dataset = dataset
    self.analysis = analysis
    self.page = page
  }

  /// One row a record: type, id, name, page, as-of date, every `FlatKPI`, and the flags that are up.
  public func kpis(_ take: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    var csv = CSVWriter()
    for name in ["type", "id", "name", "page", "as_of"] + FlatKPI.all.map(\.path) + ["attention"] { csv.plain(name) }
    csv.endLine()
    let asOf = analysis.clock.asOf
    for position in analysis.kpis.order(in: dataset) {
      let record = analysis.kpis[position].record
      guard let page = page(record) else { continue }
      csv.plain(record.type.code)
      csv.text(dataset.id(of: record), of: dataset.text)
      csv.text(dataset.name(of: record), of: dataset.text)
      csv.plain(page)
      csv.date(asOf)
      write(analysis.kpis[position], RecordFields(dataset, record, asOf: asOf), to: &csv)
      csv.endLine()
      try csv.handOver(to: take)
    }
    try csv.handOver(isLast: true, to: take)
  }

  private func write(_ kpis: RecordKPIs, _ fields: RecordFields, to csv: inout CSVWriter) {
    for column in FlatKPI.all { write(column.value(kpis, fields), to: &csv) }
    csv.plain(kpis.attention.map(\.code.code).joined(separator: " "))
  }

  private func write(_ value: FlatKPI.Value?, to csv: inout CSVWriter) {
    switch value {
    case nil: csv.plain("")
    case .text(let text): csv.text(text, of: dataset.text)
    case .code(let code): csv.plain(code)
    case .count(let count): csv.integer(count)
    case .seconds(let seconds): csv.integer(seconds)
    case .rate(let ratio), .ratio(let ratio): csv.ratio(ratio)
    case .money(let amount): csv.number(amount)
    case .date(let date): csv.date(date)
    case .instant(let instant): csv.instant(instant)
    }
  }

  /// One row for each day of the window on which a record had any interaction.
  public func activities(_ take: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    var csv = CSVWriter()
    for name in [
      "type", "id", "date", "emails_sent", "emails_received", "meetings_sent", "meetings_received", "calls_made",
      "calls_received",
    ] { csv.plain(name) }
    csv.endLine()
    for position in analysis.kpis.order(in: dataset) {
      let record = analysis.kpis[position].record
      guard page(record) != nil else { continue }
      let id = dataset.id(of: record)
      for day in analysis.kpis[position].daily {
        csv.plain(record.type.code)
        csv.text(id, of: dataset.text)
        csv.date(day.date)
        for type in [ActivityType.email, .meeting, .call] {
          csv.integer(day.team[type])
          csv.integer(day.customer[type])
        }
        csv.endLine()
      }
      try csv.handOver(to: take)
    }
    try csv.handOver(isLast: true, to: take)
  }
}
