import Dataset

/// Writes meetings into the tables.
struct MeetingWriter {
  private var ids: Set<String> = []
  private(set) var problems: [DataProblem] = []

  /// Adds a meeting and those who take part. Who declined does not.
  mutating func write(_ meeting: Meeting, into tables: inout StagedTables) {
    let event = meeting.event
    let id = meeting.instance.isEmpty ? meeting.identity.uid : "\(meeting.identity.uid)/\(meeting.instance)"
    guard ids.insert(id).inserted else {
      problems.append(
        DataProblem(
          .leftOutRow, file: event.file, line: event.line, field: "UID", found: id,
          expected: "every occurrence once"))
      return
    }
    tables.addRow(
      to: .activities, file: event.file, line: event.line, record: event.record,
      identity: event.uid.isEmpty ? "" : meeting.identity.text)
    tables.set(ActivityColumn.id, id)
    tables.set(ActivityColumn.type, "meeting")
    tables.set(ActivityColumn.at, meeting.start.utcText)
    tables.set(ActivityColumn.status, meeting.isCanceled ? "canceled" : "open")
    tables.set(ActivityColumn.subject, event.subject)
    if meeting.duration > 0 { tables.set(ActivityColumn.endsAt, (meeting.start + meeting.duration).utcText) }
    if event.isPrivate { tables.set(ActivityColumn.private, "true") }
    for person in event.people where !(meeting.answers[person.address.lowercased()] ?? person.hasDeclined) {
      tables.addRow(to: .participants, file: event.file, line: event.line, record: event.record)
      tables.set(ParticipantColumn.activityID, id)
      tables.set(ParticipantColumn.role, person.role.rawValue)
      tables.set(ParticipantColumn.email, person.address)
      tables.set(ParticipantColumn.name, person.name)
    }
  }
}
