import TestSupport

/// A data set in which everything that tells of a person or company is a word of its own, which stands nowhere else.
enum PrivateData {
  /// What pages, data files or file names show unless names are redacted.
  static let shownWords = [
    "xanthippa", "quibblewick", "zorvath", "plimsole", "wexcombe", "vyrnwy", "ottoline", "brackwater", "fenwick",
    "durrow", "thistlemere", "isolde", "grommets", "gwendlemoor", "kormoran", "blatherskite", "nimrodel", "pendrake",
    "odalric", "sneath", "mumblecrust", "grizzelda", "lavinia", "crumplehorn", "squelchford", "peregrine", "jaxhollow",
    "王小明",
  ]
  /// What is in the data and shown nowhere.
  static let hiddenWords = ["yodeller", "hobblethwaite", "skeffling"]

  /// The user, contact, lead and unresolved person that the tests leave out, with the words that tell of them.
  static let zorvath = ["zorvath", "plimsole"]
  static let fenwick = ["fenwick", "durrow"]
  static let isolde = ["isolde", "thistlemere", "grommets", "gwendlemoor"]
  static let nimrodel = ["nimrodel", "pendrake"]

  static let tables = [
    TableText(
      "users", ["id", "name", "email", "team", "title"],
      [
        ["u1", "Xanthippa Quibblewick", "xanthippa@jaxhollow.example", "North", "Chief Yodeller"],
        ["zorvath@jaxhollow.example", "Zorvath Plimsole", "zorvath@jaxhollow.example", "South", nil],
      ]),
    TableText(
      "accounts", ["id", "name", "owner_id", "primary_contact_id", "industry", "partner"],
      [
        ["a-wexcombe", "Wexcombe Vyrnwy Ltd", "u1", "c1", "Steel", "Hobblethwaite"],
        ["a2", "Grommets of the north", "zorvath@jaxhollow.example", nil, "Steel", nil],
      ]),
    TableText(
      "contacts", ["id", "name", "email", "account_id", "owner_id", "job_title"],
      [
        ["c1", "Ottoline Brackwater", "ottoline@wexcombe.example", "a-wexcombe", "u1", "Kormoran keeper"],
        [
          "fenwick.durrow@wexcombe.example", "Fenwick Durrow", "fenwick.durrow@wexcombe.example", "a-wexcombe", "u1",
          nil,
        ],
        ["王小明", "王小明", nil, "a2", "u1", nil],
      ]),
    TableText(
      "leads", ["id", "name", "owner_id", "status", "created_on", "contact_name", "email", "company", "source"],
      [
        [
          "l1", "Thistlemere enquiry", "u1", "open", "2026-03-01", "Isolde Thistlemere", "isolde@thistlemere.example",
          "Thistlemere Grommets", "Referral by Gwendlemoor",
        ]
      ]),
    TableText(
      "opportunities",
      [
        "id", "name", "status", "owner_id", "account_id", "contact_id", "stage", "estimated_value", "currency",
        "created_on", "closed_on", "sponsor",
      ],
      [
        [
          "o1", "Wexcombe – cold chain", "open", "u1", "a-wexcombe", "c1", "Offer", "1000", "EUR", "2026-01-10", nil,
          "Skeffling",
        ],
        [
          "o2", "Vyrnwy renewal", "won", "zorvath@jaxhollow.example", "a-wexcombe", "c1", nil, "900", "EUR",
          "2025-05-10", "2025-08-01", "Skeffling",
        ],
        [
          "o3", "Spare parts", "open", "zorvath@jaxhollow.example", "a2", "fenwick.durrow@wexcombe.example", "Offer",
          "50", "EUR", "2026-01-10", nil, nil,
        ],
        ["o4", "Bad", "Mumblecrust", nil, nil, nil, nil, nil, nil, nil, nil, nil],
        ["o5", "Dangling", "open", "grizzelda@jaxhollow.example", nil, nil, nil, nil, nil, "2026-01-10", nil, nil],
      ]),
    TableText(
      "activities", ["id", "type", "at", "status", "subject", "regarding_type", "regarding_id", "message_id"],
      [
        [
          "m1@wexcombe.example", "email", "2026-03-10T10:00:00Z", nil, "Blatherskite", nil, nil,
          "<m1@wexcombe.example>",
        ],
        ["x2", "email", "2026-03-20T10:00:00Z", nil, "Re: Blatherskite", nil, nil, "<m2@wexcombe.example>"],
        ["x3", "meeting", "2026-03-21T10:00:00Z", nil, "Blatherskite", "opportunity", "o1", nil],
        ["x4", "call", "2026-04-03T10:00:00Z", "open", "Blatherskite", "lead", "l1", nil],
        ["x5", "email", "2026-03-25T10:00:00Z", nil, "Blatherskite", "lead", "l1", nil],
        ["x6", "email", "2026-03-26T10:00:00Z", nil, "Blatherskite", "opportunity", "o3", nil],
        ["x7", "call", "2026-03-27T10:00:00Z", nil, "Blatherskite", "contact", "fenwick.durrow@wexcombe.example", nil],
        ["x8", "email", "2026-03-28T10:00:00Z", nil, "Blatherskite", "opportunity", "o1", nil],
        ["x9", "email", "2026-03-28T11:00:00Z", nil, "Blatherskite", "account", "a2", nil],
      ]),
    TableText(
      "participants", ["activity_id", "role", "person_type", "person_id", "email", "name"],
      [
        ["m1@wexcombe.example", "from", "user", "u1", nil, nil],
        ["m1@wexcombe.example", "to", "contact", "c1", nil, nil],
        ["m1@wexcombe.example", "cc", nil, nil, nil, "Odalric Sneath"],
        ["x2", "from", nil, nil, "Ottoline@Wexcombe.example", nil], ["x2", "to", "user", "u1", nil, nil],
        ["x3", "organizer", "user", "u1", nil, nil], ["x3", "required", "contact", "c1", nil, nil],
        ["x3", "optional", nil, nil, "nimrodel@pendrake.example", "Nimrodel Pendrake"],
        ["x4", "from", "user", "u1", nil, nil], ["x4", "to", "lead", "l1", nil, nil],
        ["x5", "from", "lead", "l1", nil, nil], ["x5", "to", "user", "u1", nil, nil],
        ["x6", "from", "user", "zorvath@jaxhollow.example", nil, nil],
        ["x6", "to", "contact", "fenwick.durrow@wexcombe.example", nil, nil],
        ["x8", "from", nil, nil, "nimrodel@pendrake.example", nil], ["x8", "to", "user", "u1", nil, nil],
        ["x9", "from", "contact", "王小明", nil, nil], ["x9", "to", "user", "u1", nil, nil],
        ["no@wexcombe.example", "to", "user", "u1", nil, nil],
        ["x9", "cc", "contact", "nobody@wexcombe.example", "nobody@wexcombe.example", nil],
      ]),
  ]

  static let commentary = [
    "notes/opportunity-o1.md": "---\nauthor: Lavinia Crumplehorn\nmute: [no_next_step]\n---\nSquelchford said so.\n",
    "notes/index.md": "Squelchford is done. {{no.such.path}}\n",
    "notes/contact-fenwick.durrow%40wexcombe.example.md": "Fenwick Durrow is away.\n",
    "notes/contact-peregrine%40wexcombe.example.md": "For nobody.\n",
  ]
}
