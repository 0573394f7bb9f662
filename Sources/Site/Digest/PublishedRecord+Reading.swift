import Analytics
import Dataset

extension PublishedRecord {
  /// All records of `data/kpis.jsonl`, in its order.
  ///
  /// - Throws: `SidecarError` where a line cannot be read.
  static func lines(_ bytes: [UInt8], file: String) throws(SidecarError) -> [PublishedRecord] {
    var records: [PublishedRecord] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if end > start {
        do { records.append(try read(bytes, start..<end)) } catch {
          throw SidecarError(bytes, file: file, line: start..<end, offset: error.offset, expected: error.expected)
        }
      }
      start = end + 1
    }
    return records
  }

  private static func read(_ bytes: [UInt8], _ line: Range<Int>) throws(JSONDamage) -> PublishedRecord {
    var reader = JSONReader(bytes, line)
    var record = PublishedRecord(type: .account, id: "", name: "", page: "")
    var type: RecordType?
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "type": type = RecordType(code: try reader.string())
      case "id": record.id = try reader.string()
      case "name": record.name = try reader.stringOrNull() ?? record.id
      case "page": record.page = try reader.string()
      case "owner_id": record.ownerID = try reader.stringOrNull()
      case "status": record.status = try reader.stringOrNull()
      default: try record.member(key, &reader)
      }
    }
    try reader.finish()
    guard let type, !record.id.isEmpty, ReportPath.isValid(record.page) else {
      throw JSONDamage(offset: line.lowerBound, expected: "the type, the id and the page of a record")
    }
    record.type = type
    return record
  }

  /// Keys that are not looked at are passed over.
  private mutating func member(_ key: String, _ reader: inout JSONReader) throws(JSONDamage) {
    switch key {
    case "details": try details(&reader)
    case "health": try health(&reader)
    case "best_next": try bestNext(&reader)
    case "last_interaction": last = try Self.activity(&reader)
    case "next_interaction": next = try Self.activity(&reader)
    case "most_contacted", "most_contacted_by":
      for person in try Self.list(&reader, Self.person) { people.append(person) }
    case "recent", "upcoming":
      for activity in try Self.list(&reader, Self.activity) { activities.append(activity) }
    case "attention": flags = try Self.list(&reader, Self.flag)
    default: try reader.skip()
    }
  }

  private mutating func details(_ reader: inout JSONReader) throws(JSONDamage) {
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "stage": stage = try reader.stringOrNull()
      case "estimated_value": estimatedValue = try reader.numberOrNull()
      case "currency": currency = try reader.stringOrNull()
      case "estimated_close_on": estimatedCloseOn = try reader.stringOrNull().flatMap { CivilDate($0) }
      default: try reader.skip()
      }
    }
  }

  private mutating func health(_ reader: inout JSONReader) throws(JSONDamage) {
    if reader.isNull() { return }
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "score": score = try reader.integerOrNull().map(Self.score)
      case "previous_score": previousScore = try reader.integerOrNull().map(Self.score)
      case "grade": grade = try reader.stringOrNull().flatMap { code in Grade.allCases.first { $0.code == code } }
      case "trend": trend = try reader.stringOrNull().flatMap { code in Trend.allCases.first { $0.code == code } }
      default: try reader.skip()
      }
    }
  }
}

extension PublishedRecord {
  private mutating func bestNext(_ reader: inout JSONReader) throws(JSONDamage) {
    if reader.isNull() { return }
    var (kind, person): (String?, String?)
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "kind": kind = try reader.stringOrNull()
      case "person_id": person = try reader.stringOrNull()
      default: try reader.skip()
      }
    }
    if kind == BestNext.Kind.hearFrom.rawValue { waitedFor = person }
  }

  /// The elements of an array, or none where `null` stands; those that `element` makes nothing of are left out.
  private static func list<Element>(
    _ reader: inout JSONReader, _ element: (inout JSONReader) throws(JSONDamage) -> Element?
  ) throws(JSONDamage) -> [Element] {
    if reader.isNull() { return [] }
    var elements: [Element] = []
    try reader.array { (reader: inout JSONReader) throws(JSONDamage) in
      if let element = try element(&reader) { elements.append(element) }
    }
    return elements
  }

  private static func activity(_ reader: inout JSONReader) throws(JSONDamage) -> Activity? {
    if reader.isNull() { return nil }
    var (id, subject, person): (String?, String?, String?)
    var type: ActivityType?
    var at: Instant?
    var side = Side.team
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "activity_id": id = try reader.stringOrNull()
      case "type": type = try reader.stringOrNull().flatMap { code in ActivityType.allCases.first { $0.code == code } }
      case "at": at = try reader.stringOrNull().flatMap { Instant($0) }
      case "side": side = try reader.stringOrNull() == Side.customer.code ? .customer : .team
      case "subject": subject = try reader.stringOrNull()
      case "person_id": person = try reader.stringOrNull()
      default: try reader.skip()
      }
    }
    guard let id, let type, let at else { return nil }
    return Activity(id: id, type: type, at: at, side: side, subject: subject, personID: person)
  }

  /// Nil for a flag of a later version, of which this one could say nothing.
  private static func flag(_ reader: inout JSONReader) throws(JSONDamage) -> Flag? {
    var code: AttentionCode?
    var (value, limit): (Int?, Int?)
    var activity: String?
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "code": code = AttentionCode(code: try reader.string())
      case "value": value = try reader.integerOrNull().map(sane)
      case "limit": limit = try reader.integerOrNull().map(sane)
      case "activity_id": activity = try reader.stringOrNull()
      default: try reader.skip()
      }
    }
    return code.map { Flag(code: $0, value: value, limit: limit, activityID: activity) }
  }

  private static func score(_ value: Int) -> Int { min(max(value, 0), 100) }

  /// Days, people and points are no more than this: sums with them stay in range.
  private static func sane(_ value: Int) -> Int { min(max(value, 0), 1_000_000) }

  private static func person(_ reader: inout JSONReader) throws(JSONDamage) -> Person? {
    var (type, id, name): (String?, String?, String?)
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "person_type": type = try reader.stringOrNull()
      case "person_id": id = try reader.stringOrNull()
      case "name": name = try reader.stringOrNull()
      default: try reader.skip()
      }
    }
    return id.map { Person(isUser: type == PersonType.user.code, id: $0, name: name ?? $0) }
  }
}
