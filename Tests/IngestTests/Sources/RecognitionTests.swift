import Dataset
import TestSupport
import Testing

@testable import Ingest

@Suite("What a path is")
struct RecognitionTests {
  /// The kinds that a path looks like.
  private func seen(_ files: [String: String], _ path: String) throws -> [String] {
    try withTemporaryFolder { folder in
      try write(files, to: folder)
      let probe = try SourceProbe(SourceLocation(path: folder.appendingPathComponent(path).path, shown: path))
      let kinds = [
        ("mail", probe.looksLikeMail), ("calendar", probe.looksLikeCalendar), ("dataverse", probe.looksLikeDataverse),
      ]
      return kinds.filter(\.1).map(\.0)
    }
  }

  private static let message =
    #"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users('a')/messages","value":[{"receivedDateTime":"x"}]}"#
  private static let event =
    #"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users('a')/events","value":[{"iCalUId":"x"}]}"#
  private static let row =
    #"{"@odata.context":"https://x.crm.dynamics.com/api/data/v9.2/$metadata#emails","value":[]}"#

  @Test(
    "mail, calendars and Dataverse are told apart by what is in them",
    arguments: [
      (["s": "From a@b Mon Jan  1 00:00:00 2026\n"], "mail"), (["s.eml": "Subject: x\n"], "mail"),
      (["s/a.eml": "Subject: x\n"], "mail"), (["s/cur/1": "", "s/new/2": ""], "mail"),
      (["s.json": message], "mail"), (["s/1.json": message], "mail"),
      (["s.ics": ""], "calendar"), (["s/x.ICS": ""], "calendar"), (["s": "BEGIN:VCALENDAR\n"], "calendar"),
      (["s/1.json": event], "calendar"),
      (["s/1.json": #"{"@odata.type": "microsoft.graph.fileAttachment"}"#], ""), (["s/emails.json": row], "dataverse"),
      (["s.json": row], "dataverse"),
      (["s/model.json": "{}"], "dataverse"), (["s/data.xml": "<entities/>"], "dataverse"),
      (["s": "PK\u{3}\u{4}…"], "dataverse"), (["s/readme.txt": "hello"], ""), (["s": "hello"], ""),
    ])
  func kinds(_ files: [String: String], _ kind: String) throws {
    let name = try #require(files.keys.first?.split(separator: "/").first)
    #expect(try seen(files, String(name)) == (kind.isEmpty ? [] : [kind]))
  }

  @Test("a path of no kind is refused with what was looked for; one that is not there as well")
  func unknown() {
    let failure = SourceReading.failure(["s/readme.txt": "hello"], ["s"])
    #expect(failure.hasPrefix("s: found nothing that is known; expected a folder with tables such as users.csv"))
    #expect(failure.contains(", or a CSV export of Salesforce"))
    #expect(failure.contains(", or an mbox file, a Maildir"))
    #expect(SourceReading.failure([:], ["s"]) == "s: cannot be read: No such file or directory")
  }
}
