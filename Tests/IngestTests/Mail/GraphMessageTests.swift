import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Messages of Microsoft Graph")
struct GraphMessageTests {
  private func record(_ id: String, _ more: String = #""sentDateTime": "2026-03-03T10:00:00Z""#) -> String {
    #"{"id": "G\#(id)", "internetMessageId": "<\#(id)@X.example>", \#(more)}"#
  }

  @Test("a message: people, times, conversation, what it answers, privacy")
  func message() throws {
    let rows = try readMail([
      "m.json": #"""
      {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users('u')/messages/$entity", "id": "G1",
       "internetMessageId": "<A@X.example>", "subject": "Z\u00fcrich\r\nx", "sensitivity": "private",
       "sentDateTime": "2026-03-03T10:00:00.1234567Z", "receivedDateTime": "2026-03-03T10:00:05Z",
       "conversationId": "AAQ=", "isDraft": false, "body": {"contentType": "html", "content": "<b>secret</b>"},
       "from": {"emailAddress": {"name": "Ana Roy", "address": "ana@x.example"}},
       "toRecipients": [{"emailAddress": {"name": "bo@our.example", "address": "bo@our.example"}}],
       "ccRecipients": [{"emailAddress": {"name": "C", "address": "/O=ORG/CN=C"}}, {}], "bccRecipients": null,
       "internetMessageHeaders": [{"name": "References", "value": "<p@x.example> <q@x.example>"}]}
      """#
    ])
    #expect(
      rows.activities == [
        [
          "id": "A@x.example", "type": "email", "at": "2026-03-03T10:00:00Z", "subject": "Zürich  x",
          "message_id": "A@x.example", "in_reply_to": "q@x.example", "conversation_id": "AAQ=", "private": "true",
        ]
      ])
    #expect(rows.people == ["A@x.example": ["cc C", "from Ana Roy <ana@x.example>", "to <bo@our.example>"]])
    #expect(rows.problems == [])
  }

  @Test("pages, arrays and single messages beside mail of other formats; one message each")
  func pages() throws {
    let rows = try readMail([
      "1.json": #"{"@odata.nextLink": "https://graph.microsoft.com/x", "value": [\#(record("a")), \#(record("b"))]}"#,
      "2.json": #"{"value": [\#(record("c"))]}"#, "3.json": "[\(record("d")), \(record("a"))]", "4.json": record("e"),
      "5.eml": IngestTests.message("f"),
    ])
    #expect(rows.ids == ["a", "b", "c", "d", "e"].map { $0 + "@x.example" } + ["f@customer.example"])
    #expect(rows.problems.map(\.found) == ["1 message stored more than once"])
  }

  @Test("a missing next page is said")
  func missingPage() throws {
    let rows = try readMail(["1.json": #"{"value": [\#(record("a"))], "@odata.nextLink": "https://x"}"#])
    #expect(
      rows.messages == [
        "1.json:0: a next page (@odata.nextLink) that is not among the files; all pages; follow the link until an answer has none"
      ])
  }

  @Test("delta queries: removals and changes of known messages count for nothing; an unknown one without date is said")
  func delta() throws {
    let rows = try readMail([
      "1.json": #"""
      {"value": [
        {"id": "Ga", "subject": "changed", "isRead": true, "sender": {"emailAddress": {"address": "a@x.example"}}},
        {"@removed": {"reason": "deleted"}, "id": "G9"},
        {"id": "Gz", "isRead": true, "toRecipients": []}],
       "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#Collection(message)"}
      """#, "2.json": #"{"value": [\#(record("a"))]}"#,
    ])
    #expect(rows.ids == ["a@x.example"])
    #expect(
      rows.messages == [
        "1.json:4: sentDateTime: ; sentDateTime or receivedDateTime; name them in $select",
        "1.json:0: 1 message marked as removed (@removed); messages; what was sent has been sent, so that earlier pages count",
      ])
  }

  @Test("drafts, bulk mail by its headers, lists' senders, times that cannot be")
  func rules() throws {
    let draft = record("d", #""isDraft": true, "sentDateTime": "2026-03-03T10:00:00Z""#)
    let bulk = record(
      "b", #""sentDateTime": "2026-03-03T10:00:00Z", "internetMessageHeaders": [{"name": "List-Id", "value": "<x>"}]"#)
    let via = record(
      "v",
      #"""
      "sentDateTime": "2026-03-03T10:00:00Z", "replyTo": [{"emailAddress": {"name": "", "address": "ana@x.example"}}],
      "from": {"emailAddress": {"name": "Ana Roy via dev", "address": "dev@list.example"}}
      """#)
    let late = record("l", #""sentDateTime": "2027-03-03T10:00:00Z", "receivedDateTime": "2026-03-03T10:00:00Z""#)
    let wrong = record("w", #""sentDateTime": "soon""#)
    let rows = try readMail(["1.json": "[\(draft),\n\(bulk),\n\(via),\n\(late),\n\(wrong)]"])
    #expect(rows.ids == ["l@x.example", "v@x.example"])
    #expect(rows.people["v@x.example"] == ["from Ana Roy <ana@x.example>"])
    #expect(rows.activity("l@x.example")["at"] == "2026-03-03T10:00:00Z")
    #expect(rows.problems.map(\.field) == ["sentDateTime", "sentDateTime", "", ""])
    #expect(
      rows.problems.dropFirst(2).map(\.found) == [
        "1 message from mailing lists, automatic answers or bounces", "1 message kept as drafts",
      ])
  }

  @Test("broken JSON is refused with its place and no message of it counts; JSON of other things is said")
  func broken() throws {
    let rows = try readMail([
      "a.json": "[\(record("a")),\n {\"id\": }]", "b.json": record("b"),
      "c.json": #"{"value": [{"displayName": "x"}]}"#,
    ])
    #expect(rows.ids == ["b@x.example"])
    #expect(rows.problems.map { "\($0.file):\($0.line):\($0.column)" } == ["a.json:2:9", "c.json:0:0"])
    #expect(rows.problems.map(\.found) == ["}]", "JSON without messages"])
    #expect(throws: IngestError.self) { try readMail(["a.json": "[1,"], only: "a.json") }
  }
}
