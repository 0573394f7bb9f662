import Dataset

/// Makes the records of the demo, step by step: users, accounts, contacts, deals, leads.
struct WorldBuilder {
  let options: DemoOptions
  let calendar: WorkCalendar
  var random: RandomStream
  var world = World()
  let people = PersonNames()
  let companies: CompanyNames

  init(_ options: DemoOptions, calendar: WorkCalendar) {
    self.options = options
    self.calendar = calendar
    random = RandomStream(seed: options.seed, stream: 0)
    companies = CompanyNames(&random)
  }

  static func world(_ options: DemoOptions, calendar: WorkCalendar) -> World {
    var builder = WorldBuilder(options, calendar: calendar)
    builder.addUsers()
    builder.addAccounts()
    builder.addContacts()
    builder.addDeals()
    builder.addLeads()
    return builder.world
  }

  var accountCount: Int { 3 + options.opportunities * 28 / 100 }
  var contactCount: Int { 9 + options.opportunities * 92 / 100 }
  var leadCount: Int { 2 + options.opportunities / 5 }
  /// Ten sellers for a usual demo, fewer for a small one, a sales force for a large one.
  var sellerCount: Int {
    options.opportunities < 200
      ? min(10, 3 + options.opportunities / 6) : min(400, 10 + (options.opportunities - 200) / 60)
  }
  /// The last account has nobody and nothing: such records exist, and their pages have to say so.
  var busyAccountCount: Int { accountCount - 1 }

  func id(_ prefix: String, _ number: Int) -> String {
    var bytes: [UInt8] = []
    bytes.append(number: number + 1, width: 3)
    return "\(prefix)-\(String(decoding: bytes, as: UTF8.self))"
  }

  private mutating func addUsers() {
    let teams = sellerCount < 6 ? ["Enterprise", "Mid-market"] : ["Enterprise", "Mid-market", "Partners"]
    var addresses: Set<String> = []
    func add(_ builder: inout Self, team: String, title: String, region: Region) {
      let (name, local) = builder.people.name(of: region, &builder.random)
      let number = builder.world.users.count
      var emails = [Self.address(local, at: World.domain, notIn: &addresses)]
      // Some kept an address of a company that was bought.
      if number % 7 == 3 { emails.append(Self.address(local, at: "fleetwise.example", notIn: &addresses)) }
      let id = builder.id("USR", number)
      builder.world.users.append(
        User(
          id: id, name: name, emails: emails, team: team, title: title,
          party: Party(type: "user", id: id, emails: emails, name: name)))
    }
    for seller in 0..<sellerCount {
      let title = seller % 3 == 0 ? "Key account manager" : "Account executive"
      add(&self, team: teams[seller % teams.count], title: title, region: Region.allCases[seller % 4])
    }
    for (position, team) in teams.enumerated() {
      add(&self, team: team, title: "Sales manager", region: Region.allCases[(position + 2) % 4])
      add(&self, team: team, title: "Solution consultant", region: Region.allCases[(position + 1) % 4])
    }
  }

  /// The positions of a team's manager and consultant in `World.users`.
  func support(of team: String) -> (manager: Int, consultant: Int) {
    let first = world.users[sellerCount...].firstIndex { $0.team == team } ?? sellerCount
    return (first, first + 1)
  }

  private mutating func addAccounts() {
    let regions = [3, 3, 2, 3]
    for number in 0..<accountCount {
      let region = number < 4 ? Region.allCases[number] : Region.allCases[random.position(of: regions)]
      world.accounts.append(
        Account(
          id: id("ACC", number), company: companies.company(number, region: region), owner: number % sellerCount,
          tier: ["A", "B", "C"][random.position(of: [2, 4, 4])]))
    }
  }

  private mutating func addContacts() {
    let titles = [
      "Head of procurement", "Fleet manager", "Chief financial officer", "Operations director", "Depot manager",
      "IT architect", "Managing director", "Buyer", "Sustainability lead", "Head of logistics", "Works council",
      "Project manager",
    ]
    var addresses: Set<String> = []
    for number in 0..<contactCount {
      // Two each, as far as they go, then at random: a few accounts are known well, most a little.
      let account = number < busyAccountCount * 2 ? number % busyAccountCount : random.below(busyAccountCount)
      let company = world.accounts[account].company
      let (name, local) = people.name(of: company.region, &random)
      var emails = [Self.address(local, at: company.domain, notIn: &addresses)]
      if random.chance(15) { emails.append(Self.address(local, at: "post.example", notIn: &addresses)) }
      let id = id("CON", number)
      world.accounts[account].contacts.append(number)
      world.contacts.append(
        Contact(
          id: id, name: name, emails: emails, account: account,
          jobTitle: titles[(number * 5 + random.below(3)) % titles.count],
          party: Party(type: "contact", id: id, emails: emails, name: name)))
    }
  }

  /// An address that nobody has yet: namesakes get a number.
  static func address(_ local: String, at domain: String, notIn taken: inout Set<String>) -> String {
    var address = "\(local)@\(domain)"
    var number = 2
    while !taken.insert(address).inserted {
      address = "\(local)\(number)@\(domain)"
      number += 1
    }
    return address
  }
}
