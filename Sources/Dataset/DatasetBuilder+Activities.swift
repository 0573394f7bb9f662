extension DatasetBuilder {
  mutating func addActivity(_ row: RawRow) throws(RowFailure) {
    let values: ActivityValues
    do throws(BadRow) { values = try .values(row, tables.zone) } catch { throw .left(error) }
    try addActivity(row, values)
  }

  mutating func addActivity(_ row: RawRow, _ values: ActivityValues) throws(RowFailure) {
    var activity = values.activity
    activity.id = intern(row, ActivityColumn.id)
    try activityIDs.add(activity.id, row, cell: ActivityColumn.id.rawValue, text: tables.text)
    activity.regarding = regarding(row, values.regardingType)
    activity.subject = intern(row, ActivityColumn.subject)
    activity.conversationID = intern(row, ActivityColumn.conversationID)
    activity.messageID = intern(row, ActivityColumn.messageID)
    activity.inReplyTo = intern(row, ActivityColumn.inReplyTo)
    tables.text.growth.makeRoom(for: 1, in: &tables.activities)
    tables.activities.append(activity)
  }

  private mutating func regarding(_ row: RawRow, _ type: RecordType?) -> RecordID? {
    let id = row.text(ActivityColumn.regardingID)
    if id.isEmpty { return nil }
    // Exports often list the activities of a record one after another.
    if let last = tables.activities.last?.regarding, last.type == type,
      tables.text.withUTF8(tables.id(of: last), { $0.hasBytes(id) })
    {
      return last
    }
    let (ids, table): (IDIndex, Table)
    switch type {
    case .account: (ids, table) = (accountIDs, .accounts)
    case .contact: (ids, table) = (contactIDs, .contacts)
    case .lead: (ids, table) = (leadIDs, .leads)
    case .opportunity: (ids, table) = (opportunityIDs, .opportunities)
    case nil:
      report(
        .danglingReference, row, ActivityColumn.regardingID.rawValue, "regarding_id",
        "regarding_type beside it: account, contact, lead or opportunity")
      return nil
    }
    guard let type, let found = reference(row, ActivityColumn.regardingID, ids, table) else { return nil }
    return RecordID(type, found)
  }
}
