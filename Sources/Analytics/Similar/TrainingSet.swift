import Dataset

/// The deals that were won or lost by the last refresh: learnt from, and the won ones compared with (KPI spec, "Similar
/// won deals").
struct TrainingSet: Sendable {
  /// Rows of `Dataset.opportunities`, ascending.
  private(set) var rows: [Int] = []
  /// Of each of `rows`.
  private(set) var isWon: [Bool] = []
  /// Rows of the won ones, the last closed first, those of one day by id.
  private(set) var won: [Int] = []

  var lostCount: Int { rows.count - won.count }

  init(_ dataset: Dataset, asOf: CivilDate) {
    let boundary = Self.refreshBoundary(asOf)
    var closing: [(date: CivilDate, row: Int)] = []
    for (row, deal) in dataset.opportunities.enumerated() {
      guard deal.status != .open, let closedOn = deal.closedOn, closedOn <= boundary,
        dataset.exists(RecordID(.opportunity, row), asOf: asOf)
      else { continue }
      rows.append(row)
      isWon.append(deal.status == .won)
      if deal.status == .won { closing.append((closedOn, row)) }
    }
    // Rows are in order of id.
    closing.sort { $0.date != $1.date ? $0.date > $1.date : $0.row < $1.row }
    won = closing.map(\.row)
  }

  /// B, the last Monday that is not after a date.
  static func refreshBoundary(_ asOf: CivilDate) -> CivilDate { asOf - (asOf.weekday - 1) }
}
