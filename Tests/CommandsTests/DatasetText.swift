import Dataset

/// A data set as text: everything that is in it, one row a line, so that two can be compared and a difference read.
enum DatasetText {
  static func lines(_ dataset: Dataset) -> [String] {
    users(dataset) + accounts(dataset) + contacts(dataset) + leads(dataset) + opportunities(dataset)
      + activities(dataset)
  }

  private static func users(_ data: Dataset) -> [String] {
    data.users.map { user in
      row(data, "user", [user.id, user.name, user.team, user.title] + user.emails)
    }
  }

  private static func accounts(_ data: Dataset) -> [String] {
    data.accounts.map { account in
      row(data, "account", [account.id, account.name, account.industry])
        + " owner \(user(data, account.owner)) primary \(contact(data, account.primaryContact))"
        + custom(data, data.accountFields, account.custom)
    }
  }

  private static func contacts(_ data: Dataset) -> [String] {
    data.contacts.map { person in
      row(data, "contact", [person.id, person.name, person.jobTitle] + person.emails)
        + " account \(account(data, person.account)) owner \(user(data, person.owner))"
    }
  }

  private static func leads(_ data: Dataset) -> [String] {
    data.leads.map { lead in
      row(data, "lead", [lead.id, lead.name, lead.contactName, lead.company, lead.source] + lead.emails)
        + " \(lead.status.code) created \(date(lead.createdOn)) owner \(user(data, lead.owner))"
        + " contact \(contact(data, lead.contact)) stakeholders \(lead.stakeholders.map { contact(data, $0) })"
        + custom(data, data.leadFields, lead.custom)
    }
  }

  private static func opportunities(_ data: Dataset) -> [String] {
    data.opportunities.map { deal in
      row(data, "opportunity", [deal.id, deal.name, deal.stage, deal.currency])
        + " \(deal.status.code) since \(date(deal.stageSince)) created \(date(deal.createdOn))"
        + " estimated \(date(deal.estimatedCloseOn)) closed \(date(deal.closedOn))"
        + " values \(number(deal.estimatedValue)) \(number(deal.actualValue)) owner \(user(data, deal.owner))"
        + " account \(account(data, deal.account)) contact \(contact(data, deal.contact))"
        + " team \(deal.salesTeam.map { user(data, $0) })"
        + " stakeholders \(deal.stakeholders.map { contact(data, $0) })"
        + custom(data, data.opportunityFields, deal.custom)
    }
  }

  private static func activities(_ data: Dataset) -> [String] {
    data.activities.enumerated().map { index, activity in
      let people = data.participations(of: index).map { part in
        let person = data.people[Int(part.person)]
        return "\(person.type.code) \(text(data, person.id)) \(text(data, person.name)) \(part.roles.rawValue)"
      }
      let regarding = activity.regarding.map { "\($0.type.code) \(text(data, data.id(of: $0)))" } ?? "–"
      return row(
        data, "activity",
        [activity.id, activity.subject, activity.conversationID, activity.messageID, activity.inReplyTo])
        + " \(activity.type.code) \(activity.status) \(activity.direction?.code ?? "–") at \(activity.at.seconds)"
        + " for \(activity.durationSeconds) regarding \(regarding) private \(activity.isPrivate)"
        + " followed \(activity.isFollowed) \(activity.opens) \(activity.linkClicks) \(activity.attachmentViews)"
        + " opened \(activity.lastOpenedAt?.seconds ?? 0) people \(people)"
    }
  }

  private static func row(_ data: Dataset, _ table: String, _ texts: [Text]) -> String {
    table + " " + texts.map { text(data, $0) }.joined(separator: "|")
  }

  private static func custom(_ data: Dataset, _ names: [Text], _ values: CustomValues) -> String {
    let pairs = names.indices.map { "\(text(data, names[$0]))=\(text(data, values[$0]))" }.filter { !$0.hasSuffix("=") }
    return " custom \(pairs.sorted())"
  }

  private static func text(_ data: Dataset, _ text: Text) -> String { data.text.string(text) }
  private static func user(_ data: Dataset, _ row: Int?) -> String { row.map { text(data, data.users[$0].id) } ?? "–" }
  private static func account(_ data: Dataset, _ row: Int?) -> String {
    row.map { text(data, data.accounts[$0].id) } ?? "–"
  }
  private static func contact(_ data: Dataset, _ row: Int?) -> String {
    row.map { text(data, data.contacts[$0].id) } ?? "–"
  }
  private static func date(_ date: CivilDate?) -> String { date.map { "\($0)" } ?? "–" }
  private static func number(_ number: Double?) -> String { number.map { "\($0)" } ?? "–" }
}
