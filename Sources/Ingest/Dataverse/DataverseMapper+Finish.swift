import Dataset

extension DataverseMapper {
  /// Completes the rows by what only the whole export tells.
  mutating func finish() {
    for position in 0..<activities.count where !activities[position].isGone {
      let activity = activities[position]
      if !activity.roles.isEmpty { withdraw(participants: activity.addresses) }
      if !activity.hasRegarding, let regarding = activity.regarding, let type = regarding.table.recordType {
        replace(ActivityColumn.regardingType, of: activity, by: Array(type.code.utf8))
        replace(ActivityColumn.regardingID, of: activity, by: pool.withUTF8(regarding.id) { Array($0) })
      }
      addOwner(of: activity)
    }
    nameConversations()
    nameTeams()
    addMentionedUsers()
    reportStrayParties()
    removeReplaced()
  }

  private mutating func replace(_ column: ActivityColumn, of activity: DataverseActivity, by text: [UInt8]) {
    tables.replace(column, ofRow: activity.row, of: .activities, by: text)
  }

  // MARK: Owners

  /// The owner of an activity takes part where nobody else is in that place: who made a call or organised a meeting with
  /// others, and who a task is for.
  private mutating func addOwner(of activity: DataverseActivity) {
    guard !activity.owner.isEmpty else { return }
    let role: String
    switch activity.type {
    case .email: return
    case .call:
      if activity.roles.isEmpty || !activity.roles.isDisjoint(with: activity.isIncoming ? .to : .from) { return }
      role = activity.isIncoming ? "to" : "from"
    case .meeting:
      if activity.roles.isEmpty || activity.roles.contains(.organizer) { return }
      role = "organizer"
    case .task: role = "required"
    }
    addRow(to: .participants, file: activity.file, activity.id)
    set(ParticipantColumn.activityID, id: activity.id)
    tables.set(ParticipantColumn.role, role)
    tables.set(ParticipantColumn.personType, "user")
    set(ParticipantColumn.personID, id: activity.owner)
  }

  // MARK: Conversations

  /// Mails that name no conversation but the mail that they answer belong to that one's, else to one that is named after
  /// the first of them. Time is linear: a mail whose conversation is known ends the way back.
  private mutating func nameConversations() {
    for position in 0..<activities.count where isUnnamed(position) {
      var path = [position]
      var isOnPath: Set<Int> = [position]
      var name: [UInt8] = []
      while name.isEmpty {
        let parent = activities[path[path.count - 1]].parent
        guard let next = activity(parent).position, activities[next].type == .email, !isOnPath.contains(next) else {
          // What it answers is not here; others that answer the same may be.
          name = pool.withUTF8(parent) { Array($0) }
          break
        }
        if activities[next].hasConversation {
          let known = tables.value(ActivityColumn.conversationID, ofRow: activities[next].row, of: .activities)
          name = tables.withUTF8(known) { Array($0) }
          break
        }
        path.append(next)
        isOnPath.insert(next)
        if activities[next].parent.isEmpty { name = pool.withUTF8(activities[next].id) { Array($0) } }
      }
      for mail in path {
        replace(.conversationID, of: activities[mail], by: name)
        activities[mail].hasConversation = true
      }
    }
  }

  /// Whether a mail has to be told its conversation.
  private func isUnnamed(_ position: Int) -> Bool {
    !activities[position].isGone && !activities[position].hasConversation && !activities[position].parent.isEmpty
  }

  // MARK: People

  private mutating func nameTeams() {
    let names = people.teamNames
    for user in people.users {
      let team = people.team(
        named: user.teamNames + names[user.id, default: []], businessUnit: user.businessUnit,
        businessUnitName: user.businessUnitName)
      if !team.isEmpty { tables.replace(UserColumn.team, ofRow: user.row, of: .users, by: Array(team.utf8)) }
    }
  }

  /// Users for those whom records name: teams that own records, and everybody where the table of users is not there.
  private mutating func addMentionedUsers() {
    let hasUsers = !people.users.isEmpty
    for id in people.mentionOrder {
      guard let mention = people.mentioned[id], table(of: id) != .systemuser else { continue }
      let isTeam = mention.isTeam || people.allTeams[id] != nil
      if hasUsers && !isTeam { continue }
      let given = people.allTeams[id] ?? mention.name
      let name = given.isEmpty ? mention.address : given
      addRow(to: .users, file: mention.file, id)
      set(UserColumn.id, id: id)
      if name.isEmpty { set(UserColumn.name, id: id) } else { tables.set(UserColumn.name, name) }
      tables.set(UserColumn.email, mention.address)
      if isTeam { tables.set(UserColumn.team, name) }
    }
  }

  private mutating func reportStrayParties() {
    if strayParties == 0 { return }
    tables.report(
      DataProblem(
        .note, file: firstStray, field: "activityid",
        found: "\(strayParties) part\(strayParties == 1 ? "y" : "ies") of activities that are not in the export",
        expected: "the emails, appointments, phonecalls and tasks that they belong to; this is the first"))
  }
}
