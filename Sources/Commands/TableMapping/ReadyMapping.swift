import Templates

/// A mapping that ships with the program, to be used by name or copied.
struct ReadyMapping {
  /// What `tables: NAME` and `rapport sources NAME` call it.
  let name: String
  /// A sentence without its full stop.
  let meaning: String
  /// How one sees that a folder holds such an export.
  let looks: String

  static let all = [
    ReadyMapping(
      name: "salesforce", meaning: "The CSV files of Salesforce's Data Export or Data Loader",
      looks: "Opportunity.csv with the columns Id, Name, StageName, IsClosed and IsWon"),
    ReadyMapping(
      name: "hubspot", meaning: "CSV exports of HubSpot's deals, contacts, companies and activities",
      looks: "a file such as …deals….csv with the columns Record ID, Deal Name and Deal Stage"),
    ReadyMapping(
      name: "pipedrive", meaning: "CSV exports of Pipedrive's deals, people, organizations and activities",
      looks: "a file such as …deals….csv with the columns Deal - ID, Deal - Title and Deal - Status"),
  ]

  static func named(_ name: String) -> ReadyMapping? { all.first { $0.name == name } }

  /// The config that ships: comments, and the key `tables`.
  var text: String { Templates.embedded("mappings/\(name).yml") ?? "" }

  /// The value of its key `tables`.
  var root: MappingReader.Layer? {
    let file = "the ready mapping \(name)"
    guard let config = try? ConfigParser.parse(text, file: file), let tables = config["tables"] else { return nil }
    return .init(node: tables, file: file, key: "tables")
  }
}
