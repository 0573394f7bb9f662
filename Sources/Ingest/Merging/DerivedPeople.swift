import Dataset

/// The people of a data set whose sources name no team: mail archives with no CRM (sources spec, "mail").
///
/// Addresses at the internal domains become users, all others contacts, and the domain of a contact an account. A domain
/// is all that stands after the “@”: `mail.example.co.uk` and `example.co.uk` are two, since what of it a company
/// registered cannot be told from the name.
struct DerivedPeople {
  private var pool = TextPool()
  /// Addresses in lower case that belong to no contact or lead.
  private var addresses: [Text] = []
  /// By text handle: whether an address was met or is somebody's already.
  private var isKnown: Set<Text> = []
  /// Names that were given with each address, and how often, by text handle of the address.
  private var names: [Text: [(name: Text, count: Int)]] = [:]
  /// The position of each name among those of its address.
  private var places: [NamedAddress: Int] = [:]

  private struct NamedAddress: Hashable {
    var address: Text
    var name: Text
  }

  /// The people that take part in activities of the sources and are in no table.
  init(of sources: [StagedSource]) {
    for source in sources {
      addKnown(source.tables, .contacts, ContactColumn.email)
      addKnown(source.tables, .leads, LeadColumn.email)
    }
    for source in sources { addParticipants(source.tables) }
  }

  /// Whether there is nobody to make a person of.
  var isEmpty: Bool { addresses.isEmpty }

  private mutating func addKnown(_ tables: StagedTables, _ table: Table, _ column: some Column) {
    for row in 0..<tables.count(of: table) {
      tables.withUTF8(tables.value(column, ofRow: row, of: table)) { emails in
        TextParsing.forEachPart(of: emails) { isKnown.insert(pool.internLowercased($0)) }
      }
    }
  }

  private mutating func addParticipants(_ tables: StagedTables) {
    for row in 0..<tables.count(of: .participants) {
      let address = tables.withUTF8(tables.value(ParticipantColumn.email, ofRow: row, of: .participants)) { utf8 in
        Self.domain(of: utf8) == nil ? Text.none : pool.internLowercased(utf8)
      }
      if address.isEmpty { continue }
      if isKnown.insert(address).inserted {
        addresses.append(address)
        names[address] = []
      }
      let name = tables.withUTF8(tables.value(ParticipantColumn.name, ofRow: row, of: .participants)) {
        // An address that stands for a name says nothing more.
        $0.contains(UInt8(ascii: "@")) ? Text.none : pool.intern($0)
      }
      if name.isEmpty { continue }
      let named = NamedAddress(address: address, name: name)
      if let place = places[named] {
        names[address]?[place].count += 1
      } else {
        places[named] = names[address]?.count
        names[address]?.append((name, 1))
      }
    }
  }

  /// What stands after the last “@”, `nil` if there is nothing.
  private static func domain(of utf8: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard let at = utf8.lastIndex(of: UInt8(ascii: "@")), at > 0, at + 1 < utf8.count else { return nil }
    return UnsafeBufferPointer(rebasing: utf8[(at + 1)...])
  }

  /// The domains with the most addresses, public providers left out: where the team is most likely to be.
  func commonDomains(atMost count: Int) -> [String] {
    var counts: [String: Int] = [:]
    for address in addresses {
      let domain = domain(address)
      if !PublicMailProviders.domains.contains(domain) { counts[domain, default: 0] += 1 }
    }
    let order = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    return order.prefix(count).map(\.key)
  }

  /// Rows for users, contacts and accounts, in order of address.
  ///
  /// - Parameter accounts: ids of accounts that are there already.
  func tables(internalDomains: [String], accounts: Set<String>) -> StagedTables {
    var tables = StagedTables()
    var made = accounts
    let domains = internalDomains.map { $0.lowercased() }
    for address in addresses.sorted(by: pool.precedes) {
      let email = pool.string(address)
      let domain = domain(address)
      let name = bestName(of: address)
      if domains.contains(where: { domain == $0 || domain.hasSuffix("." + $0) }) {
        tables.addRow(to: .users, file: "people of the mails", line: 0, record: email)
        tables.set(UserColumn.id, email)
        tables.set(UserColumn.name, name)
        tables.set(UserColumn.email, email)
        continue
      }
      let isPublic = PublicMailProviders.domains.contains(domain)
      if !isPublic && made.insert(domain).inserted {
        tables.addRow(to: .accounts, file: "people of the mails", line: 0, record: domain)
        tables.set(AccountColumn.id, domain)
        tables.set(AccountColumn.name, domain)
      }
      tables.addRow(to: .contacts, file: "people of the mails", line: 0, record: email)
      tables.set(ContactColumn.id, email)
      tables.set(ContactColumn.name, name)
      tables.set(ContactColumn.email, email)
      if !isPublic { tables.set(ContactColumn.accountID, domain) }
    }
    return tables
  }

  private func domain(_ address: Text) -> String {
    pool.withUTF8(address) { utf8 in
      Self.domain(of: utf8).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }

  /// The name that was given most often; of several the longest, then the smallest by code point. The address if there
  /// is none.
  private func bestName(of address: Text) -> String {
    func length(_ name: Text) -> Int { pool.withUTF8(name) { $0.count } }
    let best = names[address, default: []].min { first, second in
      if first.count != second.count { return first.count > second.count }
      let (a, b) = (length(first.name), length(second.name))
      return a != b ? a > b : pool.precedes(first.name, second.name)
    }
    return pool.string(best?.name ?? address)
  }
}
