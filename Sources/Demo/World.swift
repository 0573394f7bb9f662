/// Everything of the demo but its activities: small enough to keep whole.
struct World: Sendable {
  var users: [User] = []
  var accounts: [Account] = []
  var contacts: [Contact] = []
  var leads: [Lead] = []
  var deals: [Deal] = []

  static let domain = "kestrel-fleet.example"
}

struct User: Sendable {
  let id: String
  let name: String
  let emails: [String]
  let team: String
  let title: String
  let party: Party
}

struct Account: Sendable {
  let id: String
  let company: Company
  let owner: Int
  let tier: String
  /// Positions in `World.contacts`; the first is the primary contact.
  var contacts: [Int] = []
  var dealNames: [String] = []
  var openDeals = 0
}

struct Contact: Sendable {
  let id: String
  let name: String
  let emails: [String]
  let account: Int
  let jobTitle: String
  let party: Party
}

enum LeadProfile: Sendable { case active, awaitingTeam, untouched, ghosted, fading, qualified, disqualified }

struct Lead: Sendable {
  let id: String
  let name: String
  let profile: LeadProfile
  let company: Company
  let owner: Int
  let contactName: String
  let email: String
  /// Position in `World.contacts` of the contact that a qualified lead became.
  let contact: Int?
  let source: String
  let product: Product
  let createdOn: Int
  /// The last day on which something may have happened.
  let lastDay: Int
  let party: Party

  var status: String {
    switch profile {
    case .qualified: "qualified"
    case .disqualified: "disqualified"
    default: "open"
    }
  }
}

/// How a deal stands: what it is planned to show in the report.
enum DealProfile: Sendable {
  case won, lost
  case healthy, awaitingTeam, ghosted, overdueClose, noActivity, healthDrop, noNextStep, overdueTask, singleThreaded
  /// Created the day before, nothing done yet.
  case fresh
  /// Created weeks ago and never worked on.
  case neglected

  var isOpen: Bool { self != .won && self != .lost }
}

struct Deal: Sendable {
  let id: String
  let name: String
  let profile: DealProfile
  let account: Int
  let owner: Int
  /// Positions in `World.users`, without the owner.
  let team: [Int]
  /// Positions in `World.contacts`; the first is the deal's contact.
  let stakeholders: [Int]
  let product: Product
  let competitor: String?
  let source: String
  let value: Int
  let actualValue: Int?
  let createdOn: Int
  let estimatedClose: Int?
  let closedOn: Int?
  /// Days on which discovery and proposal ended, where they have.
  let stageEnds: [Int]
  /// From 0, as deals that are won, to 100, as deals that are lost: how the two sides behave.
  let coolness: Int

  var stage: String {
    switch profile {
    case .won: "Closed won"
    case .lost: "Closed lost"
    default: ["Discovery", "Proposal", "Negotiation"][min(2, stageEnds.count)]
    }
  }
  var stageSince: Int { closedOn ?? stageEnds.last ?? createdOn }
}

/// A person as a participant: the cells `person_type,person_id,email,name` in the ways that a CRM writes them.
struct Party: Sendable {
  /// The first names the person by id; others may by address alone.
  let forms: [[UInt8]]

  init(type: String, id: String, emails: [String], name: String, identityOnly: Bool = false) {
    func form(_ cells: [String?]) -> [UInt8] {
      var bytes: [UInt8] = []
      bytes.append(row: cells)
      return bytes
    }
    var forms = [
      form([type, id, emails.first, nil]), form([type, id, emails.first, name]), form([type, id, nil, nil]),
    ]
    if !identityOnly { forms += emails.map { form([nil, nil, $0, nil]) } }
    self.forms = forms
  }

  /// Somebody the CRM does not know.
  init(stranger email: String, name: String? = nil) {
    var bytes: [UInt8] = []
    bytes.append(row: [nil, nil, email, name])
    forms = [bytes]
  }
}
