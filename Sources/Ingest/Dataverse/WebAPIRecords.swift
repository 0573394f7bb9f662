import Dataset

/// The rows of one page of the Web API.
struct WebAPIRecords {
  private let table: DataverseTable
  private let file: String

  init(_ table: DataverseTable, file: String) {
    self.table = table
    self.file = file
  }

  /// Hands all rows to the mapper.
  ///
  /// - Returns: the address of the next page; empty if this is the last.
  func read(_ file: borrowing SourceFile, into mapper: inout DataverseMapper) throws(IngestError) -> String {
    var reader = JSONReader(file.bytes, name: file.name)
    var keys = WebAPIKeys()
    var record = DataverseRecord(table, file: file.name)
    let page = try reader.records(needsContext: false) { value, _, line throws(IngestError) in
      guard value.kind == .object else {
        throw .malformed(
          file: file.name, line: line, column: 0, found: "a value that is no object",
          expected: "rows of \(table.setName)")
      }
      if let error = value["error"], value["@odata.etag"] == nil {
        throw .malformed(
          file: file.name, line: line, column: 0,
          found: "an error of the Web API, “\(error["message"]?.string ?? error.string)”",
          expected: "rows of \(table.setName); ask again")
      }
      record.clear()
      fill(&record, from: value, &keys, &mapper)
      mapper.add(record)
    }
    return page.nextLink
  }

  private func fill(
    _ record: inout DataverseRecord, from value: JSONValue, _ keys: inout WebAPIKeys, _ mapper: inout DataverseMapper
  ) {
    keys.rewind()
    value.forEachMember { key, value in
      switch keys.meaning(of: key, &mapper.columns) {
      case .field(let column, let part):
        if value.kind == .object {
          expand(value, column, &record)
        } else {
          record.set(column, part, value.text)
          if part == .value, value.kind == .number { record.markOption(column) }
        }
      case .etag: record.set(DataverseAttribute.versionnumber.rawValue, .value, Self.version(value.text))
      case .parties: value.forEachElement { record.parties.append(Self.party($0)) }
      case .teams: value.forEachElement { addTeam($0, to: &record) }
      case .moreParties:
        mapper.report(
          .note, record, nil, found: "more parties at \(String(value.string.prefix(200)))",
          expected: "all parties of an activity")
      case .ignored: break
      }
    }
  }

  /// Takes the name of a team that is not a business unit's own or made for one record.
  private func addTeam(_ team: JSONValue, to record: inout DataverseRecord) {
    if team["isdefault"]?.isTrue == true || team["teamtype"]?.string == "1" { return }
    record.teamNames.append(team["name"]?.string ?? "")
  }

  /// Takes what is used of a record that a lookup was expanded to.
  private func expand(_ value: JSONValue, _ column: Int, _ record: inout DataverseRecord) {
    for key: StaticString in ["name", "fullname", "currencyname"] {
      if let text = value[key]?.text { record.set(column, .label, text) }
    }
    if let code = value["isocurrencycode"]?.text {
      record.set(DataverseAttribute.isocurrencycode.rawValue, .value, code)
    }
  }

  /// The number in `W/"123"`.
  private static func version(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let start = text.firstIndex(where: { $0 &- 48 < 10 }) else { return DataverseRecord.nothing }
    return UnsafeBufferPointer(rebasing: text[start...].prefix { $0 &- 48 < 10 })
  }

  private static func party(_ value: JSONValue) -> DataverseParty {
    var party = DataverseParty()
    var code = DataverseRecord.nothing
    var unresolved = DataverseRecord.nothing
    value.forEachMember { key, value in
      if key.hasBytes("participationtypemask") {
        party.mask = TextParsing.number(value.text).flatMap { Int(exactly: $0) } ?? 0
      } else if key.hasBytes("_partyid_value") {
        party.id = value.text
      } else if key.hasBytes("_partyid_value@Microsoft.Dynamics.CRM.lookuplogicalname") {
        party.target = value.text
      } else if key.hasBytes("_partyid_value@OData.Community.Display.V1.FormattedValue") {
        party.name = value.text
      } else if key.hasBytes("addressused") {
        party.address = value.text
      } else if key.hasBytes("ispartydeleted") {
        party.isDeleted = value.isTrue
      } else if key.hasBytes("partyobjecttypecode") {
        code = value.text
      } else if key.hasBytes("unresolvedpartyname") {
        unresolved = value.text
      }
    }
    if party.target.isEmpty { party.target = code }
    if party.name.isEmpty { party.name = unresolved }
    return party
  }
}

/// What the keys of rows mean. Those of one page mostly come in one order, so that the next is mostly known.
struct WebAPIKeys {
  enum Meaning {
    case field(column: Int, part: DataverseRecord.Part)
    case etag, parties, moreParties, teams, ignored
  }

  private var keys: [(name: [UInt8], meaning: Meaning)] = []
  private var positions: [[UInt8]: Int] = [:]
  private var next = 0

  /// Goes to the first key of a row.
  mutating func rewind() { next = 0 }

  mutating func meaning(of key: UnsafeBufferPointer<UInt8>, _ columns: inout DataverseColumns) -> Meaning {
    if next < keys.count, keys[next].name.withUnsafeBufferPointer({ key.hasBytes($0) }) {
      next += 1
      return keys[next - 1].meaning
    }
    let name = Array(key)
    let position: Int
    if let known = positions[name] {
      position = known
    } else {
      position = keys.count
      positions[name] = position
      keys.append((name, Self.newMeaning(String(decoding: key, as: UTF8.self), &columns)))
    }
    next = position + 1
    return keys[position].meaning
  }

  private static func newMeaning(_ key: String, _ columns: inout DataverseColumns) -> Meaning {
    if key == "@odata.etag" { return .etag }
    if key == "teammembership_association" { return .teams }
    let parts = key.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    var name = String(parts[0])
    if name.hasSuffix("_activity_parties") {
      return parts.count == 1 ? .parties : parts[1] == "odata.nextLink" ? .moreParties : .ignored
    }
    if name.hasPrefix("_") && name.hasSuffix("_value") && name.utf8.count > 7 {
      name = String(name.dropFirst().dropLast("_value".count))
    }
    let part: DataverseRecord.Part
    switch parts.count == 1 ? "" : String(parts[1]) {
    case "": part = .value
    case "Microsoft.Dynamics.CRM.lookuplogicalname": part = .target
    case "OData.Community.Display.V1.FormattedValue": part = .label
    default: return .ignored
    }
    return name.isEmpty ? .ignored : .field(column: columns.number(of: Array(name.utf8)), part: part)
  }
}
