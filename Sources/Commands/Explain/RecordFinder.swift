import Dataset
import Site

/// Finds the record that a command line names.
struct RecordFinder {
  let dataset: Dataset
  /// The same with the ids that the report shows, by which a record can be named, too.
  let shown: Dataset
  let asOf: CivilDate

  func record(named name: String) throws(CommandLineError) -> RecordID {
    let place = Place.commandLine("--record")
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let types = RecordType.allCases.map(\.code)
    guard parts.count == 2, let type = RecordType(code: parts[0]) else {
      let nearest = parts.first.flatMap { NearestName.find($0, among: types) }
      let suggestion = nearest.map { "Did you mean \(quoted(parts.count == 2 ? "\($0):\(parts[1])" : "\($0):ID"))?" }
      throw .badValue(
        place, found: quoted(name), expected: "TYPE:ID, where TYPE is account, contact, lead or opportunity",
        help: suggestion)
    }
    let records = (0..<dataset.count(of: type)).map { RecordID(type, $0) }
    guard let record = find(parts[1], among: records, dataset) ?? find(parts[1], among: records, shown) else {
      throw .badValue(
        place, found: quoted(name), expected: "the id of one of the \(records.count) \(type.code) rows of the data",
        help: suggestion(for: parts[1], among: records))
    }
    guard dataset.exists(record, asOf: asOf) else {
      throw .badValue(
        place, found: "\(quoted(name)), created after \(asOf)", expected: "a record of the day of the report",
        help: "name a later day with --as-of")
    }
    return record
  }

  private func find(_ id: String, among records: [RecordID], _ dataset: Dataset) -> RecordID? {
    dataset.text.find(id).flatMap { id in records.first { dataset.id(of: $0) == id } }
  }

  /// By id, else by name.
  private func suggestion(for text: String, among records: [RecordID]) -> String? {
    let ids = records.map { dataset.text.string(dataset.id(of: $0)) }
    let names = records.map { dataset.text.string(dataset.name(of: $0)) }
    let position =
      names.firstIndex(of: text)
      ?? NearestName.find(text, among: ids).flatMap { ids.firstIndex(of: $0) }
      ?? NearestName.find(text, among: names).flatMap { names.firstIndex(of: $0) }
    guard let position, let type = records.first?.type.code else { return nil }
    return "Did you mean \(quoted("\(type):\(ids[position])")), \(quoted(names[position]))?"
  }
}
