/// What each record's story is about, and how many activities it gets.
struct Playbook {
  let world: World
  let scene: Story.Scene
  let options: DemoOptions
  private let mailboxes = ["deals", "orders", "service"].map { Party(stranger: "\($0)@\(World.domain)") }

  /// A record with a history, in the order in which histories are told.
  enum Subject {
    case deal(Int)
    case lead(Int)
    case account(Int)
    case team(String)
  }

  init(world: World, scene: Story.Scene, options: DemoOptions) {
    self.world = world
    self.scene = scene
    self.options = options
  }

  var subjects: [Subject] {
    var teams: [String] = []
    for user in world.users where !teams.contains(user.team) { teams.append(user.team) }
    return world.deals.indices.map { .deal($0) } + world.leads.indices.map { .lead($0) }
      + world.accounts.indices.map { .account($0) } + teams.map { .team($0) }
  }

  /// A subject's share of the activities.
  func weight(of subject: Subject) -> Int {
    switch subject {
    case .deal(let number):
      switch world.deals[number].profile {
      case .fresh, .neglected: 0
      default: 130 - world.deals[number].coolness * 3 / 4
      }
    case .lead(let number): world.leads[number].profile == .untouched ? 0 : 28
    case .account(let number): world.accounts[number].contacts.isEmpty ? 0 : 20
    case .team: max(20, world.deals.count)
    }
  }

  func outline(of subject: Subject, _ random: inout RandomStream) -> Story.Outline {
    switch subject {
    case .deal(let number): deal(world.deals[number], &random)
    case .lead(let number): lead(world.leads[number], &random)
    case .account(let number): account(number, &random)
    case .team(let name): team(name)
    }
  }

  private func deal(_ deal: Deal, _ random: inout RandomStream) -> Story.Outline {
    let account = world.accounts[deal.account]
    let isSingle = deal.profile == .singleThreaded
    let customers = deal.stakeholders.prefix(isSingle ? 1 : 6).map { world.contacts[$0].party }
    var cast = Cast(team: ([deal.owner] + deal.team).map { world.users[$0].party }, customers: Array(customers))
    if !isSingle { cast.strangers = strangers(of: account.company) }
    cast.mailboxes = mailboxes
    cast.copies = deal.profile == .won ? 62 : 45
    let phrases = scene.phrases
    let ends = deal.stageEnds
    let words = [phrases.discovery, phrases.proposal, phrases.negotiation]
    let chapters = (0...ends.count).map {
      Chapter(vocabulary: words[min(2, $0)], lastDay: $0 < ends.count ? ends[$0] : Int.max)
    }
    return Story.Outline(
      conduct: Conduct.between(.won, .lost, coolness: deal.coolness), cast: cast,
      regarding: Array("opportunity,\(deal.id)".utf8),
      // Where it could not be taken for another open deal's.
      leavesOutRegarding: account.openDeals == (deal.profile.isOpen ? 1 : 0), short: account.company.short,
      speaksGerman: account.company.region == .dach, chapters: chapters, ending: ending(of: deal, &random),
      firstDay: deal.createdOn,
      lastDay: deal.closedOn ?? options.asOf.days)
  }

  private func strangers(of company: Company) -> [Party] {
    [
      Party(stranger: "procurement@\(company.domain)"),
      Party(stranger: "office@\(company.domain)", name: "Front office"),
      Party(stranger: "legal@\(company.domain)"),
    ]
  }

  private func lead(_ lead: Lead, _ random: inout RandomStream) -> Story.Outline {
    var cast = Cast(team: [world.users[lead.owner].party], customers: [lead.party])
    cast.mailboxes = mailboxes
    cast.copies = 10
    return Story.Outline(
      conduct: lead.profile == .disqualified || lead.profile == .ghosted ? .coldEnquiry : .enquiry, cast: cast,
      regarding: Array("lead,\(lead.id)".utf8), short: lead.company.short,
      chapters: [Chapter(vocabulary: scene.phrases.enquiry, lastDay: Int.max)],
      ending: ending(of: lead.profile, &random), firstDay: lead.createdOn, lastDay: lead.lastDay)
  }

  /// Care between deals: regarding the account, or its primary contact.
  private func account(_ number: Int, _ random: inout RandomStream) -> Story.Outline {
    let account = world.accounts[number]
    var cast = Cast(
      team: [world.users[account.owner].party], customers: account.contacts.prefix(2).map { world.contacts[$0].party })
    cast.mailboxes = mailboxes
    cast.strangers = strangers(of: account.company)
    let contact = account.contacts.first.map { world.contacts[$0].id } ?? ""
    // Small talk would count on an open deal of the same people, and hide how that one stands.
    let quietDays = account.openDeals > 0 ? 90 : 2
    return Story.Outline(
      conduct: .care, cast: cast,
      regarding: Array((number % 3 == 2 ? "contact,\(contact)" : "account,\(account.id)").utf8),
      short: account.company.short, chapters: [Chapter(vocabulary: scene.phrases.care, lastDay: Int.max)],
      ending: quietDays == 2 ? [.call(outgoing: false, daysBefore: 5), .plannedMeeting(daysAfter: 21)] : [],
      firstDay: options.asOf.days - 520, lastDay: options.asOf.days - quietDays)
  }

  private func team(_ name: String) -> Story.Outline {
    var cast = Cast(team: world.users.filter { $0.team == name }.map(\.party), customers: [])
    cast.mailboxes = mailboxes
    return Story.Outline(
      conduct: .team, cast: cast, chapters: [Chapter(vocabulary: scene.phrases.team, lastDay: Int.max)],
      firstDay: options.asOf.days - 520, lastDay: options.asOf.days)
  }
}
