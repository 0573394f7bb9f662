import Analytics
import Dataset

/// What `data/kpis.jsonl` of a report tells of its records beyond their history.
struct PublishedDetails: Sendable {
  private struct Entry {
    var page: String?
    var currency: String?
    var closedOn: CivilDate?
    var daysInStage: Int?
    var muted: [AttentionCode] = []
  }

  private var entries: [RecordState.Key: Entry] = [:]

  var isEmpty: Bool { entries.isEmpty }
  func page(of key: RecordState.Key) -> String? { entries[key]?.page }
  func currency(of key: RecordState.Key) -> String? { entries[key]?.currency }

  /// - Throws: `SidecarError` where a line cannot be read.
  init(_ bytes: [UInt8], file: String) throws(SidecarError) {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if end > start {
        do { try read(bytes, start..<end) } catch {
          throw SidecarError(bytes, file: file, line: start..<end, offset: error.offset, expected: error.expected)
        }
      }
      start = end + 1
    }
  }

  /// Adds to a record of the report's day what the history does not keep.
  func complete(_ state: inout RecordState, asOf: CivilDate) {
    let entry = entries[state.key]
    state.today.currency = entry?.currency
    state.today.daysInStage = entry?.daysInStage
    state.today.muted = entry?.muted ?? []
    guard state.isClosed, state.type == .opportunity else { return }
    // The history keeps deals without a page only while they are news.
    let windowStart = asOf - (ReportClock.windowDays - 1)
    state.today.closedLately = entry.map { $0.closedOn.map { $0 >= windowStart } ?? false } ?? true
  }

  private mutating func read(_ bytes: [UInt8], _ line: Range<Int>) throws(JSONDamage) {
    var reader = JSONReader(bytes, line)
    var type: RecordType?
    var id = ""
    var entry = Entry()
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "type": type = RecordType(code: try reader.string())
      case "id": id = try reader.string()
      case "page": entry.page = try reader.stringOrNull()
      case "details": try Self.details(&reader, &entry)
      case "muted":
        try reader.array { (reader: inout JSONReader) throws(JSONDamage) in
          if let code = AttentionCode(code: try reader.string()) { entry.muted.append(code) }
        }
      default: try reader.skip()
      }
    }
    try reader.finish()
    guard let type, !id.isEmpty else {
      throw JSONDamage(offset: line.upperBound, expected: "the type and the id of a record")
    }
    entries[RecordState.Key(type: type, id: id)] = entry
  }

  private static func details(_ reader: inout JSONReader, _ entry: inout Entry) throws(JSONDamage) {
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "currency": entry.currency = try reader.stringOrNull()
      case "closed_on": entry.closedOn = try reader.stringOrNull().flatMap { CivilDate($0) }
      case "days_in_stage": entry.daysInStage = try reader.integerOrNull()
      default: try reader.skip()
      }
    }
  }
}
