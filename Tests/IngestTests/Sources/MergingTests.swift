import Dataset
import TestSupport
import Testing

@testable import Ingest

@Suite("Several sources")
struct MergingTests {
  private static let crm = [
    "crm/users.csv": "id,name,email\nu1,Uma,uma@our.example\n",
    "crm/accounts.csv": "id,name,tier\na1,Big,gold\n",
    "crm/contacts.csv": "id,name,email,account_id\nc1,Carl,carl@big.example,a1\n",
    "crm/activities.csv":
      "id,type,at,message_id,subject,conversation_id,regarding_type,regarding_id\n"
      + "e1,email,2026-03-01T10:00:00Z,<M1@OUR.example>,Offer,conv-crm,account,a1\ne2,meeting,2026-03-02T10:00:00Z,uid-7,,,,\n",
    "crm/participants.csv": "activity_id,role,person_type,person_id\ne1,from,user,u1\ne2,organizer,user,u1\n",
  ]

  /// A second source of native tables, in the place of an archive.
  private static let more = [
    "more/activities.csv":
      "id,type,at,message_id,in_reply_to,subject,conversation_id,duration_minutes,ends_at,opens,regarding_type,regarding_id\n"
      + "x1,email,2026-03-01T10:00:05Z,M1@our.EXAMPLE,<M0@Our.example>,RE: other,conv-mail,,,4,contact,c1\n"
      + "x2,email,2026-03-01T11:00:00Z,M2@our.example,<M1@OUR.EXAMPLE>,Re: Offer,conv-mail,,,,,\n"
      + "x3,meeting,2026-03-02T10:00:00Z,uid-7,,Kickoff,,45,,,,\n",
    "more/participants.csv":
      "activity_id,role,email\nx1,to,carl@big.example\nx1,from,uma@our.example\nx2,from,CARL@big.example\nx3,required,carl@big.example\n",
  ]

  @Test("one mail and one meeting in two sources are one activity each: gaps filled, participants united")
  func unite() throws {
    let reading = try SourceReading.of(Self.crm.merging(Self.more) { $1 }, ["crm", "more"])
    #expect(reading.messages == [])
    #expect(
      reading.text.activities == [
        "activity | e1 | Offer | conv-crm | M1@our.example | M0@our.example email completed - 1772359200 0 → a1 false false 4 0 0 -1",
        "  user u1 Uma 1", "  contact c1 Carl 2",
        "activity | x2 | Re: Offer | conv-crm | M2@our.example | M1@our.example email completed - 1772362800 0 → - false false 0 0 0 -1",
        "  contact c1 Carl 1",
        "activity | e2 | Kickoff |  | uid-7 |  meeting completed - 1772445600 2700 → - false false 0 0 0 -1",
        "  user u1 Uma 16", "  contact c1 Carl 32",
      ])
    #expect(reading.taken.map(\.kind) == [.native, .native])
  }

  @Test("of rows with one id in two sources the later source's is used, and it is reported")
  func laterWins() throws {
    let later = [
      "later/accounts.csv": "id,name,region\na1,Bigger,West\n",
      "later/activities.csv": "id,type,at,subject\ne2,meeting,2026-03-05T10:00:00Z,Moved\n",
      "later/participants.csv": "activity_id,role,person_type,person_id\ne2,optional,contact,c1\n",
    ]
    let reading = try SourceReading.of(Self.crm.merging(later) { $1 }, ["crm", "later"])
    #expect(
      reading.messages == [
        "crm/accounts.csv:2 note id: the id “a1” of accounts in later, too; it in one source; the row of later, which comes later, is used",
        "crm/activities.csv:3 note id: the id “e2” of activities in later, too; it in one source; the row of later, which comes later, is used",
      ])
    #expect(reading.text.records.contains("account | a1 | Bigger |  → - → - {region: West}"))
    // What the replaced row's participants said goes with it, since the later source names some.
    #expect(reading.dataset.activities.last.map { reading.dataset.text.string($0.subject) } == "Moved")
    #expect(reading.text.participants(of: 1) == ["contact c1 Carl 64"])
  }

  @Test("an id twice within one source is fatal, with both places")
  func duplicates() {
    let files = ["a/accounts.csv": "id,name\na1,X\na1,Y\n"].merging(Self.crm) { $1 }
    #expect(
      SourceReading.failure(files, ["crm", "a"])
        == "a/accounts.csv:3: found the id “a1” a second time (the first is in a/accounts.csv, line 2); "
        + "expected every id of a table once")
  }

  @Test("in any order of the sources there are the same activities and participants")
  func order() throws {
    let files = Self.crm.merging(Self.more) { $1 }
    let there = try SourceReading.of(files, ["crm", "more"])
    let back = try SourceReading.of(files, ["more", "crm"])
    #expect(there.dataset.activities.count == back.dataset.activities.count)
    for index in there.dataset.activities.indices {
      #expect(there.text.participants(of: index) == back.text.participants(of: index))
    }
  }

  @Test("normalised, a Message-ID has no brackets and its domain no capitals")
  func messageIDs() {
    #expect(MessageID.normalized(" <A.b@C.Example> ") == "A.b@c.example")
    #expect(MessageID.normalized("<>") == "")
    #expect(MessageID.normalized("no-at-SIGN") == "no-at-SIGN")
    #expect(MessageID.normalized("<A@b@C>") == "A@b@c")
  }
}

@Suite("People made of addresses")
struct DerivedPeopleTests {
  private static let mails = [
    "m/activities.csv":
      "id,type,at\nx1,email,2026-03-01T10:00:00Z\nx2,email,2026-03-02T10:00:00Z\nx3,email,2026-03-03T10:00:00Z\n",
    "m/participants.csv":
      "activity_id,role,email,name\nx1,from,Uma@Our.example,Uma Ott\nx1,to,carl@big.example,Carl\n"
      + "x2,from,carl@big.example,\"Big, Carl\"\nx2,to,uma@mail.our.example,\nx3,from,CARL@BIG.EXAMPLE,\"Big, Carl\"\n"
      + "x3,to,someone@gmail.com,someone@gmail.com\nx3,cc,,Nobody\n",
  ]
  private static let second = ["n/activities.csv": "id,type,at\n"]

  @Test("addresses at internal domains are users, others contacts, and their domains accounts, public ones excepted")
  func derive() throws {
    let files = Self.mails.merging(Self.second) { $1 }
    let reading = try SourceReading.of(files, ["m", "n"], internalDomains: ["our.example"])
    #expect(reading.messages == [])
    #expect(
      reading.text.records == [
        "user | uma@mail.our.example | uma@mail.our.example |  |  | uma@mail.our.example",
        "user | uma@our.example | Uma Ott |  |  | uma@our.example",
        "account | big.example | big.example |  → - → - {}",
        "contact | carl@big.example | Big, Carl |  | carl@big.example → big.example → -",
        "contact | someone@gmail.com | someone@gmail.com |  | someone@gmail.com → - → -",
      ])
    #expect(
      reading.text.participants(of: 2) == [
        "contact carl@big.example Big, Carl 1", "contact someone@gmail.com someone@gmail.com 2",
        "unresolved Nobody Nobody 4",
      ])
  }

  @Test("without a table of users and internal domains nobody knows who the team is: the common domains are named")
  func unknownTeam() {
    let files = Self.mails.merging(Self.second) { $1 }
    #expect(
      SourceReading.failure(files, ["m", "n"])
        == "found no table of users and no internal domain; expected one, such as big.example")
  }

  @Test("an internal domain that nobody is at is said")
  func nobody() throws {
    let files = Self.mails.merging(Self.second) { $1 }
    let reading = try SourceReading.of(files, ["m", "n"], internalDomains: ["typo.example"])
    #expect(
      reading.messages == [
        "m, n note : no address at typo.example; the team's mail domains as --internal-domain; the most common ones are "
          + "big.example, mail.our.example, our.example"
      ])
  }

  @Test("where a source has users, nobody is made: an address of no one stays unresolved")
  func notDerived() throws {
    var files = Self.mails
    files["crm/users.csv"] = "id,name,email\nu1,Uma,uma@our.example\n"
    let reading = try SourceReading.of(files, ["m", "crm"], internalDomains: ["our.example"])
    #expect(reading.dataset.users.count == 1 && reading.dataset.contacts.isEmpty && reading.dataset.accounts.isEmpty)
    #expect(reading.text.participants(of: 0) == ["user u1 Uma 1", "unresolved carl@big.example Big, Carl 2"])
  }
}
