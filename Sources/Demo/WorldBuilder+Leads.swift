extension WorldBuilder {
  private static let leadProfiles: [LeadProfile] = [
    .active, .awaitingTeam, .qualified, .disqualified, .ghosted, .disqualified, .untouched, .active, .qualified,
    .fading,
  ]

  mutating func addLeads() {
    var addresses: Set<String> = []
    for number in 0..<leadCount {
      let profile = Self.leadProfiles[number % Self.leadProfiles.count]
      let owner = (number * 3 + 1) % sellerCount
      let product = Product.allCases[random.below(4)]
      let (createdOn, lastDay) = days(of: profile)
      let contact = profile == .qualified && !world.contacts.isEmpty ? random.below(world.contacts.count) : nil
      let company: Company
      let contactName: String
      let email: String
      if let contact {
        // A qualified lead became a contact of an account: its company and person are those.
        company = world.accounts[world.contacts[contact].account].company
        contactName = world.contacts[contact].name
        email = world.contacts[contact].emails.first ?? ""
      } else {
        company = companies.company(accountCount + number, region: Region.allCases[random.below(4)])
        let (name, local) = people.name(of: company.region, &random)
        contactName = name
        email = Self.address(local, at: company.domain, notIn: &addresses)
      }
      let id = id("LEAD", number)
      world.leads.append(
        Lead(
          id: id, name: "\(company.short), enquiry: \(product.rawValue.lowercased())", profile: profile,
          company: company, owner: owner, contactName: contactName, email: email, contact: contact,
          source: ["Website", "Trade fair", "Referral", "Webinar", "Cold call"][random.below(5)], product: product,
          createdOn: createdOn, lastDay: lastDay,
          party: Party(type: "lead", id: id, emails: [email], name: contactName, identityOnly: true)))
    }
  }

  private mutating func days(of profile: LeadProfile) -> (created: Int, last: Int) {
    let today = options.asOf.days
    switch profile {
    case .untouched: return (today - 1, today)
    case .qualified, .disqualified:
      let last = calendar.workday(onOrBefore: today - random.within(12...400))
      return (calendar.workday(onOrBefore: last - random.within(14...45)), last)
    default: return (calendar.workday(onOrBefore: today - random.within(45...75)), today)
    }
  }
}
