import Dataset

extension DataverseMapper {
  /// The row of an activity, and those of the parties that stand beside it.
  mutating func addActivity(_ record: DataverseRecord, _ id: Text) -> Table? {
    guard let kind = kind(of: record) else { return nil }
    let (table, type) = kind
    // The pattern of a recurring appointment; its occurrences have rows of their own.
    if record.number(.instancetypecode) == 1 { return nil }
    addRow(to: .activities, file: record.file, id, identity: table == .appointment ? identity(record) : "")
    var activity = DataverseActivity(
      id: id, row: tables.count(of: .activities) - 1, type: type, file: record.file)
    set(ActivityColumn.id, id: id)
    tables.set(ActivityColumn.type, type.code)
    tables.set(ActivityColumn.status, DataverseStatus.code(of: record, table))
    tables.set(ActivityColumn.subject, record.value(.subject))
    setInstant(.at, start(record, type))
    setDirection(record, type, &activity)
    setDuration(record, type)
    setRegarding(record, &activity)
    if record.flag(.ismapiprivate) == true { tables.set(ActivityColumn.private, "true") }
    if type == .email { setMail(record, &activity) }
    let owner = target(of: record[.ownerid])
    if owner.table == .systemuser {
      activity.owner = owner.id
      mention(owner.id, record[.ownerid].label, DataverseRecord.nothing, file: record.file)
    }
    activities.append(activity)
    for party in record.parties { add(party, to: activities.count - 1) }
    if type == .email { addAddresses(record) }
    return .activities
  }

  /// What kind of activity a row is; `nil` for those that a data set does not know, such as faxes and letters.
  private func kind(of record: DataverseRecord) -> (table: DataverseTable, type: ActivityType)? {
    var table = record.table
    if table == .activitypointer {
      guard let named = pointedTable(record) else { return nil }
      table = named
    }
    switch table {
    case .email: return (table, .email)
    case .appointment: return (table, .meeting)
    case .phonecall: return (table, .call)
    case .task: return (table, .task)
    default: return nil
    }
  }

  /// The table that a row of `activitypointer` is of, by logical name or number.
  private func pointedTable(_ record: DataverseRecord) -> DataverseTable? {
    switch record.string(.activitytypecode).lowercased() {
    case "email", "4202": .email
    case "appointment", "4201": .appointment
    case "phonecall", "4210": .phonecall
    case "task", "4212": .task
    default: nil
    }
  }

  private func identity(_ record: DataverseRecord) -> String {
    let isOccurrence = [2, 3, 4].contains(record.number(.instancetypecode) ?? 0)
    let original = isOccurrence ? DataverseDate.moment(record.value(.originalstartdate)) : nil
    let date = original.map { settings.zone.localDate(of: Instant(seconds: $0.seconds)) }
    return EventIdentity(globalObjectID: record.string(.globalobjectid), recurrenceInstance: date)?.text ?? ""
  }

  /// When it was or is to be. A mail's `actualstart` and `actualend` are dates, so they never count.
  private func start(_ record: DataverseRecord, _ type: ActivityType) -> UnsafeBufferPointer<UInt8> {
    switch type {
    case .email: record.first(.senton, .createdon)
    case .meeting, .call: record.first(.actualstart, .scheduledstart, .createdon)
    case .task: record.first(.actualend, .scheduledend)
    }
  }

  private mutating func setDirection(
    _ record: DataverseRecord, _ type: ActivityType, _ activity: inout DataverseActivity
  ) {
    guard type == .email || type == .call, let isOutgoing = record.flag(.directioncode) else { return }
    // Outgoing is also what nobody set; where the sender is known, data sets go by the sender.
    tables.set(ActivityColumn.direction, isOutgoing ? "outgoing" : "incoming")
    activity.isIncoming = !isOutgoing
  }

  private static let longestMinutes = 24 * 60

  /// `actualdurationminutes` if it is more than 0, else `scheduleddurationminutes`, else from start to end; more than a
  /// day is no duration.
  private mutating func setDuration(_ record: DataverseRecord, _ type: ActivityType) {
    if type == .email || record.flag(.isalldayevent) == true { return }
    let actual = record.number(.actualdurationminutes) ?? 0
    guard let minutes = actual > 0 ? actual : record.number(.scheduleddurationminutes) ?? between(record), minutes > 0
    else { return }
    guard minutes <= Self.longestMinutes else {
      report(
        .note, record, .actualdurationminutes, found: "a duration of \(minutes) minutes",
        expected: "at most 24 hours; it counts as none")
      return
    }
    tables.set(ActivityColumn.durationMinutes, "\(minutes)")
  }

  /// Minutes from start to end.
  private func between(_ record: DataverseRecord) -> Int? {
    for (start, end) in [
      (DataverseAttribute.actualstart, DataverseAttribute.actualend), (.scheduledstart, .scheduledend),
    ] {
      if let first = DataverseDate.moment(record.value(start)), let last = DataverseDate.moment(record.value(end)) {
        return (last.seconds - first.seconds) / 60
      }
    }
    return nil
  }

  private mutating func setRegarding(_ record: DataverseRecord, _ activity: inout DataverseActivity) {
    let regarding = target(of: record[.regardingobjectid])
    if regarding.id.isEmpty { return }
    activity.hasRegarding = true
    guard let type = regarding.table?.recordType else { return }
    tables.set(ActivityColumn.regardingType, type.code)
    set(ActivityColumn.regardingID, id: regarding.id)
  }

  private mutating func setMail(_ record: DataverseRecord, _ activity: inout DataverseActivity) {
    tables.set(ActivityColumn.messageID, record.value(.messageid))
    tables.set(ActivityColumn.inReplyTo, record.value(.inreplyto))
    if let index = ConversationIndex.conversation(of: record.string(.conversationindex)) {
      tables.set(ActivityColumn.conversationID, index)
      activity.hasConversation = true
    } else if !record.value(.baseconversationindexhash).isEmpty {
      tables.set(ActivityColumn.conversationID, record.value(.baseconversationindexhash))
      activity.hasConversation = true
    } else {
      let correlated = id(record.value(.correlatedactivityid))
      activity.parent = correlated.isEmpty ? id(record.value(.parentactivityid)) : correlated
    }
    if record.flag(.isemailfollowed) ?? record.flag(.followemailuserpreference) == true {
      tables.set(ActivityColumn.followed, "true")
    }
    tables.set(ActivityColumn.opens, record.value(.opencount))
    tables.set(ActivityColumn.linkClicks, record.value(.linksclickedcount))
    tables.set(ActivityColumn.attachmentViews, record.value(.attachmentopencount))
    setInstant(.lastOpenedAt, record.value(.lastopenedtime))
  }

  private mutating func setInstant(_ column: ActivityColumn, _ text: UnsafeBufferPointer<UInt8>) {
    if DataverseDate.isWhole(text) { tables.set(column, text) } else { set(column, DataverseDate.instant(text)) }
  }
}

extension DataverseTable {
  /// The kind of record of a data set that rows of the table are.
  var recordType: RecordType? {
    switch self {
    case .account: .account
    case .contact: .contact
    case .lead: .lead
    case .opportunity: .opportunity
    default: nil
    }
  }
}
