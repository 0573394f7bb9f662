import Dataset

/// A package of the Configuration Migration tool: `data.xml` with the rows, each a list of named values.
///
/// `data_schema.xml` beside it is not needed: what a value is, its column tells.
struct ConfigurationMigrationExport: ~Copyable {
  private let files: ExportFiles
  private let data: String

  init(_ files: consuming ExportFiles, data: String) {
    self.files = files
    self.data = data
  }

  func read(into mapper: inout DataverseMapper) throws(IngestError) {
    let file = try files.open(data, isUTF8: false)
    let rows = MigrationRows(mapper.settings, file: file.name)
    swap(&rows.mapper, &mapper)
    defer { swap(&rows.mapper, &mapper) }
    // Tables stand in any order: what others refer to is read first.
    try XMLReader.read(file, rows)
    guard rows.hasEntities else {
      throw .malformed(
        file: file.name, line: 1, column: 0, found: "no element “entities”",
        expected: "the data.xml of the Configuration Migration tool")
    }
    rows.readsActivities = true
    try XMLReader.read(file, rows)
  }
}

/// Makes rows of the elements of `data.xml`.
private final class MigrationRows: XMLHandler {
  var mapper: DataverseMapper
  /// Whether activities are read this time, or all other tables.
  var readsActivities = false
  private(set) var hasEntities = false
  private let file: String
  private var table: DataverseTable?
  private var isInRecord = false
  /// The values of the row and of its parties, and the bytes that they are made of.
  private var values: [Value] = []
  private var bytes: [UInt8] = []
  private var recordID = 0..<0
  private var partyCount = 0
  private var partyDepth = 0

  private struct Value {
    /// The number of the party whose value it is; `nil` for one of the row itself.
    var party: Int?
    var column: Int
    var value: Range<Int>
    var target: Range<Int>
    var label: Range<Int>
  }

  init(_ settings: SourceSettings, file: String) {
    mapper = DataverseMapper(StagedTables(), settings)
    self.file = file
  }

  func begin(_ element: UnsafeBufferPointer<UInt8>, _ attributes: XMLAttributes) {
    switch String(decoding: element, as: UTF8.self) {
    case "field": if isInRecord { addField(attributes) }
    case "record": beginRecord(attributes)
    case "activitypointerrecords", "activitypointerrecord":
      // Some tools write each party into the first, others into the second within one of the first.
      partyDepth += 1
      partyCount += 1
    case "entity": table = wanted(String(decoding: attributes["name"], as: UTF8.self))
    case "entities": hasEntities = true
    default: break
    }
  }

  func end(_ element: UnsafeBufferPointer<UInt8>) {
    switch String(decoding: element, as: UTF8.self) {
    case "record":
      if isInRecord { finishRecord() }
      isInRecord = false
    case "activitypointerrecords", "activitypointerrecord": partyDepth = max(0, partyDepth - 1)
    case "entity": table = nil
    default: break
    }
  }

  /// The table of that name, if it is to be read this time.
  private func wanted(_ name: String) -> DataverseTable? {
    guard let table = DataverseTable(named: name) else { return nil }
    return (table.isActivity || table == .activityparty) == readsActivities ? table : nil
  }

  private func beginRecord(_ attributes: XMLAttributes) {
    isInRecord = table != nil
    values.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    partyCount = 0
    partyDepth = 0
    recordID = append(Array(attributes["id"]))
  }

  private func addField(_ attributes: XMLAttributes) {
    let column = mapper.columns.number(of: Array(attributes["name"]))
    values.append(
      Value(
        party: partyDepth > 0 ? partyCount - 1 : nil, column: column,
        // Texts were escaped for HTML before they were escaped for XML.
        value: append(HTMLText.decoded(attributes["value"])), target: append(Array(attributes["lookupentity"])),
        label: append(HTMLText.decoded(attributes["lookupentityname"]))))
  }

  private func append(_ text: [UInt8]) -> Range<Int> {
    bytes.append(contentsOf: text)
    return bytes.count - text.count..<bytes.count
  }

  private func finishRecord() {
    guard let table else { return }
    let bytes = bytes
    bytes.withUnsafeBufferPointer { bytes in
      var record = DataverseRecord(table, file: file)
      var party = DataverseRecord(.activityparty, file: file)
      var number: Int?
      for value in values {
        if value.party != number {
          if number != nil { record.parties.append(DataverseParty(party)) }
          party.clear()
          number = value.party
        }
        if value.party == nil { Self.set(value, of: &record, bytes) } else { Self.set(value, of: &party, bytes) }
      }
      if number != nil { record.parties.append(DataverseParty(party)) }
      record.set(DataverseAttribute.id.rawValue, .value, UnsafeBufferPointer(rebasing: bytes[recordID]))
      mapper.add(record)
    }
  }

  private static func set(_ value: Value, of record: inout DataverseRecord, _ bytes: UnsafeBufferPointer<UInt8>) {
    record.set(value.column, .value, UnsafeBufferPointer(rebasing: bytes[value.value]))
    record.set(value.column, .target, UnsafeBufferPointer(rebasing: bytes[value.target]))
    record.set(value.column, .label, UnsafeBufferPointer(rebasing: bytes[value.label]))
  }
}
