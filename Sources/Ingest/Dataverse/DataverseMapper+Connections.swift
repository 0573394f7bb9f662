import Dataset

extension DataverseMapper {
  /// A connection of a deal or lead: with a contact, who is a stakeholder, or with a user, who is of the sales team.
  mutating func addConnection(_ record: DataverseRecord) -> Table? {
    if record.number(.statecode) == 1 { return nil }
    let first = target(of: record[.record1id])
    let second = target(of: record[.record2id])
    if let table = connect(first, with: second, role: .record2roleid, record) { return table }
    return connect(second, with: first, role: .record1roleid, record)
  }

  private mutating func connect(
    _ deal: (table: DataverseTable?, id: Text), with person: (table: DataverseTable?, id: Text),
    role: DataverseAttribute, _ record: DataverseRecord
  ) -> Table? {
    guard deal.table == .opportunity || deal.table == .lead else { return nil }
    let id = id(record.id)
    if person.table == .contact {
      addRow(to: .stakeholders, file: record.file, id)
      tables.set(StakeholderColumn.recordType, deal.table == .lead ? "lead" : "opportunity")
      set(StakeholderColumn.recordID, id: deal.id)
      set(StakeholderColumn.contactID, id: person.id)
      let name = String(decoding: record[role].label, as: UTF8.self)
      tables.set(StakeholderColumn.role, name.isEmpty ? roleNames[self.id(record.value(role))] ?? "" : name)
      return .stakeholders
    }
    guard person.table == .systemuser, deal.table == .opportunity else { return nil }
    addRow(to: .salesTeam, file: record.file, id)
    set(SalesTeamColumn.opportunityID, id: deal.id)
    set(SalesTeamColumn.userID, id: person.id)
    return .salesTeam
  }
}
