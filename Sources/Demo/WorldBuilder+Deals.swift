extension WorldBuilder {
  /// Open deals in the order of this list show every situation of the report once, then most are in good order.
  private static let showcase: [DealProfile] = [
    .healthy, .awaitingTeam, .ghosted, .healthDrop, .overdueTask, .fresh, .overdueClose, .singleThreaded,
    .noActivity, .noNextStep, .neglected,
  ]
  private static let everyday: [DealProfile] = [
    .healthy, .healthy, .awaitingTeam, .healthy, .singleThreaded, .healthy, .healthy, .overdueClose, .healthy,
    .healthDrop, .healthy, .healthy, .noNextStep, .healthy, .ghosted, .healthy, .noActivity, .healthy, .overdueTask,
    .healthy,
  ]

  /// Won and lost deals differ in product and region strongly, in competition and size somewhat, in source and tier
  /// not at all.
  private struct Lot {
    let profile: DealProfile
    let product: Product
    let region: Region
  }

  mutating func addDeals() {
    let won = options.opportunities * 30 / 100
    let lost = options.opportunities * 32 / 100
    let open = options.opportunities - won - lost
    let openProfiles = (0..<open).map { position in
      position < Self.showcase.count
        ? Self.showcase[position] : Self.everyday[(position - Self.showcase.count) % Self.everyday.count]
    }
    var lots = lots(Array(repeating: .won, count: won), products: [47, 30, 15, 8], regions: [46, 34, 11, 9])
    lots += self.lots(Array(repeating: .lost, count: lost), products: [9, 20, 30, 41], regions: [11, 17, 34, 38])
    lots += self.lots(openProfiles, products: [24, 28, 26, 22], regions: [28, 26, 22, 24])
    random.shuffle(&lots)
    var accountsOfRegion: [[Int]] = Region.allCases.map { _ in [] }
    for (number, account) in world.accounts.prefix(busyAccountCount).enumerated() {
      accountsOfRegion[Region.allCases.firstIndex(of: account.company.region) ?? 0].append(number)
    }
    for (number, lot) in lots.enumerated() {
      let regional = accountsOfRegion[Region.allCases.firstIndex(of: lot.region) ?? 0]
      let account = regional.isEmpty ? random.below(busyAccountCount) : random.element(regional)
      addDeal(number, lot, account: account)
    }
  }

  private mutating func lots(_ profiles: [DealProfile], products: [Int], regions: [Int]) -> [Lot] {
    let products = random.quota(profiles.count, shares: products)
    let regions = random.quota(profiles.count, shares: regions)
    return profiles.enumerated().map { position, profile in
      Lot(profile: profile, product: Product.allCases[products[position]], region: Region.allCases[regions[position]])
    }
  }

  private mutating func addDeal(_ number: Int, _ lot: Lot, account: Int) {
    let profile = lot.profile
    let isWon = profile == .won
    let owner = random.chance(80) ? world.accounts[account].owner : random.below(sellerCount)
    let (createdOn, closedOn) = days(of: profile)
    var value = random.within(lot.product.values)
    value = max(lot.product.values.lowerBound, isWon ? value * 85 / 100 : value)
    let rounded = (value < 200 ? value : value / 5 * 5) * 1000
    if profile.isOpen { world.accounts[account].openDeals += 1 }
    world.deals.append(
      Deal(
        id: id("OPP", number), name: dealName(lot.product, account: account), profile: profile, account: account,
        owner: owner, team: salesTeam(of: owner, profile), stakeholders: stakeholders(of: account, profile),
        product: lot.product, competitor: random.chance(90) ? (random.chance(isWon ? 30 : 56) ? "yes" : "no") : nil,
        source: ["Inbound", "Referral", "Trade fair", "Outbound", "Partner"][random.below(5)], value: rounded,
        actualValue: isWon ? rounded * random.within(90...104) / 100 : nil, createdOn: createdOn,
        estimatedClose: estimatedClose(profile, closedOn: closedOn), closedOn: closedOn,
        stageEnds: stageEnds(profile, from: createdOn, to: closedOn ?? options.asOf.days),
        coolness: coolness(of: profile)))
  }

  private static let sites = ["west depot", "harbour site", "main yard", "airport site", "ring road depot"]

  /// What is sold, and where the account has a deal of that name, for which site.
  private mutating func dealName(_ product: Product, account: Int) -> String {
    let short = world.accounts[account].company.short
    let taken = world.accounts[account].dealNames
    let start = random.below(product.dealNames.count)
    let names = (0..<product.dealNames.count).map {
      "\(short) \(product.dealNames[(start + $0) % product.dealNames.count])"
    }
    let sited = Self.sites.flatMap { site in names.map { "\($0), \(site)" } }
    var name = (names + sited).first { !taken.contains($0) } ?? names[0]
    if taken.contains(name) { name += ", lot \(taken.count)" }
    world.accounts[account].dealNames.append(name)
    return name
  }

  /// The day a deal was created and the day it was closed.
  private mutating func days(of profile: DealProfile) -> (created: Int, closed: Int?) {
    let today = options.asOf.days
    switch profile {
    case .won, .lost:
      let closed = calendar.workday(onOrBefore: today - random.within(9...420))
      let duration = profile == .won ? random.within(45...120) : random.within(60...130)
      return (calendar.workday(onOrBefore: closed - duration), closed)
    case .fresh: return (today - 1, nil)
    case .neglected: return (calendar.workday(onOrBefore: today - random.within(24...40)), nil)
    case .ghosted, .healthDrop, .noActivity:
      return (calendar.workday(onOrBefore: today - random.within(95...170)), nil)
    default: return (calendar.workday(onOrBefore: today - random.within(50...150)), nil)
    }
  }

  private mutating func estimatedClose(_ profile: DealProfile, closedOn: Int?) -> Int? {
    let today = options.asOf.days
    if let closedOn { return closedOn + random.within(-20...30) }
    switch profile {
    case .fresh: return calendar.workday(onOrAfter: today + random.within(90...150))
    case .overdueClose: return calendar.workday(onOrBefore: today - random.within(6...24))
    case .neglected: return nil
    default: return calendar.workday(onOrAfter: today + random.within(12...110))
    }
  }

  private mutating func stageEnds(_ profile: DealProfile, from created: Int, to end: Int) -> [Int] {
    let length = end - created
    let first = created + length * random.within(30...45) / 100
    let second = created + length * random.within(62...78) / 100
    switch profile {
    case .fresh, .neglected: return []
    case .won, .lost, .overdueClose, .awaitingTeam: return [first, second]
    default: return Array([first, second].prefix(random.position(of: [2, 5, 5])))
    }
  }

  /// Most deals are neither the best nor the worst of their kind.
  private mutating func coolness(of profile: DealProfile) -> Int {
    switch profile {
    case .won: random.within(0...25)
    case .lost: random.within(60...100)
    case .healthDrop, .overdueTask: random.within(0...30)
    case .healthy: random.chance(58) ? random.within(0...40) : random.within(60...100)
    default: random.within(35...100)
    }
  }

  private mutating func salesTeam(of owner: Int, _ profile: DealProfile) -> [Int] {
    let (manager, consultant) = support(of: world.users[owner].team)
    var team: [Int] = []
    if random.chance(profile == .lost ? 35 : 70) { team.append(consultant) }
    if random.chance(profile == .won ? 45 : 25) { team.append(manager) }
    if sellerCount > 1, random.chance(15) { team.append((owner + 1 + random.below(sellerCount - 1)) % sellerCount) }
    return team
  }

  private mutating func stakeholders(of account: Int, _ profile: DealProfile) -> [Int] {
    let wanted =
      switch profile {
      case .won: random.within(2...5)
      case .lost: random.within(1...2)
      case .singleThreaded, .fresh, .neglected: 1
      default: random.within(2...4)
      }
    var contacts = world.accounts[account].contacts
    random.shuffle(&contacts)
    return Array(contacts.prefix(wanted))
  }
}
