import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Native tables")
struct NativeSourceTests {
  private static let users = "id,name\nu1,Ada\n"

  private func read(
    _ files: [String: String], zone: TimeZoneRules = .utc
  ) throws -> (dataset: Dataset, problems: [DataProblem]) {
    try withTemporaryFolder { folder in
      try write(files, to: folder)
      return try NativeSource(path: folder.path).read(zone: zone, internalDomains: ["our.example"])
    }
  }

  private func failure(_ files: [String: String]) -> String {
    do {
      _ = try read(files)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("CSV: any column order, BOM, quotes, line breaks in cells, any line ending, missing cells at the end")
  func csv() throws {
    let activities =
      "\u{FEFF}at,subject,id,type\r\n2026-03-01,\"a, \"\"b\"\"\r\nc\",x1,email\r2026-03-02,  ,x2,call\n\n2026-03-03,,x3,task\n"
    let (dataset, problems) = try read([
      "users.csv": Self.users, "activities.csv": activities, "accounts.csv": "name,id,industry\nAcme,a1\n",
    ])
    #expect(problems == [])
    #expect(dataset.activities.map { dataset.text.string($0.id) } == ["x1", "x2", "x3"])
    #expect(dataset.text.string(dataset.activities[0].subject) == "a, \"b\"\r\nc")
    #expect(dataset.activities[1].subject.isEmpty)
    #expect(dataset.accounts.count == 1)
  }

  @Test("JSON Lines: escapes, numbers and booleans as text, null as no value, unknown keys ignored")
  func jsonLines() throws {
    let activities = #"""
      {"id":"x1","type":"email","at":"2026-03-01","subject":"\u00e9\n\ud83d\ude00\ud800 \"q\"","followed":true,"opens":3,"extra":{"a":[1,"}"]}}

      {"id":7,"type":"meeting","at":"2026-03-02","duration_minutes":30.5,"subject":null}
      """#
    let (dataset, problems) = try read(["users.csv": Self.users, "activities.jsonl": activities])
    #expect(problems == [])
    #expect(dataset.text.string(dataset.activities[0].subject) == "é\n😀\u{FFFD} \"q\"")
    #expect(dataset.activities[0].isFollowed && dataset.activities[0].opens == 3)
    #expect(dataset.text.string(dataset.activities[1].id) == "7")
    #expect(dataset.activities[1].durationSeconds == 1830)
  }

  @Test("gzipped files, several members in one included")
  func gzip() throws {
    try withTemporaryFolder { folder in
      try write(
        ["users.csv": Self.users, "a": "id,type,at\nx1,email,2026-03-01\n", "b": "x2,call,2026-03-02\n"], to: folder)
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      shell.arguments = ["-c", "cd '\(folder.path)' && (gzip -c a; gzip -c b) > activities.csv.gz && rm a b"]
      try shell.run()
      shell.waitUntilExit()
      let (dataset, _) = try NativeSource(path: folder.path).read(zone: .utc, internalDomains: [])
      #expect(dataset.activities.count == 2)
      let packed = try Data(contentsOf: folder.appendingPathComponent("activities.csv.gz"))
      try packed.dropLast(9).write(to: folder.appendingPathComponent("activities.csv.gz"))
      #expect(throws: IngestError.self) { try NativeSource(path: folder.path).read(zone: .utc, internalDomains: []) }
    }
  }

  @Test("what cannot be used is an error that says where, what and what instead")
  func fatal() {
    let activities = "id,type,at\nx1,email,2026-03-01\n"
    #expect(failure(["users.csv": Self.users]).contains("found no activities.csv or activities.jsonl"))
    #expect(
      failure(["users.csv": Self.users, "activities.csv": activities, "activities.jsonl": ""])
        .contains("found two files for one table, activities.csv and activities.jsonl"))
    #expect(
      failure(["users.csv": "name\nAda\n", "activities.csv": activities])
        == "users.csv:1: found the columns name; expected the column id, which users must have")
    #expect(
      failure(["users.csv": "id,name\nu1,A\nu2,B\nu1,C\n", "activities.csv": activities])
        == "users.csv:4:1: found the id “u1” a second time (the first is in users.csv, line 2); expected every id of a table once"
    )
    #expect(
      failure(["users.csv": "id,name\nu1,é\"\nu2,\"B\n", "activities.csv": activities])
        .hasPrefix("users.csv:3:4: found a quoted cell that does not end"))
    #expect(
      failure(["users.csv": "id,name\nu1,\"A\"b\n", "activities.csv": activities])
        .hasPrefix("users.csv:2:7: found text after the closing quote"))
    #expect(
      failure(["users.csv": "id,name,id\nu1,A,u2\n", "activities.csv": activities])
        == "users.csv:1:9: found the column id a second time; expected every column once")
    #expect(failure(["users.csv": "", "activities.csv": activities]).hasPrefix("users.csv:1: found an empty file"))
    #expect(
      failure([
        "users.jsonl": "{\"id\":\"u1\",\"name\":\"A\"}\n{\"id\":\"u2\" \"name\"}\n", "activities.csv": activities,
      ])
        == "users.jsonl:2:12: found “\"name\"}”; expected a comma or }")
    #expect(failure([:]).contains("expected a data set folder"))
  }

  @Test("a file that is not UTF-8 is refused with the place of the first such byte")
  func encoding() throws {
    try withTemporaryFolder { folder in
      try write(["activities.csv": "id,type,at\n"], to: folder)
      try Data([0x69, 0x64, 0x2C, 0x6E, 0x61, 0x6D, 0x65, 0x0A, 0x75, 0x2C, 0xE9, 0x0A]).write(
        to: folder.appendingPathComponent("users.csv"))
      #expect {
        try NativeSource(path: folder.path).read(zone: .utc, internalDomains: [])
      } throws: { error in
        "\(error)".hasPrefix("users.csv:2:3: found the byte 0xE9, which is not UTF-8 here")
      }
    }
  }

  @Test("a bad row is left out and reported with its place; what points at it dangles")
  func badRows() throws {
    let (dataset, problems) = try read([
      "users.csv": Self.users,
      "accounts.csv": "id,name,owner_id,primary_contact_id\na1,Acme,u9,c9\na2,,u1,\n",
      "contacts.csv": "id,name,account_id\nc1,Cy,a2\n",
      "opportunities.csv": "id,name,status,estimated_value\no1,Deal,won,1.000.000\no2,Deal,pending,1\no3,Deal,open,5\n",
      "activities.csv":
        "id,type,at,duration_minutes,regarding_type,regarding_id\nx1,email,yesterday,,,\nx2,call,2026-03-01,-5,,\nx3,call,2026-03-01,5,opportunity,o1\nx4,fax,2026-03-01,,,\nx5,call,2026-03-01,1,2,3,4\n",
      "participants.csv":
        "activity_id,role,person_type,person_id,email\nx3,from,contact,c7,\nx3,to,user,u1,\nx9,to,,,a@b.example\nx3,sender,user,u1,\nx3,to,,,\nx3,cc,contact,c8,guest@b.example\n",
    ])
    let lines = problems.map { "\($0.file):\($0.line):\($0.column) \($0.kind.code) \($0.field) \($0.found)" }
    #expect(
      lines == [
        "accounts.csv:2:9 dangling_reference owner_id u9",
        "accounts.csv:3:4 left_out_row name ",
        "contacts.csv:2:7 dangling_reference account_id a2",
        "opportunities.csv:2:13 left_out_row estimated_value 1.000.000",
        "opportunities.csv:3:9 left_out_row status pending",
        "accounts.csv:2:12 dangling_reference primary_contact_id c9",
        "activities.csv:2:10 left_out_row at yesterday",
        "activities.csv:3:20 left_out_row duration_minutes -5",
        "activities.csv:4:34 dangling_reference regarding_id o1",
        "activities.csv:5:4 left_out_row type fax",
        "activities.csv:6:26 left_out_row  7 cells",
        "participants.csv:2:17 left_out_row person_id c7",
        "participants.csv:4:1 dangling_reference activity_id x9",
        "participants.csv:5:4 left_out_row role sender",
        "participants.csv:6:8 left_out_row person_id ",
        "participants.csv:7:15 dangling_reference person_id c8",
      ])
    #expect(dataset.activities.count == 1 && dataset.opportunities.count == 1 && dataset.accounts.count == 1)
    #expect(dataset.participations(of: 0).count == 2)
  }

  @Test("people are found by id, then by address; of several with one address users come first, then the smallest id")
  func whoIsWho() throws {
    let (dataset, _) = try read([
      "users.csv": "id,name,email\nu1,Ada,ada@our.example; Shared@x.example\n",
      "contacts.csv": "id,name,email\nc2,Bo,bo@x.example\nc1,Cy,BO@X.example;shared@x.example\n",
      "leads.csv": "id,name,contact_name,email\nl1,Lead,Dee,dee@x.example\n",
      "activities.csv": "id,type,at\nx1,email,2026-03-01\n",
      "participants.csv":
        "activity_id,role,person_type,person_id,email,name\nx1,from,,, SHARED@x.example ,\nx1,to,,,Bo@x.example,\nx1,cc,contact,c1,,\nx1,cc,,,dee@x.example,\nx1,bcc,,,desk@mail.our.example,Desk\nx1,bcc,,,DESK@mail.our.example,A Desk\nx1,bcc,,,who@notour.example,\nx1,bcc,,,,Someone\n",
    ])
    let people = dataset.participations(of: 0).map { participation -> String in
      let person = dataset.people[Int(participation.person)]
      return
        "\(person.type.code) \(dataset.text.string(person.id)) \(dataset.text.string(person.name)) \(person.side.code) \(participation.roles.rawValue)"
    }
    #expect(
      people == [
        "user u1 Ada team 1", "contact c1 Cy customer 6", "lead l1 Dee customer 4",
        "unresolved Someone Someone customer 8", "unresolved desk@mail.our.example A Desk team 8",
        "unresolved who@notour.example who@notour.example customer 8",
      ])
  }

  @Test("custom fields are kept in the order of the file")
  func customFields() throws {
    let (dataset, _) = try read([
      "users.csv": Self.users, "activities.csv": "id,type,at\n",
      "opportunities.csv": "tier,id,name,status,region\n3,o1,Deal,open,EU\n",
    ])
    #expect(dataset.opportunityFields.map(dataset.text.string) == ["tier", "region"])
    #expect((0..<2).map { dataset.text.string(dataset.opportunities[0].custom[$0]) } == ["3", "EU"])
  }
}
