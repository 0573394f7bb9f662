import Dataset

/// What the values of one row share.
struct RowContext {
  /// The values that were made for the row.
  let arena = ByteArena()
  /// The report's zone.
  let zone: TimeZoneRules
  /// The year of the report, which years of two digits are near.
  let year: Int
  /// The lines of rows with too many cells, by file: each is said once, however many tables the file feeds.
  private var longRows: [String: Set<Int>] = [:]
  private var indexes: [(lookup: Lookup, index: LookupIndex)] = []

  init(_ settings: SourceSettings) {
    zone = settings.zone
    year = settings.asOf.components.year
  }

  /// Whether a row with too many cells has not been reported yet.
  mutating func isNewLongRow(_ line: Int, of file: String) -> Bool {
    longRows[file, default: []].insert(line).inserted
  }

  /// Makes the index of a column, unless there is one.
  mutating func prepare(_ lookups: [Lookup], in tables: borrowing StagedTables) {
    for lookup in lookups where !indexes.contains(where: { $0.lookup == lookup }) {
      indexes.append((lookup, LookupIndex(lookup, in: tables)))
    }
  }

  /// The id of the row that has a value in the first of these columns that has it at all.
  mutating func find(_ value: UnsafeBufferPointer<UInt8>, _ lookups: [Lookup]) -> LookupIndex.Result {
    for lookup in lookups {
      guard let position = indexes.firstIndex(where: { $0.lookup == lookup }) else { continue }
      let result = indexes[position].index.find(value)
      if result != .none { return result }
    }
    return .none
  }
}
