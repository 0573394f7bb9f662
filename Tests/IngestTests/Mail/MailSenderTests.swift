import Testing

@testable import Ingest

@Suite("Senders that a mailing list wrote over")
struct MailSenderTests {
  private func sender(_ header: String) throws -> [String] {
    try readHeader(header, includesBulk: true).people["m@x.example"]?.filter { $0.hasPrefix("from") } ?? []
  }

  @Test(
    "the person is in X-Original-From or Reply-To, else the display name without via",
    arguments: [
      (
        "From: Ana Roy via dev <dev@list.example>\nX-Original-From: Ana Roy <ana@x.example>\nReply-To: b@x.example",
        "from Ana Roy <ana@x.example>"
      ),
      ("From: Ana Roy via dev <dev@list.example>\nReply-To: Ana Roy <ana@x.example>", "from Ana Roy <ana@x.example>"),
      (
        "From: Ana Roy via dev <dev@list.example>\nReply-To: dev@list.example, ana@x.example",
        "from Ana Roy <ana@x.example>"
      ),
      ("From: Ana Roy via dev <dev@list.example>\nReply-To: Dev <dev@list.example>", "from Ana Roy"),
      ("From: Ana Roy via dev <dev@list.example>", "from Ana Roy"),
      (
        "From: \"'Ana Roy' via Sales\" <sales@list.example>\nX-Original-Sender: ana@x.example",
        "from Ana Roy <ana@x.example>"
      ),
      ("From: \"Ana Roy (via Documents)\" <share@docs.example>", "from Ana Roy"),
      ("From: =?utf-8?q?J=C3=B6rg_via_dev?= <dev@list.example>", "from Jörg"),
      (
        "From: Ana Roy via dev <dev-bounces@list.example>\nList-Post: <mailto:dev@list.example>\nReply-To: dev@list.example",
        "from Ana Roy"
      ),
      ("From: Ana Roy via dev <dev@list.example>\nTo: talk@list.example\nReply-To: talk@list.example", "from Ana Roy"),
      (
        "From: Developers <dev@list.example>\nTo: dev@list.example\nX-Original-From: Ana Roy <ana@x.example>",
        "from Ana Roy <ana@x.example>"
      ),
      // Their own address.
      ("From: Ana Roy via Phone <ana.roy@x.example>", "from Ana Roy via Phone <ana.roy@x.example>"),
      (
        "From: Ana Roy <ana@x.example>\nTo: dev@list.example\nX-Original-From: Other <o@x.example>",
        "from Ana Roy <ana@x.example>"
      ), ("From: Olivia Silvia <o@x.example>", "from Olivia Silvia <o@x.example>"),
      ("From: via <v@x.example>", "from via <v@x.example>"),
    ])
  func person(header: String, expected: String) throws {
    #expect(try sender(header) == [expected])
  }

  @Test("different people who write through one list do not become one contact")
  func different() throws {
    let people = try ["Ana Roy", "Bo Lind", "ana"].map { try sender("From: \($0) via dev <dev@list.example>") }
    #expect(people == [["from Ana Roy"], ["from Bo Lind"], ["from ana"]])
  }
}
