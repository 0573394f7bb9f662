extension DatasetBuilder {
  mutating func addParticipant(_ row: RawRow) throws(RowFailure) {
    let last = staged.last.map { Int($0.activity) } ?? 0
    tables.text.growth.makeRoom(for: 1, in: &staged)
    if let known = participation(row, after: last, orElse: { nil }) { return staged.append(known) }
    try check(row, [ParticipantColumn.activityID, .role])
    let role: Roles?
    let type: PersonType?
    do throws(BadRow) {
      role = try row.code(ParticipantColumn.role, Codes.roles)
      type = try row.code(ParticipantColumn.personType, Codes.personTypes)
    } catch { throw .left(error) }
    // An activity that is not there takes the row with it, whoever it names.
    guard let activity = reference(row, ParticipantColumn.activityID, activityIDs, .activities), let role else {
      return
    }
    let person = try person(row, type)
    staged.append(StagedParticipation(activity: Int32(activity), person: Int32(person), roles: role))
  }

  /// What a row of `participants` says, if nothing is wrong with it; changes nothing.
  ///
  /// - Parameters:
  ///   - last: the activity of the row before: mostly that of this row, too, or the one before it.
  ///   - other: the person, where it is none who is known.
  @inline(__always)
  func participation(_ row: RawRow, after last: Int, orElse other: () -> Int?) -> StagedParticipation? {
    let type = row.text(ParticipantColumn.personType)
    let personType = type.isEmpty ? nil : Codes.personTypes[type]
    guard type.isEmpty || personType != nil, let roles = Codes.roles[row.text(ParticipantColumn.role)],
      let activity = activity(row.text(ParticipantColumn.activityID), after: last),
      let person = knownPerson(row, personType) ?? other()
    else { return nil }
    return StagedParticipation(activity: Int32(activity), person: Int32(person), roles: roles)
  }

  private func activity(_ id: UnsafeBufferPointer<UInt8>, after last: Int) -> Int? {
    for activity in last..<min(last + 2, tables.activities.count)
    where tables.text.withUTF8(tables.activities[activity].id, { $0.hasBytes(id) }) {
      return activity
    }
    return tables.text.find(id).flatMap(activityIDs.row)
  }

  /// The person that a participant is (dataset spec, "Who is who"), if nothing new is said of it.
  private func knownPerson(_ row: RawRow, _ type: PersonType?) -> Int? {
    let id = row.text(ParticipantColumn.personID)
    if !id.isEmpty { return referencedPerson(id, type) }
    let name = row.text(ParticipantColumn.name)
    let address = row.text(ParticipantColumn.email)
    guard let handle = address.isEmpty ? tables.text.find(name) : tables.text.findLowercased(address) else {
      return nil
    }
    if !address.isEmpty, let person = person(ofAddress: handle) { return person }
    let side = address.isEmpty ? .customer : side(ofAddress: handle)
    return people.unresolved.position(of: handle, side, name: name, in: tables.text).map { people.resolvedCount + $0 }
  }

  /// The same, whatever is said of it.
  private mutating func person(_ row: RawRow, _ type: PersonType?) throws(RowFailure) -> Int {
    let address = row.text(ParticipantColumn.email)
    let name = row.text(ParticipantColumn.name)
    let isNameless = name.isEmpty && address.isEmpty
    let id = row.text(ParticipantColumn.personID)
    if !id.isEmpty {
      if let person = referencedPerson(id, type) { return person }
      if isNameless {
        throw .left(row.bad(ParticipantColumn.personID, "the id of a person who is there, or an email or a name"))
      }
      report(
        .danglingReference, row, ParticipantColumn.personID.rawValue, "person_id",
        "the id of a row of users, contacts or leads, with its person_type")
    } else if isNameless {
      throw .left(row.bad(ParticipantColumn.personID, "a person_id, an email or a name"))
    }
    if address.isEmpty { return unresolved(tables.text.intern(name), .customer, name: name) }
    let email = tables.text.internLowercased(address)
    return person(ofAddress: email) ?? unresolved(email, side(ofAddress: email), name: name)
  }

  private func referencedPerson(_ id: UnsafeBufferPointer<UInt8>, _ type: PersonType?) -> Int? {
    guard let id = tables.text.find(id) else { return nil }
    switch type {
    case .user: return userIDs.row(id).map { tables.person(user: $0) }
    case .contact: return contactIDs.row(id).map { tables.person(contact: $0) }
    case .lead: return leadIDs.row(id).map { tables.person(lead: $0) }
    case .unresolved, nil: return nil
    }
  }

  /// The user, contact or lead with this address. A participant has one address, taken as it stands.
  private func person(ofAddress email: Text) -> Int? {
    let index = Int(email.index)
    return index < people.byEmail.count && people.byEmail[index] >= 0 ? Int(people.byEmail[index]) : nil
  }

  mutating func unresolved(_ id: Text, _ side: Side, name: UnsafeBufferPointer<UInt8>) -> Int {
    people.resolvedCount + people.unresolved.add(id, side, name: name, to: &tables.text)
  }

  private func side(ofAddress email: Text) -> Side { tables.text.withUTF8(email, side(ofAddress:)) }

  /// Of the team, if an address in lower case belongs to one of the internal domains or a subdomain of one.
  func side(ofAddress email: UnsafeBufferPointer<UInt8>) -> Side {
    guard !internalDomains.isEmpty, let at = email.lastIndex(of: UInt8(ascii: "@")) else { return .customer }
    let domain = email[(at + 1)...]
    let isInternal = internalDomains.contains { internalDomain in
      let suffix = internalDomain.utf8
      guard domain.count >= suffix.count, domain.suffix(suffix.count).elementsEqual(suffix) else { return false }
      return domain.count == suffix.count || domain[domain.endIndex - suffix.count - 1] == UInt8(ascii: ".")
    }
    return isInternal ? .team : .customer
  }
}
