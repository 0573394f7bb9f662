import Foundation
import Testing

@testable import Commands

@Suite("Mappings of tables")
struct TableMappingTests {
  /// Lines of one table.
  private func rows(_ table: String, _ result: TableResult) -> [String] {
    result.lines.filter { $0.hasPrefix(table + " ") }
  }

  private static let deals = """
    users: {file: deals.csv, distinct: true, fields: {id: Seller, name: Seller}}
    opportunities:
      file: deals.csv
      dates: M/d/yyyy
      fields:
        id: No
        name: [Customer, Product]
        status: {column: State, values: {Won: won, Dead: lost}, otherwise: open}
        owner_id: Seller
        created_on: Begun
        closed_on: {column: Ended, when: {State: [Won, Dead]}}
        actual_value: {column: Value, when: {State: Won}, numbers: "1,234.50"}
        currency: {constant: EUR}
      custom: {Line: {column: Product, values: {GTXPro: GTX Pro}}}
      ignore: [Internal*]
    """

  private static let dealsCSV = """
    No,Seller,Customer,Product,State,Begun,Ended,Value,Region,Internal note
    1,Ana,Acme,GTXPro,Won,10/20/2025,3/1/2026,"$1,054",North,x
    2,Ben,,GTX Pro,Dead,1/2/2026,4/1/2026,0,South,x
    3,Ana,Acme,MG,Engaging,1/2/2026,5/1/2026,,,x

    """

  private static let dealsText = [
    "opportunity 1|Acme GTXPro||EUR won since – created 2025-10-20 estimated – closed 2026-03-01 values – "
      + "1054.0 owner Ana account – contact – team [] stakeholders [] custom [\"Line=GTX Pro\", \"Region=North\"]",
    "opportunity 2|GTX Pro||EUR lost since – created 2026-01-02 estimated – closed 2026-04-01 values – – owner "
      + "Ben account – contact – team [] stakeholders [] custom [\"Line=GTX Pro\", \"Region=South\"]",
    "opportunity 3|Acme MG||EUR open since – created 2026-01-02 estimated – closed – values – – owner Ana "
      + "account – contact – team [] stakeholders [] custom [\"Line=MG\"]",
  ]

  @Test(
    "columns, joined columns, constants, value maps, conditions, numbers, custom fields and users of distinct values")
  func fields() throws {
    let result = try readTables(Self.deals, ["deals.csv": Self.dealsCSV])
    #expect(result.failure.isEmpty && result.problems.isEmpty)
    #expect(rows("user", result) == ["user Ana|Ana||", "user Ben|Ben||"])
    #expect(rows("opportunity", result) == Self.dealsText)
  }

  @Test(
    "other delimiters, encodings and line ends give the same",
    arguments: ["semicolon", "tab", "sep", "utf-16", "utf-16be", "windows-1252", "mark", "crlf", "gz-name"])
  func forms(_ form: String) throws {
    // The quoted number has a comma of its own.
    let plain = Self.dealsCSV.replacingOccurrences(of: "Acme", with: "Käse–Öl")
    let other = plain.replacingOccurrences(of: "\"$1,054\"", with: "§")
    func delimited(_ delimiter: String) -> String {
      other.replacingOccurrences(of: ",", with: delimiter).replacingOccurrences(of: "§", with: "\"$1,054\"")
    }
    var mapping = Self.deals
    var name = "deals.csv"
    var data = Data(plain.utf8)
    switch form {
    case "semicolon": data = Data(delimited(";").utf8)
    case "tab": data = Data(delimited("\t").utf8)
    case "sep": data = Data(("sep=|\r\n" + delimited("|")).utf8)
    case "utf-16": data = Data([0xFF, 0xFE]) + (try #require(plain.data(using: .utf16LittleEndian)))
    case "utf-16be": data = Data([0xFE, 0xFF]) + (try #require(plain.data(using: .utf16BigEndian)))
    case "windows-1252":
      mapping += "\nencoding: windows-1252"
      data = try #require(plain.data(using: .windowsCP1252))
    case "mark": data = Data([0xEF, 0xBB, 0xBF]) + data
    case "crlf": data = Data(plain.replacingOccurrences(of: "\n", with: "\r\n").utf8)
    default: name = "DEALS.CSV"
    }
    let result = try readTables(mapping, data: [name: data])
    #expect(result.failure.isEmpty && result.problems.isEmpty)
    #expect(
      rows("opportunity", result) == Self.dealsText.map { $0.replacingOccurrences(of: "Acme", with: "Käse–Öl") })
  }

  @Test("what cannot be read is reported with file, line and column, and the rest goes on")
  func badRows() throws {
    let csv =
      Self.dealsCSV + """
        4,Ana,Acme,MG,Won,2026-01-02,3/1/2026,1,,x
        5,Ana,Acme,MG,Won,1/2/2026,3/1/2026,"1,5",,x
        ,Ana,Acme,MG,Won,1/2/2026,3/1/2026,1,,x
        ,,,,,,,,,
        7,Ana,Acme,MG,Won,1/2/2026,3/1/2026,1,,x,more
        8,Ana,Acme

        """
    let result = try readTables(Self.deals, ["deals.csv": csv])
    #expect(
      result.problems == [
        "export/deals.csv:9:42: : found “11 cells”; expected 10, as in the header",
        "export/deals.csv:5:19: created_on: found “2026-01-02”; expected a date of the form “M/d/yyyy”",
        "export/deals.csv:6:38: actual_value: found “1,5”; expected a number such as 1,234.50",
        "export/deals.csv:7:1: id: found “”; expected a value, because opportunities must have it",
      ])
    #expect(
      rows("opportunity", result).map { String($0.prefix(14)) } == [
        "opportunity 1|", "opportunity 2|", "opportunity 3|", "opportunity 8|",
      ])
  }

  @Test("a value that the map does not know is a bad row where the data set knows words only")
  func unknownValue() throws {
    let result = try readTables(
      """
      users: {file: d.csv, distinct: true, fields: {id: Seller, name: Seller}}
      opportunities:
        file: d.csv
        fields: {id: No, name: No, status: {column: State, values: {Won: won, Dead: lost}}}
      """, ["d.csv": "No,Seller,State\n1,Ana,WON\n2,Ana,Open\n3,Ana,Wn\n"])
    #expect(
      result.problems == [
        "export/d.csv:4:7: status: found “Wn”; expected one of open, won, lost, or a value that the mapping knows: "
          + "“Won”, “Dead”"
      ])
    #expect(rows("opportunity", result).map { $0.contains(" won ") } == [true, false])
  }

  @Test("people of activities: addresses in one cell, names with addresses, ids of several kinds")
  func participants() throws {
    let result = try readTables(
      """
      time_zone: America/New_York
      users: {file: people.csv, fields: {id: Name, name: Name, email: {column: Mails, split: ","}}}
      activities:
        - file: mails.csv
          where: {Folder: {not: [Junk, "Trash*"]}}
          fields: {id: {column: Id, prefix: m-}, type: email, at: {column: Sent, dates: M/d/yyyy h:mm a}, subject: Subject}
          participants:
            - {role: from, email: From}
            - {role: to, email: {column: To, split: ";,"}}
        - file: visits.csv
          fields: {id: {column: Id, prefix: v-}, type: meeting, at: Day, duration_minutes: {column: Long, unit: hours}}
          participants:
            - {role: organizer, person_type: user, person_id: Who}
            - {role: required, name: Guest}
      """,
      [
        "people.csv": "Name,Mails\nAna Roy,\"ana@x.example, ROY@x.example\"\n",
        "mails.csv": """
        Id,Folder,Sent,From,To,Subject
        1,Inbox,6/1/2026 8:30 AM,Ana <roy@x.example>,"Bo Ek <bo@y.example>; ""Lee, Sam"" <sam@y.example>,ana@x.example",Hi
        2,Junk,6/1/2026 8:30 AM,a@b.example,roy@x.example,No
        3,Trash 2026,6/1/2026 8:30 AM,a@b.example,roy@x.example,No
        4,,6/1/2026 8:30 PM,bo@y.example,,Alone

        """,
        "visits.csv": "Id;Day;Long;Who;Guest\n1;2026-06-03;1.5;Ana Roy;Cy\n2;2026-06-04;;;\n",
      ])
    #expect(result.failure.isEmpty && result.problems.isEmpty)
    #expect(
      rows("activity", result) == [
        "activity m-1|Hi||| email completed – at 1780317000 for 0 regarding – private false followed false 0 0 "
          + "0 opened 0 people [\"user Ana Roy Ana Roy 3\", \"unresolved bo@y.example Bo Ek 2\", \"unresolved "
          + "sam@y.example Lee, Sam 2\"]",
        "activity m-4|Alone||| email completed – at 1780360200 for 0 regarding – private false followed false "
          + "0 0 0 opened 0 people [\"unresolved bo@y.example Bo Ek 1\"]",
        "activity v-1|||| meeting completed – at 1780437600 for 5400 regarding – private false followed false "
          + "0 0 0 opened 0 people [\"user Ana Roy Ana Roy 16\", \"unresolved Cy Cy 32\"]",
        "activity v-2|||| meeting completed – at 1780524000 for 0 regarding – private false followed false 0 0 "
          + "0 opened 0 people []",
      ])
  }

  @Test("rows are found by other values than their ids; of several with one value none is taken")
  func lookups() throws {
    let result = try readTables(
      """
      users: {file: u.csv, fields: {id: Key, name: Name, email: Mail}}
      accounts: {file: a.csv, fields: {id: Key, name: Name}}
      opportunities:
        file: d.csv
        fields:
          id: No
          name: No
          status: open
          owner_id: {column: Owner, find: [users.email, users.name]}
          account_id: {column: Account, find: accounts.name}
      """,
      [
        "u.csv": "Key,Name,Mail\n1,Ana,a@x.example\n2,Ben,b@x.example; b2@x.example\n",
        "a.csv": "Key,Name\n1,Acme\n2,Twin\n3,Twin\n",
        "d.csv": "No,Owner,Account\n1,ana,ACME\n2,B2@X.example,Twin\n3,Nobody,\n",
      ])
    #expect(
      rows("opportunity", result).map { String($0.drop { $0 != "o" }.split(separator: "owner ")[1].prefix(12)) }
        == ["1 account 1 ", "2 account – ", "– account – "])
    #expect(
      result.problems.sorted() == [
        "export/d.csv:3:16: account_id: found “Twin”; expected a value that only one row has in accounts.name",
        "export/d.csv:4:0: owner_id: found “Nobody”; expected the id of a row of users",
      ])
  }

  @Test("a pattern reads all files that match, folders below included; a file that is missing is told of")
  func files() throws {
    let mapping = """
      users: {file: "team/u*.csv", distinct: true, fields: {id: Name, name: Name}}
      """
    let result = try readTables(
      mapping, ["team/u-2.csv": "Name\nBen\nAna\n", "team/u-1.csv": "Name\nAna\n", "u-3.csv": "Name\nCy\n"])
    #expect(rows("user", result) == ["user Ana|Ana||", "user Ben|Ben||"])
    let missing = try readTables(mapping, ["team/users.txt": "", "team/v.csv": ""])
    #expect(
      missing.failure == """
        rapport.yml:2:17: error: the mapping: found “team/u*.csv”, which is not in export; expected one of its files: \
        team/users.txt, team/v.csv
          help: Did you mean “team/v.csv”?

        """)
  }

  @Test("two rows with one id end the run, as in a data set, unless the table takes distinct rows")
  func duplicates() throws {
    let result = try readTables(
      "users: {file: u.csv, fields: {id: Name, name: Name}}", ["u.csv": "Name\nAna\nBen\nAna\n"])
    #expect(result.failure.contains("found the id “Ana” a second time (the first is in export/u.csv, line 2)"))
  }

  @Test("an export that no mapping knows is told how to get one")
  func noMapping() async throws {
    let world = try World()
    try world.write("export/things.csv", "a,b\n1,2\n")
    #expect(await world.run("check", "table:export") == 64)
    #expect(
      world.errors == """
        export: error: tables: found no mapping; expected the key “tables” in the config, which says what the columns of \
        the files mean
          help: Use a ready one, such as “tables: salesforce”, or begin with one: rapport sources salesforce > rapport.yml

        """)
  }
}
