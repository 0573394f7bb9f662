import Dataset

/// The seven tables beside activities and participants, as CSV.
struct RecordTables {
  let world: World

  typealias Table = (path: String, bytes: [UInt8])

  private func table(_ path: String, _ columns: String, _ rows: [[String?]]) -> Table {
    var bytes: [UInt8] = []
    bytes.append(columns)
    bytes.append(10)
    for row in rows { bytes.append(row: row) }
    return (path, bytes)
  }

  private func date(_ days: Int) -> String { CivilDate(days: days).description }

  var users: Table {
    table(
      "users.csv", "id,name,email,team,title",
      world.users.map { [$0.id, $0.name, $0.emails.joined(separator: ";"), $0.team, $0.title] })
  }

  var accounts: Table {
    table(
      "accounts.csv", "id,name,owner_id,primary_contact_id,industry,region,tier",
      world.accounts.map { account in
        [
          account.id, account.company.name, world.users[account.owner].id,
          account.contacts.first.map { world.contacts[$0].id }, account.company.industry,
          account.company.region.rawValue, account.tier,
        ]
      })
  }

  var contacts: Table {
    table(
      "contacts.csv", "id,name,email,account_id,owner_id,job_title",
      world.contacts.map { contact in
        let account = world.accounts[contact.account]
        return [
          contact.id, contact.name, contact.emails.joined(separator: ";"), account.id, world.users[account.owner].id,
          contact.jobTitle,
        ]
      })
  }

  var leads: Table {
    table(
      "leads.csv", "id,name,owner_id,status,created_on,contact_name,email,company,contact_id,source,product,region",
      world.leads.map { lead in
        [
          lead.id, lead.name, world.users[lead.owner].id, lead.status, date(lead.createdOn), lead.contactName,
          lead.email, lead.company.name, lead.contact.map { world.contacts[$0].id }, lead.source,
          lead.product.rawValue, lead.company.region.rawValue,
        ]
      })
  }

  var opportunities: Table {
    table(
      "opportunities.csv",
      "id,name,status,owner_id,account_id,contact_id,stage,stage_since,estimated_value,actual_value,currency,"
        + "created_on,estimated_close_on,closed_on,product,competitor_present,deal_source",
      world.deals.map { deal in
        let account = world.accounts[deal.account]
        let status = deal.profile == .won ? "won" : deal.profile == .lost ? "lost" : "open"
        return [
          deal.id, deal.name, status, world.users[deal.owner].id, account.id,
          deal.stakeholders.first.map { world.contacts[$0].id }, deal.stage, date(deal.stageSince),
          String(deal.value), deal.actualValue.map(String.init), account.company.region.currency,
          date(deal.createdOn), deal.estimatedClose.map(date), deal.closedOn.map(date), deal.product.rawValue,
          deal.competitor, deal.source,
        ]
      })
  }

  var salesTeam: Table {
    table(
      "sales_team.csv", "opportunity_id,user_id",
      world.deals.flatMap { deal in ([deal.owner] + deal.team).map { [deal.id, world.users[$0].id] } })
  }

  var stakeholders: Table {
    let roles = ["Decision maker", "Champion", "Economic buyer", "Technical evaluator", "End user"]
    let ofDeals = world.deals.flatMap { deal in
      deal.stakeholders.enumerated().map { position, contact in
        ["opportunity", deal.id, world.contacts[contact].id, roles[position % roles.count]]
      }
    }
    let ofLeads = world.leads.compactMap { lead in
      lead.contact.map { ["lead", lead.id, world.contacts[$0].id, "Champion"] }
    }
    return table("stakeholders.csv", "record_type,record_id,contact_id,role", ofDeals + ofLeads)
  }
}

extension RecordTables {
  /// Each made when it is asked for, so that one is in memory at a time.
  var all: [() -> Table] {
    [
      { users }, { accounts }, { contacts }, { leads }, { opportunities }, { salesTeam }, { stakeholders },
    ]
  }
}
