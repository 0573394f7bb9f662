import Dataset

/// What the team wrote about its records: Markdown files named for the record, and the picture that one of them shows.
struct Commentary {
  let world: World
  let asOf: CivilDate

  typealias File = (path: String, bytes: [UInt8])

  /// Files for the records that there are: a small data set has fewer.
  var files: [File] {
    var files = [file("index", author: "\(manager?.name ?? "Sales management")", index)]
    if let deal = deal(.healthy) {
      files.append(of("opportunity", deal.id, by: deal.owner, healthyDeal(deal)))
      files.append(("commentary/depot-use.png", DemoImage.png(percentages: [62, 78, 93, 90, 71, 34, 8])))
    }
    if let deal = deal(.ghosted) {
      let mute = "mute: [no_next_step]\nuntil: \(asOf + 21)"
      files.append(of("opportunity", deal.id, by: deal.owner, extra: mute, ghostedDeal(deal)))
    }
    if let deal = deal(.awaitingTeam) {
      files.append(of("opportunity", deal.id, by: deal.owner, awaitingDeal(deal)))
    }
    if let deal = deal(.overdueClose) { files.append(of("opportunity", deal.id, by: deal.owner, overdueDeal(deal))) }
    if let deal = deal(.won) { files.append(of("opportunity", deal.id, by: deal.owner, wonDeal(deal))) }
    if let account = deal(.healthy).map({ world.accounts[$0.account] }) {
      files.append(of("account", account.id, by: account.owner, accountPlan(account)))
    }
    if let contact = deal(.healthy)?.stakeholders.first.map({ world.contacts[$0] }) {
      files.append(of("contact", contact.id, by: world.accounts[contact.account].owner, contactNote(contact)))
    }
    if let lead = world.leads.first { files.append(of("lead", lead.id, by: lead.owner, leadNote(lead))) }
    return files
  }

  private var manager: User? { world.users.first { $0.title == "Sales manager" } }

  private func deal(_ profile: DealProfile) -> Deal? { world.deals.first { $0.profile == profile } }

  private func of(_ type: String, _ id: String, by user: Int, extra: String? = nil, _ text: String) -> File {
    file("\(type)-\(id)", author: world.users[user].name, extra: extra, text)
  }

  private func file(_ name: String, author: String, extra: String? = nil, _ text: String) -> File {
    var head = "---\nauthor: \(author)\ndate: \(asOf - 1)\n"
    if let extra { head += "\(extra)\n" }
    return ("commentary/\(name).md", Array("\(head)---\n\n\(text)".utf8))
  }
}
