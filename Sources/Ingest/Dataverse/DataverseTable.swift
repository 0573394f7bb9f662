/// The tables of Microsoft Dataverse that are read, in the order in which they are: what others refer to comes first.
enum DataverseTable: Int, CaseIterable, Sendable {
  case transactioncurrency, businessunit, connectionrole, team, systemuser, teammembership
  case account, contact, lead, opportunity, connection
  case email, appointment, phonecall, task, activitypointer, activityparty

  /// The logical name, as metadata and lookups say it.
  var logicalName: String { "\(self)" }

  /// The name of the set of its rows in addresses of the Web API.
  var setName: String {
    switch self {
    case .transactioncurrency: "transactioncurrencies"
    case .teammembership: "teammemberships"
    case .opportunity: "opportunities"
    case .activityparty: "activityparties"
    default: logicalName + "s"
    }
  }

  /// - Parameter name: the logical name or that of the set, in any case.
  init?(named name: String) {
    guard let table = Self.tables[name] ?? Self.tables[name.lowercased()] else { return nil }
    self = table
  }

  /// Every table by its names; made once, since each lookup of each row asks.
  private static let tables: [String: DataverseTable] = {
    var tables: [String: DataverseTable] = ["teammembershipcollection": .teammembership]
    for table in allCases {
      tables[table.logicalName] = table
      tables[table.setName] = table
    }
    return tables
  }()

  var isActivity: Bool { rawValue >= Self.email.rawValue && self != .activityparty }

  /// The column that identifies a row.
  var idAttribute: DataverseAttribute? {
    switch self {
    case .transactioncurrency: .transactioncurrencyid
    case .businessunit: .businessunitid
    case .connectionrole: .connectionroleid
    case .team: .teamid
    case .systemuser: .systemuserid
    case .teammembership: .teammembershipid
    case .account: .accountid
    case .contact: .contactid
    case .lead: .leadid
    case .opportunity: .opportunityid
    case .connection: .connectionid
    case .email, .appointment, .phonecall, .task, .activitypointer: .activityid
    case .activityparty: .activitypartyid
    }
  }
}
