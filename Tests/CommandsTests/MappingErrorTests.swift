import Foundation
import Testing

@testable import Commands

@Suite("Errors of mappings")
struct MappingErrorTests {
  @Test(
    "each says line and column, what was found and what was expected",
    arguments: [
      (
        "tables: salesfroce\n", "1:9",
        "tables: found “salesfroce”; expected a ready mapping, one of “salesforce”, “hubspot”, “pipedrive”, or "
          + "tables with their files\n  help: Did you mean “salesforce”?\n"
      ),
      (
        "tables: [a]\n", "1:9",
        "tables: found a list; expected the name of a ready mapping, or tables with their files\n"
      ),
      (
        "tables:\n  opportunites: {file: d.csv}\n", "2:3",
        "unknown key “tables.opportunites”\n  help: Did you mean “opportunities”?\n"
      ),
      (
        "tables:\n  users:\n    fields: {id: A, name: B}\n", "3:5",
        "tables.users: found no file; expected “file”, the name of a CSV file below the source's folder\n"
      ),
      (
        "tables:\n  users:\n    file: u.csv\n    fields: {id: A}\n", "4:13",
        "tables.users.fields: found no name; expected users must have “id”, “name”\n"
      ),
      (
        "tables:\n  users:\n    file: u.csv\n    fields: {id: A, name: B, emial: C}\n", "4:30",
        "unknown key “tables.users.fields.emial”\n  help: Did you mean “email”?\n"
      ),
      (
        "tables:\n  users:\n    file: ../u.csv\n    fields: {id: A, name: B}\n", "3:11",
        "tables.users.file: found “../u.csv”; expected the name of a file below the source's folder\n"
      ),
      (
        "tables:\n  dates: M/D/yyyy\n  users: {file: u.csv, fields: {id: A, name: B}}\n", "2:10",
        "tables.dates: found “M/D/yyyy”; expected a date format such as M/d/yyyy, dd-MM-yy, yyyy-MM-dd HH:mm, "
          + "iso or unix\n  help: “D” has no meaning in a date format; the letters are yyyy yy M MM MMM d dd H HH "
          + "h hh m mm s ss S a Z E\n"
      ),
      (
        "tables:\n  time_zone: Berlin\n  users: {file: u.csv, fields: {id: A, name: B}}\n", "2:14",
        "tables.time_zone: found “Berlin”; expected an IANA name such as Europe/Berlin, America/New_York or UTC\n"
      ),
      (
        "tables:\n  encoding: latin\n  users: {file: u.csv, fields: {id: A, name: B}}\n", "2:13",
        "tables.encoding: found “latin”; expected one of “utf-8”, “utf-16”, “windows-1252”\n"
      ),
      (
        "tables:\n  leads:\n    file: l.csv\n    fields: {id: A, name: B, status: {column: S, values: {x: opne}}}\n",
        "4:62",
        "tables.leads.fields.status.values.x: found “opne”; expected one of “open”, “qualified”, "
          + "“disqualified”\n  help: Did you mean “open”?\n"
      ),
      (
        "tables:\n  users: {file: u.csv, fields: {id: {colunm: A}, name: B}}\n", "2:38",
        "unknown key “tables.users.fields.id.colunm”\n  help: Did you mean “column”?\n"
      ),
      (
        "tables:\n  users: {file: u.csv, fields: {id: {column: A, constant: x}, name: B}}\n", "2:37",
        "tables.users.fields.id: found column and constant; expected one of “column”, “columns”, “first”, “constant”\n"
      ),
      (
        "tables:\n  accounts: {file: a.csv, fields: {id: A, name: B, owner_id: {column: C, find: users.nmae}}}\n",
        "2:80",
        "tables.accounts.fields.owner_id.find: found “users.nmae”; expected a field of a table that is read "
          + "before accounts, such as accounts.name\n  help: Did you mean “users.name”?\n"
      ),
      (
        "tables:\n  users: {file: u.csv, participants: [], fields: {id: A, name: B}}\n", "2:38",
        "tables.users.participants: found a list; expected “participants” in a file of activities only; "
          + "elsewhere it is a table of its own\n"
      ),
      (
        "tables:\n  users: {file: u.csv, custom: [X], fields: {id: A, name: B}}\n", "2:32",
        "tables.users.custom: found a list; expected custom fields in accounts, leads and opportunities only\n"
      ),
      (
        "tables:\n  leads: {file: l.csv, fields: {id: A, name: B, status: {constant: opn}}}\n", "2:68",
        "tables.leads.fields.status.constant: found “opn”; expected one of “open”, “qualified”, “disqualified”\n"
      ),
      (
        "tables:\n  use: hubspot\n  leads: {where: 3}\n", "3:10",
        "tables.leads: found no file; expected “file”, the name of a CSV file below the source's folder\n"
      ),
    ])
  func errors(_ config: String, _ place: String, _ message: String) throws {
    let told = try complaints(about: config)
    #expect(told.contains("rapport.yml:\(place): error: \(message)"), "\(told)")
  }

  @Test("a column that the file does not have is told with the mapping's place and the nearest column")
  func missingColumn() throws {
    let result = try readTables(
      "users:\n  file: u.csv\n  fields: {id: Kee, name: Name}", ["u.csv": "Key,Name\n1,Ana\n"])
    #expect(
      result.failure == """
        rapport.yml:4:18: error: the mapping: found the column “Kee”, which export/u.csv does not have; expected one of its \
        columns: Key, Name
          help: Did you mean “Key”?

        """)
  }

  @Test("a column is found in another case, but not where two have its name")
  func columnCase() throws {
    let mapping = "users: {file: u.csv, fields: {id: KEY, name: name}}"
    #expect(try readTables(mapping, ["u.csv": "key,Name\n1,Ana\n"]).lines == ["user 1|Ana||"])
    #expect(
      try readTables(mapping, ["u.csv": "KEY,Name,NAME\n1,Ana,Ana\n"]).failure.contains(
        "found “name”, which is the name of 2 columns of export/u.csv"))
  }

  @Test("a file in another encoding is told how to be read")
  func encoding() throws {
    let result = try readTables(
      "users: {file: u.csv, fields: {id: Key, name: Name}}", data: ["u.csv": .init([0x4B, 0x65, 0x79, 0x2C, 0xE4])])
    #expect(
      result.failure.contains(
        "u.csv:1:5: error: the data cannot be used: found the byte 0xE4, which is not UTF-8 here; expected UTF-8 text; "
          + "or name its encoding in the mapping, such as “encoding: windows-1252”"))
  }
}
