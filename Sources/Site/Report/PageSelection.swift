import Analytics
import Dataset

/// Which records get a page (page spec, "The folder"; command-line spec, the filters).
public struct PageSelection: Sendable {
  /// Types, and single records by type and id; empty lets everything through.
  public var only: [(type: RecordType, id: String?)] = []
  /// Ids of owners; empty lets everything through.
  public var owners: [String] = []
  /// Names of the owners' teams; empty lets everything through.
  public var teams: [String] = []
  /// Every record, not only those that are open or active.
  public var all = false
  /// Whether pages of open deals list similar won deals, which then have pages, too.
  public var listsSimilarDeals = true

  public init() {}

  /// Records that a worker takes at once.
  private static let chunk = 256

  /// The path of each page below OUT; nil for records without one.
  ///
  /// - Parameters:
  ///   - shown: the ids and names that paths are made of.
  ///   - jobs: workers, at least 1; the result does not depend on it.
  public func paths(_ dataset: Dataset, _ analysis: Analysis, shown: Dataset, jobs: Int) async -> PerRecord<String?> {
    let asOf = analysis.clock.asOf
    let active = activePeople(dataset, asOf: asOf)
    let listed = listsSimilarDeals ? listedDeals(dataset, analysis) : []
    let records = dataset.records
    let made = await Parallel.map(records.count, chunk: Self.chunk, jobs: jobs) { position -> String? in
      let record = records[position]
      guard dataset.exists(record, asOf: asOf), passes(record, dataset) else { return nil }
      let isWanted: Bool =
        switch record.type {
        case .account, .contact: analysis.kpis[position].window.activeDays > 0 || active[record]
        case .lead, .opportunity: dataset.isOpen(record, asOf: asOf) || listed.contains(record)
        }
      guard all || isWanted else { return nil }
      return PagePath.record(
        record.type, id: shown.text.string(shown.id(of: record)), name: shown.text.string(shown.name(of: record)))
    }
    var paths = PerRecord<String?>(dataset, repeating: nil)
    for (record, path) in zip(records, made) { paths[record] = path }
    return paths
  }

  /// Won deals that the pages of open deals list.
  private func listedDeals(_ dataset: Dataset, _ analysis: Analysis) -> Set<RecordID> {
    var listed: Set<RecordID> = []
    for kpis in analysis.kpis where passes(kpis.record, dataset) {
      for deal in kpis.similar?.deals.prefix(SimilarWidget.listed) ?? [] {
        listed.insert(RecordID(.opportunity, deal.row))
      }
    }
    return listed
  }

  /// Accounts and contacts with an open deal or lead.
  private func activePeople(_ dataset: Dataset, asOf: CivilDate) -> PerRecord<Bool> {
    var active = PerRecord(dataset, repeating: false)
    func mark(_ contacts: [Int]) {
      for contact in contacts {
        active[RecordID(.contact, contact)] = true
        if let account = dataset.contacts[contact].account { active[RecordID(.account, account)] = true }
      }
    }
    for (row, deal) in dataset.opportunities.enumerated() {
      let record = RecordID(.opportunity, row)
      guard dataset.exists(record, asOf: asOf), dataset.isOpen(record, asOf: asOf) else { continue }
      if let account = deal.account { active[RecordID(.account, account)] = true }
      mark(Relations.distinct(deal.contact, deal.stakeholders))
    }
    for (row, lead) in dataset.leads.enumerated() {
      let record = RecordID(.lead, row)
      guard dataset.exists(record, asOf: asOf), dataset.isOpen(record, asOf: asOf) else { continue }
      mark(Relations.distinct(lead.contact, lead.stakeholders))
    }
    return active
  }

  /// Whether a record passes the filters, with or without a page.
  public func passes(_ record: RecordID, _ dataset: Dataset) -> Bool {
    if !only.isEmpty {
      let id = dataset.text.string(dataset.id(of: record))
      guard only.contains(where: { $0.type == record.type && ($0.id == nil || $0.id == id) }) else { return false }
    }
    let owner = dataset.owner(of: record).map { dataset.users[$0] }
    if !owners.isEmpty {
      guard let owner, owners.contains(dataset.text.string(owner.id)) else { return false }
    }
    if !teams.isEmpty {
      guard let owner, teams.contains(dataset.text.string(owner.team)) else { return false }
    }
    return true
  }
}
