import Dataset

extension DataverseMapper {
  /// A row of `activityparty`.
  ///
  /// - Returns: the table that got a row of it, if any did.
  mutating func addParty(of record: DataverseRecord) -> Table? {
    let (position, isKnown) = activity(id(record.value(.activityid)))
    if let position {
      let count = tables.count(of: .participants)
      add(DataverseParty(record), to: position)
      return tables.count(of: .participants) > count ? .participants : nil
    }
    if !isKnown {
      strayParties += 1
      if firstStray.isEmpty { firstStray = "\(record.file), record \(String(decoding: record.id, as: UTF8.self))" }
    }
    return nil
  }

  /// Takes a party into account: as a participant, or as what the activity is regarding or who owns it.
  mutating func add(_ party: DataverseParty, to position: Int) {
    if party.isDeleted { return }
    var field = DataverseRecord.Field()
    field.value = party.id
    field.target = party.target
    let (table, id) = partyTarget(field)
    switch party.mask {
    case 8:
      if let table, table.recordType != nil, activities[position].regarding == nil {
        activities[position].regarding = (table, id)
      }
    case 9:
      if table == .systemuser, activities[position].owner.isEmpty { activities[position].owner = id }
    case 1...7:
      let (name, role) = Self.roles[party.mask - 1]
      if addParticipant(party, table, id, role: name, to: activities[position]) {
        activities[position].roles.formUnion(role)
      }
    default: break
    }
  }

  private static let roles: [(name: String, role: Roles)] = [
    ("from", .from), ("to", .to), ("cc", .cc), ("bcc", .bcc), ("required", .required), ("optional", .optional),
    ("organizer", .organizer),
  ]

  /// The table may be a number here.
  private mutating func partyTarget(_ field: DataverseRecord.Field) -> (table: DataverseTable?, id: Text) {
    let id = id(field.value)
    switch String(decoding: TextParsing.trimmed(field.target), as: UTF8.self) {
    case "1": return (.account, id)
    case "2": return (.contact, id)
    case "3": return (.opportunity, id)
    case "4": return (.lead, id)
    case "8": return (.systemuser, id)
    default: return target(of: field)
    }
  }

  /// - Returns: whether the party is anybody: not one of which the export says neither who nor at which address.
  private mutating func addParticipant(
    _ party: DataverseParty, _ table: DataverseTable?, _ id: Text, role: String, to activity: DataverseActivity
  ) -> Bool {
    let type: String? =
      switch table {
      case .systemuser: "user"
      case .contact: "contact"
      case .lead: "lead"
      default: nil
      }
    let address = TextParsing.trimmed(party.address)
    // An address that belongs to nobody is all that is known; queues and the like have addresses, companies names.
    let name = type != nil || table == .account ? TextParsing.trimmed(party.name) : DataverseRecord.nothing
    if type == nil && address.isEmpty && name.isEmpty { return false }
    addRow(to: .participants, file: activity.file, activity.id)
    set(ParticipantColumn.activityID, id: activity.id)
    tables.set(ParticipantColumn.role, role)
    if let type {
      tables.set(ParticipantColumn.personType, type)
      set(ParticipantColumn.personID, id: id)
    }
    tables.set(ParticipantColumn.email, address)
    tables.set(ParticipantColumn.name, name)
    if table == .systemuser { mention(id, name, address, file: activity.file) }
    return true
  }

  /// Remembers who a user is, where no table says it.
  mutating func mention(
    _ user: Text, _ name: UnsafeBufferPointer<UInt8>, _ address: UnsafeBufferPointer<UInt8>, file: String
  ) {
    if !people.users.isEmpty { return }
    people.mention(
      user, isTeam: false, name: String(decoding: name, as: UTF8.self),
      address: String(decoding: address, as: UTF8.self),
      file: file)
  }

  /// Sender and recipients from the mail's own columns, for the case that the parties were not exported.
  mutating func addAddresses(_ record: DataverseRecord) {
    let position = activities.count - 1
    if !activities[position].roles.isEmpty { return }
    let first = tables.count(of: .participants)
    for (attribute, role) in [(DataverseAttribute.sender, "from"), (.torecipients, "to")] {
      TextParsing.forEachPart(of: record.value(attribute)) { address in
        guard address.contains(UInt8(ascii: "@")) else { return }
        addRow(to: .participants, file: record.file, activities[position].id)
        set(ParticipantColumn.activityID, id: activities[position].id)
        tables.set(ParticipantColumn.role, role)
        tables.set(ParticipantColumn.email, address)
      }
    }
    activities[position].addresses = first..<tables.count(of: .participants)
  }
}
