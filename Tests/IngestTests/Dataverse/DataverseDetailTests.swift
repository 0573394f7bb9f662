import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Details of Dataverse exports")
struct DataverseDetailTests {
  private static let context = "https://x.crm.dynamics.com/api/data/v9.2/$metadata#"

  /// A page of the Web API, its rows without braces.
  private func page(_ set: String, _ rows: [String], next: String = "") -> String {
    let link = next.isEmpty ? "" : #","@odata.nextLink":"\#(next)""#
    return
      #"{"@odata.context":"\#(Self.context)\#(set)","value":[\#(rows.map { "{\($0)}" }.joined(separator: ","))]\#(link)}"#
  }

  private static let user = #""systemuserid":"u1","fullname":"Uma","internalemailaddress":"uma@our.example""#

  private func read(_ files: [String: String]) throws -> SourceReading {
    var all: [String: String] = ["s/systemusers.json": page("systemusers", [Self.user])]
    for (name, text) in files { all["s/" + name] = text }
    return try SourceReading.of(all, ["s"])
  }

  private func mail(_ id: String, _ rest: String = "") -> String {
    #""activityid":"\#(id)","senton":"2026-03-01T10:00:00Z","statecode":1,"statuscode":3\#(rest.isEmpty ? "" : "," + rest)"#
  }

  @Test("a page that says there are more is reported unless the next is there")
  func missingPages() throws {
    let first = page("emails", [mail("a")], next: "https://x/emails?page=2")
    let last = page("emails", [mail("b")])
    #expect(try read(["emails.json": first, "emails-2.json": last]).messages == [])
    #expect(try read(["emails_1.json": first, "emails_2.json": last]).messages == [])
    let alone = try read(["emails.json": first])
    #expect(
      alone.messages == [
        "s/emails.json note @odata.nextLink: more rows at https://x/emails?page=2; the next page, too, such as emails-2.json"
      ])
    let gap = try read(["emails.json": first, "emails-3.json": last])
    #expect(gap.messages.count == 1)
    let cut = try read(["emails.json": first, "emails-2.json": page("emails", [mail("b")], next: "https://x/3")])
    #expect(
      cut.messages == [
        "s/emails-2.json note @odata.nextLink: more rows at https://x/3; the next page, too, such as emails-3.json"
      ])
  }

  @Test("a file without context is known by its name, in any folder; others are passed over")
  func tables() throws {
    let reading = try read([
      "more/Accounts (2).json": #"{"value":[{"accountid":"A1","name":"Big"}]}"#,
      "incidents.json": page("incidents", [#""incidentid":"i1""#]),
      "contact.json": #"[{"contactid":"{C1}","lastname":"Big","_parentcustomerid_value":"a1"}]"#,
    ])
    #expect(reading.messages == [])
    // Lookups that say no table are found by the row; ids in any case, with braces or without.
    #expect(
      reading.text.records == [
        "user | u1 | Uma |  |  | uma@our.example", "account | a1 | Big |  → - → - {}", "contact | c1 | Big |  → a1 → -",
      ])
  }

  @Test("an answer that is an error, broken JSON and a row that is no object are refused")
  func refusals() {
    func failure(_ text: String) -> String { SourceReading.failure(["s/emails.json": text], ["dataverse:s"]) }
    #expect(
      failure(#"{"error":{"code":"0x80040220","message":"Principal user is missing privilege"}}"#)
        == "s/emails.json:1: found an error of the Web API, “Principal user is missing privilege”; expected rows of emails; ask again"
    )
    #expect(failure(#"{"value":[{"activityid":}]}"#).hasPrefix("s/emails.json:1:25: found “}]}”; expected a text"))
    #expect(failure(#"{"value":[7]}"#) == "s/emails.json:1: found a value that is no object; expected rows of emails")
    #expect(SourceReading.failure(["s/a.txt": ""], ["dataverse:s"]).contains("expected JSON files of the Web API, or"))
  }

  @Test("rows without id or with a date that is none are left out, with file and record")
  func badRows() throws {
    let reading = try read([
      "emails.json": page("emails", [#""subject":"x""#, #""activityid":"m1","senton":"soon""#])
    ])
    #expect(
      reading.messages == [
        "s/emails.json left_out_row activityid: nothing; the id of the row",
        "s/emails.json, record m1 left_out_row at: soon; a date and time such as 2026-03-31T14:05:00+02:00",
      ])
  }

  @Test("of repeated rows the newest version is used, whatever their order; a pointer adds only what has no row")
  func versions() throws {
    func row(_ version: Int, _ subject: String) -> String {
      #""@odata.etag":"W/\"\#(version)\"",\#(mail("m1", #""subject":"\#(subject)""#))"#
    }
    for rows in [[row(5, "new"), row(4, "old")], [row(4, "old"), row(5, "new")], [row(5, "first"), row(5, "new")]] {
      let reading = try read([
        "emails.json": page("emails", rows),
        "activitypointers.json": page(
          "activitypointers",
          [
            #""activityid":"m1","activitytypecode":"email","subject":"pointer""#,
            #""activityid":"p1","activitytypecode":"phonecall","scheduledstart":"2026-03-02T10:00:00Z","statecode":3"#,
            #""activityid":"f1","activitytypecode":"fax""#,
          ]),
      ])
      #expect(reading.messages == [])
      #expect(reading.dataset.activities.map { reading.dataset.text.string($0.subject) } == ["new", ""])
      #expect(reading.dataset.activities.last?.type == .call)
    }
  }

  @Test("parties: own columns stand in where there are none; those of unknown activities are counted")
  func parties() throws {
    let reading = try read([
      "emails.json": page(
        "emails",
        [
          mail("m1", #""sender":"uma@our.example","torecipients":"a@x.example;b@x.example;""#),
          mail("m2", #""sender":"z@x.example","torecipients":"y@x.example;""#),
        ]),
      "activityparties.json": page(
        "activityparties",
        [
          #""activitypartyid":"p1","_activityid_value":"m2","participationtypemask":1,"_partyid_value":"u1","partyobjecttypecode":"systemuser""#,
          #""activitypartyid":"p2","_activityid_value":"m2","participationtypemask":2,"partyobjecttypecode":"queue","addressused":"desk@our.example""#,
          #""activitypartyid":"p3","_activityid_value":"zz","participationtypemask":2,"addressused":"x@x.example""#,
        ]),
    ])
    #expect(
      reading.messages == [
        "s/activityparties.json, record p3 note activityid: 1 party of activities that are not in the export; "
          + "the emails, appointments, phonecalls and tasks that they belong to; this is the first"
      ])
    #expect(
      reading.text.participants(of: 0) == [
        "user u1 Uma 1", "unresolved a@x.example a@x.example 2", "unresolved b@x.example b@x.example 2",
      ])
    #expect(reading.text.participants(of: 1) == ["user u1 Uma 1", "unresolved desk@our.example desk@our.example 2"])
  }

  @Test("a party that was deleted later takes no part, one that changed counts once; so with members of teams")
  func deletedParties() throws {
    let names = ["Id", "SinkModifiedOn", "IsDelete"]
    let entities = [
      ("systemuser", ["fullname"]), ("team", ["name"]), ("teammembership", ["systemuserid", "teamid"]),
      ("email", ["senton", "statuscode"]), ("activityparty", ["activityid", "participationtypemask", "addressused"]),
    ]
    let model = entities.map { entity in
      let attributes = (names + entity.1).map { #"{"name":"\#($0)"}"# }.joined(separator: ",")
      return
        #"{"name":"\#(entity.0)","attributes":[\#(attributes)],"partitions":[{"location":"https://x/\#(entity.0)/1.csv"}]}"#
    }
    let reading = try SourceReading.of(
      [
        "s/model.json": #"{"entities":[\#(model.joined(separator: ","))]}"#,
        "s/systemuser/1.csv": "u1,2026-03-01T00:00:00Z,,Uma\n",
        "s/team/1.csv": "t1,2026-03-01T00:00:00Z,,North\nt2,2026-03-01T00:00:00Z,,South\n",
        "s/teammembership/1.csv":
          "n1,2026-03-01T00:00:00Z,,u1,t1\nn2,2026-03-01T00:00:00Z,,u1,t2\nn1,2026-03-02T00:00:00Z,True,u1,t1\n",
        "s/email/1.csv": "m1,2026-03-01T00:00:00Z,,3/1/2026 10:00:00 AM,3\n",
        "s/activityparty/1.csv":
          "p1,2026-03-01T00:00:00Z,,m1,1,a@x.example\np2,2026-03-01T00:00:00Z,,m1,2,b@x.example\n"
          + "p1,2026-03-02T00:00:00Z,True,,,\np2,3/2/2026 1:00:00 AM,False,m1,3,c@x.example\np3,,1,m1,2,d@x.example\n",
      ], ["s"])
    #expect(reading.messages == [])
    #expect(reading.text.records == ["user | u1 | Uma | South | "])
    #expect(reading.text.participants(of: 0) == ["unresolved c@x.example c@x.example 4"])
  }

  @Test("a chain of answers without index is one conversation, also a very long one and one that bites its tail")
  func chains() throws {
    let long = (0..<2_000).reversed().map { index in
      mail("m\(index)", index == 0 ? "" : #""_parentactivityid_value":"m\#(index - 1)""#)
    }
    let reading = try read(["emails.json": page("emails", long)])
    #expect(Set(reading.dataset.activities.map { reading.dataset.text.string($0.conversationID) }) == ["m0"])
    let ring = try read([
      "emails.json": page(
        "emails", [mail("a", #""_parentactivityid_value":"b""#), mail("b", #""_parentactivityid_value":"a""#)])
    ])
    #expect(Set(ring.dataset.activities.map(\.conversationID)).count == 1)
  }

  @Test("users who are only named are made of their names where the export has no table of users")
  func mentionedUsers() throws {
    let owner = "_ownerid_value"
    let rows = [
      #""accountid":"a1","name":"Big","\#(owner)":"u9","\#(owner)@Microsoft.Dynamics.CRM.lookuplogicalname":"systemuser","\#(owner)@OData.Community.Display.V1.FormattedValue":"Nine""#
    ]
    let without = try SourceReading.of(["s/accounts.json": page("accounts", rows)], ["s"])
    #expect(without.text.records == ["user | u9 | Nine |  | ", "account | a1 | Big |  → u9 → - {}"])
    #expect(without.messages == [])
    let with = try read(["accounts.json": page("accounts", rows)])
    #expect(
      with.messages == ["s/accounts.json, record a1 dangling_reference owner_id: u9; the id of a row of users"])
  }

  @Test("damaged exports are read or refused, never more")
  func mutations() throws {
    let folder = Fixtures.folder.appendingPathComponent("dataverse")
    var random = SeededRandom(seed: 13)
    for (shape, file) in [
      ("migration", "data.xml"), ("synapse", "email/2026.csv"), ("synapse", "model.json"), ("webapi", "emails.json"),
    ] {
      let whole = try contents(of: folder.appendingPathComponent(shape))
      let text = [UInt8](try #require(whole[file]))
      for _ in 0..<12 {
        var damaged = text
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let place = Int.random(in: 0..<damaged.count, using: &random)
          if Bool.random(using: &random) {
            damaged[place] = Array("<>\",\\/0{}[]a\n&;".utf8).randomElement(using: &random) ?? 0
          } else {
            damaged.removeSubrange(place..<min(damaged.count, place + Int.random(in: 1...30, using: &random)))
          }
        }
        var files = whole.mapValues { String(decoding: $0, as: UTF8.self) }
        files[file] = String(decoding: damaged, as: UTF8.self)
        try withTemporaryFolder { folder in
          try write(files, to: folder)
          _ = try? SourceReading(["dataverse:."], in: folder)
        }
      }
    }
  }
}
