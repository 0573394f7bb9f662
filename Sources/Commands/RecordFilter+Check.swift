import Dataset
import Site

extension RecordFilter {
  /// Whether everything that the filter names is in the data; a name that is not would make an empty report.
  ///
  /// - Throws: `CommandLineError`, with the nearest name that is there.
  func check(_ dataset: Dataset) throws(CommandLineError) {
    let text = dataset.text
    for selection in only {
      guard let id = selection.id else { continue }
      let ids = (0..<dataset.count(of: selection.type)).map {
        text.string(dataset.id(of: RecordID(selection.type, $0)))
      }
      let type = selection.type.code
      try Self.check(
        id, among: ids, "--only",
        expected: "the id of \(type == "account" || type == "opportunity" ? "an" : "a") \(type)")
    }
    for owner in owners {
      try Self.check(owner, among: dataset.users.map { text.string($0.id) }, "--owner", expected: "the id of a user")
    }
    let teamNames = Set(dataset.users.map { text.string($0.team) }).subtracting([""]).sorted()
    for team in teams { try Self.check(team, among: teamNames, "--team", expected: "the team of a user") }
  }

  /// The names of the users, then of the teams, to whose records the filter limits the report.
  ///
  /// - Parameter shown: the data set with the names that are shown.
  func scope(in dataset: Dataset, shown: Dataset) -> [String] {
    let rows = dataset.users.indices.filter { owners.contains(dataset.text.string(dataset.users[$0].id)) }
    let names = rows.map { shown.text.string(shown.users[$0].name) }
    return names.sorted() + Set(teams).sorted()
  }

  private static func check(
    _ name: String, among known: [String], _ option: String, expected: String
  ) throws(CommandLineError) {
    if known.contains(name) { return }
    let nearest = NearestName.find(name, among: known)
    throw .badValue(
      .commandLine(option), found: "\(quoted(name)), which is not in the data", expected: expected,
      help: nearest.map { "Did you mean \(quoted($0))?" })
  }
}
