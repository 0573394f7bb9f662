import TestSupport

/// A hand-made data set in which it can be told from the ids who belongs to whom: `o1` is the deal of account `a1`,
/// which user `u1` of the team North owns, and so on.
enum SmallData {
  /// On 2026-03-31, `o1` waits for the team, and nothing else does.
  static let tables = [
    TableText(
      "users", ["id", "name", "team"], [["u1", "Ada", "North"], ["u2", "Bo", "South"], ["u3", "Cy", "North"]]),
    TableText(
      "accounts", ["id", "name", "owner_id"], [["a1", "Acme", "u1"], ["a2", "Bolt", "u2"], ["a3", "Quiet", "u3"]]),
    TableText(
      "contacts", ["id", "name", "account_id", "owner_id"],
      [["c1", "Ann", "a1", "u1"], ["c2", "Ben", "a2", "u2"], ["c3", "Col", "a3", "u3"]]),
    TableText(
      "leads", ["id", "name", "owner_id", "status", "created_on"],
      [
        ["l1", "Lead one", "u1", "open", "2026-03-01"], ["l2", "Lead two", "u2", "disqualified", "2026-03-01"],
        ["l3", "Lead of tomorrow", "u1", "open", "2026-04-01"],
      ]),
    TableText(
      "opportunities", ["id", "name", "status", "owner_id", "account_id", "contact_id", "created_on", "closed_on"],
      [
        ["o1", "Open one", "open", "u1", "a1", "c1", "2026-03-01", nil],
        ["o2", "Open two", "open", "u2", "a2", "c2", "2026-03-01", nil],
        ["o3", "Won", "won", "u1", "a1", "c1", "2025-03-01", "2025-06-01"],
        ["o4", "Won tomorrow", "won", "u3", nil, nil, "2026-03-01", "2026-04-01"],
      ]),
    TableText(
      "activities", ["id", "type", "at", "status"],
      [
        ["x1", "email", "2026-03-10T10:00:00Z", nil], ["x2", "email", "2026-03-20T10:00:00Z", nil],
        ["x3", "meeting", "2026-03-21T10:00:00Z", nil], ["x4", "call", "2026-04-03T10:00:00Z", "open"],
        ["x5", "email", "2025-05-01T10:00:00Z", nil], ["x6", "call", "2026-03-30T10:00:00Z", nil],
      ]),
    TableText(
      "participants", ["activity_id", "role", "person_type", "person_id"],
      [
        ["x1", "from", "user", "u1"], ["x1", "to", "contact", "c1"],
        ["x2", "from", "contact", "c1"], ["x2", "to", "user", "u1"],
        ["x3", "organizer", "user", "u2"], ["x3", "required", "contact", "c2"],
        ["x4", "from", "user", "u2"], ["x4", "to", "contact", "c2"],
        ["x5", "from", "user", "u3"], ["x5", "to", "contact", "c3"],
        ["x6", "from", "user", "u1"], ["x6", "to", "lead", "l1"],
      ]),
  ]
}
