import Analytics
import Dataset

/// One line of `data/history.jsonl`: a record on a day (report spec, "Changes and history").
enum HistoryLine {
  /// Writes the line of a record as it is on `date`.
  static func write(_ state: RecordState, on date: CivilDate, to json: inout JSONWriter) {
    json.object { json in
      json.date("as_of", date)
      json.string("type", state.type.code)
      json.string("id", state.id)
      json.string("name", state.name)
      json.string("status", state.status)
      json.string("stage", state.stage)
      json.number("estimated_value", state.estimatedValue)
      json.date("estimated_close_on", state.estimatedCloseOn)
      json.string("owner_id", state.ownerID)
      json.integer("score", state.score)
      json.ratio("frequency", state.frequency)
      json.ratio("recency", state.recency)
      json.ratio("engagement", state.engagement)
      json.array("flags", of: state.flags) { $0.string($1.code) }
      json.integer("interactions", state.interactions)
      json.instant("last_at", state.lastAt)
    }
    json.endLine()
  }

  /// What a line begins with, up to the id, which tells the record. It is as `write` writes it, so that lines of
  /// records that nobody asks for can be passed over without being read.
  static func head(of key: RecordState.Key) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.string("type", key.type.code)
      json.string("id", key.id)
    }
    return Array(json.bytes.dropFirst().dropLast())
  }

  /// Reads a line. Keys that a later version may add are passed over, as are flags that this one does not know.
  static func read(_ bytes: [UInt8], _ range: Range<Int>) throws(JSONDamage) -> (date: CivilDate, state: RecordState) {
    var reader = JSONReader(bytes, range)
    var date: CivilDate?
    var type: RecordType?
    var id: String?
    var state = RecordState(type: .account, id: "", name: "")
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "as_of": date = try Self.date(&reader)
      case "type": type = try Self.type(&reader)
      case "id": id = try reader.string()
      default: try Self.member(key, &reader, &state)
      }
    }
    try reader.finish()
    func missing(_ key: String) -> JSONDamage { JSONDamage(offset: range.upperBound, expected: "the key \(key)") }
    guard let date else { throw missing("as_of") }
    guard let type else { throw missing("type") }
    guard let id, !id.isEmpty else { throw missing("id") }
    state.type = type
    state.id = id
    return (date, state)
  }

  private static func member(
    _ key: String, _ reader: inout JSONReader, _ state: inout RecordState
  ) throws(JSONDamage) {
    switch key {
    case "name": state.name = try reader.stringOrNull() ?? ""
    case "status": state.status = try reader.stringOrNull()
    case "stage": state.stage = try reader.stringOrNull()
    case "estimated_value": state.estimatedValue = try reader.numberOrNull()
    case "estimated_close_on": state.estimatedCloseOn = reader.isNull() ? nil : try date(&reader)
    case "owner_id": state.ownerID = try reader.stringOrNull()
    case "score": state.score = try whole(&reader, 0...100)
    case "frequency": state.frequency = try share(&reader)
    case "recency": state.recency = try share(&reader)
    case "engagement": state.engagement = try share(&reader)
    case "interactions": state.interactions = try whole(&reader, 0...Int(Int32.max)) ?? 0
    case "last_at": state.lastAt = try instant(&reader)
    case "flags":
      try reader.array { (reader: inout JSONReader) throws(JSONDamage) in
        if let code = AttentionCode(code: try reader.string()) { state.flags.append(code) }
      }
    default: try reader.skip()
    }
  }

  private static func date(_ reader: inout JSONReader) throws(JSONDamage) -> CivilDate {
    let start = place(&reader)
    guard let date = CivilDate(try reader.string()) else {
      throw JSONDamage(offset: start, expected: "a date, \"YYYY-MM-DD\"")
    }
    return date
  }

  private static func type(_ reader: inout JSONReader) throws(JSONDamage) -> RecordType {
    let start = place(&reader)
    guard let type = RecordType(code: try reader.string()) else {
      throw JSONDamage(offset: start, expected: "account, contact, lead or opportunity")
    }
    return type
  }

  private static func whole(_ reader: inout JSONReader, _ range: ClosedRange<Int>) throws(JSONDamage) -> Int? {
    let start = place(&reader)
    guard let value = try reader.integerOrNull() else { return nil }
    guard range.contains(value) else {
      throw JSONDamage(offset: start, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private static func share(_ reader: inout JSONReader) throws(JSONDamage) -> Double? {
    let start = place(&reader)
    guard let value = try reader.numberOrNull() else { return nil }
    guard (0...1).contains(value) else { throw JSONDamage(offset: start, expected: "a number from 0 to 1") }
    return value
  }

  private static func instant(_ reader: inout JSONReader) throws(JSONDamage) -> Instant? {
    let start = place(&reader)
    guard let text = try reader.stringOrNull() else { return nil }
    guard let instant = Instant(text) else {
      throw JSONDamage(offset: start, expected: "an instant such as \"2026-03-31T12:05:00Z\"")
    }
    return instant
  }

  /// Where the next value begins.
  private static func place(_ reader: inout JSONReader) -> Int {
    _ = reader.peek()
    return reader.index
  }
}
