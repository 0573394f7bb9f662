import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Mail with no CRM")
struct MailWithoutCRMTests {
  private func read(_ files: [String: String], _ path: String = "") throws -> SourceSet.Contents {
    try withTemporaryFolder { folder in
      try write(files, to: folder)
      var settings = SourceSettings(zone: .utc, asOf: CivilDate(days: 20_600))
      settings.internalDomains = ["our.example"]
      return try SourceSet([SourceLocation(path: folder.path + path, shown: "mail")], settings).read()
    }
  }

  @Test("the team becomes users, everybody else contacts, each company's domain an account; both directions count")
  func derived() throws {
    let answer = """
      From: Bo Lind <Bo@OUR.example>
      To: Ana Roy <ANA@customer.example>
      Cc: Cy <cy@gmail.com>
      Message-ID: <b@our.example>
      In-Reply-To: <a@CUSTOMER.example>
      Date: Tue, 3 Mar 2026 11:00:00 +0000


      """
    let contents = try read(["cur/1:2,": message("a"), "new/2": answer])
    let dataset = contents.dataset
    #expect(dataset.users.map { dataset.text.string($0.id) } == ["bo@our.example"])
    #expect(dataset.contacts.map { dataset.text.string($0.id) } == ["ana@customer.example", "cy@gmail.com"])
    #expect(dataset.accounts.map { dataset.text.string($0.id) } == ["customer.example"])
    #expect(dataset.contacts.map(\.account) == [0, nil])
    #expect(dataset.activities.map { dataset.text.string($0.inReplyTo) } == ["", "a@customer.example"])
    let senders = (0..<2).map { activity in
      dataset.participations(of: activity).first { $0.roles.contains(.from) }.map {
        dataset.people[Int($0.person)].side
      }
    }
    #expect(senders == [.customer, .team])
    #expect(contents.problems == [])
  }

  @Test(
    "is recognised by what is in it, wherever in a folder",
    arguments: [
      (["a.mbox": "From ana@x.example Tue Mar  3 10:00:00 2026\n" + message("a")], "/a.mbox"),
      (["Mail/Local Folders/Inbox": "From - Tue Mar  3 10:00:00 2026\n" + message("a")], ""),
      (["INBOX/cur/1:2,S": message("a"), "Sent/cur/2:2,S": message("b")], ""), (["x.eml": message("a")], "/x.eml"),
      (["1": message("a"), "2": message("b")], ""),
      (
        [
          "1.json": #"""
          {"value": [{"internetMessageId": "<a@x>", "sentDateTime": "2026-03-03T10:00:00Z",
            "toRecipients": [{"emailAddress": {"address": "b@our.example"}}]}]}
          """#
        ], ""
      ),
    ])
  func recognized(files: [String: String], path: String) throws {
    let contents = try read(files, path)
    #expect(contents.taken == [SourceSet.TakenSource(shown: "mail", kind: .mail, isNamed: false)])
    #expect(contents.dataset.activities.count == files.count)
  }
}
