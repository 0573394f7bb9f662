/// The longest duration that a row may have, in minutes: 100 years.
private let longestDuration = 52_560_000.0

extension DatasetBuilder {
  mutating func addActivity(_ row: RawRow) throws(RowFailure) {
    try check(row, [ActivityColumn.id, .type, .at])
    let id = intern(row, ActivityColumn.id)
    var activity: Activity
    do throws(BadRow) {
      activity = try self.activity(row, id: id)
    } catch { throw .left(error) }
    let regardingType: RecordType?
    do throws(BadRow) {
      regardingType = try row.code(ActivityColumn.regardingType, Codes.recordTypes)
    } catch { throw .left(error) }
    try activityIDs.add(id, row, cell: ActivityColumn.id.rawValue, text: tables.text)
    activity.regarding = regarding(row, regardingType)
    activity.subject = intern(row, ActivityColumn.subject)
    activity.conversationID = intern(row, ActivityColumn.conversationID)
    activity.messageID = intern(row, ActivityColumn.messageID)
    activity.inReplyTo = intern(row, ActivityColumn.inReplyTo)
    tables.text.growth.makeRoom(for: 1, in: &tables.activities)
    tables.activities.append(activity)
  }

  /// The values of an activity that may be bad.
  private func activity(_ row: RawRow, id: Text) throws(BadRow) -> Activity {
    guard
      let type = try row.code(ActivityColumn.type, Codes.activityTypes),
      let at = try row.instant(ActivityColumn.at, zone)
    else { throw row.bad(ActivityColumn.type, "a value, because this column is required") }
    return Activity(
      id: id, type: type,
      status: try row.code(ActivityColumn.status, Codes.activityStatuses) ?? .completed,
      direction: try row.code(ActivityColumn.direction, Codes.directions),
      isPrivate: try row.boolean(ActivityColumn.private), isFollowed: try row.boolean(ActivityColumn.followed),
      at: at, subject: .none, durationSeconds: try duration(row, from: at), regarding: nil, conversationID: .none,
      messageID: .none, inReplyTo: .none, opens: try row.count(ActivityColumn.opens),
      linkClicks: try row.count(ActivityColumn.linkClicks),
      attachmentViews: try row.count(ActivityColumn.attachmentViews),
      lastOpenedAt: try row.instant(ActivityColumn.lastOpenedAt, zone))
  }

  /// `duration_minutes`, else `ends_at − at` (not below 0), else 0, rounded half up to a second.
  private func duration(_ row: RawRow, from at: Instant) throws(BadRow) -> Int {
    let minutes = try row.value(ActivityColumn.durationMinutes, "minutes, from 0 to 52560000") { utf8 in
      TextParsing.number(utf8).flatMap { $0 >= 0 && $0 <= longestDuration ? $0 : nil }
    }
    let endsAt = try row.instant(ActivityColumn.endsAt, zone)
    if let minutes { return Int((minutes * 60 + 0.5).rounded(.down)) }
    guard let endsAt else { return 0 }
    return min(max(0, endsAt - at), Int(longestDuration) * 60)
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

  mutating func addParticipant(_ row: RawRow) throws(RowFailure) {
    try check(row, [ParticipantColumn.activityID, .role])
    let role: Roles?
    let type: PersonType?
    do throws(BadRow) {
      role = try row.code(ParticipantColumn.role, Codes.roles)
      type = try row.code(ParticipantColumn.personType, Codes.personTypes)
    } catch { throw .left(error) }
    // An activity that is not there takes the row with it, whoever it names.
    guard let activity = activity(of: row), let roles = role else { return }
    let person = try person(row, type)
    tables.text.growth.makeRoom(for: 1, in: &staged)
    staged.append(StagedParticipation(activity: Int32(activity), person: Int32(person), roles: roles))
  }

  /// The activity that a participant takes part in, which mostly is that of the row before or the one after it.
  private mutating func activity(of row: RawRow) -> Int? {
    let id = row.text(ParticipantColumn.activityID)
    let last = staged.last.map { Int($0.activity) } ?? 0
    for activity in last..<min(last + 2, tables.activities.count)
    where tables.text.withUTF8(tables.activities[activity].id, { $0.hasBytes(id) }) {
      return activity
    }
    return reference(row, ParticipantColumn.activityID, activityIDs, .activities)
  }
}
