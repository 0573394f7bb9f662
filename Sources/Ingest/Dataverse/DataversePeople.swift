import Dataset

/// Users and the teams that they belong to.
struct DataversePeople {
  /// Names of business units, and of teams that say where somebody belongs, by id.
  var businessUnits: [Text: String] = [:]
  private(set) var teams: [Text: String] = [:]
  /// Every team's name: also of those that all of a business unit or of one record belong to.
  private(set) var allTeams: [Text: String] = [:]
  /// Who is a member of which team, by the id of the membership.
  private var memberships: [Text: (user: Text, team: Text)] = [:]
  /// The row of each user, with what is known of the team until all memberships are.
  var users: [(row: Int, id: Text, teamNames: [String], businessUnit: Text, businessUnitName: String)] = []
  /// Users that are named as owners or parties: their names, and addresses that they used.
  private(set) var mentioned: [Text: Mention] = [:]
  private(set) var mentionOrder: [Text] = []

  struct Mention {
    var isTeam: Bool
    var name: String
    var address: String
    var file: String
  }

  mutating func addTeam(_ record: DataverseRecord, _ id: Text) {
    let name = record.string(.name)
    allTeams[id] = name
    // A business unit's own team has its name, and an access team is made for one record.
    let isOwn = record.flag(.isdefault) ?? false
    if !isOwn && record.number(.teamtype) != 1 { teams[id] = name }
  }

  mutating func addMembership(_ record: DataverseRecord, _ id: Text, _ pool: inout TextPool) {
    let user = pool.internLowercased(record.value(.systemuserid))
    let team = pool.internLowercased(record.value(.teamid))
    memberships[id] = (user, team)
  }

  mutating func removeMembership(_ id: Text) { memberships[id] = nil }

  /// The names of the teams of each user.
  var teamNames: [Text: [String]] {
    var names: [Text: [String]] = [:]
    for membership in memberships.values {
      if let name = teams[membership.team] { names[membership.user, default: []].append(name) }
    }
    return names
  }

  mutating func mention(_ id: Text, isTeam: Bool, name: String, address: String, file: String) {
    guard var known = mentioned[id] else {
      mentioned[id] = Mention(isTeam: isTeam, name: name, address: address, file: file)
      mentionOrder.append(id)
      return
    }
    if known.name.isEmpty { known.name = name }
    if known.address.isEmpty { known.address = address }
    mentioned[id] = known
  }

  /// The team of a user: the first by name of those that the user is a member of, else the business unit.
  func team(named names: [String], businessUnit: Text, businessUnitName: String) -> String {
    let first = names.filter { !$0.isEmpty }.min { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    if let first { return first }
    let known = businessUnits[businessUnit] ?? ""
    return known.isEmpty ? businessUnitName : known
  }
}
