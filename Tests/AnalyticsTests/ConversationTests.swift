import Analytics
import Dataset
import Testing

/// KPI spec, "Conversations and response".
@Suite("Conversations")
struct ConversationTests {
  /// An email without a conversation id.
  private func mail(_ id: String, _ person: String, _ at: String, _ cells: [String: String]) -> Story.Event {
    let to = person.hasPrefix("u") ? "c1" : "u1"
    return Story.Event(id: id, type: .email, at: at, people: [person, to], cells: cells)
  }

  /// How often the customer has answered, and the team.
  private func replies(_ events: Story.Event...) async throws -> [Int] {
    var story = Story()
    story.events = events
    let response = try await story.kpis().response
    return [response.customer.replies, response.team.replies]
  }

  private func isReply(_ subject: String, to first: String) async throws -> Bool {
    try await replies(
      mail("1", "u1", "2026-03-10T10:00:00Z", ["subject": first]),
      mail("2", "c1", "2026-03-11T10:00:00Z", ["subject": subject])) == [1, 0]
  }

  @Test("upper and lower case are the same subject in every script")
  func cases() async throws {
    for subject in ["Angebot für Öl", "Ίδια Υπόθεση", "ДОГОВОР № 5", "İstanbul – ŞUBE", "ǅ"] {
      #expect(try await isReply("RE: " + subject.lowercased(), to: subject))
    }
  }

  @Test(
    "a prefix of a reply or a forward is no part of the subject, in any of the languages",
    arguments: ["re", "fw", "fwd", "aw", "wg", "sv", "vs", "tr", "rv", "antw", "回覆", "回复", "答复", "轉寄", "转发"])
  func prefixes(_ prefix: String) async throws {
    for form in ["\(prefix):", "\(prefix.uppercased()): ", "\(prefix) [12] ：", "\(prefix)[3]:", "Re: \(prefix): FWD:"] {
      #expect(try await isReply("\(form) Offer", to: "Offer"), "\(form)")
      #expect(try await isReply("Offer", to: "\(form)  offer "), "\(form)")
    }
    for form in ["\(prefix)", "\(prefix)x:", "x\(prefix):", "\(prefix)[]:", "\(prefix)[a]:", "\(prefix)[1]"] {
      #expect(try await isReply("\(form) Offer", to: "Offer") == false, "\(form)")
    }
  }

  @Test("case and white space of a subject do not count; one of prefixes alone is no subject")
  func subjects() async throws {
    #expect(try await isReply("ÜBER  das\u{A0}Angebot", to: "Über das Angebot"))
    #expect(try await isReply("Re: ", to: "Re:") == false)
    #expect(try await isReply("Offers", to: "Offer") == false)
  }

  @Test("a conversation known only by its subject ends with more than thirty days of silence, others never")
  func silence() async throws {
    for (cells, second, expected) in [
      (["subject": "Offer"], "2026-02-09T10:00:00Z", [1, 0]), (["subject": "Offer"], "2026-02-09T10:00:01Z", [0, 0]),
      (["conversation_id": "c"], "2026-03-30T10:00:00Z", [1, 0]),
    ] as [([String: String], String, [Int])] {
      #expect(
        try await replies(mail("1", "u1", "2026-01-10T10:00:00Z", cells), mail("2", "c1", second, cells)) == expected)
    }
    let named = ["subject": "Offer", "message_id": "<m>"]
    #expect(
      try await replies(
        mail("1", "u1", "2026-01-10T10:00:00Z", named),
        mail("2", "c1", "2026-03-10T10:00:00Z", ["subject": "Other", "in_reply_to": "<m>"])) == [0, 0],
      "an answer has the key of its parent, which is known by its subject")
  }

  @Test("of emails of one time the smaller id comes first")
  func ties() async throws {
    let at = "2026-03-10T10:00:00Z"
    let cells = ["conversation_id": "c"]
    #expect(try await replies(mail("a", "u1", at, cells), mail("b", "c1", at, cells)) == [1, 0])
    #expect(try await replies(mail("b", "u1", at, cells), mail("a", "c1", at, cells)) == [0, 1])
    #expect(try await replies(mail("10", "u1", at, cells), mail("9", "c1", at, cells)) == [1, 0])
  }

  @Test("an answer is found by message id, then by id, and of several by the smallest id")
  func parents() async throws {
    let at = "2026-03-10T10:00:00Z"
    func answer(_ parent: String) -> Story.Event {
      mail("z", "c1", "2026-03-11T10:00:00Z", ["subject": "Z", "in_reply_to": parent])
    }
    #expect(try await replies(mail("a", "u1", at, ["message_id": "<m>"]), answer("<m>")) == [1, 0])
    #expect(try await replies(mail("a", "u1", at, ["subject": "A"]), answer("a")) == [1, 0])
    #expect(try await replies(mail("a", "u1", at, ["subject": "A"]), answer("A")) == [0, 0])
    // Of the customer's mails one has “a” as its message id, so that the team's mail of this id is not meant.
    #expect(
      try await replies(
        mail("a", "u1", at, ["subject": "A"]), mail("b", "c1", at, ["message_id": "a", "subject": "B"]), answer("a"))
        == [0, 0])
    for (first, expected) in [("u1", [1, 0]), ("c1", [0, 0])] {
      let second = first == "u1" ? "c1" : "u1"
      #expect(
        try await replies(
          mail("b", second, at, ["message_id": "<m>", "subject": "B"]),
          mail("a", first, at, ["message_id": "<m>", "subject": "A"]), answer("<m>")) == expected)
    }
  }

  @Test("a conversation id outranks what an email answers, and answers to it belong to its conversation")
  func conversationID() async throws {
    let at = "2026-03-10T10:00:00Z"
    let later = "2026-03-11T10:00:00Z"
    #expect(
      try await replies(
        mail("1", "u1", at, ["conversation_id": "a"]),
        mail("2", "c1", later, ["conversation_id": "b", "in_reply_to": "1"])) == [0, 0])
    #expect(
      try await replies(
        mail("1", "u1", at, ["conversation_id": "a"]), mail("2", "c1", later, ["in_reply_to": "1"])) == [1, 0])
  }

  @Test("a conversation id, a subject and an email by itself never meet, whatever they are called")
  func kinds() async throws {
    let at = "2026-03-10T10:00:00Z"
    let later = "2026-03-11T10:00:00Z"
    #expect(
      try await replies(mail("x", "u1", at, ["conversation_id": "x"]), mail("2", "c1", later, ["subject": "x"]))
        == [0, 0])
    #expect(try await replies(mail("x", "u1", at, [:]), mail("2", "c1", later, ["subject": "x"])) == [0, 0])
    #expect(try await replies(mail("x", "u1", at, [:]), mail("2", "c1", later, ["conversation_id": "x"])) == [0, 0])
    #expect(try await replies(mail("1", "u1", at, [:]), mail("2", "c1", later, [:])) == [0, 0])
  }

  @Test("in a circle of replies the email with the smallest id begins; one that answers itself is by itself")
  func circles() async throws {
    func circle(_ subject: String) async throws -> [Int] {
      try await replies(
        mail("b", "u1", "2026-03-10T10:00:00Z", ["subject": "Second", "in_reply_to": "c"]),
        mail("c", "u1", "2026-03-11T10:00:00Z", ["subject": "Third", "in_reply_to": "a"]),
        mail("a", "u1", "2026-03-12T10:00:00Z", ["subject": "First", "in_reply_to": "b"]),
        mail("d", "c1", "2026-03-13T10:00:00Z", ["subject": subject]))
    }
    #expect(try await circle("Re: First") == [1, 0])
    #expect(try await circle("Re: Second") == [0, 0])
    #expect(try await circle("Re: Third") == [0, 0])
    #expect(
      try await replies(
        mail("a", "u1", "2026-03-10T10:00:00Z", ["subject": "A", "in_reply_to": "a"]),
        mail("b", "c1", "2026-03-11T10:00:00Z", ["subject": "a"])) == [1, 0])
  }

  @Test("a turn is a run of emails by one side; its answer is timed from the first to the first")
  func turns() async throws {
    var story = Story()
    let cells = ["conversation_id": "c"]
    story.events = [
      mail("1", "u1", "2026-03-10T10:00:00Z", cells), mail("2", "u2", "2026-03-10T11:00:00Z", cells),
      mail("3", "c1", "2026-03-10T12:00:00Z", cells), mail("4", "c2", "2026-03-10T13:00:00Z", cells),
      mail("5", "u1", "2026-03-10T12:30:00Z", ["conversation_id": "d"]),
      mail("6", "u1", "2026-03-10T16:00:01Z", cells),
    ]
    let response = try await story.kpis().response
    #expect(response.customer.mean == 7200 && response.customer.turns == 3 && response.customer.rate == 1.0 / 3)
    #expect(response.team.mean == 14_401 && response.team.turns == 1 && response.team.rate == 1)
  }

  @Test("mean and median are rounded half up to a second, the 90th percentile is one of the times")
  func statistics() async throws {
    var story = Story()
    for (index, seconds) in [1, 2, 4, 10].enumerated() {
      story.events.append(mail("a\(index)", "c1", "2026-03-10T10:00:00Z", ["conversation_id": "\(index)"]))
      let clock = seconds < 10 ? "0\(seconds)" : "\(seconds)"
      story.events.append(mail("b\(index)", "u1", "2026-03-10T10:00:\(clock)Z", ["conversation_id": "\(index)"]))
    }
    let team = try await story.kpis().response.team
    #expect([team.mean, team.median, team.p90] == [4, 3, 10])
    story.events.removeLast(4)
    let fewer = try await story.kpis().response.team
    #expect([fewer.mean, fewer.median, fewer.p90] == [2, 2, 2])
  }
}
